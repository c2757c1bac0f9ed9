"""Agreements told by several articles, and their lives: proposed, agreed, in force, violated, collapsed, ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parley.reason.agreement_details import details
from parley.reason.agreement_places import place_of, places_of
from parley.reason.dates import most_exact
from parley.reason.groups import Group, Told, known, merge
from parley.reason.linking.agreements import FINAL, concluded
from parley.reason.merged import MergedAgreement, MergedTerm, Stage
from parley.reason.parties import distinct
from parley.reason.shelf import Shelf
from parley.reason.words import fold, jaccard
from parley.records import Agreement
from parley.values import AgreementKind, AgreementStatus

_WEAK = frozenset({"unknown", "proposed", "agreed"})
# what an agreement of any other kind may be called as well
_LOOSE = frozenset({"ceasefire", "principle", "other"})
_SAME_TERM = 0.6


def _where(shelf: Shelf, members: Sequence[Told[Agreement]]) -> str | None:
    """The agreement's place; where only a country is known, a town or region that all of several articles name beside it."""
    told = [(shelf.reading[one.article.id], one.record) for one in members]
    if exact := next((place for reading, record in told if (place := place_of(reading, record))), None):
        return exact
    named = [places_of(reading, record) for reading, record in told]
    shared = frozenset[str].intersection(*named) if len({one.article.id for one in members}) > 1 else frozenset()
    places = (place.name for reading, _ in told for place in reading.places)
    return next((name for name in places if fold(name) in shared), next((r.place for _, r in told if r.place), None))


def agreements(shelf: Shelf) -> tuple[MergedAgreement, ...]:
    """Agreements, oldest article first."""
    return tuple(_merge(shelf, group) for group in shelf.groups("agreements", Agreement))


def _merge(shelf: Shelf, group: Group[Agreement]) -> MergedAgreement:
    records, members = group.records, group.members
    stages = life(members)
    kinds = Counter[AgreementKind](r.kind for r in records if r.kind != "other") or Counter(r.kind for r in records)
    return MergedAgreement(
        id=group.item,
        records=tuple(r.id for r in records),
        evidence=tuple(e for one in members for e in one.evidence((*one.record.evidence, *one.record.status_evidence))),
        known=known(members),
        kind=max(kinds, key=lambda kind: (kinds[kind], kind not in _LOOSE)),
        parties=distinct(shelf, merge(*(shelf.who(one.record.parties) for one in members))),
        mediators=merge(*(shelf.who(one.record.mediators) for one in members)),
        place=_where(shelf, members),
        date=most_exact([concluded(r) for r in records]),
        status=_status(stages),
        status_date=next((r.status_date for r in reversed(records) if r.status_date and r.status == _status(stages)), None),
        terms=_terms(shelf, members),
        life=stages,
        confidence=max(r.confidence for r in records),
        **details(shelf, members),
    )


def _status(stages: Sequence[Stage]) -> AgreementStatus:
    return stages[-1].value if stages else "unknown"  # type: ignore[return-value]  # Stage holds any life's values


def life(members: Sequence[Told[Agreement]]) -> tuple[Stage, ...]:
    """Changes of status in the order in which they became known."""
    stages: list[Stage] = []
    for one in members:
        status, before = one.record.status, stages[-1].value if stages else None
        if status in {before, "unknown"} or (before and status in _WEAK and before != "proposed"):
            continue
        if before in FINAL and status in {"in_force", "violated"}:
            continue
        evidence = one.evidence(one.record.status_evidence or one.record.evidence)
        if evidence:
            stages.append(Stage(day=one.day, value=status, evidence=evidence[0]))
    return tuple(stages)


def _terms(shelf: Shelf, members: Sequence[Told[Agreement]]) -> tuple[MergedTerm, ...]:
    """Terms once each, in the words of the first article that has them."""
    found: list[MergedTerm] = []
    for one in members:
        for term in one.record.terms:
            words = shelf.words(term.text)
            if any(jaccard(words, shelf.words(other.text)) >= _SAME_TERM for other in found):
                continue
            by, to = (next(iter(shelf.who([who])), None) for who in (term.by, term.to))
            found.append(MergedTerm(text=term.text, by=by, to=to, evidence=one.evidence(term.evidence)))
    return tuple(found)
