"""Claims told in several articles, and who asserted, denied and confirmed them when."""

from __future__ import annotations

from collections.abc import Sequence

from parley.reason.assertions import Assertions
from parley.reason.groups import Told, group, known, merge
from parley.reason.merged import Evidence, MergedClaim, Stage
from parley.reason.shelf import Shelf
from parley.reason.words import containment, jaccard
from parley.records import Claim
from parley.values import ClaimStatus

_SAME_WORDS = 0.5
_HELD = 0.8  # the shorter wording nearly whole in the longer one
_FEW = 3  # words below which being held means nothing


def _same(a: frozenset[str], b: frozenset[str]) -> bool:
    return jaccard(a, b) >= _SAME_WORDS or (min(len(a), len(b)) >= _FEW and containment(a, b) >= _HELD)


def claims(shelf: Shelf) -> tuple[MergedClaim, ...]:
    """Claims, oldest article first."""

    def words(one: Told[Claim]) -> frozenset[str]:
        return shelf.words(one.record.text)

    groups = group(
        shelf.told("claims", Claim), lambda members, one: any(_same(words(m), words(one)) for m in members), lambda one: words(one)
    )
    assertions = Assertions(shelf)
    return tuple(_merge(shelf, members, assertions) for members in groups)


def status_of(asserted: bool, denied: bool, confirmed: bool, disputed: bool) -> ClaimStatus:
    """Where a claim stands: denied and confirmed at once is disputed."""
    if denied and confirmed:
        return "disputed"
    if denied:
        return "denied"
    if confirmed:
        return "confirmed"
    return "disputed" if disputed else "asserted"


def _merge(shelf: Shelf, members: Sequence[Told[Claim]], assertions: Assertions) -> MergedClaim:
    records = [one.record for one in members]

    def who(field: str) -> tuple[str, ...]:
        return merge(*(shelf.who(one.article.id, getattr(one.record, field)) for one in members))

    stages, denied = _life(members), who("denied_by")
    # whoever denies it has not put it forward: the words of a denial hold those of the claim
    asserted = tuple(actor for actor in who("asserted_by") if actor not in denied)
    earlier = assertions.before(members, denied) if not asserted else None
    put_forward: tuple[Evidence, ...] = ()
    if earlier is not None:
        asserted = shelf.who(earlier.article.id, [earlier.record.source_actor])
        put_forward = earlier.evidence(earlier.record.content)
        stages = (Stage(day=earlier.day, value="asserted", evidence=put_forward[0]), *stages)
    return MergedClaim(
        id=records[0].id,
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
