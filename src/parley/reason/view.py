"""The whole dossier, or the part of it that was asked for, as of a day: a pure function of its readings and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parley.ledger import Library
from parley.lexicon.links import Links
from parley.reason.actors import actors
from parley.reason.agreements import agreements
from parley.reason.claims import claims
from parley.reason.decisions.apply import applied
from parley.reason.decisions.reviewed import Reviewed
from parley.reason.desk import Desk
from parley.reason.events import events
from parley.reason.expectations import expectations
from parley.reason.merged import Item, View
from parley.reason.origins import origins
from parley.reason.positions import positions
from parley.reason.relations import relations
from parley.reason.shelf import Shelf
from parley.reason.statements import statements
from parley.records import Reading, Record

# fields of records, merged or not, that hold actors
WHO = (
    "actor", "recipient", "mediator", "parties", "mediators", "asserted_by", "denied_by", "confirmed_by", "made_by",
    "subject", "object", "source_actor", "by", "to",
)  # fmt: skip


def desk_of(readings: Iterable[Reading], table: Links) -> Desk:
    """A dossier in memory: readings linked oldest first; an article without a day comes first."""
    desk = Desk(table)
    for reading in sorted(readings, key=lambda r: (r.article.published or "", r.article.id)):
        desk.add(reading)
    return desk


def view(library: Library, as_of: str | None, table: Links) -> View:
    """Everything that was known at the end of `as_of` (ISO day; None: all), merged over articles."""
    return view_of(Shelf(library, as_of, table))


def view_of(shelf: Shelf) -> View:
    """What a shelf holds, merged over articles, as people decided it."""
    found = view_as_read(shelf)
    return applied(found, shelf.library) if isinstance(shelf.library, Reviewed) else found


def view_as_read(shelf: Shelf) -> View:
    """What a shelf holds, merged over articles, without verdicts and corrections."""
    happened, agreed, claimed = events(shelf), agreements(shelf), claims(shelf)
    expected, held, tied, said = expectations(shelf), positions(shelf), relations(shelf), statements(shelf)
    facts = (*happened, *agreed, *claimed, *expected, *held)
    return View(
        as_of=shelf.as_of,
        articles=shelf.articles(),
        actors=actors(shelf, None if shelf.asked is None else _named(shelf, (*facts, *tied, *said))),
        statements=said,
        events=happened,
        agreements=agreed,
        positions=held,
        claims=claimed,
        expectations=expected,
        relations=tied,
        origins=origins(shelf, facts) if shelf.asked is None else (),  # of a part they are counted when they are asked for
    )


def _named(shelf: Shelf, found: Iterable[Item]) -> set[str]:
    """Items of the actors that were asked for, and of those that the merged records or people's corrections of them name."""
    named = set(shelf.asked.chosen.get("actors", ())) if shelf.asked else set[str]()
    if isinstance(shelf.library, Reviewed):
        named |= shelf.library.put_in(item.id for item in found)
    for item in found:
        named.update(_actors_in(item))
    return named


def _actors_in(record: Record) -> Iterator[str]:
    """The actors in the fields of a merged record, and in those of the terms, mandates and exchanges within it."""
    for field in record.__struct_fields__:
        value = getattr(record, field)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield from _actors_in(each)
            elif field in WHO and each is not None:
                yield each
