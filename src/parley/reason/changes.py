"""What is new or different between two days: positions that moved, claims and denials, agreements, expectations, events, actors."""

from __future__ import annotations

from collections.abc import Iterator

from parley.reason.linking.events import background, weight_of
from parley.reason.merged import Change, Evidence, Item, MergedEvent, View, standing

# the order in which a desk officer wants them; within a kind, what moved comes before what is new
_ORDER = ("position", "claim", "agreement", "expectation", "event", "actor")


def weight(event: MergedEvent) -> float:
    """How much an event matters: its type, whether it happened, how many tell it."""
    return weight_of(event) + 0.5 * len({e.article for e in event.evidence})


def changes(before: View, after: View) -> tuple[Change, ...]:
    """Changes from one view of a dossier to a later one, most important first; `before` may be empty. Not what was rejected."""
    after = standing(after)
    found = [
        *_positions(before, after),
        *_claims(before, after),
        *_agreements(before, after),
        *_expectations(before, after),
        *_events(before, after),
        *_actors(before, after),
    ]
    return tuple(sorted(found, key=lambda c: (_ORDER.index(c.kind), c.was is None)))


def _earlier[I: Item](items: tuple[I, ...]) -> dict[str, I]:
    """Items by the ids of all records in them: what was two items yesterday may be one today."""
    return {record: item for item in items for record in item.records}


def _was[I: Item](item: I, earlier: dict[str, I]) -> I | None:
    return next((earlier[record] for record in item.records if record in earlier), None)


def _new_evidence(item: Item, was: Item | None) -> tuple[Evidence, ...]:
    old = set(was.evidence) if was else set()
    return tuple(e for e in item.evidence if e not in old) or item.evidence


def _positions(before: View, after: View) -> Iterator[Change]:
    earlier = _earlier(before.positions)
    for item in after.positions:
        was = _was(item, earlier)
        if was is None or was.direction != item.direction or was.red_line != item.red_line:
            yield Change(
                kind="position",
                item=item.id,
                was=was.direction if was else None,
                now=item.direction,
                evidence=_new_evidence(item, was),
            )


def _claims(before: View, after: View) -> Iterator[Change]:
    earlier = _earlier(before.claims)
    for item in after.claims:
        was = _was(item, earlier)
        if (was.status if was else "asserted") != item.status:  # what nobody contests is no news of itself
            yield Change(
                kind="claim", item=item.id, was=was.status if was else None, now=item.status, evidence=_new_evidence(item, was)
            )


def _agreements(before: View, after: View) -> Iterator[Change]:
    earlier = _earlier(before.agreements)
    for item in after.agreements:
        was = _was(item, earlier)
        if was is None or was.status != item.status:
            told = _new_evidence(item, was)  # what says that it changed comes last: it is shown where there is room for one
            evidence = tuple(dict.fromkeys((*told, item.life[-1].evidence))) if item.life and was else told
            yield Change(kind="agreement", item=item.id, was=was.status if was else None, now=item.status, evidence=evidence)


def _expectations(before: View, after: View) -> Iterator[Change]:
    earlier = _earlier(before.expectations)
    for item in after.expectations:
        was = _was(item, earlier)
        if was is None and item.outcome == "open":
            yield Change(kind="expectation", item=item.id, was=None, now=item.due or "open", evidence=item.evidence)
        elif was is not None and was.outcome != item.outcome:
            evidence = (item.settled,) if item.settled else item.evidence
            yield Change(kind="expectation", item=item.id, was=was.outcome, now=item.outcome, evidence=evidence)
        elif was is not None and was.due and item.due and was.due != item.due:
            yield Change(kind="expectation", item=item.id, was=was.due, now=item.due, evidence=_new_evidence(item, was))


def _events(before: View, after: View) -> Iterator[Change]:
    earlier = _earlier(before.events)
    fresh = [e for e in after.events if _was(e, earlier) is None and not background(e.known[0], e.date)]
    for item in sorted(fresh, key=weight, reverse=True):
        yield Change(kind="event", item=item.id, was=None, now=item.event_type, evidence=item.evidence)


def _actors(before: View, after: View) -> Iterator[Change]:
    earlier = _earlier(before.actors)
    for item in after.actors:
        if _was(item, earlier) is None and item.evidence and not item.name.islower():
            yield Change(kind="actor", item=item.id, was=None, now=item.name, evidence=item.evidence[:1])
