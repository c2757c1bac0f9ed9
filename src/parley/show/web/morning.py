"""What the dossier page shows: the bar, the state of the talks, what changed, what is next, what stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from parley.ledger import Library
from parley.reason.agenda import agenda
from parley.reason.changes import changes
from parley.reason.dates import days
from parley.reason.merged import Change, MergedActor, MergedEvent, MergedExpectation
from parley.reason.shelf import Asked
from parley.show import wording
from parley.show.book import Book
from parley.show.brief import SECTIONS, describe, distinct, due, line
from parley.show.days import days_before, in_words
from parley.show.parts import Line
from parley.show.web.lines import Shown, shown

SPAN = 90  # days of the timeline
_COMING = 14  # days of "next"
_EVENTS = 40  # of the timeline, the heaviest
_NEXT = 10  # lines of "next"
_LIMITS = {"state": 3, "agreements": 6, "claims": 6, "overdue": 6}
_CHANGED = {"position": 6, "claim": 6, "agreement": 6, "expectation": 5, "event": 8, "actor": 12}
_TITLES = {
    "position": "Positions", "claim": "Claims and denials", "agreement": "Agreements", "expectation": "Dates and outcomes",
    "event": "Events", "actor": "New names",
}  # fmt: skip
_SILENT = 14  # days of silence that are long for any outlet
_USUAL = 3.0  # times its usual gap between articles
_KNOWN = 3  # articles from which an outlet has a usual gap


@dataclass(frozen=True)
class Silent:
    """An outlet that has published nothing for long: its last day and how many days ago that is."""

    outlet: str
    last: str
    days: int


@dataclass(frozen=True)
class Bar:
    """What stands above everything else."""

    newest: str
    newest_source: str
    articles: int
    distinct: int
    outlets: int
    silent: tuple[Silent, ...]


@dataclass(frozen=True)
class Changed:
    """Changes of one kind; `left` were left out. `names` are those of new actors."""

    key: str
    title: str
    lines: tuple[Shown, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    left: int = 0


@dataclass(frozen=True)
class Part:
    """A section beside: `left` were left out, `page` lists them all."""

    key: str
    title: str
    lines: tuple[Shown, ...]
    empty: str
    left: int = 0
    page: str = ""


def wanted(library: Library, as_of: str | None, since: str | None) -> Asked | None:
    """What the dossier page is about: the brief's agenda and the weightiest events of the timeline."""
    asked = agenda(library, as_of, since)
    if asked is None or as_of is None:
        return asked
    events = library.items("events", as_of, after=days_before(as_of, SPAN), most=_EVENTS, by_weight=True)
    chosen = {**asked.chosen, "events": list(dict.fromkeys((*asked.chosen["events"], *events)))}
    return Asked(chosen, asked.most, asked.beside)


def make_bar(book: Book) -> Bar:
    """The bar of a book."""
    day = book.view.as_of
    articles, outlets, copies = book.library.counts(day)
    newest = next(iter(book.library.recent(day, most=1)), "")
    silent = sorted(_silent(book, day), key=lambda each: -each.days) if day else ()
    return Bar(newest, book.source(newest) if newest else "", articles, articles - copies, outlets, tuple(silent))


def _silent(book: Book, day: str) -> Iterable[Silent]:
    """Outlets silent for two weeks and for three times as long as is usual for them."""
    today = datetime.date.fromisoformat(day)
    for outlet, count, first, last in book.library.outlets(day):
        began, ended = days(first), days(last)
        if count >= _KNOWN and began and ended:
            usual = (ended[0] - began[0]).days / (count - 1)
            gone = (today - ended[0]).days
            if gone >= max(_SILENT, _USUAL * usual):
                yield Silent(outlet, in_words(last), gone)


def parts(book: Book) -> dict[str, Part]:
    """State of the talks, agreements, claims and overdue as the brief has them, each line made ready for the page."""
    found = {}
    for key, limit in _LIMITS.items():
        section = SECTIONS[key](book, limit)
        lines = tuple(shown(book, each) for group in section.groups for each in group.lines)
        found[section.key] = Part(section.key, section.short_title, lines, section.empty, section.left)
    return found | {"next": _next(book)}


def _next(book: Book) -> Part:
    """What is due within two weeks, soonest first; how much is expected later or on no day."""
    day = book.view.as_of
    last = datetime.date.fromisoformat(day) + datetime.timedelta(days=_COMING) if day else datetime.date.max
    open_ = [x for x in book.standing.expectations if x.outcome == "open"]
    soon = [x for x in open_ if (stretch := days(x.due)) and stretch[0] <= last]
    lines = tuple(shown(book, _coming(book, x)) for x in soon[:_NEXT])
    until = in_words(last.isoformat())
    return Part("next", "Next 14 days", lines, f"Nothing with a day up to {until}.", len(open_) - len(lines))


def _coming(book: Book, item: MergedExpectation) -> Line:
    return line(book, item, wording.expectation(book, item), mark=due(book, item))


def changed(book: Book) -> tuple[Changed, ...]:
    """What changed since the book's day, by kind."""
    found = []
    for key, group in groupby(distinct(book, changes(book.before, book.view)), key=lambda change: change.kind):
        every = list(group)
        kept = every[: _CHANGED[key]]
        if key == "actor":
            names = tuple((item.id, item.name) for change in kept if isinstance(item := book.item[change.item], MergedActor))
            found.append(Changed(key, _TITLES[key], (), names, len(every) - len(kept)))
        else:
            found.append(Changed(key, _TITLES[key], tuple(_lines(book, kept)), (), len(every) - len(kept)))
    return tuple(found)


def _lines(book: Book, every: Sequence[Change]) -> Iterable[Shown]:
    for change in every:
        item, evidence = book.item[change.item], change.evidence[-1]
        if isinstance(item, MergedEvent):
            said = wording.event(book, item)
        else:
            said = describe(book, change, item)
        if said:
            yield shown(book, line(book, item, said, evidence), evidence)
