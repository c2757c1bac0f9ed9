"""TIMEX3 values as stretches of days: which days "2021-03" or "2021-SU" cover, and whether two values may mean the same day."""

from __future__ import annotations

import datetime
import re

Days = tuple[datetime.date, datetime.date]

_PARTS = {
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11), "WI": (12, 14),
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
}  # fmt: skip
_DAY = datetime.timedelta(days=1)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_MONTHS = re.compile(r"(\d{4})(?:-(\d\d|[A-Z][A-Z0-9]))?$")


def days(value: str | None) -> Days | None:
    """First and last day of a TIMEX3 date, None where the value names no stretch of days (durations, PRESENT_REF, decades)."""
    if not value:
        return None
    if "/" in value:
        first, last = days(value.split("/")[0]), days(value.split("/")[1])
        return (first[0], last[1]) if first and last else None
    try:
        if re.match(r"\d{4}-\d\d-\d\d", value):
            day = datetime.date.fromisoformat(value[:10])
            return day, day
        if found := _WEEK.match(value):
            monday = datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return (monday + 5 * _DAY if found[3] else monday), monday + 6 * _DAY
        if found := _MONTHS.match(value):
            return _months(int(found[1]), found[2])
    except (ValueError, OverflowError):
        return None
    return None


def _months(year: int, part: str | None) -> Days | None:
    if part is None:
        first, last = 1, 12
    elif part in _PARTS:
        first, last = _PARTS[part]
    elif part.isdigit():
        first = last = int(part)
    else:
        return None
    following = datetime.date(year + last // 12, last % 12 + 1, 1)
    return datetime.date(year, first, 1), following - _DAY


def length(value: str | None) -> int | None:
    """How many days a value covers."""
    stretch = days(value)
    return (stretch[1] - stretch[0]).days + 1 if stretch else None


def conflict(a: str | None, b: str | None) -> bool:
    """Whether two values cannot mean the same day; an unknown one is in conflict with nothing."""
    left, right = days(a), days(b)
    return bool(left and right and (left[1] < right[0] or right[1] < left[0]))


def nest(a: str | None, b: str | None) -> bool:
    """Whether both are known and one lies within the other."""
    left, right = days(a), days(b)
    if not left or not right:
        return False
    return (left[0] <= right[0] and right[1] <= left[1]) or (right[0] <= left[0] and left[1] <= right[1])


def most_exact(values: list[str | None]) -> str | None:
    """The known value that covers the fewest days, the first of equals."""
    known = [(size, n, value) for n, value in enumerate(values) if value and (size := length(value))]
    return min(known)[2] if known else next((value for value in values if value), None)


def is_day(value: str | None) -> bool:
    """Whether a value is one day of the calendar, written YYYY-MM-DD."""
    try:
        return value is not None and bool(datetime.date.fromisoformat(value)) and len(value) == len("2021-03-01")
    except ValueError:
        return False
