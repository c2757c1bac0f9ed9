from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.extract.calendars import easter, feast_day, first_and_last, grain, shifted, shifted_value

DAYS = st.dates(min_value=date(1200, 1, 1), max_value=date(2400, 1, 1))


@pytest.mark.parametrize(
    ("value", "first", "last", "unit"),
    [
        ("19", "1900-01-01", "1999-12-31", "CE"),
        ("199", "1990-01-01", "1999-12-31", "DE"),
        ("2024", "2024-01-01", "2024-12-31", "Y"),
        ("2024-H2", "2024-07-01", "2024-12-31", "H"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "Q"),
        ("2021-WI", "2021-12-01", "2022-02-28", "S"),
        ("2024-02", "2024-02-01", "2024-02-29", "M"),
        ("2022-W06", "2022-02-07", "2022-02-13", "W"),
        ("2022-W06-WE", "2022-02-12", "2022-02-13", "WE"),
        ("2022-02-16TEV", "2022-02-16", "2022-02-16", "D"),
    ],
)
def test_calendars_days_and_grain_of_a_value(value: str, first: str, last: str, unit: str) -> None:
    assert first_and_last(value) == (date.fromisoformat(first), date.fromisoformat(last))
    assert grain(value) == unit


@pytest.mark.parametrize("value", [None, "P3M", "PRESENT_REF", "2023-02-29", "2023-13", "XXXX-SU", "2023-W60", ""])
def test_calendars_no_days_without_a_date(value: str | None) -> None:
    assert first_and_last(value) is None


@given(DAYS, st.integers(-9, 9), st.sampled_from(["D", "W", "WE", "M", "Q", "Y", "DE", "CE"]))
def test_calendars_shift_lands_on_its_grain(day: date, count: int, unit: str) -> None:
    value = shifted(day, count, unit)
    assert grain(value) == unit
    assert shifted(day, 0, unit) == shifted((first_and_last(shifted(day, 0, unit)) or (day, day))[1], 0, unit)


def test_calendars_shift_beyond_the_calendar_is_none() -> None:
    assert shifted(date(9999, 12, 31), 1, "D") is None
    assert shifted(date(1, 1, 1), -2, "Y") is None


@pytest.mark.parametrize(
    ("value", "count", "unit", "expected"),
    [
        ("2022-11-02", 10, "D", "2022-11-12"),
        ("2022-11-02", -1, "W", "2022-10-26"),
        ("2022-11-02", 2, "Y", "2024-11"),
        ("2022-Q3", -1, "Y", "2021-Q3"),
        ("2022-11", 3, "D", None),
        ("2022", 1, "M", None),
    ],
)
def test_calendars_story_shift_keeps_what_is_known(value: str, count: int, unit: str, expected: str | None) -> None:
    assert shifted_value(value, count, unit) == expected


def test_calendars_easter_and_feasts_that_move() -> None:
    assert [easter(year).isoformat() for year in (1961, 2000, 2008, 2024, 2038)] == [
        "1961-04-02",
        "2000-04-23",
        "2008-03-23",
        "2024-03-31",
        "2038-04-25",
    ]
    assert feast_day("N11-4-4", 2024) == date(2024, 11, 28)
    assert feast_day("N05-1--1", 2024) == date(2024, 5, 27)
    assert feast_day("A11-2-2", 2022) == date(2022, 11, 8)
