"""The language of agreements in many styles: sentences of our own, with what a reader takes from them."""

from __future__ import annotations

import pytest

from tests.conftest import ReadText
from tests.extract.asking import names, only

PUBLISHED = "2023-05-25"


KINDS = [
    ("Sudan and Ethiopia signed a declaration of principles in Nairobi.", "principle"),
    ("Sudan and Ethiopia signed a framework agreement in Nairobi.", "framework"),
    ("Sudan and Ethiopia adopted a roadmap in Nairobi.", "framework"),
    ("Sudan and Ethiopia signed a memorandum of understanding in Nairobi.", "other"),
    ("Sudan and Ethiopia signed a protocol in Nairobi.", "implementation"),
    ("Sudan and Ethiopia reached a deal on humanitarian access in Nairobi.", "humanitarian"),
    ("Sudan and Ethiopia struck a deal on an exchange of prisoners.", "prisoner_exchange"),
    ("Sudan and Ethiopia agreed to a ceasefire.", "ceasefire"),
    ("Sudan and Ethiopia agreed on Thursday to withdraw their troops from the border.", "other"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_agreement_language_kind_and_parties(read_text: ReadText, text: str, kind: str) -> None:
    reading = read_text(text, PUBLISHED)
    found = only(reading)
    assert (found.kind, found.status) == (kind, "agreed")
    assert names(reading, found.parties) == {"Sudan", "Ethiopia"}


@pytest.mark.parametrize(
    "text",
    [
        "Sudan and Ethiopia signed a truce under the auspices of Kenya.",
        "Sudan and Ethiopia signed a truce with Kenya as facilitator.",
        "Sudan and Ethiopia signed a truce mediated by Kenya.",
        "Sudan and Ethiopia accepted a truce proposed by Kenya.",
        "Sudan and Ethiopia concluded a truce through the good offices of President William Ruto.",
    ],
)
def test_agreement_language_who_stands_between(read_text: ReadText, text: str) -> None:
    reading = read_text(text, PUBLISHED)
    found = only(reading)
    assert names(reading, found.mediators) in ({"Kenya"}, {"William Ruto"})
    assert names(reading, found.parties) == {"Sudan", "Ethiopia"}


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("Ethiopia withdrew from the truce on Monday.", "ended"),
        ("Ethiopia is not leaving the truce.", "in_force"),
        ("Ethiopia vowed that it would stick to the truce.", "in_force"),
        ("The truce no longer exists.", "collapsed"),
        ("The truce is in tatters.", "collapsed"),
        ("The truce flew to pieces on Monday.", "collapsed"),
        ("The truce ended four years of war.", "agreed"),
        ("The truce would collapse, he feared.", "agreed"),
        ("Prisoners will be freed once the truce has ended.", "agreed"),
    ],
)
def test_agreement_language_how_it_fares(read_text: ReadText, later: str, status: str) -> None:
    reading = read_text(f"Sudan and Ethiopia signed a truce in Nairobi on 3 May 2023. {later}", PUBLISHED)
    assert only(reading).status == status


def test_agreement_language_all_clauses_under_a_deal_are_terms(read_text: ReadText) -> None:
    text = (
        "Sudan and Ethiopia signed a truce on 3 May 2023. "
        "Under it, both sides pull back their artillery, and Ethiopia will reopen the road."
    )
    reading = read_text(text, PUBLISHED)
    known = {actor.id: actor.name.removeprefix("Government of ") for actor in reading.actors}
    owed = {(known.get(t.by or ""), t.text) for t in only(reading).terms}
    assert ("Ethiopia", "reopen the road") in owed
    assert {("Sudan", "pull back their artillery"), ("Ethiopia", "pull back their artillery")} <= owed


def test_agreement_language_a_text_commits_its_parties(read_text: ReadText) -> None:
    text = (
        "Sudan and Ethiopia fought for years. The declaration, signed in Nairobi on 3 May 2023, committed Sudan and Ethiopia "
        "to a halt of all attacks and to an exchange of prisoners."
    )
    found = only(read_text(text, PUBLISHED))
    assert {t.text for t in found.terms} == {"a halt of all attacks", "an exchange of prisoners"}
    assert found.date == "2023-05-03"


def test_agreement_language_a_draft_is_proposed_with_what_it_would_bring(read_text: ReadText) -> None:
    text = (
        "Sudan and Ethiopia have accused each other for years. Sudan attacked Ethiopia. "
        "Kenya gave both sides a draft on Tuesday. The draft provides for a truce of ten weeks. "
        "Ethiopia would release its prisoners."
    )
    reading = read_text(text, PUBLISHED)
    found = only(reading)
    assert found.status == "proposed"
    assert names(reading, found.parties) == {"Sudan", "Ethiopia"}
    assert {t.text for t in found.terms} >= {"a truce of ten weeks", "release its prisoners"}


def test_agreement_language_officeholders_sign_for_their_government(read_text: ReadText) -> None:
    text = "Kenya's president, William Ruto, and Uganda's president, Yoweri Museveni, signed a treaty on 3 May 2023."
    reading = read_text(text, PUBLISHED)
    assert names(reading, only(reading).parties) == {"Kenya", "Uganda"}


def test_agreement_language_the_year_before_a_noun_is_its_date(read_text: ReadText) -> None:
    found = only(read_text("Sudan and Ethiopia have broken the 1997 truce.", PUBLISHED))
    assert (found.date, found.status) == ("1997", "violated")
    renewed = only(read_text("Sudan and Ethiopia renewed the 1997 truce in February 2021.", PUBLISHED))
    assert renewed.date == "2021-02"


@pytest.mark.parametrize(
    "text",
    [
        "Sudan will not sign any deal.",
        "Nobody signed the accord.",
        "Ethiopia will not recognise an accord concluded without it.",
        "If Sudan and Ethiopia sign a deal, oil prices will fall.",
        "The company signed a deal with a supplier.",
        "The minister read a statement.",
        "Sudan and Ethiopia said in a joint statement that they were sad.",
        "Detainees would be freed only once the accord was signed.",
        "Peace agreements are hard to keep.",
        "She agreed to sing.",
    ],
)
def test_agreement_language_none_where_none_was_made(read_text: ReadText, text: str) -> None:
    assert read_text(text, PUBLISHED).agreements == ()
