"""Accounts set against each other by turns of phrase and idioms, and what a confirmation only points at."""

from __future__ import annotations

import pytest

from tests.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "claimed", "status"),
    [
        # Replies behind nouns of saying.
        ("Armenia denied Azerbaijani claims that it had shelled border posts.", "it had shelled border posts", "denied"),
        ("Egypt rejected a CNN report alleging Cairo had changed the terms.", "Cairo had changed the terms", "denied"),
        ("The Houthis accused Saudi Arabia of bombing the market, an accusation Riyadh denied.", "bombing the market", "denied"),
        ("The FARDC denied any collaboration with the FDLR, which Kigali alleges.", "any collaboration with the FDLR", "denied"),
        ('"It\'s not true that we asked for a delay," Mohammad Ghalibaf said.', "we asked for a delay", "denied"),
        # Idioms.
        ("Cambodia and Thailand each accused the other of firing first.", "firing first", "disputed"),
        ("India and Pakistan traded accusations of breaking the truce.", "breaking the truce", "disputed"),
        ("Bosco Ntaganda pleaded not guilty to charges of murder and rape.", "charges of murder and rape", "denied"),
        (
            "Paul Kagame cast doubt on Amnesty International's report that his army had crossed the border.",
            "his army had crossed the border",
            "disputed",
        ),
        (
            '"These are fabrications," Houthi spokesman Mohammed Abdulsalam said of reports that Iran had sent missiles.',
            "Iran had sent missiles",
            "denied",
        ),
        # Turns of phrase.
        (
            "The Myanmar junta claimed that 200 rebels had surrendered; the Arakan Army said nobody had.",
            "200 rebels had surrendered",
            "disputed",
        ),
        (
            "India said Pakistan had lost five jets during the fighting. Pakistan insists it lost none.",
            "Pakistan had lost five jets during the fighting",
            "disputed",
        ),
        ("Ukraine accused Russia of shelling the plant. Russia in turn blamed Ukraine.", "shelling the plant", "disputed"),
        (
            "Azerbaijan said Armenia fired first. Armenia said Azerbaijan fired first.",
            "Armenia fired first",
            "disputed",
        ),
        (
            "The Saudi-led coalition said the strike hit a weapons depot, but Houthi officials said it hit a market.",
            "the strike hit a weapons depot",
            "disputed",
        ),
        ("Contrary to Rwanda's claims, no prisoners have been freed, the M23 said.", "no prisoners have been freed", "disputed"),
        # What a confirmation points at.
        (
            "On Monday Bogotá admitted what the ELN had said from the start: the soldiers at the roadblock had fired first.",
            "the soldiers at the roadblock had fired first",
            "confirmed",
        ),
        ("Ukraine said it had hit the bridge. Russia acknowledged the attack.", "it had hit the bridge", "confirmed"),
    ],
)
def test_claims_are_answered_by_turns_of_phrase(read_text: ReadText, text: str, claimed: str, status: str) -> None:
    assert [(c.text, c.status) for c in read_text(text).claims] == [(claimed, status)]


@pytest.mark.parametrize(
    "text",
    [
        "India and Pakistan traded prisoners.",
        "Bosco Ntaganda pleaded with the judges for time.",
        "Ukraine said it had hit the bridge. Russia blamed the weather.",
        "Contrary to custom, the M23 said, no prisoners have been freed.",
        "Italy turned down the first request and denied a second.",
    ],
)
def test_claims_are_none_where_a_turn_of_phrase_only_resembles_an_answer(read_text: ReadText, text: str) -> None:
    assert not read_text(text).claims
