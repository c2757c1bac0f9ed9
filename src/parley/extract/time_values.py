"""Operations of the time grammar: the fields that a rule found -> TIMEX3 type, value and mod.

`OPERATIONS` maps the name that a rule gives as `value` to a function of the fields (codes of `timex.toml`) and the setting. None
means that the words are no time after all; a Value without `value` is a time that cannot be known.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from parley.extract.calendar_values import (
    Basis,
    Fields,
    Setting,
    Value,
    calendar_value,
    clock_value,
    dated,
    feast_value,
    near_unit_value,
    with_time,
)
from parley.extract.calendars import day_of, first_and_last, grain, shifted, shifted_value

CLOCK_UNITS = {"TH": "H", "TM": "M", "TS": "S"}


def number_of(text: str, setting: Setting) -> float | None:
    """An amount in figures or words, None for an unknown one ("X")."""
    words = setting.table.words["numeral"]
    text = " ".join(text.lower().replace("-", " ").split())
    for phrase, figure in _numeral_phrases(setting):
        text = text.replace(phrase, figure)
    if text == "x":
        return None
    extra = 0.0
    for tail, worth in setting.table.fractions.items():
        if text == tail:
            return worth
        if text.endswith(f" {tail}"):
            text, extra = text.removesuffix(f" {tail}"), worth
    total = 0.0
    for word in text.split():
        amount = float(words[word]) if word in words else _figure(word, setting)
        if amount is None:
            continue
        total = (total or 1) * amount if amount >= 100 and word in words else total + amount
    return (total or 1) + extra


def _numeral_phrases(setting: Setting) -> list[tuple[str, str]]:
    """Numerals of several words ("quatre-vingts") with their amounts, the longest first."""
    phrases = ((word.replace("-", " "), amount) for word, amount in setting.table.words["numeral"].items())
    return sorted(((word, amount) for word, amount in phrases if " " in word), key=lambda pair: -len(pair[0]))


def _figure(word: str, setting: Setting) -> float | None:
    figures = setting.table.figures
    try:
        return float(word.replace(figures.thousands, "").replace(figures.decimal, "."))
    except ValueError:
        return None


def length_of(number: float | None, unit: str) -> str:
    """A duration as TIMEX3 writes it: "P3M", "PT72H", "PXY"; decades and centuries become years where they are counted."""
    times = 1
    if unit == "TH" and number is not None and number % 1 == 0.5:
        return f"PT{f'{int(number)}H' if number > 1 else ''}30M"
    if unit == "2W":
        unit, times = "W", 2
    if number is not None and unit in {"DE", "CE", "ML"}:
        unit, times = "Y", {"DE": 10, "CE": 100, "ML": 1000}[unit]
    amount = "X" if number is None else f"{number * times:g}"
    return f"PT{amount}{CLOCK_UNITS[unit]}" if unit in CLOCK_UNITS else f"P{amount}{unit}"


def _length(fields: Fields, setting: Setting) -> Value:
    number = number_of(fields.get("number", "X"), setting)
    if "and_half" in fields and number is not None:
        number += 0.5
    return Value("DURATION", length_of(number, fields["unit"]), fields.get("approx"))


def _long_word(fields: Fields, setting: Setting) -> Value:
    return Value("DURATION", length_of(1, setting.table.words["unit"][fields["unit_word"].lower()]))


def _numeric(fields: Fields, setting: Setting) -> Value | None:
    """ "23.07.2020": day first with full stops; with strokes the order that only one of them allows, else unknown."""
    first, second, year = int(fields["first"]), int(fields["second"]), int(fields["year"])
    if year < 100:
        # The nearest century that the day of publication allows (today's where there is none).
        year += 2000 if year <= (setting.published.year - 1999 if setting.published else 49) % 100 else 1900
    sure = "." in fields["mark"] or first == second or setting.table.figures.day_first
    orders = [(first, second)] if sure else [(first, second), (second, first)]
    days = {f"{year:04d}-{month:02d}-{day:02d}" for day, month in orders if month <= 12}
    days = {d for d in days if first_and_last(d)}
    basis: Basis | None = "published" if setting.published and len(fields["year"]) == 2 else None
    return Value("DATE", days.pop() if len(days) == 1 else None, basis=basis) if days else None


def _short_year(fields: Fields, setting: Setting) -> Value | None:
    year = fields["year0"][:2] + fields["short"]
    return Value("DATE", year) if int(year) > int(fields["year0"]) else None


def _year_in_words(fields: Fields, setting: Setting) -> Value | None:
    century = int(setting.table.words["numeral"][fields["century_word"].lower()])
    tens = fields["tens"].lower()
    rest = 0 if tens == "hundred" else number_of(tens, setting)
    return dated(f"{century}{int(rest or 0):02d}", fields)


def _decade(fields: Fields, setting: Setting) -> Value:
    code = fields["decade"]
    return dated(code if len(code) == 3 else f"19{code}", fields)


def _century(fields: Fields, setting: Setting) -> Value | None:
    number = int(fields["number"])
    return dated(f"{number - 1:02d}", fields) if 1 < number < 30 else None


def _this_century(fields: Fields, setting: Setting) -> Value:
    return dated(f"{setting.published.year // 100:02d}" if setting.published else None, fields, "published")


def _near_day(fields: Fields, setting: Setting) -> Value:
    """ "Yesterday", "tomorrow night", "this morning"."""
    count, _, part = fields.get("today", fields.get("relation", "0")).partition("T")
    if part:
        fields = {"part": part} | fields
    day = setting.published + timedelta(int(count)) if setting.published else None
    return dated(with_time(day.isoformat() if day else None, fields), fields, "published")


def _overnight(fields: Fields, setting: Setting) -> Value:
    """The night before the day of publication, or the coming one."""
    if setting.published is None:
        return Value("TIME", None)
    night = setting.published - timedelta(0 if setting.side() == "future" else 1)
    return Value("TIME", f"{night.isoformat()}TNI", basis="published")


def _story_day(fields: Fields, setting: Setting) -> Value:
    day = day_of(setting.story)
    found = day + timedelta(int(fields["story"])) if day else None
    return Value("TIME", with_time(found.isoformat() if found else None, fields), basis="story")


def _story_unit(fields: Fields, setting: Setting) -> Value:
    """ "That year", "the following day": counted from the last date of the story, which must be at least as fine."""
    story = fields.get("story", "0")
    unit, count = fields["unit"], int(story)
    if story == "+1" and unit != "D":
        return Value("DURATION", length_of(1, unit))
    if setting.story is None:
        return dated(None, fields)
    days = first_and_last(setting.story)
    fine = unit not in {"D", "W", "WE"} or grain(setting.story) in {"D", unit}
    return dated(with_time(shifted(days[0], count, unit) if days and fine else None, fields), fields, "story")


def _near_unit(fields: Fields, setting: Setting) -> Value | None:
    return near_unit_value(fields, setting)


def _away(fields: Fields, setting: Setting) -> Value | None:
    """ "Two weeks ago", "in five years": counted from the day of publication, to the grain of the unit."""
    number, sign, unit = number_of(fields["number"], setting), int(fields["away"]), fields["unit"]
    if number is None:
        return Value("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if setting.published is None:
        return dated(None, fields)
    if unit == "Y" and number == 1 and setting.quarter:
        return dated(shifted_value(setting.quarter, sign, "Y"), fields, "quarter")
    if unit in CLOCK_UNITS:
        return dated(setting.published.isoformat() if number <= 6 and unit == "TH" else None, fields, "published")
    if unit in {"DE", "CE"}:
        number, unit = number * (10 if unit == "DE" else 100), "Y"
    if number != int(number) and unit == "Y":
        number, unit = number * 12, "M"
    return dated(shifted(setting.published, sign * int(number), unit), fields, "published")


def _away_story(fields: Fields, setting: Setting) -> Value | None:
    """ "Two days later": counted from the last date of the story."""
    number, sign, unit = number_of(fields["number"], setting), int(fields.get("away_story", "1")), fields["unit"]
    if number is None:
        return Value("DURATION", length_of(None, unit))
    if unit == "Y" and number == 1 and setting.quarter:
        return dated(shifted_value(setting.quarter, sign, "Y"), fields, "quarter")
    if setting.story is None:
        return dated(None, fields)
    whole = number == int(number)
    return dated(shifted_value(setting.story, sign * int(number), unit) if whole else None, fields, "story")


def _story_quarter(fields: Fields, setting: Setting) -> Value:
    return dated(setting.quarter, fields, "quarter")


def _current_unit(fields: Fields, setting: Setting) -> Value | None:
    """ "A third day": the day of publication, to the grain of the unit."""
    if int(fields["number"]) < 0 or setting.published is None:
        return None if setting.published else dated(None, fields)
    return dated(shifted(setting.published, 0, fields["unit"]), fields, "published")


def _each(fields: Fields, setting: Setting) -> Value:
    """ "Every two weeks", "each July"."""
    if "season" in fields:
        return Value("SET", f"XXXX-{fields['season']}")
    if "month" in fields:
        return Value("SET", f"XXXX-{int(fields['month']):02d}")
    if "part" in fields:
        return Value("SET", f"XXXX-XX-XXT{fields['part']}")
    number = (
        number_of(fields["number"], setting)
        if "number" in fields
        else float(fields.get("ordinal", "2" if "other" in fields else "1"))
    )
    return Value("SET", length_of(number, fields["unit"]))


def _each_weekday(fields: Fields, setting: Setting) -> Value:
    part = f"T{fields['part']}" if "part" in fields else ""
    return Value("SET", f"XXXX-WXX-{fields['weekday']}{part}")


def _often(fields: Fields, setting: Setting) -> Value:
    return Value("SET", fields["often"])


def _vague_time(fields: Fields, setting: Setting) -> Value:
    return Value("DATE", fields["vague_time"])


def _no_time(fields: Fields, setting: Setting) -> None:
    """Words that only look like a time: they are taken, so that no shorter rule finds one in them."""


def _unknown_day(fields: Fields, setting: Setting) -> Value:
    return dated(None, fields)


OPERATIONS: dict[str, Callable[[Fields, Setting], Value | None]] = {
    "away": _away,
    "away_story": _away_story,
    "calendar": calendar_value,
    "century": _century,
    "clock": clock_value,
    "current_unit": _current_unit,
    "decade": _decade,
    "each": _each,
    "each_weekday": _each_weekday,
    "feast": feast_value,
    "length": _length,
    "long_word": _long_word,
    "near_day": _near_day,
    "near_unit": _near_unit,
    "no_time": _no_time,
    "numeric": _numeric,
    "often": _often,
    "overnight": _overnight,
    "short_year": _short_year,
    "story_day": _story_day,
    "story_quarter": _story_quarter,
    "story_unit": _story_unit,
    "this_century": _this_century,
    "unknown_day": _unknown_day,
    "vague_time": _vague_time,
    "year_in_words": _year_in_words,
}
