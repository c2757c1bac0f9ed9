"""Agreements that verbs tell, and what was added beside them: sentences of our own, with what a reader takes from them."""

from __future__ import annotations

import pytest

from tests.conftest import ReadText
from tests.extract.asking import names, only

PUBLISHED = "2023-05-25"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sudan and Ethiopia made peace in Nairobi on 3 May 2023.", "comprehensive"),
        ("Sudan and Ethiopia have ended their dispute over the border.", "comprehensive"),
        ("Sudan and Ethiopia agreed to stop shelling the border villages.", "ceasefire"),
        ("Sudan and Ethiopia agreed to release all captives.", "prisoner_exchange"),
        ("Sudan and Ethiopia agreed to let aid convoys through.", "humanitarian"),
        ("Sudan and Ethiopia agreed to reopen the border.", "other"),
        ("Sudan and Ethiopia have agreed in principle to share the river.", "principle"),
        ("Sudan and Ethiopia settled how the observers are to work.", "implementation"),
        ("Sudan and Ethiopia adopted an agenda for the talks.", "framework"),
        ("Sudan and Ethiopia have come to terms on the river.", "other"),
        ("Sudan and Ethiopia will hold their fire during the feast.", "ceasefire"),
        ("Sudan and Ethiopia agreed on the withdrawal of their troops.", "other"),
        ("Sudan and Ethiopia settled on a date for the talks.", "other"),
        ("Sudan and Ethiopia agreed on number plates.", "other"),
        ("Sudan came to terms with Ethiopia on the river.", "other"),
        ("Sudan and Ethiopia found common ground on the river.", "other"),
    ],
)
def test_agreement_acts_kind_and_parties(read_text: ReadText, text: str, kind: str) -> None:
    reading = read_text(text, PUBLISHED)
    assert (only(reading).kind, only(reading).status) == (kind, "agreed")
    assert names(reading, only(reading).parties) == {"Sudan", "Ethiopia"}


@pytest.mark.parametrize(
    "text",
    [
        "Sudan and Ethiopia agree that the river is low.",
        "Sudan and Ethiopia agreed on the need for peace.",
        "Sudan and Ethiopia agree on little.",
        "The mayor unveiled a plan for a new park. Sudan and Ethiopia fought on.",
        "Russia offered to sell Ukraine gas.",
        "Sudan and Ethiopia have not agreed to stop shelling the border.",
        "Sudan and Ethiopia may agree to reopen the border.",
        "Have Sudan and Ethiopia agreed to reopen the border?",
        "Sudan denied that Sudan and Ethiopia had agreed to reopen the border.",
        "The two parties of the coalition agreed to raise taxes.",
        "The singers made peace after years.",
        "The bank terminated the agreement on the tower.",
        "The minister made a statement on the border.",
        "The treaty is to be signed by Sudan and Ethiopia in June.",
        "Her proposal would raise taxes.",
        "There was a halt to the traffic on the bridge.",
    ],
)
def test_agreement_acts_none_where_none_was_made(read_text: ReadText, text: str) -> None:
    assert read_text(text, PUBLISHED).agreements == ()


def test_agreement_acts_the_deal_that_follows_is_the_same(read_text: ReadText) -> None:
    text = "Sudan and Ethiopia agreed on Tuesday to reopen the border. Under the deal, Sudan will release all prisoners."
    reading = read_text(text, PUBLISHED)
    assert names(reading, only(reading).parties) == {"Sudan", "Ethiopia"}
    assert {"reopen the border", "release all prisoners"} <= {t.text for t in only(reading).terms}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Sudan and Ethiopia signed a truce in May. Gunmen broke it on Sunday.", "ceasefire", "violated"),
        ("Sudan and Ethiopia signed a truce in May. It expired on Sunday.", "ceasefire", "ended"),
        ("Sudan tore up the truce with Ethiopia on Sunday.", "ceasefire", "ended"),
        ("The truce between Sudan and Ethiopia ran out on Sunday.", "ceasefire", "ended"),
        ("Sudan and Ethiopia prolonged the truce by a month.", "ceasefire", "in_force"),
        ("The halt in fighting between Sudan and Ethiopia collapsed on Sunday.", "ceasefire", "collapsed"),
        ("The signature of a framework agreement between Sudan and Ethiopia was hailed.", "framework", "agreed"),
        ("Sudan and Ethiopia signed a treaty on their border.", "comprehensive", "agreed"),
        ("Sudan and Ethiopia freed fifty captives under a deal concluded in May.", "prisoner_exchange", "agreed"),
        ("A draft accord between Sudan and Ethiopia would open the river.", "other", "proposed"),
    ],
)
def test_agreement_acts_kind_status_and_parties(read_text: ReadText, text: str, kind: str, status: str) -> None:
    reading = read_text(text, PUBLISHED)
    assert (only(reading).kind, only(reading).status) == (kind, status)
    assert names(reading, only(reading).parties) == {"Sudan", "Ethiopia"}


