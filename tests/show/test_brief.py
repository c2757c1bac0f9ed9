from __future__ import annotations

import io

from rich.console import Console

from parley.records import Article, Reading
from parley.show.book import Book, book_of, make_book
from parley.show.brief import PAGE, make_brief
from parley.show.terminal import fitted, print_brief
from tests.reason.builders import Story


def _lines(book: Book, width: int = 100) -> list[str]:
    stream = io.StringIO()
    print_brief(Console(file=stream, width=width, force_terminal=False), make_brief(book))
    return stream.getvalue().splitlines()


def test_every_section_says_what_it_should(book: Book) -> None:
    text = " ".join(" ".join(_lines(book)).split())
    assert "as of 4 June 2030, the day of the newest article 2 articles from 2 outlets" in text
    assert "RED LINE ✗ against: Norland: “Norland will never negotiate with the Front, its president said." in text
    assert (
        "COLLAPSED (reported 4 Jun 2030): Local agreement, Dasa: herders and farmers (The Courier, 4 Jun 2030, and 1 more" in text
    )
    assert "DENIED “it shelled Dasa”: denied by Front (The Courier, 4 Jun 2030)" in text
    assert "7 Jun 2030: Both will sign a truce by Friday (The Courier, 4 Jun 2030)" in text
    assert "WHAT CHANGED SINCE 5 MAY 2030" in text


def test_every_line_has_a_source_and_an_id_that_is_unique(book: Book) -> None:
    made = [line for section in make_brief(book).sections for group in section.groups for line in group.lines]
    assert len(made) >= 6
    for line in made:
        assert "2030" in line.source
        articles, records = book.library.find(line.short)
        assert set(book.library.items_of(records).values()) == {line.item}
        assert not articles
        assert len(line.short) >= 4


def test_a_later_day_makes_it_overdue(book: Book) -> None:
    late = make_brief(make_book(book.title, book.library, "2030-06-08"))
    overdue = next(section for section in late.sections if section.key == "overdue")
    assert overdue.groups[0].lines[0].mark == "was due 7 Jun 2030"
    assert late.as_of == "8 June 2030 (--as-of)"


def test_an_empty_dossier_says_so() -> None:
    text = "\n".join(_lines(book_of("empty.parley", [])))
    assert "no article has a day" in text
    assert "No positions read." in text


def test_what_is_cut_is_counted_with_the_command(book: Book) -> None:
    brief = make_brief(book, PAGE | {"agreements": 0, "positions": 0})
    cut = {section.key: (section.left, section.command) for section in brief.sections}
    assert cut["positions"] == (1, "parley list talks.parley positions")
    assert cut["agreements"] == (1, "parley list talks.parley agreements")


def test_datelines_are_not_quoted(book: Book) -> None:
    quotes = [line.quote for section in make_brief(book).sections for group in section.groups for line in group.lines]
    assert not any(quote.startswith("ORLA") for quote in quotes)


def test_a_long_brief_is_cut_to_a_page() -> None:
    stories = []
    for number in range(1, 13):
        text = " ".join(
            f"Actor{number} wants tariff number {number} on item{n} lifted by the mixed commission of both ports." for n in range(9)
        )
        story = Story(f"{number:02}", text, f"2030-05-{number:02}").actor(f"Actor{number}")
        for n in range(9):
            quote = f"item{n} lifted by the mixed commission"
            story.position(f"Actor{number}", f"tariff {number} on item{n}", "for", quote)
            story.expectation(f"tariff number {number} on item{n} lifted", due="2030-06-01")
        stories.append(story)
    book = book_of("long.parley", [story.read() for story in stories])
    stream = io.StringIO()
    console = Console(file=stream, width=80, force_terminal=False)
    print_brief(console, fitted(console, book))
    assert 30 < len(stream.getvalue().splitlines()) <= 58
    assert "more: parley list long.parley positions" in stream.getvalue()


def test_a_source_without_an_outlet_is_named_by_its_site_or_headline() -> None:
    text = "Envoys meet in the old harbour hotel for a third round\n\nThey met."
    at_site, without, malformed = (
        book_of("x", [Reading(article=Article(id="1", text=text, published="2030-01-02", url=url))])
        for url in ("https://www.news.example/1", None, "http://[")
    )
    assert at_site.source("1") == "news.example, 2 Jan 2030"
    assert without.source("1") == malformed.source("1") == "“Envoys meet in the old…”, 2 Jan 2030"
