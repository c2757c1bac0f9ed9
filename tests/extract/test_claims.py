from __future__ import annotations

import pytest

from parley.records import Reading
from tests.conftest import ReadText


def names(reading: Reading, ids: tuple[str, ...]) -> list[str]:
    return [a.name for i in ids for a in reading.actors if a.id == i]


@pytest.mark.parametrize(
    ("text", "claimed", "status"),
    [
        ("Rwanda denies that it arms the M23.", "it arms the M23", "denied"),
        ("Turkey has denied involvement in the attack.", "involvement in the attack", "denied"),
        (
            "Israel accused Hamas of firing rockets from a hospital. Hamas dismissed the claim as baseless.",
            "firing rockets from a hospital",
            "denied",
        ),
        ("Pakistan accused India of cutting off water, an allegation New Delhi denies.", "cutting off water", "denied"),
        ("Armenia and Azerbaijan accused each other of violating the ceasefire.", "violating the ceasefire", "disputed"),
        ("Iran disputed reports that its engineers had left the plant.", "its engineers had left the plant", "disputed"),
        ("The Pentagon confirmed that two drones had been shot down.", "two drones had been shot down", "confirmed"),
    ],
)
def test_claims_are_the_words_that_are_answered(read_text: ReadText, text: str, claimed: str, status: str) -> None:
    assert [(c.text, c.status) for c in read_text(text).claims] == [(claimed, status)]


@pytest.mark.parametrize(
    "text",
    [
        "The Colombian army said on Monday that the rebels had fled.",
        "Georgia rejected the plan.",
        "Reporters asked whether Libya had denied the visa.",
        "Sudan did not deny that aid had been delayed.",
        "Critics questioned whether the truce would hold.",
        "North Korea has neither confirmed nor denied the launch.",
    ],
)
def test_claims_need_somebody_who_denies_disputes_or_confirms(read_text: ReadText, text: str) -> None:
    assert not read_text(text).claims


def test_claims_tie_a_denial_to_the_assertion_before_it(read_text: ReadText) -> None:
    reading = read_text(
        "The Colombian army said on Monday that the ELN had kidnapped six soldiers. The guerrillas denied the accusation."
    )

    (claim,) = reading.claims
    assert claim.text == "the ELN had kidnapped six soldiers"
    assert names(reading, claim.asserted_by) == ["Colombian National Army"]
    assert claim.asserted_by != claim.denied_by


def test_claims_know_a_denial_by_phrase(read_text: ReadText) -> None:
    text = "Yemen's government said the Houthis had mined the port. That is not true, a Houthi official, Hussein al-Ezzi, said."
    reading = read_text(text)

    assert [(c.text, c.status) for c in reading.claims] == [("the Houthis had mined the port", "denied")]


def test_claims_know_a_different_story(read_text: ReadText) -> None:
    reading = read_text("Myanmar's junta said that fifty rebels had been killed. The Arakan Army tells a different story.")

    (claim,) = reading.claims
    assert claim.status == "disputed"
    assert names(reading, claim.denied_by) == ["Arakan Army"]


def test_claims_join_those_who_deny_the_same(read_text: ReadText) -> None:
    reading = read_text("Ethiopia denies that its soldiers crossed the border. So does Eritrea.")

    (claim,) = reading.claims
    assert names(reading, claim.denied_by) == ["Government of Ethiopia", "Government of Eritrea"]


def test_claims_stand_where_their_text_stands(read_text: ReadText) -> None:
    text = "Manila, Friday.\n\nThe Philippine military disputed reports that the rebels had taken\nthe bridge."
    (claim,) = read_text(text).claims

    assert " ".join(text[slice(*claim.evidence[0])].split()) == claim.text == "the rebels had taken the bridge"
