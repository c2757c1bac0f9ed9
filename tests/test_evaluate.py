"""The gate itself: a floor that cannot fail is no floor."""

from __future__ import annotations

import datetime

from parley.evaluate import QUALITY, README, check, lift, pick
from parley.quality import HEADLINES, Result, open_passages, quality_page, readme_figures

FLOORS = {"articles": {"actors.F1": 60.0}}


def test_check_figure_below_its_floor_is_a_problem() -> None:
    problems = check([Result("articles", {"actors.F1": 59.9})], FLOORS)
    assert problems == ["articles actors.F1: 59.9 is below its floor of 60.0"]


def test_check_figure_that_was_not_measured_is_a_problem() -> None:
    assert check([Result("articles", {})], FLOORS)


def test_check_figure_at_its_floor_passes() -> None:
    assert check([Result("articles", {"actors.F1": 60.0})], FLOORS) == []


def test_lift_raises_but_never_lowers_unasked() -> None:
    assert lift([Result("articles", {"actors.F1": 70.0})], FLOORS) == {"articles": {"actors.F1": 68.0}}
    assert lift([Result("articles", {"actors.F1": 50.0})], FLOORS) == FLOORS


def test_lift_lowers_what_is_named() -> None:
    assert lift([Result("articles", {"actors.F1": 50.0})], FLOORS, lower=["articles"]) == {"articles": {"actors.F1": 48.0}}


def test_pick_takes_dotted_paths_and_stars() -> None:
    report = {"mean_f1": 40, "actors": {"F1": 60.5, "P": 70.0}, "places": {"F1": 80.0}}
    assert pick(report, ("mean_f1", "*.F1")) == {"mean_f1": 40.0, "actors.F1": 60.5, "places.F1": 80.0}
    assert pick(report, ("actors.P", "events.F1")) == {"actors.P": 70.0}


def test_quality_page_says_when_and_how_much() -> None:
    page = quality_page([Result("articles", {"actors.F1": 60.04})], datetime.date(2026, 11, 25))
    assert "2026-11-25" in page
    assert "| articles | actors.F1 | 60.0 |" in page


def test_quality_page_has_reliability_where_it_was_measured() -> None:
    page = quality_page(
        [Result("polnear-dev", {"attribution.F1": 73.0}, ((0.95, True), (0.5, False)))], datetime.date(2026, 11, 25)
    )
    assert "| 0.9 to 1.0 | 1 | 95 | 100 |" in page


def test_open_passages_are_counted_by_case_and_problem() -> None:
    section = open_passages({"1-nested": ["missed", "actor"], "7-nested": ["missed"], "9-trap": ["extra"]}, 9)
    assert "| nested | 2 |" in section
    assert "missed 2, actor 1, extra 1" in section
    assert "3 of 9 are" in section


def test_readme_figures_replaces_what_stands_between_the_marks() -> None:
    readme = "above\n<!-- figures -->\nold\n<!-- /figures -->\nbelow\n"
    renewed = readme_figures(readme, [Result("timebank", {"value.F1": 80.06})])
    assert "old" not in renewed
    assert renewed.startswith("above\n<!-- figures -->\n")
    assert renewed.endswith("| 80 |\n<!-- /figures -->\nbelow\n")


def test_readme_figures_are_those_of_the_quality_page() -> None:
    measured = {
        tuple(cells[:2]): float(cells[2])
        for line in QUALITY.read_text(encoding="utf8").splitlines()
        if len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 3 and cells[2].replace(".", "").isdigit()
    }
    readme = README.read_text(encoding="utf8")
    for key, words in HEADLINES.items():
        assert f"| {words} | {measured[key]:.0f} |" in readme
