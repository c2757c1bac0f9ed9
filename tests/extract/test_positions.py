from __future__ import annotations

import pytest

from parley.records import Reading
from tests.conftest import ReadText


def stands(reading: Reading) -> list[tuple[str, str]]:
    """(name, direction) of every position, in reading order."""
    names = {a.id: a.name for a in reading.actors}
    return [(names[p.actor], p.direction) for p in reading.positions]


@pytest.mark.parametrize(
    ("text", "name", "direction"),
    [
        ("Colombia is in favour of a bilateral ceasefire.", "Colombia", "for"),
        ("India is against third-party mediation in Kashmir.", "India", "against"),
        ("Hamas has refused to disarm.", "Hamas", "against"),
        ("The Taliban do not want foreign troops to stay in Afghanistan.", "Taliban", "against"),
        ("Armenia supports the opening of the border with Turkey.", "Armenia", "for"),
        ("Serbia has ruled out the recognition of Kosovo.", "Serbia", "against"),
        ("Britain has called on Iran to release the detained sailors.", "United Kingdom", "for"),
        ("China has ruled out talks with Taiwan unless Taipei accepts its terms.", "China", "conditional"),
        (
            "North Korea is willing to talk to the United States on condition that Washington lifts its sanctions.",
            "North Korea",
            "conditional",
        ),
        (
            "The Houthis said they would stop their attacks on shipping only if Israel ended the siege of Gaza.",
            "Houthi",
            "conditional",
        ),
        ("Hezbollah would agree to pull back its fighters in exchange for an end to air strikes.", "Hezbollah", "conditional"),
    ],
)
def test_positions_take_the_side_that_the_words_take(read_text: ReadText, text: str, name: str, direction: str) -> None:
    found = stands(read_text(text))

    assert [d for n, d in found if name in n] == [direction]


@pytest.mark.parametrize(
    "text",
    [
        "Russia has not ruled out an extension of the truce.",
        "Does Israel support a ceasefire?",
        "Egypt dismissed the report.",
        "Norway refused to comment.",
        "Kenya wants rain.",
        "If Rwanda opposes the deal, the talks will end.",
        "Hamas used to demand that Israel leave Gaza first.",
    ],
)
def test_positions_leave_alone_what_takes_no_side(read_text: ReadText, text: str) -> None:
    assert not read_text(text).positions


def test_positions_give_one_record_to_each_who_shares_a_stance(read_text: ReadText) -> None:
    reading = read_text("Israel and the United States both oppose the recognition of a Palestinian state.")

    assert sorted(stands(reading)) == [("Government of Israel", "against"), ("Government of the United States", "against")]
    assert len({p.issue for p in reading.positions}) == 1


def test_positions_resolve_an_issue_that_is_only_pointed_at(read_text: ReadText) -> None:
    reading = read_text("Should Bogota negotiate with the ELN? Colombia is in favour of it. Venezuela sees it as a red line.")

    assert {p.direction for p in reading.positions} == {"for", "against"}
    assert {p.issue for p in reading.positions} == {"Bogota to negotiate with the ELN"}
    assert [p.red_line for p in reading.positions if p.direction == "against"] == [True]


def test_positions_mark_a_red_line_only_where_the_text_does(read_text: ReadText) -> None:
    firm = read_text("Serbia will not accept the independence of Kosovo under any circumstances.")
    plain = read_text("Serbia rejects the independence of Kosovo.")

    assert [p.red_line for p in firm.positions] == [True]
    assert [p.red_line for p in plain.positions] == [False]


def test_positions_of_spokespersons_are_their_partys(read_text: ReadText) -> None:
    text = '"We will never recognise the annexation of Crimea," said Oleh Bondar, a spokesman for Ukraine\'s foreign ministry.'
    reading = read_text(text)

    assert [d for _, d in stands(reading)] == ["against"]
    assert "Bondar" not in stands(reading)[0][0]


def test_positions_say_on_what_they_hang(read_text: ReadText) -> None:
    reading = read_text("The M23 said it was ready to withdraw from Goma provided that Kinshasa opened direct talks.")

    assert [(p.direction, p.condition) for p in reading.positions] == [
        ("conditional", "provided that Kinshasa opened direct talks")
    ]


def test_positions_word_the_same_issue_the_same_way(read_text: ReadText) -> None:
    reading = read_text("Georgia wants the withdrawal of Russian troops. Moldova, too, demands that the Russian troops withdraw.")

    assert len(reading.positions) == 2
    assert len({p.issue for p in reading.positions}) == 1


def test_positions_stand_on_the_words_of_their_clause(read_text: ReadText) -> None:
    text = "LIMA, May 3 - Peru backs an amnesty, while Chile opposes it."
    reading = read_text(text)

    assert ["Peru backs an amnesty" in text[s:e] for p in reading.positions[:1] for s, e in p.evidence] == [True]
    assert all("LIMA" not in text[s:e] for p in reading.positions for s, e in p.evidence)
