"""What was said to come, and what became of it: open, met, missed, or overdue.

Overdue is arithmetic: the last day on which it was due has passed and nothing read speaks of it. Met and missed need a
sentence of a later article that holds most of the expectation's words; where the sentence also holds a word of failure
("postponed", "never"), it counts as missed. Careful on purpose: what is told in quite different words stays overdue.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

from parley.reason.dates import conflict, days, most_exact
from parley.reason.groups import Told, group, known
from parley.reason.merged import Evidence, MergedExpectation, Outcome
from parley.reason.shelf import Shelf
from parley.reason.words import fold, jaccard
from parley.records import Expectation

_SAME_WORDS = 0.5
_TOLD = 0.7  # part of the expectation's words that a sentence must hold to settle it
_FEW = 3  # words below which a match means nothing
_BESIDE = 3  # words between a word of failure and what failed
_AHEAD = frozenset({"will", "would", "expected", "due", "plans", "plan", "may", "might", "could", "should", "scheduled", "if"})


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
    settled = _settling(shelf, members, due)
    if settled is not None:
        return settled
    last = _last_day(due)
    passed = last is not None and shelf.as_of is not None and last < datetime.date.fromisoformat(shelf.as_of)
    return ("overdue" if passed else "open"), None


def _settling(shelf: Shelf, members: Sequence[Told[Expectation]], due: str | None) -> tuple[Outcome, Evidence] | None:
    """The latest sentence that says what became of it."""
    told_in = {one.article.id for one in members}
    wanted = shelf.words(members[0].record.text)
    stretch = days(due)
    first_told = members[0].day
    if len(wanted) < _FEW or first_told is None:
        return None
    from_day = max(first_told, stretch[0].isoformat() if stretch else "")  # it cannot have happened before it was due to
    needed = max(_FEW, math.ceil(_TOLD * len(wanted)))
    for article, span in shelf.sentences_with(wanted, needed):
        day = article.published
        if article.id in told_in or article.id in shelf.copy_of or not day or day <= first_told or day < from_day:
            continue
        text = article.text[slice(*span)]
        told = fold(text).split()
        if _AHEAD & set(told):
            continue
        evidence = Evidence(article=article.id, start_char=span[0], end_char=span[1], text=text)
        return ("missed" if _fails(shelf, told, wanted) else "met"), evidence
    return None


def _fails(shelf: Shelf, told: Sequence[str], wanted: frozenset[str]) -> bool:
    """Whether a word of failure stands within a few words of one that was expected."""
    hits = [at for at, word in enumerate(told) if shelf.words(word) & wanted]
    return any(abs(at - hit) <= _BESIDE for at, word in enumerate(told) if word in shelf.links.failed for hit in hits)
