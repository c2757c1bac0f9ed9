from __future__ import annotations

import pytest

from parley.extract.notes import Notes
from parley.extract.publication import Publication, publication
from parley.lexicon.times import load_times
from parley.pipeline import reader
from parley.read.article import make_article
from tests.conftest import ReadText


def found(text: str, url: str | None = None, language: str = "en") -> Publication | None:
    (doc,) = reader(language)._parser.pipe([text])
    return publication(Notes.begin(make_article(text, url=url, language=language), doc), load_times(language))


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
    ],
)
def test_publication_from_the_text(text: str, day: str, reason: str) -> None:
    publication = found(text)
    assert publication is not None
    assert (publication.day, publication.words) == (day, reason)
    assert publication.interval == (day, day)


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
    assert found(text) is None


def test_publication_takes_a_year_from_an_address_of_the_same_month() -> None:
    text = "Envoys meet\n\nROME, March 3 (Wire) - They met."
    same, other = (found(text, f"https://news.example/2022/{month}/04/envoys") for month in ("03", "07"))
    assert same is not None
    assert other is not None
    assert (same.day, same.rule) == ("2022-03-03", "dateline, year of the address")
    assert other.day is None


@pytest.mark.parametrize(
    ("text", "url", "interval", "reason"),
    [
        (
            "Envoys meet\n\nROME, March 3 (Wire) - They met.\n\n© The Outlet 2022",
            None,
            ("2022-01-01", "2022-12-31"),
            "dateline, year of the copyright line: © The Outlet 2022",
        ),
        ("Envoys meet\n\nPublished: March 2022\n\nThey met.", None, ("2022-03-01", "2022-03-31"), "label: Published: March 2022"),
        ("Envoys meet\nMarch 2022\n\nThey met.", None, ("2022-03-01", "2022-03-31"), "line: March 2022"),
        ("They met.", "https://news.example/2022/03/envoys", ("2022-03-01", "2022-03-31"), "address: 2022/03"),
        (
            "They met last month, in March 2022, and parted.",
            None,
            ("2022-04-01", "2022-04-30"),
            "date beside a relative one: last month, in March 2022",
        ),
        (
            "They parted last year (2022) in anger.",
            None,
            ("2023-01-01", "2023-12-31"),
            "date beside a relative one: last year (2022",
        ),
    ],
)
def test_publication_not_known_to_the_day_is_an_interval(
    text: str, url: str | None, interval: tuple[str, str], reason: str
) -> None:
    publication = found(text, url)
    assert publication is not None
    assert (publication.day, publication.interval, publication.reason) == (None, interval, reason)


@pytest.mark.parametrize(
    "text",
    [
        "What happened\n\nMarch 2021\n\nThey met.\n\nApril 2021\n\nThey parted.",
        "They met last year, in 2021. They part this year, 2024.",
        "Guns fell silent in 2021. Last year's harvest failed.",
        "Envoys meet\n\nThey met.\n\n© The Outlet 2022",
    ],
)
def test_publication_interval_unknown_where_not_sure(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Les émissaires\n\nPublié le 4 novembre 2021 à 10h12\n\nIls sont là.", "2021-11-04", "Publié le 4 novembre 2021 à 10h12"),
        ("Les émissaires\n\nMis à jour le 05/11/2021\n\nIls sont là.", "2021-11-05", "Mis à jour le 05/11/2021"),
        ("Les émissaires\n\nPublié à 10h12 le 1er mars 2021\n\nIls sont là.", "2021-03-01", "Publié à 10h12 le 1er mars 2021"),
        ("Les émissaires\n\nBAMAKO, 3 juin 2021 (Agence) - Ils sont là.", "2021-06-03", "BAMAKO, 3 juin 2021"),
        ("Les émissaires\nPar Jean Scribe, le 3 mars 2022\n\nIls sont là.", "2022-03-03", "Par Jean Scribe, le 3 mars 2022"),
        ("Les émissaires\nJeudi 3 mars 2022\n\nIls sont là.", "2022-03-03", "Jeudi 3 mars 2022"),
    ],
)
def test_publication_from_a_french_text(text: str, day: str, words: str) -> None:
    publication = found(text, language="fr")
    assert publication is not None
    assert (publication.day, publication.words) == (day, words)


@pytest.mark.parametrize(
    "text",
    [
        "Les émissaires\n\nBAMAKO, 3 juin (Agence) - Ils sont là.",
        "Les émissaires\n\nLe rapport a été publié le 3 mars 2022 par un groupe d'experts du conseil, après de longs débats.",
    ],
)
def test_publication_from_a_french_text_unknown_where_not_sure(text: str) -> None:
    assert found(text, language="fr") is None


def test_publication_interval_in_french() -> None:
    publication = found("Ils se sont vus le mois dernier, en mars 2022, puis séparés.", language="fr")
    assert publication is not None
    assert publication.interval == ("2022-04-01", "2022-04-30")


def test_publication_interval_dates_times_that_are_the_same_on_all_its_days(read_text: ReadText) -> None:
    reading = read_text("Envoys meet\nMarch 2022\n\nThey met last year and last month, then on Friday and yesterday.")
    assert (reading.article.published, reading.article.published_from) == (None, "unknown")
    assert reading.article.published_interval == ("2022-03-01", "2022-03-31")
    assert reading.article.published_reason == "line: March 2022"
    assert [(t.value, t.anchor) for t in reading.timexes[1:]] == [
        ("2021", "published"),
        ("2022-02", "published"),
        (None, None),
        (None, None),
    ]


def test_publication_inferred_dates_the_article_and_its_times(read_text: ReadText) -> None:
    reading = read_text("Envoys meet\n\nPublished 4 March 2021\n\nThe envoys met the rebels last week in the capital.")
    assert (reading.article.published, reading.article.published_from) == ("2021-03-04", "inferred")
    assert reading.article.published_reason == "label: Published 4 March 2021"
    assert reading.timexes[-1].value == "2021-W08"


def test_publication_given_is_kept(read_text: ReadText) -> None:
    reading = read_text("Envoys meet\n\nPublished 4 March 2021\n\nThe envoys met.", published="2021-03-05")
    assert (reading.article.published, reading.article.published_from) == ("2021-03-05", "given")
