"""Claims told in several articles, and who asserted, denied and confirmed them when."""

from __future__ import annotations

from collections.abc import Sequence

from parley.reason.groups import Group, Told, known, merge
from parley.reason.merged import Evidence, MergedClaim, Stage
from parley.reason.shelf import Shelf
from parley.records import Claim
from parley.values import ClaimStatus


def claims(shelf: Shelf) -> tuple[MergedClaim, ...]:
    """Claims, oldest article first."""

    return tuple(_merge(shelf, group) for group in shelf.groups("claims", Claim))


def status_of(asserted: bool, denied: bool, confirmed: bool, disputed: bool) -> ClaimStatus:
    """Where a claim stands: denied and confirmed at once is disputed."""
    if denied and confirmed:
        return "disputed"
    if denied:
        return "denied"
    if confirmed:
        return "confirmed"
    return "disputed" if disputed else "asserted"


def _merge(shelf: Shelf, group: Group[Claim]) -> MergedClaim:
    records, members = group.records, group.members

    def who(field: str) -> tuple[str, ...]:
        return merge(*(shelf.who(getattr(one.record, field)) for one in members))

    stages, denied = _life(members), who("denied_by")
    # whoever denies it has not put it forward: the words of a denial hold those of the claim
    asserted = tuple(actor for actor in who("asserted_by") if actor not in denied)
    earlier = None if asserted else next(iter(reversed([*shelf.put_forward(group.item)])), None)
    put_forward: tuple[Evidence, ...] = ()
    if earlier is not None:
        asserted = shelf.who([earlier.record.source_actor])
        put_forward = earlier.evidence(earlier.record.content)
        stages = (Stage(day=earlier.day, value="asserted", evidence=put_forward[0]), *stages)
    return MergedClaim(
        id=group.item,
        records=tuple(r.id for r in records),
        evidence=(*put_forward, *(e for one in members for e in one.evidence(one.record.evidence))),
        known=(earlier.day if earlier else known(members)[0], known(members)[1]),
        text=records[0].text,
        asserted_by=asserted,
        denied_by=denied,
        confirmed_by=who("confirmed_by"),
        status=stages[-1].value if stages else "asserted",  # type: ignore[arg-type]  # Stage holds any life's values
        life=stages,
        confidence=max(r.confidence for r in records),
    )


def _life(members: Sequence[Told[Claim]]) -> tuple[Stage, ...]:
    seen: set[str] = set()
    stages: list[Stage] = []
    for one in members:
        seen.add(one.record.status)
        status = status_of("asserted" in seen, "denied" in seen, "confirmed" in seen, "disputed" in seen)
        evidence = one.evidence(one.record.evidence)
        if evidence and (not stages or stages[-1].value != status):
            stages.append(Stage(day=one.day, value=status, evidence=evidence[-1]))
    return tuple(stages)
