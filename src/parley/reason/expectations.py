"""What was said to come, and what became of it: open, met, missed, or overdue.

Overdue is arithmetic: the last day on which it was due has passed and nothing read speaks of it. Met and missed need a
sentence of a later article (outcomes.py), or an event there that fits (fulfilments.py).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from parley.reason.dates import conflict, days, most_exact
from parley.reason.fulfilments import fulfilling
from parley.reason.groups import Told, group, known
from parley.reason.merged import Evidence, MergedExpectation, Outcome
from parley.reason.outcomes import due_days, settling
from parley.reason.shelf import Shelf
from parley.reason.words import jaccard
from parley.records import Expectation

_SAME_WORDS = 0.5
_FEW = 3  # words below which a match means nothing


def expectations(shelf: Shelf) -> tuple[MergedExpectation, ...]:
    """Expectations: soonest due first, those without a day last."""

    def words(one: Told[Expectation]) -> frozenset[str]:
        return shelf.words(one.record.text)

    def same(members: list[Told[Expectation]], one: Told[Expectation]) -> bool:
        return any(
            not conflict(m.record.due, one.record.due) and jaccard(words(m), words(one)) >= _SAME_WORDS and len(words(one)) >= _FEW
            for m in members
        )

    groups = group(shelf.told("expectations", Expectation), same, words)
    found = [_merge(shelf, members) for members in groups]
    return tuple(sorted(found, key=lambda x: _last_day(x.due) or datetime.date.max))


def _last_day(due: str | None) -> datetime.date | None:
    stretch = days(due)
    return stretch[1] if stretch else None


def _merge(shelf: Shelf, members: Sequence[Told[Expectation]]) -> MergedExpectation:
    records = [one.record for one in members]
    due = most_exact([r.due for r in records])
    outcome, settled = _outcome(shelf, members, due)
    made_by = (next(iter(shelf.who(one.article.id, [one.record.made_by])), None) for one in members)
    return MergedExpectation(
        id=records[0].id,
        records=tuple(r.id for r in records),
        evidence=tuple(e for one in members for e in one.evidence(one.record.evidence)),
        known=known(members),
        text=records[0].text,
        made_by=next((who for who in made_by if who), None),
        likelihood=next((r.likelihood for r in records if r.likelihood), None),
        due=due,
        outcome=outcome,
        settled_by=settled.article if settled else None,
        settled=settled,
        confidence=max(r.confidence for r in records),
    )


def _outcome(shelf: Shelf, members: Sequence[Told[Expectation]], due: str | None) -> tuple[Outcome, Evidence | None]:
    stretch = due_days(shelf, members, due)
    settled = settling(shelf, members, stretch) or fulfilling(shelf, members, stretch)
    if settled is not None:
        return settled
    passed = stretch is not None and shelf.as_of is not None and stretch[1] < datetime.date.fromisoformat(shelf.as_of)
    return ("overdue" if passed else "open"), None
