"""Proper names -> drafts of actors: persons with their titles, organisations by the head of their name, known actors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Token

from parley.extract.casts import Cast, Draft
from parley.extract.mentions import Hit, Label, Run, hits, label_of, runs
from parley.extract.notes import Notes
from parley.extract.wording import Wording
from parley.lexicon.actors import Actors, Entry, Words, words_of
from parley.records import ActorKind

# A person's name has at most so many words ("Mohammed bin Salman bin Abdulaziz Al Saud" has eight).
LONGEST_PERSON = 8
# Kinds of actors that belong to a country, and the longest acronym that several of them tend to share.
COUNTRY_BOUND = frozenset({"armed_group", "government", "military", "party"})
SHORT_ACRONYM = 4
# A name that only its verb speaks for is a person's up to so many words.
USUAL_PERSON = 4
SPATIAL = frozenset({"in", "at", "near", "into", "inside", "outside", "across", "around", "throughout"})


@dataclass(slots=True)
class Scene:
    """What the steps of this extractor share: the words, the cast, names of countries found, and which words are taken."""

    notes: Notes
    table: Actors
    words: Wording
    cast: Cast
    lands: list[Hit]
    taken: set[int]
    weight: Counter[str]
    country_at: dict[int, Hit]
    titles: list[tuple[Draft, Run]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A run taken apart: words `role` (titles and what they belong to), then words `name`."""

    run: Run
    name: Run
    role: Run | None
    label: Label
    hits: tuple[Hit, ...]


def find_names(notes: Notes, table: Actors, words: Wording) -> Scene:
    """The cast of everybody who is named, and the names of countries, which are not yet actors."""
    found = hits(words, table)
    country_at = {hit.first: hit for hit in found if hit.is_country}
    scene = Scene(notes, table, words, Cast(), [], set(), Counter(), country_at, [])
    spread: dict[int, Hit] = {i: hit for hit in found for i in range(hit.first, hit.last + 1)}
    parsed = [_parse(scene, run, spread) for run in runs(words, table)]
    _weigh(scene, found)
    for item in sorted(parsed, key=lambda p: p.name.first - p.name.last):
        _add_run(scene, item)
    for hit in found:
        if any(i in scene.taken for i in range(hit.first, hit.last + 1)):
            continue
        if hit.is_country:
            scene.lands.append(hit)
        else:
            add_known(scene, hit)
    _add_acronyms(scene)
    for item in parsed:
        _add_short(scene, item)
    return scene


def span_of(words: Wording, first: int, last: int) -> tuple[int, int]:
    """Characters of words first..last."""
    return words.start[first], words.end[last]


def form_of(words: Wording, first: int, last: int) -> str:
    """Words first..last as they are written, white space folded."""
    return " ".join(words.source[words.start[first] : words.end[last]].split())


def _parse(scene: Scene, run: Run, spread: dict[int, Hit]) -> Parsed:
    words, table = scene.words, scene.table
    inside = tuple(dict.fromkeys(spread[i] for i in range(run.first, run.last + 1) if i in spread))
    first = run.first
    for i in range(run.first, run.last):
        word = words.folded[i]
        if (word in table.roles or (word,) in table.titles) and not _is_org(scene, Run(i + 1, run.last)):
            first = i + 1
    role = Run(run.first, first - 1) if first > run.first else None
    name = Run(first, run.last)
    return Parsed(run, name, role, label_of(words, name), inside)


def _is_org(scene: Scene, run: Run) -> bool:
    return org_kind(scene, run) is not None


def org_kind(scene: Scene, run: Run) -> ActorKind | None:
    """The kind that the head of a name tells: its last word, the one before "of" or "for", or its first ("Operation X")."""
    folded, heads = scene.words.folded[run.first : run.last + 1], scene.table.org_heads
    link = next(
        (i for i, w in enumerate(folded) if i and w in {"of", "for", "on", "in", "against", "de", "pour", "des", "du"}), None
    )
    for word in (folded[link - 1] if link else folded[-1], folded[0]):
        if word in heads and len(folded) > 1:
            return heads[word].kind
    return None


def _weigh(scene: Scene, found: list[Hit]) -> None:
    """How much the article speaks of each country: its names count, places in it count, known actors of it alone count."""
    for hit in found:
        where = {c for e in hit.entries for c in e.where}
        if len(where) == 1 and not any(needs_support(e, scene.table) for e in hit.entries):
            scene.weight[where.pop()] += 1
    for place in scene.notes.reading.places:
        if place.country and place.precision != "country":
            scene.weight[place.country] += 1


def needs_support(entry: Entry, table: Actors) -> bool:
    """Whether a form is so short or so common in the world that the article must speak of the actor's country besides."""
    if entry.sense != "known" or not entry.where or entry.kind not in COUNTRY_BOUND:
        return False
    return (entry.exact and len(entry.form) <= SHORT_ACRONYM) or table.name_words["generic"].issuperset(words_of(entry.form))


