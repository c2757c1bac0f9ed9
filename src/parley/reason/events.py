"""Events told by several articles, merged."""

from __future__ import annotations

from collections.abc import Iterable

from parley.reason.dates import most_exact
from parley.reason.groups import Group, known, merge
from parley.reason.merged import MergedEvent
from parley.reason.shelf import Shelf
from parley.records import Event


def events(shelf: Shelf) -> tuple[MergedEvent, ...]:
    """Events, oldest article first and in each article most newsworthy first.

    What is known neither by who is in it nor by where and when is left out.
    """
    merged = (_merge(shelf, group) for group in shelf.groups("events", Event))
    return tuple(event for event in merged if event.actor or event.recipient or (event.date and event.place))


def _merge(shelf: Shelf, group: Group[Event]) -> MergedEvent:
    records, members = group.records, group.members

    def who(field: str) -> tuple[str, ...]:
        return merge(*(shelf.who(getattr(one.record, field)) for one in members))

    actor = who("actor")
    return MergedEvent(
        id=group.item,
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
