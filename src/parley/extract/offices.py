"""Offices of persons and of those who hold an office: "the prime minister's office", "the governor's office in Ségou"."""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.scenes import Scene, form_of, span_of

OFFICE = frozenset({"office", "entourage"})
SPATIAL = frozenset({"in", "at", "inside", "outside", "near", "into", "to", "from", "behind", "around"})


def find_offices(scene: Scene) -> None:
    """Adds every office that does something in its sentence; one where something merely happens is a building."""
    for token in scene.notes.doc:
        if token.lower_ not in OFFICE or token.dep_ in {"compound", "amod"} or scene.notes.is_boilerplate(token.idx):
            continue
        if token.dep_ == "pobj" and token.head.lower_ in SPATIAL:
            continue
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        last = scene.words.word_at.get(token.idx)
        if owner is None or last is None or not _holds_office(scene, owner):
            continue
        first = scene.words.word_at.get(_first(owner).idx)
        if first is not None and all(scene.words.joined[first + 1 : last + 1]):
            draft = scene.cast.get(scene.words.folded[first : last + 1], form_of(scene.words, first, last), "government")
            scene.cast.mention(draft, span_of(scene.words, first, last), "description", form_of(scene.words, first, last))


def _holds_office(scene: Scene, owner: Token) -> bool:
    """Whether it is a person whom the article names or one called by an office ("the governor")."""
    if owner.lemma_.lower() in scene.table.roles:
        return True
    end = owner.idx + len(owner)
    return any(e == end and d.kind == "person" for (_, e), d in scene.cast.mentions_between(max(0, end - 60), end))


def _first(owner: Token) -> Token:
    """The first word of whose office it is, without its article."""
    first = owner.left_edge
    return first.nbor() if first.pos_ == "DET" or first.dep_ == "det" else first
