from __future__ import annotations

import pytest

from parley.lexicon.stances import load_stances


@pytest.mark.parametrize(
    ("verb", "direction"), [("support", "for"), ("call.for", "for"), ("oppose", "against"), ("rule.out", "against")]
)
def test_stances_know_the_side_of_a_verb(verb: str, direction: str) -> None:
    assert load_stances("en").verbs[verb].direction == direction


@pytest.mark.parametrize(
    ("text", "red"),
    [
        ("This is a red line.", True),
        ("Our sovereignty is non-negotiable", True),
        ("not up for discussion", True),
        ("under no circumstances", True),
        ("The talks have never been closer", False),
        ("They cross the red river", False),
    ],
)
def test_stances_know_a_red_line(text: str, red: bool) -> None:
    assert bool(load_stances("en").red_lines.search(text)) == red


def test_stances_have_no_word_on_both_sides() -> None:
    table = load_stances("en")

    assert not {w for w, d in table.verdicts.items() if d == "for"} & {w for w, d in table.verdicts.items() if d == "against"}
    assert table.family["truce"] == table.family["ceasefire"] != table.family["sanctions"]


@pytest.mark.parametrize("text", ["That is not true", "There is no truth to it", "It never happened", "fake news"])
def test_stances_know_a_denial(text: str) -> None:
    assert load_stances("en").claims.denials.search(text)
