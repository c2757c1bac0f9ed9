"""The day before, or after, what a text names with its date: "the eve of the vote on Sunday".

Which date belongs to the vote is known only once all times are: these expressions are read last. Neither a mark nor a verb may
stand between the two ("on the eve of the summit he said on Monday"), but for a participle ("the vote planned for Sunday"). Without
a date behind it the expression is left out, as annotators of times do. It misses a thing whose date another sentence gives, and
takes the day of a meeting for that of the summit in "met on the eve of the summit on Monday".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from parley.extract.calendars import day_of
from parley.extract.notes import Notes
from parley.records import Timex

# How far behind the expression its date may stand (characters).
REACH = 120
# What the parse calls a participle that belongs to a noun.
PARTICIPLES = frozenset({"acl", "amod"})


def with_eves(found: Iterable[Timex], shifts: dict[int, int], notes: Notes) -> tuple[Timex, ...]:
    """The expressions; those that begin at a key of `shifts` lie so many days from the date that goes with them or are left out."""
    timexes = tuple(found)
    moved = (_moved(t, shifts[t.start_char], timexes, notes) if t.start_char in shifts else t for t in timexes)
    return tuple(timex for timex in moved if timex is not None)


def _moved(eve: Timex, days: int, timexes: tuple[Timex, ...], notes: Notes) -> Timex | None:
    for timex in timexes:
        day = day_of(timex.value)
        if day and eve.end_char <= timex.start_char < eve.end_char + REACH and _joined(timex, eve, notes):
            try:
                moved = (day + timedelta(days)).isoformat()
            except OverflowError:
                return None
            return msgspec.structs.replace(eve, value=moved, start=moved, end=moved, anchor=(timex.start_char, timex.end_char))
    return None


def _joined(timex: Timex, eve: Timex, notes: Notes) -> bool:
    """Whether what stands between an expression and a date is one noun phrase."""
    between = notes.doc.char_span(eve.end_char, timex.start_char, alignment_mode="contract")
    if between is None:
        return True
    verbs = (token for token in between if token.pos_ in {"VERB", "AUX"} and token.dep_ not in PARTICIPLES)
    return not any(token.is_punct or "\n" in token.text for token in between) and next(verbs, None) is None
