"""Exchanges of prisoners that no noun names, told as events of release.

Misses: exchanges of which the article tells one side only.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.extract.notes import Notes
from parley.records import Agreement, record_id


def exchanges(notes: Notes) -> Iterator[Agreement]:
    """Exchanges of prisoners, which an article tells as events: each is an agreement that has been carried out, or will be."""
    seen: set[tuple[str, ...]] = set()
    for event in notes.reading.events:
        sides = tuple(dict.fromkeys((*event.actor, *event.recipient)))
        apart = {notes.actor[i].kind for i in sides} != {"person"}  # two persons who were freed together swapped nobody
        each = event.event_type == "RETREAT" and len(event.actor) > 1
        if (
            (event.event_type == "CONCEDE" or each)
            and event.mode == "release"
            and len(sides) > 1
            and apart
            and sides not in seen
            and event.aux != "negation"
        ):
            seen.add(sides)
            yield Agreement(
                id=record_id("g", notes.article.id, "prisoner_exchange", event.evidence),
                kind="prisoner_exchange",
                evidence=event.evidence,
                parties=sides,
                mediators=event.mediator,
                place=event.place,
                date=event.date,
                status="ended" if event.aux is None else "agreed" if event.aux == "future" else "proposed",
                status_date=event.date if event.aux is None else None,
                status_evidence=event.evidence,
            )
