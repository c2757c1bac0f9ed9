"""What is shown of an agreement beyond its parties, terms and state."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from parley.records import Term
from parley.show.agreements import facts, holds, length
from parley.show.book import Book, book_of
from parley.show.brief import make_brief
from parley.show.export.json import export_json
from parley.show.show import print_found
from parley.values import Duration, Exchange, Mandate
from tests.reason.builders import Story

TEXT = (
    "Norland and the Front signed a truce of three months, renewable, in Basra. It takes effect on 9 June. Norland frees ten men "
    "in exchange for a bridge. Ada, sent by the Union, brokered it."
)


def _book() -> Book:
    story = Story("01-truce", TEXT, "2030-06-04", "The Courier").actor("Norland").actor("Front", "armed_group")
    story.actor("Ada", "person").actor("Union", "igo")
    norland, front, ada, union = (story.who(name) for name in ("Norland", "Front", "Ada", "Union"))
    story.agreement(
        "ceasefire",
        "signed a truce",
        ("Norland", "Front"),
        mediators=(ada,),
        status="agreed",
        terms=(Term(text="frees ten men", by=norland, to=front, evidence=story.spans("frees ten men")),),
        stage="Cea",
        effective="2030-06-09T06:00",
        effective_evidence=story.spans("takes effect on 9 June"),
        duration=Duration(value="P3M", renewable=True, evidence=story.spans("three months, renewable")),
        mandate=(Mandate(mediator=ada, by=union, evidence=story.spans("sent by the Union")),),
        exchange=(Exchange(given="ten men", received="a bridge", by=norland, evidence=story.spans("ten men")),),
    )
    return book_of("talks.parley", [story.read()])


@pytest.mark.parametrize(
    ("value", "words"),
    [("P3M", "3 months"), ("PT72H", "72 hours"), ("P1Y6M", "1 year, 6 months"), ("P1D", "1 day"), ("PXD", "PXD"), ("P", "P")],
)
def test_length_in_words(value: str, words: str) -> None:
    assert length(value) == words


def test_show_tells_each_detail_on_a_line() -> None:
    book = _book()
    (item,) = book.view.agreements
    assert list(facts(book, item)) == [
        ("term", "Norland to Front: frees ten men"),
        ("exchange", "Norland: ten men, for a bridge"),
        ("through", "Ada"),
        ("mandate", "Ada, sent by Union"),
        ("to hold", "from 9 Jun 2030, 06:00, for 3 months, renewable"),
        ("stage", "ceasefire or related (PA-X: Cea)"),
    ]
    stream = io.StringIO()
    print_found(Console(file=stream, width=100, force_terminal=False), book, item.id)
    assert "to hold: from 9 Jun 2030, 06:00, for 3 months, renewable" in stream.getvalue()


def test_brief_tells_how_long_an_agreement_holds() -> None:
    notes = [
        n for s in make_brief(_book()).sections if s.key == "agreements" for g in s.groups for line in g.lines for n in line.notes
    ]
    assert notes == [
        "terms: Norland: frees ten men",
        "exchange: Norland: ten men, for a bridge",
        "to hold: from 9 Jun 2030, 06:00, for 3 months, renewable",
    ]


def test_nothing_is_said_where_nothing_is_known(book: Book) -> None:
    (item,) = book.view.agreements
    assert holds(item) == ""
    assert list(facts(book, item)) == []


def test_export_has_the_details_with_their_evidence() -> None:
    (found,) = export_json(_book())["agreements"]
    assert (found["stage"], found["effective"]) == ("Cea", "2030-06-09T06:00")
    assert found["duration"]["value"] == "P3M"
    for evidence in (*found["effective_evidence"], *found["duration"]["evidence"], *found["mandate"][0]["evidence"]):
        assert TEXT[evidence["start_char"] : evidence["end_char"]] == evidence["text"]
    assert found["exchange"][0]["received"] == "a bridge"
