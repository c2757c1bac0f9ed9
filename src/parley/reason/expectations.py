"""What was said to come, and what became of it: open, met, missed, or overdue.

Overdue is arithmetic: the last day on which it was due has passed and nothing read speaks of it. Met and missed need a
sentence or an event of a later article, found when that was added (linking/settlements.py, linking/fulfilments.py).
"""

from __future__ import annotations

import datetime

from parley.reason.dates import Days, days, most_exact
from parley.reason.groups import Group, known
from parley.reason.linking.settlements import best
from parley.reason.merged import Evidence, MergedExpectation, Outcome
from parley.reason.shelf import Shelf
from parley.records import Expectation

_EARLY = 92  # days of a year whose "start" or "beginning" is meant


def expectations(shelf: Shelf) -> tuple[MergedExpectation, ...]:
    """Expectations: soonest due first, those without a day last."""

    found = [_merge(shelf, group) for group in shelf.groups("expectations", Expectation)]
    return tuple(sorted(found, key=lambda x: _last_day(x.due) or datetime.date.max))


def _last_day(due: str | None) -> datetime.date | None:
    stretch = days(due)
    return stretch[1] if stretch else None


def _merge(shelf: Shelf, group: Group[Expectation]) -> MergedExpectation:
    records, members = group.records, group.members
    due = most_exact([r.due for r in records])
    outcome, settled = _outcome(shelf, group, due)
    made_by = (next(iter(shelf.who([one.record.made_by])), None) for one in members)
    return MergedExpectation(
        id=group.item,
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


def _outcome(shelf: Shelf, group: Group[Expectation], due: str | None) -> tuple[Outcome, Evidence | None]:
    told_in, first = {one.article.id for one in group.members}, known(group.members)[0] or ""
    found = (each for each in shelf.settlements.get(group.item, ()) if each.article not in told_in and each.known > first)
    if settled := best(found):
        reading = shelf.library.reading(settled.article)
        assert reading is not None, f"{settled.article} settles {group.item} and is not in the dossier"
        start, end = settled.start_char, settled.end_char
        text = reading.article.text[start:end]
        return settled.outcome, Evidence(article=settled.article, start_char=start, end_char=end, text=text)
    stretch = due_days(shelf, group, due)
    passed = stretch is not None and shelf.as_of is not None and stretch[1] < datetime.date.fromisoformat(shelf.as_of)
    return ("overdue" if passed else "open"), None


def due_days(shelf: Shelf, group: Group[Expectation], due: str | None) -> Days | None:
    """First and last day on which it is due; "by the start of 2022" ends with the first quarter."""
    stretch = days(due)
    if stretch is None or (stretch[1] - stretch[0]).days < 2 * _EARLY:
        return stretch
    starts = any(
        timex.value == due and timex.mod == "START" and any(s <= timex.start_char < e for s, e in one.record.evidence)
        for one in group.members
        for timex in shelf.reading[one.article.id].timexes
    )
    return (stretch[0], stretch[0] + datetime.timedelta(days=_EARLY)) if starts else stretch
