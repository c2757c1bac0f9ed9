"""What a time expression is read against: the day of publication, and the expressions before it that it may count from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from parley.extract.calendar_values import Basis, Setting, Value
from parley.extract.calendars import day_of, first_and_last, grain
from parley.extract.notes import Notes
from parley.extract.tenses import side_of
from parley.extract.time_tests import Words
from parley.lexicon.times import Times
from parley.records import Span, Timex

# How far back "the next day" finds the date that it counts from (characters; about two paragraphs).
STORY_REACH = 1000


def setting_of(notes: Notes, table: Times, words: Words, found: list[Timex], quarter: Timex | None) -> Setting:
    """The setting of an expression behind those `found`; `quarter` is the last one that names a quarter by itself."""
    start = words.span.start_char
    # Those found are in order and do not overlap: before the first that is out of reach, all are.
    reached = list(takewhile(lambda t: start - t.end_char < STORY_REACH, reversed(found)))[::-1]
    near = [t for t in reached if _moves_story(t, notes)]
    # A line of its own is no part of the sentence before it.
    sentence_start = max(words.span.sent.start_char, notes.text.rfind("\n\n", 0, start))
    here = [t for t in near if t.start_char >= sentence_start]
    days = [(t, day) for t in here if (day := day_of(t.value))]
    full = [t for t in here if t.value and grain(t.value) in {"M", "D"} and t.value[:4] in notes.text[t.start_char : t.end_char]]
    dates = [(t, span[0]) for t in full if (span := first_and_last(t.value))]
    sources: dict[Basis, Timex | None] = {
        "story": near[-1] if near else None,
        "quarter": quarter if near else None,
        "sentence_day": days[-1][0] if days else None,
        "sentence_date": dates[-1][0] if dates else None,
    }
    spans: dict[Basis, Span] = {basis: (t.start_char, t.end_char) for basis, t in sources.items() if t}
    return Setting(
        published=notes.published,
        story=near[-1].value if near else None,
        quarter=quarter.value if near and quarter else None,
        sentence_day=days[-1][1] if days else None,
        sentence_date=dates[-1][1] if dates else None,
        side=cache(lambda: side_of(words.span.root, table.tense, words.span[0])),
        table=table,
        spans=spans,
    )


def _moves_story(timex: Timex, notes: Notes) -> bool:
    """Whether "the next day" could count from a date: not from a decade, nor from "this year", which is no point in a story."""
    own = grain(timex.value)
    if timex.start is None or timex.end is None or own in {"DE", "CE"}:
        return False
    return own == "D" or notes.published is None or not timex.start <= notes.published.isoformat() <= timex.end


def same_on_every_day(interval: tuple[date, date], read: Callable[[date], Value | None]) -> Value | None:
    """The value that an expression has whichever day of an interval is the day of publication; None where they differ."""
    values = _values(interval, read)
    first = next(values)
    return first if all(value == first for value in values) else None


def _values(interval: tuple[date, date], read: Callable[[date], Value | None]) -> Iterator[Value | None]:
    for days in range((interval[1] - interval[0]).days + 1):
        yield read(interval[0] + timedelta(days))
