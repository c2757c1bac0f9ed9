"""Values of expressions that name a day, month, season or year of the calendar, with or without their year.

Fields are the codes of `timex.toml`, by group of the rule. A date without a year takes the year that the clause's tense asks
for; without a day of publication it has no value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

from parley.extract.calendars import feast_day, first_and_last, iso_week, shifted
from parley.extract.feasts import feast_values
from parley.extract.tenses import Side
from parley.lexicon.times import Times
from parley.records import Span
from parley.values import TimexType

Fields = dict[str, str]

# A year is left out where it goes without saying. A reading more than 300 days off against one of less than 45 on the other
# side of the day of publication is taken for the nearer one, whatever the tense (set by eye, not tuned).
FAR = 300
NEAR = 45


# What a value can be counted from: the day of publication, or an expression of the text (see `Setting`).
Basis = Literal["published", "story", "quarter", "sentence_day", "sentence_date"]


@dataclass(frozen=True)
class Value:
    """TIMEX3 `type`, `value` (None where not known) and `mod`, and what the value was counted from (None: it says it all)."""

    type: TimexType
    value: str | None
    mod: str | None = None
    basis: Basis | None = None


@dataclass(frozen=True)
class Setting:
    """What an expression is read against.

    `story` is the last date that the text has named, `quarter` the last one of the grain of a quarter that is not itself counted
    from another, `sentence_day` a day named in the same sentence, `sentence_date` a date that names its month and year there,
    `side` the clause's tense, `spans` where in the text the expressions stand that those four come from.
    """

    published: date | None
    story: str | None
    quarter: str | None
    sentence_day: date | None
    sentence_date: date | None
    side: Callable[[], Side | None]
    table: Times
    spans: Mapping[Basis, Span]


def dated(value: str | None, fields: Fields, basis: Basis | None = None) -> Value:
    """A DATE, or a TIME where the value says so; `phase` or `approx` give the mod."""
    return Value("TIME" if value and "T" in value else "DATE", value, fields.get("phase") or fields.get("approx"), basis)


def calendar_value(fields: Fields, setting: Setting) -> Value | None:
    """Any mix of year, month, day, season, quarter, half-year, day of the week, part of the day and hour."""
    kind = next((k for k in ("month", "season", "quarter", "semester", "year") if k in fields), None)
    if kind is None:
        day = weekday_value(fields, setting)
        return dated(with_time(day.isoformat() if day else None, fields), fields, "published")
    if int(fields.get("quarter", "1")) > 4 or int(fields.get("semester", "1")) > 2:
        return None
    years = _years(fields, setting)
    found = [v for year in years if first_and_last(v := _in_year(year, fields)) is not None and v is not None]
    if not found:
        return dated(None, fields) if not years else None
    if "weekday" in fields and len(found) > 1:
        found = [v for v in found if _weekday(v) == int(fields["weekday"])] or found
    value = found[0] if len(found) == 1 else choose(found, fields.get("relation"), setting)
    return dated(with_time(value, fields), fields, _basis(fields, setting))


def _basis(fields: Fields, setting: Setting) -> Basis | None:
    """What `_years` counts from."""
    if "year" in fields:
        return None
    if "year_story" in fields:
        return "story"
    return "published" if "year_relation" in fields or not _by_sentence(fields, setting) else "sentence_date"


def _by_sentence(fields: Fields, setting: Setting) -> bool:
    """Whether a month without a year goes by a date that its sentence names."""
    return setting.sentence_date is not None and "month" in fields and not fields.keys() & {"relation", "weekday"}


def _weekday(value: str) -> int | None:
    days = first_and_last(value)
    return days[0].isoweekday() if days and days[0] == days[1] else None


def _years(fields: Fields, setting: Setting) -> list[int]:
    """The years that an expression can mean: its own, one counted from now or from the story, or those about the publication."""
    if "year" in fields:
        return [int(fields["year"])]
    if "year_story" in fields:
        days = first_and_last(setting.story)
        return [days[0].year + int(fields["year_story"])] if days else []
    if setting.published is None:
        return []
    year = setting.published.year
    if "year_relation" in fields:
        return [year + int(fields["year_relation"])]
    if setting.sentence_date is not None and _by_sentence(fields, setting):
        # "In October 2020, ahead of the elections of November": the month nearest to the date that its sentence names.
        other, months = setting.sentence_date, 12 * setting.sentence_date.year + setting.sentence_date.month
        return [min((other.year - 1, other.year, other.year + 1), key=lambda y: abs(12 * y + int(fields["month"]) - months))]
    return [y for y in (year - 1, year, year + 1) if MINYEAR <= y <= MAXYEAR]


def _in_year(year: int, fields: Fields) -> str:
    if "day" in fields:
        return f"{year:04d}-{int(fields['month']):02d}-{int(fields['day']):02d}"
    if "month" in fields:
        return f"{year:04d}-{int(fields['month']):02d}"
    if "season" in fields:
        return f"{year:04d}-{fields['season']}"
    if "quarter" in fields:
        return f"{year:04d}-Q{fields['quarter'] if int(fields['quarter']) > 0 else 4}"
    if "semester" in fields:
        return f"{year:04d}-H{fields['semester'] if int(fields['semester']) > 0 else 2}"
    return f"{year:04d}"


def choose(values: list[str], relation: str | None, setting: Setting) -> str | None:
    """Of one value per year, in order, the one that "last", "this", "next" or the tense asks for."""
    published = setting.published
    spans = [(v, days) for v in values if (days := first_and_last(v))]
    if published is None or not spans:
        return None
    if relation == "-1":
        return next((v for v, (_, end) in reversed(spans) if end < published), None)
    if relation == "1":
        return next((v for v, (start, _) in spans if start > published), None)

    def distance(days: tuple[date, date]) -> int:
        return max((days[0] - published).days, (published - days[1]).days, 0)

    past = next((s for s in reversed(spans) if s[1][0] <= published), None)
    future = next((s for s in spans if s[1][1] >= published), None)
    if past is None or future is None or relation == "0":
        return min(spans, key=lambda s: distance(s[1]))[0]
    behind, ahead = distance(past[1]), distance(future[1])
    side = setting.side()
    if "Q" in values[0] and side != "past":
        # A quarter goes by the books, whatever is planned with it ("plans cuts after its third-quarter loss").
        side = None
    if side == "past":
        return future[0] if behind > FAR and ahead < NEAR else past[0]
    if side == "future":
        return past[0] if ahead > FAR and behind < NEAR else future[0]
    return past[0] if behind <= ahead else future[0]


def weekday_value(fields: Fields, setting: Setting) -> date | None:
    """The day that a day of the week means, None without a day of publication.

    "Last" is before, "next" after the day of publication; else the tense decides, and that day itself counts on both sides. What
    belongs to a day ("follows Tuesday's declaration") has mostly happened, unless the clause lies plainly ahead.
    """
    if setting.published is None:
        return None
    published, weekday = setting.published, int(fields["weekday"])
    behind = (published.isoweekday() - weekday) % 7
    relation = fields.get("relation") or fields.get("day_relation")
    if relation == "-1":
        return published - timedelta(behind or 7)
    if relation == "1":
        return published + timedelta(7 - behind)
    side = setting.side()
    if side == "present" and "possessive" in fields:
        side = "past"
    if side in {"future", "present"} or (side is None and relation == "0"):
        return published + timedelta((7 - behind) % 7)
    return published - timedelta(behind)


def with_time(day: str | None, fields: Fields) -> str | None:
    """A day with the part of the day or the hour that the fields name."""
    if day is None or len(day) != len("2000-01-01"):
        return day
    if "hour" in fields:
        return f"{day}T{clock_hour(fields):02d}:{int(fields.get('minute', '0')):02d}"
    return f"{day}T{fields['part']}" if "part" in fields else day


def clock_hour(fields: Fields) -> int:
    """The hour from 0 to 24, from "9" and "p" or a part of the day."""
    hour, half = int(fields["hour"]), fields.get("half", "").lower()
    late = fields.get("half_part") in {"AF", "EV"} or (fields.get("half_part") == "NI" and 6 <= hour < 12)
    if half == "p" or late:
        return hour % 12 + 12
    return hour % 12 if half == "a" else hour


def clock_value(fields: Fields, setting: Setting) -> Value | None:
    """A time of day: on the day named beside it, else the one that its sentence names, else the day of publication."""
    basis: Basis | None = "published"
    if "month" in fields:
        dated_day = calendar_value({k: v for k, v in fields.items() if k in {"month", "day", "year", "weekday"}}, setting)
        day = date.fromisoformat(dated_day.value) if dated_day and dated_day.value else None
        basis = dated_day.basis if dated_day else None
    elif "weekday" in fields:
        day = weekday_value(fields, setting)
    elif "today" in fields:
        day = setting.published + timedelta(int(fields["today"].partition("T")[0])) if setting.published else None
    elif setting.sentence_day is not None:
        day, basis = setting.sentence_day, "sentence_day"
    else:
        day = setting.published
    if day is None:
        return Value("TIME", None)
    if "point" in fields:
        return Value("TIME", f"{day.isoformat()}T{'24:00' if fields['point'] == 'E' else '12:00'}", basis=basis)
    return Value("TIME", with_time(day.isoformat(), fields), fields.get("approx"), basis)


def feast_value(fields: Fields, setting: Setting) -> Value | None:
    """A feast of our calendar or another's (`extract/feasts.py`), in the year that is named or that the tense asks for."""
    code = fields["feast"]
    if code == "X":
        return dated(None, fields)
    found: dict[str, str | None] = {}
    for year in _years(fields, setting):
        if " " in code:
            values = feast_values(code, year, fields.get("country"))
            if not values:
                # Where one of the years that it may be has no known day, another's would be a guess.
                return dated(None, fields)
            found |= values
        else:
            day = feast_day(code, year).isoformat()
            found[day] = day
    days = sorted(found)
    chosen = days[0] if len(days) == 1 else choose(days, fields.get("relation"), setting)
    about: Fields = {"approx": "APPROX"} if code.startswith("islamic ramadan") else {}
    return dated(found.get(chosen or ""), about | fields, _basis(fields, setting))


def near_unit_value(fields: Fields, setting: Setting) -> Value | None:
    """A week, month, year, ... counted from the day of publication ("last week"), or its end ("the end of the month")."""
    unit, published = fields["unit"], setting.published
    if published is None:
        return dated(None, fields)
    if unit == "WE" and fields.get("relation", "0") == "0":
        # The weekend that is over, where the clause lies in the past and this week's has not begun.
        back = setting.side() in {"past", None} and published.isoweekday() < 6
        return dated(iso_week(published - timedelta(7 * back)) + "-WE", fields, "published")
    if "relation" not in fields and fields.get("phase") == "END" and setting.side() == "past":
        days = first_and_last(setting.story)
        return dated(shifted(days[0], 0, unit) if days else None, fields, "story")
    return dated(shifted(published, int(fields.get("relation", "0")), unit), fields, "published")
