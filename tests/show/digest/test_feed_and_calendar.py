from __future__ import annotations

import datetime
from pathlib import Path
from xml.etree import ElementTree as Tree

import feedparser
from ical.calendar_stream import IcsCalendarStream
from typer.testing import CliRunner

from parley.show.book import Book, book_of
from parley.show.cli import app
from parley.show.digest.calendar import render_calendar
from parley.show.digest.feed import render_feed
from tests.reason.builders import Story
from tests.show.conftest import stories


def later(id: str, text: str, published: str) -> Story:
    return Story(id, text, published, "The Courier", url="https://courier.example/later", language="en")


def test_a_feed_is_valid_atom(hostile_book: Book) -> None:
    made = render_feed(hostile_book)
    parsed = feedparser.parse(made)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert parsed.feed.id.startswith("urn:parley:dossier:")
    assert parsed.feed.updated == "2030-06-04T00:00:00Z"
    assert parsed.feed.author == "Parley"
    ids = [entry.id for entry in parsed.entries]
    assert len(ids) == len(set(ids)) > 4
    for entry in parsed.entries:
        assert entry.title
        assert entry.updated_parsed
        assert entry.title_detail.type == "text/plain"
        assert entry.content[0].type == "text/plain"
        assert all(link.href.startswith("https://") for link in entry.get("links", ()))
    days = [entry.updated for entry in parsed.entries]
    assert days == sorted(days, reverse=True)


def test_a_feed_has_what_atom_demands_of_each_part(hostile_book: Book) -> None:
    root = Tree.fromstring(render_feed(hostile_book))
    for part in (root, *root.findall("{*}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{{*}}{name}")) == 1
    # an entry without a link needs content (RFC 4287, 4.1.2)
    assert all(len(entry.findall("{*}content")) == 1 for entry in root.findall("{*}entry"))


def test_a_change_keeps_its_id_when_the_feed_is_made_anew() -> None:
    def feed(*more: Story, since: str) -> dict[str, str]:
        found = feedparser.parse(render_feed(book_of("t.parley", [s.read() for s in (*stories(), *more)], since=since)))
        return {entry.id: entry.title for entry in found.entries}

    first = feed(since="2030-05-28")
    assert first == feed(since="2030-05-28")
    assert first.items() <= feed(since="2030-04-01").items() or first.keys() <= feed(since="2030-04-01").keys()
    rain = later("05-rain", "It rained in Orla all week.", "2030-06-06")
    assert first.keys() == feed(rain, since="2030-05-28").keys()
    again = later("06-again", "The Front denies that it shelled Dasa.", "2030-06-06")
    again.actor("Front", "armed_group").claim("it shelled Dasa", "denied", denied=("Front",))
    assert first.keys() == feed(again, since="2030-05-28").keys()  # a second article about the same is no change


def test_a_calendar_is_read_by_another_library(hostile_book: Book) -> None:
    made, left = render_calendar(hostile_book)
    calendar = IcsCalendarStream.calendar_from_ics(made.decode())
    assert left == 0
    assert {(event.start, event.end) for event in calendar.events} == {
        (datetime.date(2030, 6, 7), datetime.date(2030, 6, 8)),
        (datetime.date(2030, 6, 10), datetime.date(2030, 6, 11)),
    }
    ids = {item.id for item in hostile_book.view.expectations}
    assert {event.uid for event in calendar.events} == {f"{id}@parley" for id in ids}
    assert all("“" in (event.description or "") for event in calendar.events)
    assert all(event.summary and "\n" not in event.summary for event in calendar.events)
    assert render_calendar(hostile_book) == (made, left)


def test_months_and_ranges_stay_what_they_are() -> None:
    story = later(
        "01-due",
        "A vote will be held in July. Talks may open next week. Someday they will sign. It will end by summer.",
        "2030-06-04",
    )
    story.expectation("A vote will be held in July", due="2030-07")
    story.expectation("Talks may open next week", due="2030-06-10/2030-06-16")
    story.expectation("Someday they will sign")
    story.expectation("It will end by summer", due="2030-SU")
    made, left = render_calendar(book_of("t.parley", [story.read()]))
    calendar = IcsCalendarStream.calendar_from_ics(made.decode())
    assert left == 1
    stretches = {event.summary.split()[0]: (str(event.start), str(event.end)) for event in calendar.events if event.summary}
    assert stretches == {
        "A": ("2030-07-01", "2030-08-01"),
        "Talks": ("2030-06-10", "2030-06-17"),
        "It": ("2030-06-01", "2030-09-01"),
    }


def test_what_came_of_it_is_said_in_the_calendar() -> None:
    late = later("04-later", "Nothing was signed in Basra.", "2030-06-12")
    made, _ = render_calendar(book_of("t.parley", [s.read() for s in (*stories(), late)]))
    (event,) = IcsCalendarStream.calendar_from_ics(made.decode()).events
    assert event.summary is not None
    assert event.summary.startswith("Overdue: ")


def test_the_commands_write_files(dossier: Path, tmp_path: Path) -> None:
    for command, name in (("feed", "x.atom"), ("calendar", "x.ics")):
        result = CliRunner().invoke(app, [command, str(dossier), "-o", str(tmp_path / name)])
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).stat().st_size > 400
    for format in ("html", "md", "docx", "eml"):
        target = tmp_path / f"x.{format}"
        result = CliRunner().invoke(app, ["digest", str(dossier), "--since", "2030-05-28", "-f", format, "-o", str(target)])
        assert result.exit_code == 0, result.output
        assert target.stat().st_size > 1000
    assert "# The week in the talks" in CliRunner().invoke(app, ["digest", str(dossier), "-f", "md"]).output
    assert CliRunner().invoke(app, ["digest", str(dossier), "--to", "a@b.example"]).exit_code == 2
