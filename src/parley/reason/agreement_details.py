"""Stage, effect, duration, mandates and exchanges of an agreement: as the newest article that has each tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parley.reason.groups import Told
from parley.reason.merged import MergedDuration, MergedExchange, MergedMandate
from parley.reason.shelf import Shelf
from parley.records import Agreement


def details(shelf: Shelf, members: Sequence[Told[Agreement]]) -> dict[str, Any]:
    """Those fields of a merged agreement. `members`: its records, oldest article first."""

    def newest(field: str) -> Told[Agreement] | None:
        return next((one for one in reversed(members) if getattr(one.record, field)), None)

    def who(actor: str | None) -> str | None:
        return next(iter(shelf.who([actor])), None)

    found: dict[str, Any] = {}
    if one := newest("stage"):
        found["stage"] = one.record.stage
    if one := newest("effective"):
        found |= {"effective": one.record.effective, "effective_evidence": one.evidence(one.record.effective_evidence)}
    if (one := newest("duration")) and (span := one.record.duration):
        found["duration"] = MergedDuration(value=span.value, renewable=span.renewable, evidence=one.evidence(span.evidence))
    if one := newest("mandate"):
        pairs = [(who(m.mediator), who(m.by), m) for m in one.record.mandate]
        found["mandate"] = tuple(
            MergedMandate(mediator=mediator, by=by, evidence=one.evidence(m.evidence))
            for mediator, by, m in pairs
            if mediator and by
        )
    if one := newest("exchange"):
        found["exchange"] = tuple(
            MergedExchange(given=e.given, received=e.received, by=who(e.by), evidence=one.evidence(e.evidence))
            for e in one.record.exchange
        )
    return found
