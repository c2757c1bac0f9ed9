"""The same actor in many articles: by the knowledge base's key, else by its names.

A name that several actors of the dossier answer to links to none of them. Surnames and other single words link a person
only where one person of the dossier, and no more, bears them. Misses actors that changed their name without a knowledge base entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from parley.ledger import Link, Trace
from parley.reason.linking.choosing import NONE, Match
from parley.reason.linking.scene import Scene, Value
from parley.reason.words import bare_name
from parley.records import Actor

_UNSURE = frozenset({"other", "people"})
_BY_KEY, _BY_NAME, _BY_SURNAME = 1.0, 0.9, 0.6


def link_actors(scene: Scene) -> None:
    """Links every actor of the article: those with names first, then those of a single word."""
    waiting: list[Actor] = []
    for actor in scene.reading.actors:
        names = list(_names(scene, actor))
        if not names and not actor.canonical:
            waiting.append(actor)
            continue
        match = _held(scene, actor, names)
        keys = [*(f"n:{name}" for name in names), *_surname_keys(scene, actor)]
        if actor.canonical:
            keys.insert(0, f"k:{actor.canonical}")
        scene.join("actors", actor.id, match, _trace(actor, names), keys, Value(actor.kind))
    for actor in waiting:
        _link_single(scene, actor)


def _held(scene: Scene, actor: Actor, names: Sequence[str]) -> Match:
    """The item of an actor with names, with score and reason; None where the dossier has none, or several as near."""
    if actor.canonical and (known := scene.near("actors", [f"k:{actor.canonical}"], most=1)):
        return Match(known[0].item, _BY_KEY, f"both are {actor.canonical}")
    by_item = _by_item([link for link in scene.near("actors", [f"n:{name}" for name in names]) if link.trace.names])
    votes = Counter(
        {
            item: sum(any(name in link.trace.names for link in links) for name in names)
            for item, links in by_item.items()
            if _takes(links, actor)
        }
    )
    best = votes.most_common(2)
    if len(best) == 1 or (best and best[0][1] > best[1][1]):
        shared = next(name for name in names if any(name in link.trace.names for link in by_item[best[0][0]]))
        return Match(best[0][0], _BY_NAME, f"both go by “{shared}”")
    return NONE if best else _by_surname_alone(scene, actor)


def _by_surname_alone(scene: Scene, actor: Actor) -> Match:
    """The one person known by a single word so far ("Traore") that this full name ends with."""
    if actor.kind != "person":
        return NONE
    for key in _surname_keys(scene, actor):
        by_item = _by_item(scene.near("actors", [key]))
        if len(by_item) == 1:
            ((item, links),) = by_item.items()
            if not any(link.trace.names or link.trace.key for link in links):
                return Match(item, _BY_SURNAME, f"the only one called “{key[2:]}”")
    return NONE


def _link_single(scene: Scene, actor: Actor) -> None:
    """An actor of single words: the one person of the dossier that bears them, else an item of its own."""
    is_name = _is_name(actor.name)
    words = [bare_name(form, scene.table) for form in (actor.name, *actor.aliases)] if is_name else []
    keys = [f"s:{word}" for word in dict.fromkeys(words) if word]
    by_item = _by_item(scene.near("actors", keys)) if keys else {}
    item = next(iter(by_item)) if len(by_item) == 1 and _takes(next(iter(by_item.values())), actor) else None
    mine = keys if actor.kind == "person" or item else []
    match = Match(item, _BY_SURNAME, f"the only one called “{words[0]}”") if item else NONE
    scene.join("actors", actor.id, match, _trace(actor, ()), mine, Value(actor.kind))


def _by_item(links: Sequence[Link]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.item, []).append(link)
    return found


def _takes(links: Sequence[Link], actor: Actor) -> bool:
    """No two entries of the knowledge base in one, and no person in a group of non-persons."""
    keys = {link.trace.key for link in links if link.trace.key}
    if actor.canonical and keys and actor.canonical not in keys:
        return False
    kinds = {link.trace.type for link in links} - _UNSURE
    return not kinds or actor.kind in _UNSURE or (actor.kind == "person") == ("person" in kinds)


def _trace(actor: Actor, names: Sequence[str]) -> Trace:
    return Trace(names=frozenset(names), type=actor.kind, key=actor.canonical)


def _is_name(form: str) -> bool:
    """Whether a written form is a name and no description: its words begin with capitals, small particles aside."""
    words = [w for w in form.split() if w.casefold() != "the"]
    return bool(words) and words[0][:1].isupper() and words[-1][:1].isupper()


def _names(scene: Scene, actor: Actor) -> Iterator[str]:
    """Folded names that may link an actor: of a person those of two words or more."""
    for form in dict.fromkeys((actor.name, *actor.aliases)):
        name = bare_name(form, scene.table)
        if not name or not _is_name(form) or all(w in scene.table.titles for w in name.split()):
            continue
        if actor.kind != "person" or " " in name:
            yield name


def _surname_keys(scene: Scene, actor: Actor) -> list[str]:
    """Single words that may stand for a person: the last word of its names and its one-word aliases."""
    if actor.kind != "person":
        return []
    forms = (bare_name(form, scene.table) for form in (actor.name, *actor.aliases) if _is_name(form))
    return [f"s:{word}" for word in dict.fromkeys(form.split()[-1] for form in forms if form)]
