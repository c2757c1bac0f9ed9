"""Stances in set phrases, stances that nobody holds (any more), and who holds one together with others."""

from __future__ import annotations

import pytest

from tests.conftest import ReadText
from tests.extract.test_positions import stands


@pytest.mark.parametrize(
    ("text", "name", "direction"),
    [
        ("Egypt has thrown its weight behind a truce in Gaza.", "Egypt", "for"),
        ("NATO gave its blessing to the ceasefire in Libya.", "NATO", "for"),
        ("Turkey stands behind the grain deal.", "Turkey", "for"),
        ("Hamas said no to a partial withdrawal.", "Hamas", "against"),
        ("Nothing short of a referendum would satisfy the Polisario Front.", "Polisario", "for"),
        ("Under no circumstances will Serbia recognise Kosovo.", "Serbia", "against"),
        ("Hezbollah denies that it has agreed to disarm.", "Hezbollah", "against"),
        ("Iran is adamant that the prisoners be freed.", "Iran", "for"),
        ("Until Israel leaves Lebanon, Hezbollah will not disarm, its leader Naim Qassem said.", "Hezbollah", "conditional"),
        ('"If Israel withdraws, we will release the hostages," said Hamas.', "Hamas", "conditional"),
        ("Hezbollah has offered to hand over its weapons, provided that Israel leaves.", "Hezbollah", "conditional"),
        ("The Houthis will not attend the talks unless the airport is reopened.", "Houthi", "conditional"),
        ('"There can be no deal without an end to the war," said Hamas.', "Hamas", "conditional"),
        ("The Taliban have no intention of releasing the hostages.", "Taliban", "against"),
        ("France wants the talks with the M23 suspended.", "France", "against"),
    ],
)
def test_positions_know_set_phrases_offers_and_refusals(read_text: ReadText, text: str, name: str, direction: str) -> None:
    found = stands(read_text(text))

    assert [d for n, d in found if name in n] == [direction], found


@pytest.mark.parametrize(
    "text",
    [
        "Haiti has stopped insisting on foreign troops.",
        "Britain accused Hamas of being against peace.",
        "Reports that Kosovo had accepted early elections were premature.",
        "In 1947 the Arab League rejected partition.",
        "The rebels had once been opposed to a federal state.",
        "South Korea is expected to reject a cut in the drills.",
        "India is not against mediation.",
        "Serbia will not object to the membership of Kosovo.",
        "Asked whether Morocco would attend the talks, he smiled.",
        "Kenya no longer demands the withdrawal of the troops.",
    ],
)
def test_positions_leave_out_what_is_not_held_or_not_their_own(read_text: ReadText, text: str) -> None:
    assert not read_text(text, "2024-05-01").positions


def test_positions_are_of_each_whose_interests_align(read_text: ReadText) -> None:
    reading = read_text("The interests of Russia, Turkey and Iran align here: all want the Americans to leave Syria.")

    assert len(stands(reading)) == 3
    assert {d for _, d in stands(reading)} == {"for"}
    assert len({p.issue for p in reading.positions}) == 1


def test_positions_of_those_who_say_we_are_their_partys(read_text: ReadText) -> None:
    text = '"We will never withdraw from Goma," said Benjamin Mbonimpa, permanent secretary of the M23.'

    assert [(n, d) for n, d in stands(read_text(text))] == [("March 23 Movement", "against")]


def test_positions_are_red_lines_where_the_next_clause_says_so(read_text: ReadText) -> None:
    reading = read_text("Hamas demands a full withdrawal, and on this there is no room for bargaining.")

    assert [p.red_line for p in reading.positions] == [True]


def test_positions_keep_issues_apart_that_share_only_a_verb(read_text: ReadText) -> None:
    reading = read_text("Israel refuses to leave the Philadelphi corridor. Egypt wants the ministers to leave the coalition.")

    assert len({p.issue for p in reading.positions}) == 2
