"""Denials, disputes and confirmations in the many ways that papers word them, and what only sounds like them."""

from __future__ import annotations

import pytest

from tests.conftest import ReadText

# Text, status, words of the claim.
REPLIES = [
    ("Israel accused Hezbollah of firing rockets at Metula. Hezbollah denied the accusation.", "denied", "firing rockets"),
    ("Rebels said they had taken the town of Uvira. The army called the claim a lie.", "denied", "taken the town"),
    ("Ethiopia accused Eritrea of arming the Fano militia. Eritrea denies any involvement.", "denied", "arming the Fano"),
    ("The Sudanese army described as fabricated a report that it had bombed a market.", "denied", "bombed a market"),
    ("The presidency described as fake news a report that Chad had agreed to cede the oasis.", "denied", "agreed to cede"),
    ("Hamas said Israel had broken the truce. Israel rejected the complaint.", "denied", "broken the truce"),
    ("Uganda confirmed that its soldiers had entered South Sudan.", "confirmed", "entered South Sudan"),
    ("Critics believe that the king wants to divide them, an allegation which palace officials deny.", "denied", "divide them"),
    ("Hamas said Israel had broken the truce. No such breach had taken place, said Israel's army.", "denied", "broken the truce"),
    (
        "Niger accused Benin of training rebels. Benin had nothing to do with them, its minister Alassane Seidou said.",
        "denied",
        "training",
    ),
    ("Russia said that its troops had left Kherson. NATO was unconvinced.", "disputed", "had left"),
    ("Sudan said Chad had sent lorries of arms. Chad issued a denial.", "denied", "lorries of arms"),
    ("Iran's claim that it had shot down two drones was rubbished by Israel.", "denied", "shot down two"),
    ("Syria said two jets had been shot down. Turkey confirmed as much.", "confirmed", "two jets"),
    ("The M23 said Kinshasa had bombed Minova. Congo no longer denies it.", "confirmed", "bombed Minova"),
    ('Kenya accused Somalia of shelling Mandera. "We did not fire," said Somalia.', "denied", "shelling Mandera"),
    ("Pakistan insists that it holds no prisoners. India says otherwise.", "disputed", "holds no prisoners"),
    ("Iran's foreign ministry denied reports that Tehran had agreed to stop the work.", "denied", "agreed to stop"),
    ("The government said the road was open, but drivers at Kaya contradicted this.", "disputed", "road was open"),
    ("Reports of a secret meeting in Oslo are untrue, Taliban spokesman Wali Jan said.", "denied", "secret meeting"),
    ("The M23 dismissed as propaganda the army's claim that its fighters had fled Masisi.", "denied", "fled Masisi"),
    ("Hezbollah does not believe Israel's claim that the strike was a mistake.", "disputed", "strike was a mistake"),
    ("Russia said its jets had hit a depot. It was a bakery, countered Ukrainian officer Oleh Bondar.", "disputed", "hit a depot"),
    ("Serbia refuted the allegation that its police had crossed the line.", "denied", "crossed the line"),
    ("Warring sides accused each other of breaking the ceasefire in Darfur.", "disputed", "breaking the ceasefire"),
]


@pytest.mark.parametrize(("text", "status", "words"), REPLIES)
def test_claims_read_how_a_claim_is_answered(read_text: ReadText, text: str, status: str, words: str) -> None:
    found = [(c.status, c.text) for c in read_text(text).claims]

    assert [s for s, t in found if words in t] == [status], found


@pytest.mark.parametrize(
    "text",
    [
        "Israel denied visas to the delegation.",
        "Egypt denied entry to the aid convoy.",
        "The rebels were denied food and water.",
        "Kenya confirmed its participation in the summit.",
        "The Senate confirmed the appointment of a new envoy.",
        "The court rejected the appeal.",
        "Macron rejected the idea of an early election.",
        "Poland challenged Hungary to a debate.",
        "The president questioned the cost of the war.",
        "The UN is to verify the withdrawal.",
        "Hungary does not trust its neighbours.",
        "Turkey neither confirmed nor denied that it had sent drones to Libya.",
        "Poland would deny it if anybody asked.",
        "Few would dispute that Lebanon is in crisis.",
        "There is no denying that Yemen suffers.",
        "Serbia is expected to deny the charges on Monday.",
        "Libya denied the convoy entry to Derna.",
        "Trump has called climate change a hoax.",
        "Norway refused to confirm the meeting.",
    ],
)
def test_claims_leave_alone_what_answers_nothing(read_text: ReadText, text: str) -> None:
    assert not read_text(text).claims


def test_claims_tie_any_such_thing_to_what_was_said_before(read_text: ReadText) -> None:
    reading = read_text("Chad promised to free the pilots, Sudan said. Chad denied on Friday that any such promise had been made.")

    assert [(c.status, "free the pilots" in c.text) for c in reading.claims] == [("denied", True)]


def test_claims_end_before_what_the_denier_adds(read_text: ReadText) -> None:
    reading = read_text("Togo disputed the claim that no soldier had been paid, saying the money was sent in May.")

    assert [c.text for c in reading.claims] == ["no soldier had been paid"]


def test_claims_do_not_take_a_denial_for_the_assertion(read_text: ReadText) -> None:
    text = "Miners deny that they broke the truce. It was not the miners who broke the truce, their leader Aldo Paz said."
    names = {a.id: a.name for a in read_text(text).actors}

    assert [{names[a] for a in c.asserted_by} & {"Aldo Paz"} for c in read_text(text).claims] == [set()]
