from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.reason.dates import conflict, days, is_day, most_exact, nest


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-W01", "2023-01-02", "2023-01-08"),
        ("2023-W01-WE", "2023-01-07", "2023-01-08"),
        ("2023-SU", "2023-06-01", "2023-08-31"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("2023-Q4", "2023-10-01", "2023-12-31"),
        ("2023-03-01T10:00", "2023-03-01", "2023-03-01"),
        ("2023-03/2023-05-04", "2023-03-01", "2023-05-04"),
    ],
)
def test_days_covers_the_grain(value: str, first: str, last: str) -> None:
    assert days(value) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize("value", [None, "", "P3M", "PRESENT_REF", "202X", "2023-13", "2023-02-30", "2023-W60", "2023-XX"])
def test_days_of_what_names_no_days(value: str | None) -> None:
    assert days(value) is None


@given(st.text(max_size=12))
def test_days_never_raises(value: str) -> None:
    days(value)
    is_day(value)


def test_conflict_needs_two_known_dates() -> None:
    assert conflict("2023-03", "2023-04-01")
    assert not conflict("2023-03", "2023-03-31")
    assert not conflict(None, "2023")


def test_nest_needs_one_within_the_other() -> None:
    assert nest("2023-03-04", "2023")
    assert not nest("2023-03/2023-05", "2023-04/2023-06")
    assert not nest("2023", None)


def test_most_exact_prefers_fewest_days() -> None:
    assert most_exact([None, "2023", "2023-03", "2023-03-04"]) == "2023-03-04"
    assert most_exact([None, None]) is None
