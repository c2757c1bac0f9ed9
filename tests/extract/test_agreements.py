"""Short articles of our own, with the agreements that a reader finds in them."""

from __future__ import annotations

import pytest

from parley.records import Agreement, Reading
from tests.conftest import ReadText
from tests.extract.asking import names

PUBLISHED = "2023-05-25"


def only(reading: Reading) -> Agreement:
    assert len(reading.agreements) == 1, [a.evidence for a in reading.agreements]
    return reading.agreements[0]


def test_agreements_parties_place_and_date(read_text: ReadText) -> None:
    reading = read_text("Sudan and Ethiopia signed a peace agreement in Nairobi on 3 May 2023.", PUBLISHED)
    found = only(reading)
    assert names(reading, found.parties) == {"Sudan", "Ethiopia"}
    assert (found.kind, found.status, found.place, found.date) == ("comprehensive", "agreed", "Nairobi", "2023-05-03")


def test_agreements_mediator_is_no_party(read_text: ReadText) -> None:
    reading = read_text("A truce between Sudan and Ethiopia was brokered by Kenya.", PUBLISHED)
    found = only(reading)
    assert names(reading, found.parties) == {"Sudan", "Ethiopia"}
    assert names(reading, found.mediators) == {"Kenya"}


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("The truce collapsed on 20 May 2023.", "collapsed"),
        ("The truce broke down on 20 May 2023.", "collapsed"),
        ("Both sides have violated the truce.", "violated"),
        ("The truce came into force on 20 May 2023.", "in_force"),
        ("The truce expired on 20 May 2023.", "ended"),
        ("The truce expires on 20 June 2023.", "agreed"),
        ("The weather was fine.", "agreed"),
    ],
)
def test_agreements_state_from_later_sentences(read_text: ReadText, later: str, status: str) -> None:
    reading = read_text(f"Sudan and Ethiopia signed a ceasefire in Nairobi on 3 May 2023. {later}", PUBLISHED)
    assert only(reading).status == status


def test_agreements_terms_say_who_owes_what(read_text: ReadText) -> None:
    text = (
        "Sudan and Ethiopia signed a ceasefire in Nairobi on 3 May 2023. "
        "Ethiopia undertook to withdraw its artillery and to reopen the road. Under the deal, Sudan must release all prisoners."
    )
    reading = read_text(text, PUBLISHED)
    known = {actor.id: actor.name.removeprefix("Government of ") for actor in reading.actors}
    owed = {(known.get(t.by or ""), t.text) for t in only(reading).terms}
    assert ("Ethiopia", "withdraw its artillery") in owed
    assert ("Ethiopia", "reopen the road") in owed
    assert ("Sudan", "release all prisoners") in owed
    for term in only(reading).terms:
        assert all(text[start:end] == term.text for start, end in term.evidence)


def test_agreements_an_offer_is_proposed(read_text: ReadText) -> None:
    found = only(read_text("France proposed a truce between Israel and Lebanon.", PUBLISHED))
    assert (found.kind, found.status) == ("ceasefire", "proposed")


def test_agreements_an_extension_asked_for_is_one_of_its_own(read_text: ReadText) -> None:
    text = "Sudan and Ethiopia signed a ceasefire on 3 May 2023.\n\nKenya wants the ceasefire extended by a month."
    reading = read_text(text, PUBLISHED)
    assert sorted(a.status for a in reading.agreements) == ["agreed", "proposed"]
    assert all(names(reading, a.parties) == {"Sudan", "Ethiopia"} for a in reading.agreements)


def test_agreements_a_unilateral_ceasefire_has_its_author_as_party(read_text: ReadText) -> None:
    reading = read_text("Colombia's government declared a unilateral ceasefire on 3 May 2023.", PUBLISHED)
    assert len(only(reading).parties) == 1
    assert only(reading).kind == "ceasefire"


@pytest.mark.parametrize("text", ["No agreement was reached.", "Local agreements are common in the region.", "He agreed with her."])
def test_agreements_none_where_none_is_told(read_text: ReadText, text: str) -> None:
    assert read_text(text, PUBLISHED).agreements == ()
