"""The same event in several articles (or twice in one): type, participants, day and place agree, or the words do."""

from __future__ import annotations

from collections.abc import Iterable

from parley.reason.dates import conflict, length, most_exact, nest
from parley.reason.groups import Told, group, known, merge
from parley.reason.merged import MergedEvent
from parley.reason.shelf import Shelf
from parley.reason.words import containment, fold, jaccard
from parley.records import Event

_WEEK = 7  # days: two of a kind by the same people within a week's grain are taken for one
_SAME_WORDS = 0.5  # Jaccard of content words from which two sentences tell the same


def same_place(a: str | None, b: str | None) -> bool:
    """No conflict: one is unknown, or they share a word ("Niono", "the Niono circle")."""
    return not a or not b or bool(set(fold(a).split()) & set(fold(b).split()))


def _words(shelf: Shelf, one: Told[Event]) -> frozenset[str]:
    return shelf.words(shelf.sentence(one.article.id, one.record.evidence))


def _people(shelf: Shelf, one: Told[Event]) -> frozenset[str]:
    return frozenset(shelf.who(one.article.id, (*one.record.actor, *one.record.recipient)))


def _same(shelf: Shelf, a: Told[Event], b: Told[Event]) -> bool:
    if not same_place(a.record.place, b.record.place) or conflict(a.record.date, b.record.date):
        return False
    ours, theirs = _people(shelf, a), _people(shelf, b)
    if ours and theirs and not ours & theirs:
        return False
    words = jaccard(_words(shelf, a), _words(shelf, b))
    if words >= _SAME_WORDS:
        return True
    exact = nest(a.record.date, b.record.date) and max(length(a.record.date) or 0, length(b.record.date) or 0) <= _WEEK
    return exact and containment(ours, theirs) == 1.0 and a.record.mode == b.record.mode


def _keys(shelf: Shelf, one: Told[Event]) -> set[tuple[str, str | None, str]]:
    """What two records must share one of to be compared at all: people, day, place; words where there is none of these."""
    shared = {*_people(shelf, one), *(value for value in (one.record.date, one.record.place and fold(one.record.place)) if value)}
    return {(one.record.event_type, one.record.aux, each) for each in shared or _words(shelf, one)}


def events(shelf: Shelf) -> tuple[MergedEvent, ...]:
    """Events, oldest article first and in each article most newsworthy first."""
    groups = group(
        shelf.told("events", Event),
        lambda members, one: any(_same(shelf, member, one) for member in members),
        lambda one: _keys(shelf, one),
    )
    return tuple(_merge(shelf, members) for members in groups)


def _merge(shelf: Shelf, members: list[Told[Event]]) -> MergedEvent:
    records = [one.record for one in members]

    def who(field: str) -> tuple[str, ...]:
        return merge(*(shelf.who(one.article.id, getattr(one.record, field)) for one in members))

    actor = who("actor")
    return MergedEvent(
        id=records[0].id,
        records=tuple(r.id for r in records),
        evidence=tuple(e for one in members for e in one.evidence(one.record.evidence)),
        known=known(members),
        event_type=records[0].event_type,
        mode=_first(r.mode for r in records),
        contexts=merge(*(r.contexts for r in records)),
        aux=records[0].aux,
        actor=actor,
        recipient=tuple(r for r in who("recipient") if r not in actor),
        mediator=who("mediator"),
        date=most_exact([r.date for r in records]),
        place=_first(r.place for r in records),
        confidence=max(r.confidence for r in records),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