def test_agreement_acts_an_offer_has_both_as_parties(read_text: ReadText) -> None:
    reading = read_text("Hamas offered Israel a swap of prisoners. Israel refused.", PUBLISHED)
    assert only(reading).status == "proposed"
    assert names(reading, only(reading).parties) == {"Hamas", "Israel"}


def test_agreement_acts_whoever_gets_it_out_of_others_stands_between(read_text: ReadText) -> None:
    reading = read_text("Kenya won a truce from the Sudanese army and the Rapid Support Forces on Sunday.", PUBLISHED)
    assert names(reading, only(reading).parties) == {"Sudanese Armed Forces", "Rapid Support Forces"}
    assert names(reading, only(reading).mediators) == {"Kenya"}


def test_agreement_acts_an_army_acts_for_its_government(read_text: ReadText) -> None:
    text = (
        "Colombia's government spoke on Monday. The government of Colombia waits. "
        "The Colombian army and the National Liberation Army signed a truce in May."
    )
    reading = read_text(text, PUBLISHED)
    assert names(reading, only(reading).parties) == {"Colombia", "National Liberation Army"}


def test_agreement_acts_accords_of_other_years_are_others(read_text: ReadText) -> None:
    text = "Sudan and Ethiopia signed a truce on 3 May 2023. Sudan and Ethiopia had broken the truce of 1997 within a week."
    reading = read_text(text, PUBLISHED)
    assert [(a.date, a.status) for a in reading.agreements] == [("2023-05-03", "agreed"), ("1997", "violated")]


def test_agreement_acts_a_list_holds_terms(read_text: ReadText) -> None:
    text = (
        "Sudan and Ethiopia signed a truce on 3 May 2023.\n\nThe terms of the truce:\n"
        "- All units go back to their camps.\n- The river is open to ships.\n"
    )
    found = only(read_text(text, PUBLISHED))
    assert {"All units go back to their camps", "The river is open to ships"} <= {t.text for t in found.terms}
    for term in found.terms:
        assert all(text[start:end] == term.text for start, end in term.evidence)


def test_agreement_acts_a_term_is_no_agreement_of_its_own(read_text: ReadText) -> None:
    found = only(read_text("The accord that Sudan and Ethiopia signed in May 2023 provides for a ceasefire.", PUBLISHED))
    assert "a ceasefire" in {t.text for t in found.terms}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The deal that Sudan says it reached with Ethiopia has yet to be published.", {"Sudan", "Ethiopia"}),
        ("Sudan and Ethiopia worked out a deal on the river.", {"Sudan", "Ethiopia"}),
        ("Sudan and Ethiopia signed the Nairobi accord. Ethiopia accused Sudan of ignoring it.", {"Sudan", "Ethiopia"}),
    ],
)
def test_agreement_acts_how_an_agreement_came_about(read_text: ReadText, text: str, parties: set[str]) -> None:
    reading = read_text(text, PUBLISHED)
    assert only(reading).status == "agreed"
    assert names(reading, only(reading).parties) == parties


def test_agreement_acts_an_offer_to_do_something_is_proposed(read_text: ReadText) -> None:
    text = "Hamas attacked Israel on Monday and Israel attacked Hamas. Hamas offered to free ten hostages."
    reading = read_text(text, PUBLISHED)
    assert (only(reading).kind, only(reading).status) == ("prisoner_exchange", "proposed")
    assert names(reading, only(reading).parties) == {"Hamas", "Israel"}


def test_agreement_acts_leaving_a_town_is_not_leaving_the_truce(read_text: ReadText) -> None:
    text = "Sudan and Ethiopia signed a truce on 3 May 2023 and left Nairobi the same day."
    assert only(read_text(text, PUBLISHED)).status == "agreed"


def test_agreement_acts_two_who_were_freed_together_swapped_nobody(read_text: ReadText) -> None:
    text = "Sudan is tense. William Ruto and Uhuru Kenyatta were freed from house arrest by the guards."
    assert read_text(text, PUBLISHED).agreements == ()
