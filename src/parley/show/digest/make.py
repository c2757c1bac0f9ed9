"""The digest of a book: what changed between its `since` and its day, in groups, what comes, what is overdue, and a chart."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from parley.reason.changes import changes
from parley.reason.dates import days
from parley.reason.merged import Change, Item, MergedActor, MergedExpectation, MergedPosition
from parley.show.book import Book, newest_day
from parley.show.brief import distinct
from parley.show.days import days_before, in_words
from parley.show.demo import notice
from parley.show.digest.charts import draw
from parley.show.digest.contents import Digest, Entry, Part
from parley.show.digest.entries import Entries
from parley.show.digest.scope import AHEAD, LATE, known_before
from parley.show.digest.sources import Sources
from parley.show.safe import one_line
from parley.show.state import state_of_talks

_WEEK = 8  # days up to which a digest is called one of a week
# what stands under one heading: its kind of change, title, entries at most
GROUPS = (
    ("position", "Positions", 10),
    ("claim", "Claims and denials", 8),
    ("agreement", "Agreements", 8),
    ("expectation", "What was expected", 8),
    ("event", "Events", 8),
    ("actor", "New names", 6),
)
_PLURAL = {
    "position": "positions",
    "claim": "claims",
    "agreement": "agreements",
    "expectation": "expectations",
    "event": "events",
    "actor": "actors",
}
_COUNTED = {
    "position": ("position is new or has moved", "positions are new or have moved"),
    "claim": ("claim is new or contested", "claims are new or contested"),
    "agreement": ("agreement changed", "agreements changed"),
    "expectation": ("expectation is new or settled", "expectations are new or settled"),
    "event": ("event is reported", "events are reported"),
}
_TELLING = {"government", "armed_group", "igo", "military", "party", "person", "ngo"}  # kinds of actors worth a line of their own


def make_digest(book: Book, *, chart: bool = True) -> Digest:
    """The digest of a book. `chart`: with a picture, which takes about a second."""
    entries = Entries(book, sources := Sources(book))
    state = next((entries.of_sentence(*found) for found in state_of_talks(book, 1)), None)
    coming, late = _coming(book), _overdue(book)
    listed = {item.id for item in (*coming, *late)}
    every = [change for change in _worth_telling(book) if change.item not in listed or change.now in {"met", "missed"}]
    groups = tuple(part for key, title, most in GROUPS if (part := _group(book, entries, every, key, title, most)))
    since, day = in_words(book.since, short=False), in_words(book.view.as_of, short=False)
    return Digest(
        title="The week in the talks" if _length(book) <= _WEEK else "The talks",
        subject=one_line(book.title.removesuffix(".parley")),
        period=f"{since} to {day}" if since else f"up to {day}" if day else "no article has a day",
        counts=_counts(book),
        lead=_lead(book, every, coming, late),
        state=state,
        changes=groups,
        unchanged="Nothing that was read since changes the record.",
        due=_part(
            book,
            "due",
            "The next two weeks",
            [entries.of_expectation(x) for x in coming],
            12,
            "No day in them is named in what was read.",
        ),
        overdue=_part(
            book,
            "overdue",
            "Overdue: the day has passed and nothing was read about it",
            [entries.of_expectation(x) for x in late],
            8,
            "Nothing.",
        ),
        chart=draw(book) if chart else None,
        sources=sources.listed(),
        notice=notice(book.view.articles),
        language=book.language,
    )


def a_week_before(dossier: Path, as_of: str | None) -> str | None:
    """The day a week before a day (default: the newest article's), None where no article has one."""
    from parley.store.dossier import Dossier

    if as_of is None:
        with Dossier.open(dossier) as opened:
            as_of = newest_day(opened.library())
    return days_before(as_of, 7) if as_of else None


def _length(book: Book) -> int:
    if not book.since or not book.view.as_of:
        return _WEEK + 1
    return (datetime.date.fromisoformat(book.view.as_of) - datetime.date.fromisoformat(book.since)).days


def _worth_telling(book: Book) -> list[Change]:
    """Changes without repeated sentences, bare names of things, and outlets as "actors"."""
    every = distinct(book, changes(book.before, book.view))
    known = known_before(book.library, [change.item for change in every if change.kind == "actor"], book.since)
    kept = []
    for change in every:
        item = book.item[change.item]
        if isinstance(item, MergedActor) and (item.kind not in _TELLING or item.name.islower() or item.id in known):
            continue
        if isinstance(item, MergedPosition) and not book.name(item.actor):
            continue
        kept.append(change)
    return kept


def _group(book: Book, entries: Entries, every: Sequence[Change], key: str, title: str, most: int) -> Part | None:
    mine = [change for change in every if change.kind == key]
    if not mine:
        return None
    if key != "event":  # these come in order of their weight
        mine.sort(key=lambda change: _rank(change, book.item[change.item]))
    made = [entries.of_change(change) for change in mine[:most]]
    command = f"parley list {book.title} {_PLURAL[key]}" + (f" --since {book.since}" if book.since else "")
    return Part(key, title, tuple(made), "", len(mine) - len(made), one_line(command))


def _rank(change: Change, item: Item) -> tuple[bool, bool, int]:
    """What moved before what is new, of these what alarms or is dated, then what most articles tell."""
    loud = change.now in {"denied", "disputed", "violated", "collapsed", "ended", "met", "missed"}
    loud = loud or getattr(item, "red_line", False) or (isinstance(item, MergedExpectation) and days(item.due) is not None)
    return change.was is None, not loud, -len({evidence.article for evidence in item.evidence})


def _part(book: Book, key: str, title: str, made: Sequence[Entry], most: int, empty: str) -> Part:
    return Part(key, title, tuple(made[:most]), empty, max(0, len(made) - most), one_line(f"parley list {book.title} expectations"))


def _coming(book: Book) -> list[MergedExpectation]:
    """What is due within two weeks of the day, soonest first."""
    if not book.view.as_of:
        return []
    first = datetime.date.fromisoformat(book.view.as_of)
    last = first + datetime.timedelta(days=AHEAD)
    dated = ((days(x.due), x) for x in book.standing.expectations if x.outcome == "open")
    found = [(stretch, x) for stretch, x in dated if stretch and stretch[0] <= last and first <= stretch[1]]
    within = [(stretch, x) for stretch, x in found if (stretch[1] - stretch[0]).days <= 100]  # "in 2022" is no matter of two weeks
    return [x for _, x in sorted(within, key=lambda pair: (max(pair[0][0], first), pair[0][1]))]


def _overdue(book: Book) -> list[MergedExpectation]:
    """What is overdue, the latest first."""
    if not book.view.as_of:
        return []
    oldest = datetime.date.fromisoformat(book.view.as_of) - datetime.timedelta(days=LATE)
    dated = ((days(x.due), x) for x in book.standing.expectations if x.outcome == "overdue")
    found = [(stretch[1], x) for stretch, x in dated if stretch and stretch[1] >= oldest]
    return [x for _, x in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _counts(book: Book) -> str:
    read = book.library.recent(book.view.as_of, after=book.since) if book.since else book.library.recent(book.view.as_of)
    copies = len(book.library.copies(read))
    outlets = {book.text_of[id].publisher for id in read} - {None}
    said = f"{len(read)} article{'s' * (len(read) != 1)}"
    said += f" from {len(outlets)} outlet{'s' * (len(outlets) != 1)}" if outlets else ""
    said += f" ({copies} near cop{'ies' if copies > 1 else 'y'})" if copies else ""
    return f"{said} read in this time, {book.library.counts(book.view.as_of)[0]:,} in the dossier."


def _lead(book: Book, every: Sequence[Change], coming: Sequence[object], late: Sequence[object]) -> str:
    """The sentence at the top: how much of what changed."""
    told = []
    for key, (one, many) in _COUNTED.items():
        count = sum(change.kind == key for change in every)
        if count:
            told.append(f"{_number(count)} {one if count == 1 else many}")
    ahead = (
        f"{_number(len(coming))} thing{'s' * (len(coming) != 1)} due in the next two weeks"
        if coming
        else "nothing dated in the next two weeks"
    )
    overdue = f"{_number(len(late))} overdue" if late else "nothing overdue"
    what = _joined(told) if told else "nothing changed"
    return f"{what[:1].upper()}{what[1:]}; {ahead}, {overdue}."


def _joined(parts: Iterable[str]) -> str:
    every = list(parts)
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[count] if count < len(words) else f"{count:,}"