def pick(scene: Scene, entries: tuple[Entry, ...]) -> Entry | None:
    """The entry that the article's countries speak for; None where one that needs support has none, or two fit alike."""

    def support(entry: Entry) -> int:
        return max((scene.weight[c] for c in entry.where), default=0)

    fitting = [e for e in entries if support(e) or not needs_support(e, scene.table)]
    ranked = sorted(fitting, key=support, reverse=True)
    if not ranked:
        return None
    rivals = [e for e in ranked[1:] if e.key != ranked[0].key and support(e) == support(ranked[0])]
    return None if rivals else ranked[0]


def add_known(scene: Scene, hit: Hit) -> Draft | None:
    """A mention of an actor that the knowledge base has."""
    entry = pick(scene, hit.entries)
    if entry is None:
        return None
    draft = scene.cast.get(entry.key, entry.name, entry.kind, entry.key, entry.where)
    mention(scene, draft, hit.first, hit.last, alias=entry.form != entry.name)
    return draft


def mention(scene: Scene, draft: Draft, first: int, last: int, alias: bool = False) -> None:
    """A mention of a draft by name or alias; its words are taken."""
    scene.cast.mention(draft, span_of(scene.words, first, last), "alias" if alias else "name", form_of(scene.words, first, last))
    scene.taken.update(range(first, last + 1))


def _add_run(scene: Scene, item: Parsed) -> None:
    name, words = item.name, scene.words
    if all(any(h.first <= i <= h.last for h in item.hits) for i in range(name.first, name.last + 1)):
        return
    if item.role is None and any(not h.is_country and h.last - h.first + 2 >= name.last - name.first + 1 for h in item.hits):
        return
    if _is_organ(scene, item):
        return
    kind, plain = org_kind(scene, name), _plain_head(scene, name)
    if kind is not None and plain is None and (item.label != "PERSON" or name.last - name.first >= USUAL_PERSON):
        _add_org(scene, name, kind)
    elif is_person(scene, item):
        first = name.first
        while first < name.last and any(h.first <= first <= h.last and h.is_country for h in item.hits):
            first += 1
        add_person(scene, Run(first, name.last), item.role)
        for hit in item.hits:
            if item.role is not None and not hit.is_country and hit.last < name.first:
                add_known(scene, hit)
    elif plain is not None or (plain := _head_before(scene, name)) is not None:
        last, kind = plain
        draft = scene.cast.get(words.folded[name.first : name.last + 1], form_of(words, name.first, name.last), kind)
        scene.cast.mention(draft, span_of(words, name.first, last), "name", form_of(words, name.first, last))
        mention(scene, draft, name.first, name.last)


def _is_organ(scene: Scene, item: Parsed) -> bool:
    """Whether a run is a common noun in capitals, with or without a country: "Russian Foreign Ministry" (see descriptions)."""
    first = item.name.first
    for hit in item.hits:
        if hit.is_country and hit.first == first:
            first = hit.last + 1
    return scene.words.folded[first : item.name.last + 1] in scene.table.group_nouns


def _plain_head(scene: Scene, name: Run) -> tuple[int, ActorKind] | None:
    """A lower-case head right after a name ("Katiba Macina group"): its last word and the kind that it tells."""
    words, i = scene.words, name.last + 1
    for length in (2, 1):
        if i + length <= len(words.text) and all(words.joined[i : i + length]):
            head = scene.table.org_heads.get(" ".join(words.text[i : i + length]))
            if head is not None and head.plain:
                return i + length - 1, head.kind
    return None


def _head_before(scene: Scene, name: Run) -> tuple[int, ActorKind] | None:
    """A lower-case head right before a name ("the rights group RNDDH"); the name's last word and the kind."""
    words, i = scene.words, name.first
    for length in (2, 1):
        if i >= length and all(words.joined[i - length + 1 : i + 1]):
            head = scene.table.org_heads.get(" ".join(words.folded[i - length : i]))
            if head is not None and head.plain and words.text[i - 1].islower():
                return name.last, head.kind
    return None


def _add_org(scene: Scene, name: Run, kind: ActorKind) -> None:
    folded = scene.words.folded[name.first : name.last + 1]
    if scene.words.token(name.first).lower_ in {"the"}:
        return
    draft = _longer(scene, folded) or scene.cast.get(folded, form_of(scene.words, name.first, name.last), kind)
    mention(scene, draft, name.first, name.last)


def _longer(scene: Scene, folded: Words) -> Draft | None:
    """An organisation of the cast whose name begins or ends with these words."""
    n = len(folded)
    for draft in scene.cast:
        if draft.kind != "person" and len(draft.words) > n > 1 and folded in {draft.words[:n], draft.words[-n:]}:
            return draft
    return None


