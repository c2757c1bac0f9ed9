"""Positions in the many ways that papers word them, and sentences that look like positions and are none."""

from __future__ import annotations

import pytest

from parley.records import Reading
from tests.conftest import ReadText


def stands(reading: Reading) -> list[tuple[str, str]]:
    """(name, direction) of every position, in reading order."""
    names = {a.id: a.name for a in reading.actors}
    return [(names[p.actor], p.direction) for p in reading.positions]


# Text, part of the holder's name, direction.
SAID = [
    ('"There is nothing to negotiate with killers," said Ahmed Hassan, a spokesman for Somalia.', "Somalia", "against"),
    ('"There can be no dialogue with terrorists," said Turkish President Recep Tayyip Erdogan.', "Erdogan", "against"),
    ('"We will never give up the Golan Heights," Israeli Prime Minister Benjamin Netanyahu said.', "Netanyahu", "against"),
    ("President Salva Kiir of South Sudan said he would never share power with Riek Machar.", "Kiir", "against"),
    ("Russia must first withdraw its troops, Volodymyr Zelensky said.", "Zelensky", "for"),
    ('"The siege has to end," Hamas leader Khalil Hayya said.', "Hayya", "against"),
    ("Ethiopia will attend the talks only if Sudan withdraws its forces from al-Fashaga.", "Ethiopia", "conditional"),
    ("The FARC said it would lay down its weapons only if all prisoners were released.", "Revolutionary", "conditional"),
    ("Egypt must first open the crossing before any aid convoy can leave, Israel said.", "Israel", "conditional"),
    ("Pakistan said it was open to talks with India, provided Kashmir was on the agenda.", "Pakistan", "conditional"),
    ('"The withdrawal of all forces is a precondition for any talks," said Ilham Aliyev.', "Aliyev", "conditional"),
    ("Niger's junta made the departure of French troops a condition for any dialogue.", "Niger", "conditional"),
    ("For Beijing, independence for Taiwan is a red line. China has said so for years.", "China", "against"),
    ("Morocco says autonomy under its sovereignty is the only solution.", "Morocco", "for"),
    ("Ghana called the sanctions illegal.", "Ghana", "against"),
    ("The Houthis have turned down a proposal for an extension of the truce.", "Houthi", "against"),
    ("Turkey has dropped its opposition to Finland's accession to NATO.", "Turkey", "for"),
    ("Jordan has always been against the displacement of Palestinians.", "Jordan", "against"),
    ("Norway stands ready to host new talks.", "Norway", "for"),
    ("Brazil is reluctant to join the sanctions against Russia.", "Brazil", "against"),
    ("Azerbaijan rejected the idea of a new international mission in Karabakh.", "Azerbaijan", "against"),
    ("Senate Democrats want an extension of the health subsidies.", "Democrat", "for"),
    ("House Speaker Mike Johnson said he would not bring the bill to a vote.", "Johnson", "against"),
    ("Japan insisted that the islands be returned.", "Japan", "for"),
    ("Cuba urged Washington to lift the embargo.", "Cuba", "against"),
    ('"Let them lift the blockade," said Yemeni President Rashad al-Alimi.', "Alimi", "against"),
    ('"There is no question of laying down our weapons," said Bosco Ntaganda.', "Ntaganda", "against"),
    ("Denmark will not sell Greenland, Danish Prime Minister Mette Frederiksen said.", "Denmark", "against"),
    ("Israeli officials said the truce must be extended. Israel is under pressure.", "Israel", "for"),
]


@pytest.mark.parametrize(("text", "name", "direction"), SAID)
def test_positions_read_what_people_say_that_they_want(read_text: ReadText, text: str, name: str, direction: str) -> None:
    found = stands(read_text(text))

    assert [d for n, d in found if name in n] == [direction]


@pytest.mark.parametrize(
    "text",
    [
        "Macron rejected the idea that the mission had failed.",
        "Egypt rejected the report that its soldiers had crossed the border.",
        "Iran denied that it had rejected the proposal.",
        "Kenya refused to say whether its troops would leave.",
        "Ukraine cannot win the war without American arms, analysts say.",
        "Rwanda will probably not sign the agreement, diplomats in Nairobi say.",
        "Turkey does not know when the talks will resume.",
        "Germany fears that the truce will collapse.",
        "China accused Japan of breaking the agreement.",
        "Hamas said it was studying the proposal.",
        "China insists that it is enforcing the sanctions.",
        "Whether Colombia supports the ceasefire is unclear.",
        "Hungary lifted its veto on the sanctions.",
        "India won the toss and elected to bat.",
        "A witness asked that her name be withheld.",
        "Syria dropped its demand for talks.",
        "The foreign minister of Norway met the Taliban in Oslo.",
    ],
)
def test_positions_leave_alone_what_only_looks_like_one(read_text: ReadText, text: str) -> None:
    assert not read_text(text).positions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Germany wants to be able to extend the truce, and Poland does not.",
            [("Government of Germany", "for"), ("Government of Poland", "against")],
        ),
        (
            "Armenia considers talks with Azerbaijan possible, but Turkey still excludes them.",
            [("Government of Armenia", "for"), ("Government of Turkey", "against")],
        ),
        (
            "Kurdish leaders want a decentralised state, which Damascus rejects.",
            [("Kurdish leaders", "for"), ("Government of Syria", "against")],
        ),
    ],
)
def test_positions_set_two_parties_against_each_other(read_text: ReadText, text: str, expected: list[tuple[str, str]]) -> None:
    reading = read_text(text)

    assert stands(reading) == expected
    assert len({p.issue for p in reading.positions}) == 1


def test_positions_of_a_capital_are_its_governments(read_text: ReadText) -> None:
    reading = read_text("Mali wants to negotiate with the jihadists. In Paris this is a red line. France is angry.")

    assert stands(reading) == [("Government of Mali", "for"), ("Government of France", "against")]
    assert [p.red_line for p in reading.positions] == [False, True]


def test_positions_take_a_ban_and_its_lifting_for_one_issue(read_text: ReadText) -> None:
    reading = read_text("Cuba opposes the American embargo. Mexico demands the lifting of the American embargo.")

    assert [d for _, d in stands(reading)] == ["against", "against"]
    assert len({p.issue for p in reading.positions}) == 1


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Turkey opposes Finland's accession to NATO.", "Finland's accession to NATO"),
        ("Canada supports a two-state solution.", "two-state solution"),
        ("Washington wants Kigali to pull its soldiers out of Goma.", "Kigali to pull soldiers out of Goma"),
        ("Egypt wants the truce to be extended.", "extension of the truce"),
        ("The Taliban insist that all foreign troops leave the country.", "foreign troops to leave the country"),
        ("Ukraine has ruled out ceding any territory to Russia.", "ceding any territory to Russia"),
        ("Mali asked for talks with al-Qaeda's Sahel branch.", "talks with al-Qaeda's Sahel branch"),
        ("Kenya wants the talks to resume by the end of the month.", "talks to resume"),
    ],
)
def test_positions_word_issues_as_a_person_would(read_text: ReadText, text: str, issue: str) -> None:
    found = {p.issue for p in read_text(text).positions}

    assert found == {issue}
