"""The same agreement in several articles, and its life: proposed, agreed, in force, violated, collapsed, ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parley.reason.agreement_details import details
from parley.reason.dates import conflict, most_exact
from parley.reason.events import same_place
from parley.reason.groups import Told, group, known, merge
from parley.reason.merged import MergedAgreement, MergedTerm, Stage
from parley.reason.parties import common, distinct
from parley.reason.sentences import around
from parley.reason.shelf import Shelf
from parley.reason.words import containment, fold, jaccard
from parley.records import Agreement, Span
from parley.values import AgreementKind, AgreementStatus

# kinds that outlets use for one another: a local pact is often a truce, a principle often becomes a ceasefire
_ALIKE = (frozenset({"local", "ceasefire"}), frozenset({"ceasefire", "principle"}), frozenset({"ceasefire", "humanitarian"}))
# what only a new event can undo: a later article that merely recalls the pact does not bring it back
_FINAL = frozenset({"collapsed", "ended"})
_BROKEN = _FINAL | {"violated"}
_WEAK = frozenset({"unknown", "proposed", "agreed"})
# what an agreement of any other kind may be called as well
_LOOSE = frozenset({"ceasefire", "principle", "other"})
_SAME_TERM = 0.6


def _kinds_alike(a: AgreementKind, b: AgreementKind) -> bool:
    return a == b or "other" in {a, b} or frozenset({a, b}) in _ALIKE


def _date(record: Agreement) -> str | None:
    """When it was concluded; the day on which it broke is not that."""
    broke = record.status in _BROKEN and record.date == record.status_date
    return None if broke else record.date


def _same(shelf: Shelf, a: Told[Agreement], b: Told[Agreement]) -> bool:
    """Kinds alike, nothing in conflict, and at least one thing (parties, place, or words) that ties them."""
    if not _kinds_alike(a.record.kind, b.record.kind) or not same_place(_place(shelf, a), _place(shelf, b)):
        return False
    if conflict(_date(a.record), _date(b.record)):
        return False
    ours, theirs = (shelf.who(one.article.id, one.record.parties) for one in (a, b))
    shared = common(shelf, ours, theirs)
    if ours and theirs:
        if not shared:
            return False
        if shared >= 2 or len(ours) == len(theirs) == 1:
            return True
    if _places(shelf, a) & _places(shelf, b):
        return True
    words = [shelf.words(shelf.sentence(one.article.id, one.record.evidence)) for one in (a, b)]
    dated = _date(a.record) is not None and _date(a.record) == _date(b.record)
    return containment(*words) >= (0.4 if dated or shared else 0.6)


def _place(shelf: Shelf, one: Told[Agreement]) -> str | None:
    """Where it was concluded; a country is too wide to tell agreements apart."""
    places = shelf.reading[one.article.id].places
    wide = any(place.precision == "country" and place.name == one.record.place for place in places)
    return None if wide else one.record.place


def _places(shelf: Shelf, one: Told[Agreement]) -> frozenset[str]:
    """Folded names of towns and regions: the agreement's own, else those that its sentences name, else the headline."""
    if place := _place(shelf, one):
        return frozenset([fold(place)])
    text = one.article.text
    headline = (0, text.find("\n") if "\n" in text else 0)
    told = [around(text, span) for span in one.record.evidence]
    return frozenset(map(fold, _named(shelf, one.article.id, told) or _named(shelf, one.article.id, [headline])))


def _named(shelf: Shelf, article: str, spans: Sequence[Span]) -> list[str]:
    return [
        place.name
        for place in shelf.reading[article].places
        if place.precision != "country" and any(start <= place.start_char < end for start, end in spans)
    ]


def _where(shelf: Shelf, members: Sequence[Told[Agreement]]) -> str | None:
    """The agreement's place; where only a country is known, a town or region that all of several articles name beside it."""
    if exact := next((place for one in members if (place := _place(shelf, one))), None):
        return exact
    named = [_places(shelf, one) for one in members]
    shared = frozenset[str].intersection(*named) if len({one.article.id for one in members}) > 1 else frozenset()
    places = (place.name for one in members for place in shelf.reading[one.article.id].places)
    return next((name for name in places if fold(name) in shared), next((r for one in members if (r := one.record.place)), None))


def agreements(shelf: Shelf) -> tuple[MergedAgreement, ...]:
    """Agreements, oldest article first."""
    groups = group(
        shelf.told("agreements", Agreement),
        lambda members, one: any(_same(shelf, member, one) for member in members),
        lambda one: ["agreement"],
    )
    return tuple(_merge(shelf, members) for members in groups)


def _merge(shelf: Shelf, members: list[Told[Agreement]]) -> MergedAgreement:
    records = [one.record for one in members]
    stages = life(members)
    kinds = Counter[AgreementKind](r.kind for r in records if r.kind != "other") or Counter(r.kind for r in records)
    return MergedAgreement(
        id=records[0].id,
        records=tuple(r.id for r in records),
        evidence=tuple(e for one in members for e in one.evidence((*one.record.evidence, *one.record.status_evidence))),
        known=known(members),
        kind=max(kinds, key=lambda kind: (kinds[kind], kind not in _LOOSE)),
        parties=distinct(shelf, merge(*(shelf.who(one.article.id, one.record.parties) for one in members))),
        mediators=merge(*(shelf.who(one.article.id, one.record.mediators) for one in members)),
        place=_where(shelf, members),
        date=most_exact([_date(r) for r in records]),
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
        if before in _FINAL and status in {"in_force", "violated"}:
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
            by, to = (next(iter(shelf.who(one.article.id, [who])), None) for who in (term.by, term.to))
            found.append(MergedTerm(text=term.text, by=by, to=to, evidence=one.evidence(term.evidence)))
    return tuple(found)