def is_person(scene: Scene, item: Parsed) -> bool:
    """Whether a run names a person: titles, the model, a role noun beside it, or that it speaks."""
    name, table = item.name, scene.table
    length, span = name.last - name.first + 1, span_of(scene.words, name.first, name.last)
    if length > LONGEST_PERSON or any(c.isdigit() for c in "".join(scene.words.text[name.first : name.last + 1])):
        return False
    if item.role is not None:
        return True
    is_place = any(p.start_char == span[0] for p in scene.notes.places_in(span))
    head = scene.words.head(name.first, name.last)
    if length < 2:
        return item.label in {"PERSON", ""} and _beside_role(head, table)
    if _has_particle(scene, name):
        return True
    if item.label == "PERSON":
        spatial = head.dep_ == "pobj" and head.head.lower_ in SPATIAL
        return not spatial and (not is_place or head.dep_ in {"nsubj", "appos"})
    if _beside_role(head, table) or any(c.dep_ == "relcl" and _has_who(c) for c in head.children):
        return True
    if length > USUAL_PERSON or any(scene.words.text[i].isupper() for i in range(name.first, name.last + 1)):
        return False
    if head.dep_ == "conj" and head.head.ent_type_ == "PERSON" and item.label != "GPE":
        return True
    return not is_place and head.dep_ == "nsubj" and head.head.lemma_ in table.acting["speech"] and item.label != ""


def _has_particle(scene: Scene, name: Run) -> bool:
    """Whether a lower-case or Arabic particle stands within a name ("Iyad Ag Ghali", "Ould Cheikh Ahmed", "Salman al-Ali")."""
    inside = scene.words.folded[name.first + 1 : name.last]
    return any(word in scene.table.name_words["patronymic"] for word in inside)


def _has_who(clause: Token) -> bool:
    return any(t.lower_ in {"who", "whose", "whom"} for t in clause.children)


def _beside_role(head: Token, table: Actors) -> bool:
    if head.dep_ == "appos" and head.head.lemma_.lower() in table.roles:
        return True
    if any(c.dep_ == "appos" and c.lemma_.lower() in table.roles for c in head.children):
        return True
    return any(c.dep_ in {"compound", "amod"} and c.text.islower() and c.lemma_ in table.roles for c in head.children)


def add_person(scene: Scene, name: Run, role: Run | None) -> Draft:
    """A mention of a person, without and with the titles before the name."""
    words = scene.words
    folded = words.folded[name.first : name.last + 1]
    draft = person_named(scene, folded) or scene.cast.get(folded, form_of(words, name.first, name.last), "person")
    if role is not None:
        scene.cast.mention(draft, span_of(words, role.first, name.last), "name", form_of(words, role.first, name.last))
        scene.taken.update(range(role.first, role.last + 1))
        scene.titles.append((draft, role))
    mention(scene, draft, name.first, name.last)
    return draft


def person_named(scene: Scene, folded: Words) -> Draft | None:
    """The person of the cast whom a shorter name means: all its words are in the full name, in order."""
    exact = scene.cast.by_key(folded)
    if exact is not None:
        return exact
    fitting = [d for d in scene.cast if d.kind == "person" and _is_part(folded, d.words)]
    return max(fitting, key=lambda d: max(d.spans, default=(0, 0)), default=None)


def _is_part(short: Words, full: Words) -> bool:
    rest = iter(full)
    return len(short) < len(full) and all(word in rest for word in short)


def _add_acronyms(scene: Scene) -> None:
    """Acronyms in brackets after a name of an organisation: "High Islamic Council (HCIM)"."""
    words = scene.words
    for (_, end), draft in scene.cast.mentions():
        i = words.word_at.get(end + 2)
        if draft.kind == "person" or i is None or scene.notes.text[end : end + 2] != " (" or i in scene.taken:
            continue
        if scene.notes.text[words.end[i] : words.end[i] + 1] == ")" and sum(c.isupper() for c in words.text[i]) >= 2:
            scene.cast.alias((words.folded[i],), draft)
            mention(scene, draft, i, i, alias=True)


def _add_short(scene: Scene, item: Parsed) -> None:
    """Single words: an acronym or a surname that the article has introduced, or a person known by one name."""
    name = item.name
    if any(i in scene.taken for i in range(name.first, name.last + 1)) or any(h.first <= name.first for h in item.hits):
        return
    folded = scene.words.folded[name.first : name.last + 1]
    draft = person_named(scene, folded)
    if draft is not None:
        mention(scene, draft, name.first, name.last, alias=True)
    elif (
        _head_before(scene, name) is None
        and item.label == "PERSON"
        and scene.words.head(name.first, name.last).dep_ in {"nsubj", "agent"}
    ):
        add_person(scene, name, item.role)
