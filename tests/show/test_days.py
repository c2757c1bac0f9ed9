from __future__ import annotations

import datetime

import pytest

from parley.errors import UsageError
from parley.show.days import days_before, in_words, read_day


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2030-05-01", "1 May 2030"),
        ("2030-08", "August 2030"),
        ("2030-SU", "summer 2030"),
        ("2030", "2030"),
        ("2030-W01", "week of 31 Dec 2029"),
        ("2030-Q2", "quarter 2 of 2030"),
        ("2030-05/2030-06", "May 2030 to June 2030"),
        ("P3M", "P3M"),
        ("2030-99", "2030-99"),
        (None, ""),
    ],
)
def test_in_words(value: str | None, words: str) -> None:
    assert in_words(value) == words


def test_read_day_takes_the_last_day_of_a_month_and_today() -> None:
    assert read_day("2030-02") == "2030-02-28"
    assert read_day("today") == datetime.date.today().isoformat()


@pytest.mark.parametrize("text", ["soon", "2030-02-30", "1 May 2030", ""])
def test_read_day_refuses_what_is_no_day(text: str) -> None:
    with pytest.raises(UsageError, match="2022-02-15"):
        read_day(text)


def test_days_before_crosses_months() -> None:
    assert days_before("2030-03-01", 30) == "2030-01-30"
