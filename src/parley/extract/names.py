"""Proper names -> drafts of actors: persons with their titles, organisations by the head of their name, known actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from parley.extract.casts import Cast, Draft
from parley.extract.known_persons import known_person, tie_surnames
from parley.extract.mentions import Hit, Run, hits, label_of, runs
from parley.extract.names_short import add_acronyms, add_also_known, add_short, add_surnames, introduced
from parley.extract.notes import Notes
from parley.extract.persons import add_person, is_person, person_named
from parley.extract.scenes import Parsed, Scene, form_of, head_before, mention, span_of
from parley.extract.wording import Wording
from parley.lexicon.actors import Actors, Entry
from parley.lexicon.words import Words, words_of
from parley.values import ActorKind

# Kinds of actors that belong to a country, and the longest acronym that several of them tend to share.
COUNTRY_BOUND = frozenset({"armed_group", "government", "military", "party"})
SHORT_ACRONYM = 3
DEMONYMS = frozenset({"adjective", "people"})
# A dateline has at most so many characters before its agency.
LONGEST_DATELINE = 60
# A name of more words than this is no person's where its head is an organisation's.
LONG_NAME = 4


def find_names(notes: Notes, table: Actors, words: Wording) -> Scene:
    """The cast of everybody who is named, and the names of countries, which are not yet actors."""
    own = introduced(words)
    found = [hit for hit in hits(words, table) if not _is_anothers(words, hit, own)]
    country_at = {hit.first: hit for hit in found if hit.is_country}
    scene = Scene(notes, table, words, Cast(), [], set(), Counter(), set(), country_at, [])
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
    add_acronyms(scene)
    for item in parsed:
        add_short(scene, item)
    add_also_known(scene)
    add_surnames(scene)
    tie_surnames(scene)
    return scene


def _is_anothers(words: Wording, hit: Hit, own: Mapping[str, set[Words]]) -> bool:
    """Whether an acronym is one that the article itself introduces for another name than those it has in the knowledge base."""
    if hit.first != hit.last or not hit.entries[0].exact:
        return False
    return not own.get(words.folded[hit.first], set()) <= {words_of(entry.name) for entry in hit.entries}


def _parse(scene: Scene, run: Run, spread: dict[int, Hit]) -> Parsed:
    words, table = scene.words, scene.table
    inside = tuple(dict.fromkeys(spread[i] for i in range(run.first, run.last + 1) if i in spread))
    first = run.first
    offices = [w in table.roles or (w,) in table.titles for w in words.folded[run.first : run.last + 1]]
    for i in range(run.first, run.last):
        rest = offices[i - run.first + 1 :]
        owns = words.text[i + 1] == "s"  # "Larry King's"
        if offices[i - run.first] and not owns and not all(rest) and not _is_org(scene, Run(i + 1, run.last)):
            first = i + 1
    first = _past_department(scene, run, first)
    role = Run(run.first, first - 1) if first > run.first else None
    name = Run(first, run.last)
    return Parsed(run, name, role, label_of(words, name), inside)


def _past_department(scene: Scene, run: Run, first: int) -> int:
    """Where the name begins after "Secretary of State", "Minister of Foreign Affairs": at the given name, or after the title."""
    words = scene.words
    if first == run.first or first + 1 >= run.last or words.folded[first] not in {"of", "for"}:
        return first
    given = next((i for i in range(first + 1, run.last) if words.folded[i] in scene.table.given), None)
    if given is not None:
        return given
    titled = next((n for n in (3, 4) if words.folded[first - 1 : first - 1 + n] in scene.table.titles), 0)
    if titled and first - 1 + titled <= run.last:
        return first - 1 + titled
    two = run.last - 1  # else the last two words, where they are a person's
    return two if two > first + 1 and all(words.token(i).ent_type_ == "PERSON" for i in (two, run.last)) else first


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
        if len({e.key for e in hit.entries}) == 1 and not needs_support(hit.entries[0], scene.table):
            scene.certain.add(hit.entries[0].key)
        where = {c for e in hit.entries for c in e.where}
        if len(where) == 1 and not any(needs_support(e, scene.table) for e in hit.entries):
            scene.weight[where.pop()] += 1
    for place in scene.notes.reading.places:
        if place.country and place.precision != "country":
            scene.weight[place.country] += 1


def needs_support(entry: Entry, table: Actors) -> bool:
    """Whether a form is so short or so common in the world that the article must speak of the actor's country besides."""
    if entry.is_listed:
        return True
    if entry.sense != "known" or not entry.where or entry.kind not in COUNTRY_BOUND:
        return False
    return (entry.exact and len(entry.form) <= SHORT_ACRONYM) or table.name_words["generic"].issuperset(words_of(entry.form))


def pick(scene: Scene, entries: tuple[Entry, ...]) -> Entry | None:
    """The entry that the article's countries speak for; None where one that needs support has none, or two fit alike."""

    def support(entry: Entry) -> int:
        return max((scene.weight[c] for c in entry.where), default=0)

    fitting = [e for e in entries if support(e) or e.key in scene.certain or not needs_support(e, scene.table)]
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


