"""What became of an expectation: the sentence of a later article that settles it, met or missed.

Either it holds most of the expectation's words; or it speaks of the very day that the expectation was due on and shares
enough words with it. A word of failure beside the shared words ("was never held", "postponed") makes it missed. Careful on
purpose: what is told in quite different words stays open or overdue, which is arithmetic.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence

from parley.reason.dates import days
from parley.reason.groups import Told
from parley.reason.merged import Evidence, Outcome
from parley.reason.sentences import sentences
from parley.reason.shelf import Shelf
from parley.reason.words import fold
from parley.records import Article, Expectation, Span

_TOLD = 0.7  # part of the expectation's words that a sentence must hold to settle it
_TOLD_OF_DAY = 0.4  # the same where the sentence names the day
_FEW = 3  # words below which a match means nothing
_FEWEST = 2  # the same where the sentence names the day
_MANY = 5  # words from which two sentences may tell together what became of it
_TOLD_IN_TWO = 0.6
_GRAIN = 31  # days that a date may cover to count as the day: a year is none
_BESIDE = 3  # words between a word of failure and what failed
_EARLY = 92  # days of a year whose "start" or "beginning" is meant

Stretch = tuple[datetime.date, datetime.date]


def due_days(shelf: Shelf, members: Sequence[Told[Expectation]], due: str | None) -> Stretch | None:
    """First and last day on which it is due; "by the start of 2022" ends with the first quarter."""
    stretch = days(due)
    if stretch is None or (stretch[1] - stretch[0]).days < 2 * _EARLY:
        return stretch
    starts = any(
        timex.value == due and timex.mod == "START" and any(s <= timex.start_char < e for s, e in one.record.evidence)
        for one in members
        for timex in shelf.reading[one.article.id].timexes
    )
    return (stretch[0], stretch[0] + datetime.timedelta(days=_EARLY)) if starts else stretch


def settling(shelf: Shelf, members: Sequence[Told[Expectation]], due: Stretch | None) -> tuple[Outcome, Evidence] | None:
    """The latest sentence that says what became of it, and what that was."""
    first_told = members[0].day
    if first_told is None:
        return None
    wanted = shelf.words(members[0].record.text)
    told_in = {one.article.id for one in members}
    from_day = max(first_told, due[0].isoformat() if due else "")  # it cannot have happened before it was due to
    for article, span, on_day in _candidates(shelf, wanted, due):
        day = article.published
        if article.id in told_in or article.id in shelf.copy_of or not day or day <= first_told or day < from_day:
            continue
        text = article.text[slice(*span)]
        told = fold(text).split()
        if not on_day and _looks_ahead(shelf, text):
            continue
        evidence = Evidence(article=article.id, start_char=span[0], end_char=span[1], text=text)
        return ("missed" if _fails(shelf, told, wanted) else "met"), evidence
    return None


def _candidates(shelf: Shelf, wanted: frozenset[str], due: Stretch | None) -> Iterator[tuple[Article, Span, bool]]:
    """Sentences that hold enough of the words, newest article first, and whether they speak of the day itself."""
    exact = due if due and (due[1] - due[0]).days < _GRAIN else None
    # the day's own number and year say nothing more where the day has to be named anyway
    core = frozenset(word for word in wanted if not word.isdigit())
    needed = max(_FEW, math.ceil(_TOLD * len(wanted)))
    of_day = max(_FEWEST, math.ceil(_TOLD_OF_DAY * len(core)))
    for article, span in shelf.sentences_with(wanted, min(max(_FEWEST, needed // 3), of_day)):
        held = shelf.words(article.text[slice(*span)])
        on_day = exact is not None and len(core & held) >= of_day and _speaks_of(shelf, article, span, exact)
        if on_day or (len(wanted) >= _FEW and len(wanted & held) >= needed):
            yield article, span, on_day
        elif len(core) >= _MANY and (two := _with_next(article, span)):
            if len(core & shelf.words(article.text[slice(*two)])) >= max(_MANY, math.ceil(_TOLD_IN_TWO * len(core))):
                yield article, two, False


def _looks_ahead(shelf: Shelf, text: str) -> bool:
    """Whether a sentence itself speaks of what may come; "May" within it is a month."""
    first, *others = text.split()
    return bool(shelf.links.ahead & {fold(word) for word in (first, *(other for other in others if other[:1].islower()))})


def _with_next(article: Article, span: Span) -> Span | None:
    """A sentence and the one that follows it in the same paragraph."""
    every = sentences(article.text)
    following = every[every.index(span) + 1 :][:1]
    return (span[0], following[0][1]) if following and "\n" not in article.text[span[1] : following[0][0]] else None


def _speaks_of(shelf: Shelf, article: Article, span: Span, due: Stretch) -> bool:
    """Whether a sentence has a date within the days, and not after the article's own."""
    for timex in shelf.reading[article.id].timexes:
        if timex.type == "DATE" and span[0] <= timex.start_char < span[1] and (told := days(timex.value)):
            if due[0] <= told[0] and told[1] <= due[1] and told[0].isoformat() <= (article.published or ""):
                return True
    return False


def _fails(shelf: Shelf, told: Sequence[str], wanted: frozenset[str]) -> bool:
    """Whether a word of failure stands within a few words of one that was expected."""
    hits = [at for at, word in enumerate(told) if shelf.words(word) & wanted]
    return any(abs(at - hit) <= _BESIDE for at, word in enumerate(told) if word in shelf.links.failed for hit in hits)
