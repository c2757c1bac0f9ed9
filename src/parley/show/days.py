"""Days as people write them."""

from __future__ import annotations

import calendar
import datetime
import re

from parley.errors import UsageError
from parley.reason.dates import days

_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn", "WI": "winter"}


def in_words(value: str | None, *, short: bool = True) -> str:
    """A TIMEX3 date in words: "6 Aug 2021", "March 2021", "summer 2021", "week of 7 Feb 2022"; other values as they are."""
    if not value:
        return ""
    if "/" in value:
        return " to ".join(in_words(part, short=short) for part in value.split("/"))
    if re.match(r"\d{4}-\d\d-\d\d", value) and (stretch := days(value)):
        return _day(stretch[0], short=short)
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return f"{calendar.month_name[int(found[2])]} {found[1]}" if 1 <= int(found[2]) <= 12 else value
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        return f"{_SEASONS[found[2]]} {found[1]}"
    if found := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        return f"{'quarter' if found[2] == 'Q' else 'half'} {found[3]} of {found[1]}"
    if "-W" in value and (stretch := days(value)):
        return f"{'weekend' if value.endswith('WE') else 'week'} of {_day(stretch[0], short=short)}"
    return value


def _day(day: datetime.date, *, short: bool) -> str:
    month = (calendar.month_abbr if short else calendar.month_name)[day.month]
    return f"{day.day} {month} {day.year}"


def read_day(text: str) -> str:
    """A day as a user writes it: YYYY-MM-DD, YYYY-MM or YYYY (its last day), "today", "yesterday". Raises UsageError on others."""
    today = datetime.date.today()
    if text.casefold() in {"today", "yesterday"}:
        return (today - datetime.timedelta(days=text.casefold() == "yesterday")).isoformat()
    stretch = days(text) if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text) else None
    if stretch is None:
        raise UsageError(f"{text!r} is no day; write it as 2022-02-15, or 'today'")
    return stretch[1].isoformat()


def days_before(day: str, count: int) -> str:
    """The day `count` days before an ISO day."""
    return (datetime.date.fromisoformat(day) - datetime.timedelta(days=count)).isoformat()
