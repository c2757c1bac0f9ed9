"""Names that are short for others in the article: acronyms, surnames, the first word of a company's name."""

from __future__ import annotations

from parley.extract.casts import Draft
from parley.extract.persons import add_person, person_named
from parley.extract.scenes import Parsed, Scene, form_of, head_before, mention, span_of
from parley.extract.wording import Wording
from parley.lexicon.words import Words


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


def add_surnames(scene: Scene) -> None:
    """Last words of full names that stand alone where the tagger sees no name, mostly at the beginning of a sentence."""
    full = {d.words[-1]: d for d in scene.cast if d.kind == "person" and len(d.words) > 1}
    for i, word in enumerate(scene.words.folded):
        draft = full.get(word)
        if draft is None or i in scene.taken or not scene.words.text[i].istitle() or scene.words.joined[i]:
            continue
        at = span_of(scene.words, i, i)
        follows = i + 1 < len(scene.words.text) and scene.words.joined[i + 1] and scene.words.text[i + 1].istitle()
        known = min(draft.spans, default=at) < at
        if known and not follows and scene.words.token(i).dep_ in {"nsubj", "nsubjpass", "poss"}:
            mention(scene, draft, i, i, alias=True)


def add_also_known(scene: Scene) -> None:
    """ "X, also known as Y", "X, alias Y": one person or body."""
    text = scene.notes.text
    for found in scene.table.known_as.finditer(text):
        before = [
            d for (s, e), d in scene.cast.mentions_between(max(0, found.start() - 60), found.start() + 1) if e == found.start()
        ]
        i = scene.words.word_at.get(found.end())
        if not before or i is None:
            continue
        last = i
        while last + 1 < len(scene.words.text) and scene.words.joined[last + 1] and scene.words.text[last + 1][0].isupper():
            last += 1
        draft, form = before[-1], form_of(scene.words, i, last)
        scene.cast.merge(scene.cast.by_key(scene.words.folded[i : last + 1]), draft)
        if scene.words.text[i][0].isupper():
            scene.cast.mention(draft, span_of(scene.words, i, last), "alias", form)
            scene.cast.alias(scene.words.folded[i : last + 1], draft)
            scene.taken.update(range(i, last + 1))


def introduced(words: Wording) -> dict[str, set[Words]]:
    """Acronyms in brackets after the words whose initials they are: "the Nile Corridor Forum (NCF)"."""
    found: dict[str, set[Words]] = {}
    for i in range(1, len(words.folded)):
        if words.source[words.start[i] - 1] == "(" and (name := _spelled_out(words, i)) is not None:
            found.setdefault(words.folded[i], set()).add(name)
    return found


def _spelled_out(words: Wording, i: int) -> Words | None:
    """The words right before an acronym in brackets whose initials it is."""
    letters = words.folded[i]
    first = i - len(letters)
    if first < 0 or not all(words.joined[first + 1 : i]):
        return None
    name = words.folded[first:i]
    return name if all(w[0] == c for w, c in zip(name, letters, strict=True)) else None


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
