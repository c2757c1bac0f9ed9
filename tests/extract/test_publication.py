from __future__ import annotations

import pytest

from parley.extract.notes import Notes
from parley.extract.publication import publication
from parley.lexicon.times import load_times
from parley.pipeline import reader
from parley.read.article import make_article
from tests.conftest import ReadText

TABLE = load_times("en")


def found(text: str, url: str | None = None) -> tuple[str | None, str | None]:
    (doc,) = reader("en")._parser.pipe([text])
    return publication(Notes.begin(make_article(text, url=url), doc), TABLE)


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("Envoys meet\n\nPublished on 4 March 2021\n\nThey met on 3 January 2020.", "2021-03-04", "Published on 4 March 2021"),
        ("Envoys meet\n\nLast updated: March 5, 2021, 10:30 GMT\n\nThey met.", "2021-03-05", "Last updated: March 5, 2021"),
        ("Envoys meet\n\nThey met in Rome.\n\n(updated 6 March 2021)", "2021-03-06", "updated 6 March 2021"),
        ("Live: envoys meet\nThursday 3 March 2022\nBy our staff\n\nThey met.", "2022-03-03", "Thursday 3 March 2022"),
        ("Envoys meet\n3 Mar 2022 18.40 GMT\n\nThey met.", "2022-03-03", "3 Mar 2022 18.40 GMT"),
        ("Envoys meet\nBy Ann Writer, 3 March 2022\n\nThey met.", "2022-03-03", "By Ann Writer, 3 March 2022"),
        ("Envoys meet\n\nROME, March 3, 2022 (Wire) - They met.", "2022-03-03", "ROME, March 3, 2022"),
        ("Envoys meet\n\nROME/OSLO, 3 March 2022 - They met.", "2022-03-03", "ROME/OSLO, 3 March 2022"),
        ("Envoys meet\n\n2022-03-03\n\nThey met.", "2022-03-03", "2022-03-03"),
        ("Envoys meet\n\nROME, March 3 (Wire) - They met.\n\n© The Outlet 2022", "2022-03-03", "ROME, March 3"),
    ],
)
def test_publication_from_the_text(text: str, day: str, reason: str) -> None:
    assert found(text) == (day, reason)


@pytest.mark.parametrize(
    "text",
    [
        "Envoys meet\n\nROME, March 3 (Wire) - They met.",
        "Envoys meet\n\nThursday 3 March\n\nThey met.",
        "Envoys meet\n\nOn 3 March 2022 they met in Rome - and quarrelled.",
        "Envoys meet\n\nThe report was published on 3 March 2022 by a panel of the council, after long talks.",
        "Envoys meet\n\nPublished 03/04/2022\n\nThey met.",
        "Envoys meet\n\nPublished 31 February 2022\n\nThey met.",
        "",
    ],
)
def test_publication_unknown_where_not_sure(text: str) -> None:
    assert found(text) == (None, None)


def test_publication_takes_a_year_from_an_address_of_the_same_month() -> None:
    text = "Envoys meet\n\nROME, March 3 (Wire) - They met."
    assert found(text, "https://news.example/2022/03/04/envoys")[0] == "2022-03-03"
    assert found(text, "https://news.example/2022/07/04/envoys")[0] is None


def test_publication_inferred_dates_the_article_and_its_times(read_text: ReadText) -> None:
    reading = read_text("Envoys meet\n\nPublished 4 March 2021\n\nThe envoys met the rebels last week in the capital.")
    assert (reading.article.published, reading.article.published_from) == ("2021-03-04", "inferred")
    assert reading.timexes[-1].value == "2021-W08"


def test_publication_given_is_kept(read_text: ReadText) -> None:
    reading = read_text("Envoys meet\n\nPublished 4 March 2021\n\nThe envoys met.", published="2021-03-05")
    assert (reading.article.published, reading.article.published_from) == ("2021-03-05", "given")
