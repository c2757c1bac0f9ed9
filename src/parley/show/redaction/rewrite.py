"""A reading as it may be shown: marked names replaced in its text and in everything read out of it, offsets moved along."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import msgspec

from parley.records import Actor, Reading, Span
from parley.show.redaction.marks import Mark, Marks

# fields that hold an id, a day or a code of ours, and no words; what a new field holds is taken for words
_CODES = frozenset({
    "id", "actor", "recipient", "mediator", "parties", "mediators", "attribution", "within", "source_actor", "made_by",
    "subject", "object", "by", "to", "of", "asserted_by", "denied_by", "confirmed_by", "origin", "kind", "type", "how",
    "precision", "event_type", "mode", "contexts", "aux", "status", "direction", "published_from", "language", "country",
    "value", "mod", "date", "due", "start", "end", "since", "until", "published", "status_date", "published_interval", "anchor",
    "stage", "effective",
})  # fmt: skip
_WITH_ACTORS = ("attributions", "events", "agreements", "positions", "claims", "expectations", "relations")
_OUTSIDE = frozenset({"url", "canonical"})


class Moved:
    """A text with other words in some stretches, and where a place of the old text is in the new one."""

    def __init__(self, text: str, found: list[tuple[Span, Mark]]) -> None:
        self._ends: list[int] = []  # old end of each stretch
        self._shift: list[int] = [0]  # how far places after it are moved
        self._spans: list[tuple[Span, Span]] = []
        parts, at = [], 0
        for (start, end), mark in found:
            parts += [text[at:start], mark.instead]
            new = start + self._shift[-1]
            self._spans.append(((start, end), (new, new + len(mark.instead))))
            self._ends.append(end)
            self._shift.append(new + len(mark.instead) - end)
            at = end
        self.text = "".join([*parts, text[at:]])

    def start(self, place: int) -> int:
        """A place at which a stretch begins: inside a name it is that name's beginning."""
        return self._place(place, 0)

    def end(self, place: int) -> int:
        """A place at which a stretch ends: inside a name it is that name's end."""
        return self._place(place, 1)

    def _place(self, place: int, side: int) -> int:
        number = bisect_right(self._ends, place - side) if side else bisect_right(self._ends, place)
        if number < len(self._spans):
            (start, end), new = self._spans[number]
            if start < place < end or (start == place and not side) or (end == place and side):
                return new[side]
        return place + self._shift[number]


def names_of(reading: Reading, marks: Marks) -> Iterator[tuple[Mark, Actor]]:
    """Actors of a reading that are marked by one of their names."""
    for actor in reading.actors:
        mark = next((found for name in (actor.name, *actor.aliases) if (found := _whole(name, marks))), None)
        if mark:
            yield mark, actor


def _whole(name: str, marks: Marks) -> Mark | None:
    """The mark that a name is one of the names of; "Radio Delta's reporter" is somebody else."""
    found = marks.found(name)
    if len(found) != 1 or re.search(r"[^\W_]", name[: found[0][0][0]] + name[found[0][0][1] :]):
        return None
    return found[0][1]


def rewrite(reading: Reading, marks: Marks, article_id: str, publisher: Mark | None) -> tuple[Reading, Moved]:
    """The reading without marked names, and where its places are now.

    In its own article a marked person is hidden under every name that it is mentioned by there (a surname), too.
    """
    marked = list(names_of(reading, marks))
    text = reading.article.text
    here = marks.with_names((mark, [text[m.start_char : m.end_char] for m in _mentions(reading, actor)]) for mark, actor in marked)
    moved = Moved(text, here.found(text))
    data = _rewritten(msgspec.to_builtins(_without(reading, {actor.id for mark, actor in marked if mark.out})), moved, here)
    data["article"] |= {"id": article_id, "text": moved.text}
    if publisher:
        data["article"] |= {"publisher": publisher.instead, "url": None}
    for actor in data["actors"]:
        mark = next((mark for mark, each in marked if each.id == actor["id"]), None)
        if mark:
            actor |= {"name": mark.instead, "aliases": [], "canonical": None}
    return msgspec.convert(data, Reading), moved


def _mentions(reading: Reading, actor: Actor) -> Iterator[Any]:
    return (m for m in reading.mentions if m.actor == actor.id and m.how in {"name", "alias"} and m.end_char - m.start_char > 2)


def _without(reading: Reading, out: set[str]) -> Reading:
    """A reading without some actors, what they said, and the records that they are part of."""
    if not out:
        return reading
    said = {a.id for a in reading.attributions if a.source_actor in out}
    kept = {
        kind: tuple(record for record in getattr(reading, kind) if not _touches(msgspec.to_builtins(record), out | said))
        for kind in (*_WITH_ACTORS, "actors", "mentions")
    }
    return msgspec.structs.replace(reading, **kept)


def _touches(value: Any, ids: set[str]) -> bool:
    """Whether one of the ids stands anywhere in a record."""
    if isinstance(value, str):
        return value in ids
    if isinstance(value, dict):
        return any(_touches(each, ids) for each in value.values())
    return isinstance(value, list | tuple) and any(_touches(each, ids) for each in value)


def _rewritten(value: Any, moved: Moved, marks: Marks, key: str = "") -> Any:
    """A reading's plain data: stretches moved, words hidden. Two whole numbers in a row are always a stretch."""
    if isinstance(value, dict):
        made = {name: _rewritten(each, moved, marks, name) for name, each in value.items()}
        if isinstance(made.get("start_char"), int):
            made |= {"start_char": moved.start(made["start_char"]), "end_char": moved.end(made["end_char"])}
        return made
    if isinstance(value, list | tuple):
        if len(value) == 2 and all(type(each) is int for each in value):
            return [moved.start(value[0]), moved.end(value[1])]
        return [_rewritten(each, moved, marks, key) for each in value]
    if not isinstance(value, str) or key in _CODES:
        return value
    if key in _OUTSIDE:
        return None if marks.in_code(value) else value
    return marks.hidden(value)
