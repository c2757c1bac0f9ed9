"""Days of feasts that another calendar or a country sets, from the library `holidays`.

A feast that begins when the moon is sighted is kept on days that differ from country to country, so such a day is never given,
nor one that the library calls an estimate: the month where two days either way stay in it, else nothing. A feast of several days
is an interval ("2021-03-28/2021-04-04"), Ramadan one that is a day longer at both ends. The library is loaded when the first such
feast is met: it takes a third of a second.

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
    days = [(day, sure) for day, sure in _computed(calendar, name, year) if day.year == year]
    covered = ((_counted(day, int(count or "1")), day, sure) for day, sure in days)
    return {value: value if sure else _month(day) for value, day, sure in covered}


def _counted(day: date, count: int) -> str:
    return day.isoformat() if count == 1 else f"{day}/{day + timedelta(count - 1)}"


def _month(day: date) -> str | None:
    """The month of a day that is not sure; None where it may lie in another."""
    months = {(day + timedelta(days)).isoformat()[:7] for days in (-UNSURE, UNSURE)}
    return months.pop() if len(months) == 1 else None


def _computed(calendar: str, name: str, year: int) -> Iterable[tuple[date, bool]]:
    """Days of calendars that are reckoned, and whether they are sure. Nowruz is, where those who go by 21 March agree."""
    from holidays.calendars.chinese import _ChineseLunisolar
    from holidays.calendars.hebrew import _HebrewLunisolar
    from holidays.calendars.hindu import _HinduLunisolar
    from holidays.calendars.persian import _Persian

    calendars = {"hebrew": _HebrewLunisolar, "chinese": _ChineseLunisolar, "hindu": _HinduLunisolar, "persian": _Persian}
    found = getattr(calendars[calendar](), f"{name}_date")(year)
    if isinstance(found, tuple):
        found, sure = found[0], not found[1]
    else:
        sure = calendar != "persian" or found is None or found.day == 21
    days = found if isinstance(found, set) else {found} - {None}
    return ((day, sure) for day in days)


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
        yield day.isoformat(), _month(day)


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
    names = {day: text.lower().split("; ") for day, text in found.items() if day.year == year}
    plain = name.lower()
    # A day off in its stead is not the day, unless it has no other; nor is one whose name only ends so ("Juneteenth National ...").
    days = sorted(
        [day for day, texts in names.items() if plain in texts]
        or [day for day, texts in names.items() if f"{plain} (observed)" in texts]
        or [day for day, texts in names.items() if any(plain in text for text in texts)]
    )
    if not days:
        return ()
    months = {day.isoformat()[:7] for day in days}
    value = days[0].isoformat() if len(days) == 1 else months.pop() if len(months) == 1 else None
    return ((days[0], value),)
