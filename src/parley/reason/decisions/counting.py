"""Decisions made, and which of them count: those not undone by whoever made them, in the order in which they were made.

The order is that of `when`, then of ids, so that two dossiers with the same decisions say the same whichever came in first.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from parley.ledger import Decision
from parley.records import record_id

JUDGED = ("accepted", "rejected", "corrected", "merged")  # one of these is a person's verdict on an item: the latest
_STEP = datetime.timedelta(microseconds=1)


def make_decision(decision: Decision, now: datetime.datetime, last: str = "") -> Decision:
    """The decision as it is kept: with its time, later than `last` whatever the clock says, and an id made of the rest."""
    when = now.astimezone(datetime.UTC)
    if last and when <= datetime.datetime.fromisoformat(last):
        when = datetime.datetime.fromisoformat(last) + _STEP
    return with_id(msgspec.structs.replace(decision, when=when.isoformat(timespec="microseconds")))


def with_id(decision: Decision) -> Decision:
    """The decision with the id that follows from everything else in it."""
    content = msgspec.json.encode(msgspec.structs.replace(decision, id="")).decode()
    return msgspec.structs.replace(decision, id=record_id("j", content))


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Each decision once, earliest first."""
    return sorted({decision.id: decision for decision in decisions}.values(), key=lambda d: (d.when, d.id))


def counted(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions that count, earliest first. Only whoever made one can undo it, by a later one, which can be undone as well."""
    ordered = in_order(decisions)
    maker = {decision.id: decision.who for decision in ordered}
    void: set[str] = set()
    passed: set[str] = set()
    kept = []
    for decision in reversed(ordered):
        passed.add(decision.id)
        if decision.id in void:
            continue
        if decision.verdict != "undone":
            kept.append(decision)
        elif decision.other and decision.other not in passed and maker.get(decision.other) == decision.who:
            void.add(decision.other)
    return kept[::-1]


def verdicts(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """{who: the latest verdict}, of decisions about one item that count, earliest first."""
    return {decision.who: decision for decision in decisions if decision.verdict in JUDGED}


def by_item(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Decisions by the item that they are about, in the order given."""
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        found.setdefault(decision.item, []).append(decision)
    return found
