"""Contradictions that no word of denial marks: figures, opposites."""

from __future__ import annotations

import pytest

from tests.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Syria's army said it had killed 40 rebels. Hezbollah said 12 had died.", "killed 40 rebels"),
        ("The African Union put the number of hostages at 30; NATO at nine.", "at 30"),
        ("The United Nations has recorded 90 deaths in Bria. The government of Chad speaks of eleven.", "90 deaths"),
    ],
)
def test_claims_are_disputed_where_two_sides_give_two_figures(read_text: ReadText, text: str, claimed: str) -> None:
    assert [(c.status, claimed in c.text) for c in read_text(text).claims] == [("disputed", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Syria's army said it had killed 40 rebels. Hezbollah said it had freed 12 prisoners.",
        "Ukraine said 30 tanks had been lost. Russia said 30 tanks had been lost.",
        "Egypt said it would send 40 lorries. Jordan said the talks would last two days.",
        "Chad said 40 rebels had been killed. The two chiefs would be tried, Niger said.",
    ],
)
def test_claims_are_not_disputed_where_the_figures_are_of_two_things(read_text: ReadText, text: str) -> None:
    assert not read_text(text).claims


def test_claims_are_denied_by_the_same_words_with_a_not(read_text: ReadText) -> None:
    text = "Armenia said that Azerbaijan had shelled the village of Sotk. Azerbaijan said that it had not shelled Sotk."

    assert [(c.status, "had shelled the village" in c.text) for c in read_text(text).claims] == [("denied", True)]
