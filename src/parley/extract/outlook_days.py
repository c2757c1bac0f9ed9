"""Days in a clause that look ahead: which of them were still to come when the article appeared."""

from __future__ import annotations

from parley.extract.notes import Notes
from parley.records import Span, Timex

UNDATED = ("PRESENT", "PAST", "FUTURE", "P")


def due_day(span: Span, notes: Notes) -> str | None:
    """The first day or period within a stretch that was still to come when the article appeared (None: none is known)."""
    if notes.published is None:
        return None
    today = notes.published.isoformat()
    for timex in notes.timexes_in(span):
        if timex.type not in {"DATE", "TIME"} or timex.value is None or timex.value.startswith(UNDATED):
            continue
        if timex.end is not None and timex.end >= today and timex.value != today:
            return timex.value
    return None


def is_past(timex: Timex, notes: Notes) -> bool:
    """Whether a time was over when the article appeared."""
    return notes.published is not None and timex.end is not None and timex.end < notes.published.isoformat()
