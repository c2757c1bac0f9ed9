"""Nouns that call a person again whom the article has named: "the president", "the general", "the opposition leader".

The last person before whose role the article tells with that noun; for heads of state and government also one whom readers know as
such; for a trade that many have ("the politician") the one person of the sentences before. Misses: nouns two paragraphs away.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.casts import Draft
from parley.extract.coreference import PERSON_REACH, quoted_tokens, sentence_of, sentence_starts
from parley.extract.scenes import Scene

HEADS = frozenset({"president", "premier", "leader", "minister"})
PLACES = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "poss", "agent"})
SINGLE = frozenset({"NN", "NNP"})
# What somebody's own may be, by its noun: a country's government, a party, a force.
OWN = {
    **dict.fromkeys(("country", "nation", "government", "administration"), frozenset({"government"})),
    **dict.fromkeys(
        ("party", "movement", "group", "organisation", "organization", "faction", "front"), frozenset({"party", "armed_group"})
    ),
}
# What may stand before the noun: whoever these speak of is one of several ("the other general", "the next president").
OTHERS = frozenset({"other", "next", "new", "same", "third", "latest", "late", "outgoing", "vice", "deputy", "future", "any"})


def link_persons(scene: Scene) -> None:
    """Ties "the president", "the former minister" and the like to the person named before."""
    starts, quoted = sentence_starts(scene), quoted_tokens(scene)
    for token in scene.notes.doc:
        _link_own(scene, token)
        if token.lemma_.lower() not in scene.table.roles or token.i in quoted or not _points_back(token):
            continue
        first = next((c for c in token.lefts if c.lower_ == "the"), token)
        span = (first.idx, token.idx + len(token))
        if scene.cast.at((token.idx, span[1])) is not None or _is_taken(scene, span):
            continue
        reach = scene.notes.doc[starts[max(0, sentence_of(starts, token.i) - PERSON_REACH)]].idx
        before = [d for _, d in scene.cast.mentions_between(reach, span[0]) if d.kind == "person"]
        found = _called_so(scene, token, before)
        if found is not None:
            scene.cast.mention(found, span, "description", scene.notes.text[span[0] : span[1]])


def _link_own(scene: Scene, token: Token) -> None:
    """ "His country", "her party": what the person leads or is a member of, where the text says of what."""
    kinds = OWN.get(token.lower_)
    owner = next((c for c in token.lefts if c.dep_ == "poss" and c.lower_ in {"his", "her"}), None) if kinds else None
    if owner is None or kinds is None or scene.cast.at((token.idx, token.idx + len(token))) is not None:
        return
    person = scene.cast.at((owner.idx, owner.idx + len(owner)))
    if person is None or _is_taken(scene, (token.idx, token.idx + len(token))):
        return
    of = next(
        (role.of for role in person.roles if role.of is not None and role.current is not False and role.of.kind in kinds), None
    )
    if of is not None:
        scene.cast.mention(of, (token.idx, token.idx + len(token)), "description")


def _points_back(token: Token) -> bool:
    """Whether a noun is one definite person without a name beside it ("the president", not "the president of Chad")."""
    if token.tag_ not in SINGLE or token.dep_ not in PLACES or not any(c.lower_ == "the" for c in token.lefts):
        return False
    if any(c.dep_ in {"prep", "appos", "relcl", "acl", "conj", "poss"} and c.lower_ not in {"for", "in"} for c in token.children):
        return False
    if any(c.lower_ in OTHERS or c.pos_ == "PROPN" for c in token.lefts):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is None or (following.pos_ != "PROPN" and following.text not in {"'s", "’s"})


def _is_taken(scene: Scene, span: tuple[int, int]) -> bool:
    return any(True for _ in scene.cast.mentions_between(span[0], span[1]))


def _called_so(scene: Scene, token: Token, before: list[Draft]) -> Draft | None:
    noun = token.lemma_.lower()
    for draft in reversed(before):
        if any(noun in role.role.lower().replace("-", " ").split() for role in draft.roles):
            return draft
    if noun in HEADS:
        for draft in reversed(before):
            if any(draft.words[i:] in scene.table.leaders for i in range(len(draft.words))):
                return draft
        return None
    persons = list({id(d): d for d in before}.values())
    if len(persons) != 1 or scene.table.roles[noun] == "speaks":
        return None
    known = persons[0].roles
    return persons[0] if known and _is_loose(noun, scene) else None


def _is_loose(noun: str, scene: Scene) -> bool:
    """Whether a noun may be said of somebody whose office is told: a trade or a rank, no office of its own."""
    return scene.table.roles[noun] == "profession" or noun in {"general", "colonel", "officer", "commander", "captain", "lawmaker"}
