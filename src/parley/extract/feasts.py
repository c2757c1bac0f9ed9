"""Days of feasts that another calendar or a country sets, from the library `holidays`.

A feast that begins when the moon is sighted is kept on days that differ from country to country, so such a day is never given:
the month where two days either way stay in it, else nothing. A feast of several days is an interval ("2021-03-28/2021-04-04"),
Ramadan one that is a day longer at both ends. The library is loaded when the first such feast is met: it takes a third of a second.

It misses years that the library's tables lack (before 1924, after 2077), what a country has not made a public holiday, and feasts
that some churches or schools of a faith keep on other days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from parley.extract.calendars import orthodox_easter

# Days by which the sighting of the moon may differ from the computed one.
UNSURE = 2


@cache
def feast_values(code: str, year: int, country: str | None = None) -> Mapping[str, str | None]:
    """What a feast covers in a year, as {days to choose the year by: value to give}, from its code in `timex.toml`.

    Codes are "CALENDAR NAME DAYS"; `country` (ISO 3166-1 alpha-3) belongs to the calendar "country". Nothing where no day is known.
    """
    calendar, _, rest = code.partition(" ")
    if calendar == "country":
        return {day.isoformat(): value for day, value in _national(rest, year, country)}
    if calendar == "orthodox":
        day = orthodox_easter(year) + timedelta(int(rest))
        return {day.isoformat(): day.isoformat()}
    name, _, count = rest.partition(" ")
    if calendar == "islamic":
        return dict(_islamic(name, year))
    values = (_counted(day, int(count or "1")) for day in _computed(calendar, name, year) if day.year == year)
    return {value: value for value in values}


def _counted(day: date, count: int) -> str:
    return day.isoformat() if count == 1 else f"{day}/{day + timedelta(count - 1)}"


def _computed(calendar: str, name: str, year: int) -> Iterable[date]:
    """Days of calendars that are reckoned, not watched for. Nowruz falls on 20 or 21 March by the country, so it needs a 21st."""
    from holidays.calendars.chinese import _ChineseLunisolar
    from holidays.calendars.hebrew import _HebrewLunisolar
    from holidays.calendars.hindu import _HinduLunisolar
    from holidays.calendars.persian import _Persian

    calendars = {"hebrew": _HebrewLunisolar, "chinese": _ChineseLunisolar, "hindu": _HinduLunisolar, "persian": _Persian}
    found = getattr(calendars[calendar](), f"{name}_date")(year)
    if isinstance(found, tuple):
        day, estimated = found
        return () if estimated or day is None else (day,)
    if found is None or (calendar == "persian" and found.day != 21):
        return ()
    return found if isinstance(found, set) else (found,)


def _islamic(name: str, year: int) -> Iterable[tuple[str, str | None]]:
    from holidays.calendars.islamic import _IslamicLunar

    lunar = _IslamicLunar()
    if name == "ramadan":
        ends = [day for y in (year, year + 1) for day, _ in lunar.eid_al_fitr_dates(y)]
        for first in {day for day, _ in lunar.ramadan_beginning_dates(year) if day.year == year}:
            end = min((day for day in ends if day > first), default=None)
            if end is not None:
                value = f"{first - timedelta(1)}/{end}"
                yield value, value
        return
    for day in {day for day, _ in getattr(lunar, f"{name}_dates")(year) if day.year == year}:
        either = {(day + timedelta(days)).isoformat()[:7] for days in (-UNSURE, UNSURE)}
        yield day.isoformat(), either.pop() if len(either) == 1 else None


def _national(name: str, year: int, country: str | None) -> Iterable[tuple[date, str | None]]:
    """The day of a country's feast by its English name; the month alone where the library has it on several days."""
    from holidays import country_holidays

    if country is None:
        return ()
    try:
        found = country_holidays(country, years=year, language="en_US")
    except NotImplementedError:
        # The library does not know the country.
        return ()
    named = {day: names for day, names in found.items() if name.lower() in names.lower() and day.year == year}
    # A day off in its stead is not the day, unless it has no other.
    days = sorted(day for day, names in named.items() if "(observed)" not in names) or sorted(named)
    if not days:
        return ()
    months = {day.isoformat()[:7] for day in days}
    value = days[0].isoformat() if len(days) == 1 else months.pop() if len(months) == 1 else None
    return ((days[0], value),)
