from __future__ import annotations

from datetime import date

import pytest

from parley.extract.calendars import first_and_last, orthodox_easter
from parley.extract.feasts import feast_values


@pytest.mark.parametrize(
    ("year", "day"), [(2019, "2019-04-28"), (2021, "2021-05-02"), (2022, "2022-04-24"), (2024, "2024-05-05"), (2025, "2025-04-20")]
)
def test_feasts_orthodox_easter(year: int, day: str) -> None:
    assert orthodox_easter(year) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("code", "year", "values"),
    [
        ("islamic eid_al_adha", 2021, ["2021-07"]),
        # 2 May 2022: seen a day earlier in some countries, so that not even the month is sure.
        ("islamic eid_al_fitr", 2022, [None]),
        # The lunar year is shorter: Ramadan began twice in 2030.
        ("islamic ramadan", 2030, ["2030-01-04/2030-02-04", "2030-12-25/2031-01-24"]),
        ("hebrew yom_kippur", 2021, ["2021-09-16"]),
        ("hebrew passover 8", 2021, ["2021-03-28/2021-04-04"]),
        ("persian new_year", 2021, ["2021-03-21"]),
        ("persian new_year", 2024, ["2024-03"]),
        ("chinese lunar_new_year", 2021, ["2021-02"]),
        ("hindu diwali_india", 2021, ["2021-11"]),
        ("hindu diwali_india", 2024, [None]),
        ("orthodox -2", 2022, ["2022-04-22"]),
        ("hebrew yom_kippur", 1200, []),
    ],
)
def test_feasts_of_other_calendars(code: str, year: int, values: list[str | None]) -> None:
    found = feast_values(code, year)
    assert sorted(found.values(), key=str) == values
    assert all(first_and_last(days) for days in found)


@pytest.mark.parametrize(
    ("name", "country", "values"),
    [
        ("Independence Day", "UKR", ["2021-08-24"]),
        ("Independence Day", "USA", ["2021-07-04"]),
        ("Independence Day", "ISR", ["2021-04-15"]),
        ("Independence Day", "XXX", []),
        ("Independence Day", None, []),
    ],
)
def test_feasts_of_a_country(name: str, country: str | None, values: list[str]) -> None:
    assert list(feast_values(f"country {name}", 2021, country).values()) == values
