"""Expectations of a dossier as a calendar (RFC 5545): all-day events, a month as its month, ranges as they are."""

from __future__ import annotations

import datetime

from icalendar import Calendar, Event

from parley.reason.dates import Days, days
from parley.reason.merged import MergedExpectation
from parley.show import wording
from parley.show.book import Book
from parley.show.brief import due
from parley.show.safe import clean, one_line, web_address

_STATUS = {"open": "TENTATIVE", "overdue": "TENTATIVE", "met": "CONFIRMED", "missed": "CANCELLED"}
_WORD = {"overdue": "Overdue", "met": "Met", "missed": "Missed"}
_DAY = datetime.timedelta(days=1)
_SUMMARY = 120  # characters


def render_calendar(book: Book) -> tuple[bytes, int]:
    """The calendar, and how many expectations have no day and so are not in it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Parley//Expectations//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(f"Expected: {book.title.removesuffix('.parley')}"))
    left = 0
    for item in book.standing.expectations:
        if stretch := days(item.due):
            calendar.add_component(_event(book, item, stretch))
        else:
            left += 1
    return calendar.to_ical(), left


def _event(book: Book, item: MergedExpectation, stretch: Days) -> Event:
    event = Event()
    event.add("uid", f"{item.id}@parley")
    event.add("dtstamp", _known(book, item))
    event.add("dtstart", stretch[0])
    event.add("dtend", stretch[1] + _DAY)  # the day after the last
    said = wording.cut(one_line(wording.expectation(book, item)), _SUMMARY)
    event.add("summary", f"{_WORD[item.outcome]}: {said}" if item.outcome in _WORD else said)
    event.add("description", clean(_description(book, item)))
    event.add("status", _STATUS[item.outcome])
    event.add("transp", "TRANSPARENT")
    event.add("categories", [item.outcome])
    evidence = book.latest(item)
    if evidence and (address := web_address(book.text_of[evidence.article].url)):
        event.add("url", address)
    return event


def _known(book: Book, item: MergedExpectation) -> datetime.datetime:
    """The day on which it was told last: the same dossier gives the same file."""
    stretch = days(item.known[1]) or days(book.view.as_of)
    day = stretch[0] if stretch else datetime.date(1970, 1, 1)
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def _description(book: Book, item: MergedExpectation) -> str:
    """When it is due in words ("start of 2022" is no whole year), and the sentences behind it, each with outlet and day."""
    told = [f"Due: {due(book, item)}."]
    told += [f"{wording.quoted(wording.telling(book, e))} ({book.source(e.article)})" for e in item.evidence]
    if item.settled:
        told.append(
            f"{_WORD[item.outcome]}: {wording.quoted(wording.sentence(book, item.settled))} ({book.source(item.settled.article)})"
        )
    return "\n\n".join(one_line(each) for each in dict.fromkeys(told))
