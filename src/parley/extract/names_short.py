"""Names that are short for others in the article: acronyms, surnames, the first word of a company's name."""

from __future__ import annotations

from parley.extract.casts import Draft
from parley.extract.persons import add_person, person_named
from parley.extract.scenes import Parsed, Scene, head_before, mention, span_of
from parley.lexicon.actors import Words


def _shortened(scene: Scene, folded: Words) -> Draft | None:
    """The organisation that a word stands for: the first of its name ("Acme" for "Acme Widgets Ltd") or its initials."""
    if len(folded) != 1:
        return None
    for draft in scene.cast:
        if draft.kind == "person" or len(draft.words) < 2:
            continue
        first = draft.words[0] == folded[0] and draft.kind in {"company", "media"} and draft.canonical is None
        links = scene.table.name_words["link"]
        if first or (len(folded[0]) > 2 and folded[0] == "".join(w[0] for w in draft.words if w not in links)):
            return draft
    return None


def add_acronyms(scene: Scene) -> None:
    """Acronyms in brackets after a name of an organisation: "High Islamic Council (HCIM)"."""
    words = scene.words
    for (_, end), draft in scene.cast.mentions():
        i = words.word_at.get(end + 2)
        if draft.kind == "person" or i is None or scene.notes.text[end : end + 2] != " (" or i in scene.taken:
            continue
        if scene.notes.text[words.end[i] : words.end[i] + 1] == ")" and sum(c.isupper() for c in words.text[i]) >= 2:
            scene.cast.alias((words.folded[i],), draft)
            mention(scene, draft, i, i, alias=True)


def add_short(scene: Scene, item: Parsed) -> None:
    """Single words: an acronym or a surname that the article has introduced, or a person known by one name."""
    name = item.name
    if any(i in scene.taken for i in range(name.first, name.last + 1)) or any(h.first <= name.first for h in item.hits):
        return
    folded = scene.words.folded[name.first : name.last + 1]
    draft = person_named(scene, folded)
    at = span_of(scene.words, name.first, name.last)
    if draft is None or draft.words != folded:
        if any(p.start_char == at[0] for p in scene.notes.places_in(at)):
            return
        draft = draft or _shortened(scene, folded)
    if draft is not None:
        mention(scene, draft, name.first, name.last, alias=True)
    elif (
        head_before(scene, name) is None
        and item.label == "PERSON"
        and scene.words.head(name.first, name.last).dep_ in {"nsubj", "agent"}
    ):
        add_person(scene, name, item.role)
