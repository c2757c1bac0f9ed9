"""The two sides of an article, and the words that stand for both."""

from __future__ import annotations

import pytest

from tests.conftest import ReadText
from tests.extract.asking import names

PUBLISHED = "2023-05-25"
OPENING = "Sudan and Ethiopia met in Nairobi on Monday. Sudan accused Ethiopia of shelling a border post. "


@pytest.mark.parametrize("words", ["both sides", "both delegations", "the two parties", "the parties", "both"])
def test_sides_words_for_both_stand_for_the_two_sides(read_text: ReadText, words: str) -> None:
    reading = read_text(OPENING + f"Kenya urged {words} to resume negotiations.", PUBLISHED)
    request = next(e for e in reading.events if e.event_type == "REQUEST")
    assert names(reading, request.actor) == {"Kenya"}
    assert names(reading, request.recipient) == {"Sudan", "Ethiopia"}


@pytest.mark.parametrize("words", ["political parties", "many sides", "two sides of the river"])
def test_sides_other_parties_are_not_the_two_sides(read_text: ReadText, words: str) -> None:
    reading = read_text(OPENING + f"Kenya urged {words} to resume negotiations.", PUBLISHED)
    assert all(e.recipient == () for e in reading.events if e.event_type == "REQUEST")


def test_sides_nobody_where_an_article_has_no_two_sides(read_text: ReadText) -> None:
    reading = read_text("Kenya urged both sides to resume negotiations.", PUBLISHED)
    assert all(e.recipient == () for e in reading.events)


def test_sides_a_host_is_not_one_of_the_two(read_text: ReadText) -> None:
    text = (
        "Kenya brokered talks between Sudan and Ethiopia. Kenya and Sudan were cautious. Kenya and Sudan waited. "
        "The truce was signed in Nairobi on 20 May 2023."
    )
    reading = read_text(text, PUBLISHED)
    assert all("Kenya" not in names(reading, a.parties) for a in reading.agreements)


def test_sides_who_backs_another_is_not_against_it(read_text: ReadText) -> None:
    text = "Chad backs Libya. Chad armed Libya. Chad and Libya were there. Chad refused to withdraw."
    reading = read_text(text, "2023-05-25")
    assert all(e.recipient == () for e in reading.events if e.event_type == "REJECT")
