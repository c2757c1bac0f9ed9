"""Arithmetic on TIMEX3 values: the days that a value covers, its grain, and the value so many units away.

Values keep their grain: "2021", "2021-Q3", "2021-SU", "2021-03", "2021-W06", "2021-W06-WE", "2021-03-15", with "T..." for a time
of that day; two digits are a century, three a decade; "2021-04-12/2021-05-13" runs from one to the other. All calendar dates are
Gregorian.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T\S+)?)?))?$"
)
# First month of each season in the north, where most of the English-language press sits.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def first_and_last(value: str | None) -> tuple[date, date] | None:
    """The first and last day of a value, None where it has none (durations, sets, references) or is no real date."""
    if value is None:
        return None
    try:
        if value.isdigit() and len(value) in (2, 3):
            span = 10 ** (4 - len(value))
            return date(int(value) * span or 1, 1, 1), date(int(value) * span + span - 1, 12, 31)
        if "/" in value:
            first, last = map(first_and_last, value.split("/", 1))
            return (first[0], last[1]) if first and last and first[0] <= last[1] else None
        match = VALUE.match(value)
        return _days(match) if match else None
    except (ValueError, OverflowError):
        return None


def _days(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return monday + timedelta(5 if match["weekend"] else 0), monday + timedelta(6)
    if match["season"]:
        return _months(year, SEASONS[match["season"]], 3)
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6)
    return _months(year, int(match["month"]), 1) if match["month"] else _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months from a month on."""
    last_year, last_month = add_months(year, month, count - 1)
    return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The (year, month) that lies `count` months away."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def grain(value: str | None) -> str | None:
    """The unit that a value is exact to: D, W, WE, M, Q, H, S (season), Y, DE, CE, or None."""
    if value is None:
        return None
    if value.isdigit():
        return {2: "CE", 3: "DE", 4: "Y"}.get(len(value))
    match = VALUE.match(value)
    if match is None:
        return None
    names = {"day": "D", "month": "M", "weekend": "WE", "week": "W", "quarter": "Q", "half": "H", "season": "S"}
    return next((unit for name, unit in names.items() if match[name]), "Y")


def day_of(value: str | None) -> date | None:
    """The day of a value that is exact to the day (or finer), else None."""
    days = first_and_last(value)
    return days[0] if days and days[0] == days[1] else None


def iso_week(day: date) -> str:
    """The week of a day as a value, "2022-W06"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def shifted(day: date, count: int, unit: str) -> str | None:
    """The value of grain `unit` that lies `count` units from a day; None beyond the years 1 to 9999."""
    try:
        return _shifted(day, count, unit)
    except (ValueError, OverflowError):
        return None


def _shifted(day: date, count: int, unit: str) -> str | None:
    year, month = day.year, day.month
    if unit == "D":
        return (day + timedelta(count)).isoformat()
    if unit in {"W", "2W", "WE"}:
        week = iso_week(day + timedelta(7 * count * (2 if unit == "2W" else 1)))
        return f"{week}-WE" if unit == "WE" else week
    if unit == "M":
        return "{:04d}-{:02d}".format(*add_months(year, month, count))
    if unit == "Q":
        quarters = year * 4 + (month - 1) // 3 + count
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"
    size = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit)
    if size is None:
        return None
    found = year // size + count
    return f"{found:0{5 - len(str(size))}d}" if 0 < found * size + 1 <= 9999 else None


def shifted_value(value: str, count: int, unit: str) -> str | None:
    """A value moved by `count` units, as a story that says "two years later" means it.

    Days and weeks move days. Longer units keep the grain down to the month ("2022-11-02" and two years give "2024-11"), a quarter
    or season moved by years stays one. None where the value is coarser than the unit.
    """
    days, own = first_and_last(value), grain(value)
    if days is None or own is None:
        return None
    if unit in {"D", "W", "2W"}:
        step = count * {"D": 1, "W": 7, "2W": 14}[unit]
        return shifted(days[0], step, "D") if own == "D" else shifted(days[0], count, unit) if own == unit == "W" else None
    if unit == "Y" and own in {"Q", "H", "S", "Y"}:
        return f"{int(value[:4]) + count:04d}{value[4:]}"
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120}.get(unit)
    if months is None or own not in {"D", "W", "M"}:
        return shifted(days[0], count, unit) if own == unit else None
    return shifted(days[0], count * months, "M")


def feast_day(code: str, year: int) -> date:
    """The day of a feast in a year, from its code in `timex.toml`: MM-DD, E and days, NMM-W-K or AMM-W-D."""
    if code[0] == "E":
        return easter(year) + timedelta(int(code[1:]))
    if code[0] == "A":
        first = date(year, int(code[1:3]), int(code[6:]))
        return first + timedelta((int(code[4]) - first.isoweekday()) % 7)
    if code[0] == "N":
        month, weekday, count = int(code[1:3]), int(code[4]), int(code[6:])
        days = [date(year, month, d) for d in range(1, calendar.monthrange(year, month)[1] + 1)]
        of_week = [d for d in days if d.isoweekday() == weekday]
        return of_week[count - 1 if count > 0 else count]
    return date(year, int(code[:2]), int(code[3:]))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the "anonymous" Gregorian computus, Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    moon = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moon) // 451
    month, day = divmod(h + moon - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)
