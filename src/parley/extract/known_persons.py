"""Persons whom the knowledge base has: by a full name or a name of their own, and by a surname that stands alone.

News gives a surname alone, in the whole of an article, only of those whom readers know. It is tied to a person of the knowledge
base where one alone fits: the article speaks of the person's country or body, and no office of the person ended long before.
Misses: persons whom only their office names ("the UN envoy").
"""

from __future__ import annotations

from parley.extract.casts import Draft
from parley.extract.mentions import Hit
from parley.extract.scenes import Scene
from parley.lexicon.actors import Entry
from parley.lexicon.words import Words

# A country must be spoken of so often before a surname that several known persons bear is one of its politicians'.
FEWEST = 2
# The press writes of a former official as such for some years.
YEARS_AFTER = 3


def known_person(scene: Scene, folded: Words) -> Entry | None:
    """The person of the knowledge base with that name; of several the one whose country the article speaks of."""
    entries = tuple(e for e in scene.table.people.get(folded, ()) if not e.is_listed or _is_near(scene, e, 1))
    if len({e.key for e in entries}) > 1:
        entries = tuple(e for e in entries if _is_near(scene, e, 1))
    return entries[0] if len({e.key for e in entries}) == 1 else None


def named_person(scene: Scene, folded: Words, form: str) -> Draft:
    """The draft of a person by name: one of the cast, one of the knowledge base, or a new one."""
    entry = known_person(scene, folded)
    if entry is None:
        return scene.cast.get(folded, form, "person")
    draft = scene.cast.get(entry.key, form, "person", entry.key, entry.where)
    scene.cast.alias(folded, draft)
    return draft


def tie_surnames(scene: Scene) -> None:
    """Gives persons of whom the article has a surname alone the key of the one known person whom it can mean."""
    for draft in tuple(scene.cast):
        if draft.kind == "person" and draft.canonical is None and len(draft.words) == 1:
            entry = surname_of(scene, draft.words[0])
            named = scene.cast.by_key(entry.key) if entry is not None else None
            if named is not None:  # "Hemedti" elsewhere, "Dagalo" here
                scene.cast.merge(draft, named)
            elif entry is not None:
                draft.canonical = entry.key
                draft.where = entry.where
                draft.country = entry.country
                scene.cast.alias(entry.key, draft)


def surname_of(scene: Scene, word: str) -> Entry | None:
    """The one known person whom a surname alone can mean here."""
    bearers = {e.key: e for e in scene.table.surnames.get(word, ())}
    fewest = 1 if len(bearers) == 1 else FEWEST
    present = [e for e in bearers.values() if scene.cast.by_key(e.key) is not None]
    fitting = present if len(present) == 1 else [e for e in bearers.values() if _is_meant(scene, e, fewest)]
    return fitting[0] if len(fitting) == 1 else None


def _is_meant(scene: Scene, entry: Entry, fewest: int) -> bool:
    published = scene.notes.published
    ended = scene.table.left_office.get(entry.key)
    if published is not None and ended is not None and int(ended[:4]) + YEARS_AFTER < published.year:
        return False
    return _is_near(scene, entry, fewest)


def _is_near(scene: Scene, entry: Entry, fewest: int) -> bool:
    """Whether the article speaks of a person's country, or names a body in which the person holds an office."""
    if any(scene.weight[code] >= fewest for code in entry.where):
        return True
    return any(scene.cast.by_key(key) is not None for key in scene.table.offices.get(entry.key, ()))


def is_of_country(scene: Scene, draft: Draft, hit: Hit) -> bool:
    """Whether "Pakistan's Ishaq Dar" is his government's: a known politician of it, or the government acts in the article."""
    entry = hit.entries[0]
    surnames = (draft.words[i:] for i in range(len(draft.words)))
    known = set(entry.where) & set(draft.where) or any(set(entry.where) & scene.table.leaders.get(w, frozenset()) for w in surnames)
    return bool(known) or (entry.sense == "country" and scene.cast.by_key(entry.key) is not None)