def _add_run(scene: Scene, item: Parsed) -> None:
    name, words = item.name, scene.words
    folded = words.folded[name.first : name.last + 1]
    if known_person(scene, folded) is not None:
        add_person(scene, name, item.role)
        return
    if _is_no_name(scene, item):
        return
    known = scene.cast.by_key(folded)
    if known is not None and item.role is None:
        mention(scene, known, name.first, name.last)
        return
    kind, plain = org_kind(scene, name), _plain_head(scene, name)
    if kind is not None and plain is None and not _has_surname(scene, item):
        _add_org(scene, name, kind)
    elif item.role is None and (beside := head_before(scene, name)) is not None:
        _add_by_head(scene, item, *beside)
    elif is_person(scene, item):
        first = name.first
        while first < name.last and any(h.first <= first <= h.last and h.is_country for h in item.hits):
            first += 1
        add_person(scene, Run(first, name.last), item.role)
        for hit in item.hits:
            if item.role is not None and not hit.is_country and hit.last < name.first:
                add_known(scene, hit)
    elif plain is not None:
        _add_by_head(scene, item, *plain)
    elif _is_outlet(scene, name):
        mention(scene, scene.cast.get(folded, form_of(words, name.first, name.last), "media"), name.first, name.last)


def _is_no_name(scene: Scene, item: Parsed) -> bool:
    """Whether a run is what the knowledge base has, people of a nation ("African Americans"), an organ of a state, or a thing."""
    name = item.name
    if scene.words.folded[name.first] in {"of", "for"}:
        return True  # "the Minister of Health"
    if all(any(h.first <= i <= h.last for h in item.hits) for i in range(name.first, name.last + 1)):
        return True
    length = name.last - name.first + 1
    for hit in item.hits if item.role is None else ():
        if not hit.is_country and hit.last - hit.first + 2 >= length:
            return True
        if hit.is_country and hit.last == name.last and hit.entries[0].sense in DEMONYMS:
            return True
    return _is_organ(scene, item) or scene.words.folded[name.last] in scene.table.name_words["thing"]


def _has_surname(scene: Scene, item: Parsed) -> bool:
    """Whether what the model takes for a person ends like an organisation only because of a surname ("Ann Church")."""
    name = item.name
    surname = scene.words.folded[name.last] in scene.table.name_words["surname"]
    return item.label == "PERSON" and surname and name.last - name.first < LONG_NAME


def _is_outlet(scene: Scene, name: Run) -> bool:
    """Whether a name stands in brackets in a dateline ("GOMA, Aug 3 (Agence Lumen) - ")."""
    text, (start, end) = scene.notes.text, span_of(scene.words, name.first, name.last)
    line = text[text.rfind("\n", 0, start) + 1 : start]
    dash = text[end : end + 1] == ")" and text[end + 1 :].lstrip(" _")[:1] in {"-", "–", "—"}
    return line.endswith("(") and len(line) <= LONGEST_DATELINE and dash


def _add_by_head(scene: Scene, item: Parsed, last: int, kind: ActorKind) -> None:
    """An actor whose kind a noun beside its name tells; where the name is a place's ("Tulsa police"), the noun belongs to it."""
    words, name = scene.words, item.name
    person = person_named(scene, words.folded[name.first : name.last + 1])
    if person is not None and person.kind == "person":  # "a Trump company"
        mention(scene, person, name.first, name.last, alias=True)
        return
    if not scene.table.name_words["lower"].isdisjoint(words.folded[name.first : name.last + 1]):
        return
    whole = item.label in {"GPE", "OTHER"} or bool(scene.notes.places_in(span_of(words, name.first, name.last)))
    end = last if whole else name.last
    forces = whole and kind in {"armed_group", "military"}
    key = regional_key(words.folded[name.first : name.last + 1]) if forces else words.folded[name.first : end + 1]
    draft = scene.cast.get(key, form_of(words, name.first, end), kind)
    scene.cast.mention(draft, span_of(words, name.first, last), "name", form_of(words, name.first, last))
    if whole:
        scene.taken.update(range(name.first, last + 1))
    else:
        mention(scene, draft, name.first, name.last)


def regional_key(region: Words) -> tuple[str, Words]:
    """Under which the forces of a region are one actor, whether they are called militias, fighters or forces."""
    return "forces of", region


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


def _add_org(scene: Scene, name: Run, kind: ActorKind) -> None:
    folded = scene.words.folded[name.first : name.last + 1]
    start, end = span_of(scene.words, name.first, name.last)
    if any(p.end_char == end and p.name.count(" ") for p in scene.notes.places_in((start, end))):
        return  # "the Jewish West Bank"
    kind = "igo" if _is_of_igo(scene, name) else kind
    draft = _longer(scene, folded) or scene.cast.get(folded, form_of(scene.words, name.first, name.last), kind)
    mention(scene, draft, name.first, name.last)


def _is_of_igo(scene: Scene, name: Run) -> bool:
    """Whether a name begins with an organisation of states: "United Nations Joint Human Rights Office"."""
    lengths = scene.table.lengths.get(scene.words.folded[name.first], ())
    names = (
        scene.table.names.get(scene.words.folded[name.first : name.first + n], ()) for n in lengths if n <= name.last - name.first
    )
    return any(entry.kind == "igo" for entries in names for entry in entries)


def _longer(scene: Scene, folded: Words) -> Draft | None:
    """An organisation of the cast whose name begins or ends with these words."""
    n = len(folded)
    for draft in scene.cast:
        if draft.kind != "person" and len(draft.words) > n > 1 and folded in {draft.words[:n], draft.words[-n:]}:
            return draft
    return None
