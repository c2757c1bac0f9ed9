"""The whole dossier as of a day: a pure function of its readings."""

from __future__ import annotations

from collections.abc import Iterable

from parley.lexicon.links import Links
from parley.reason.agreements import agreements
from parley.reason.claims import claims
from parley.reason.events import events
from parley.reason.expectations import expectations
from parley.reason.merged import View
from parley.reason.origins import origins
from parley.reason.positions import positions
from parley.reason.relations import relations
from parley.reason.shelf import Shelf, in_order
from parley.reason.statements import statements
from parley.records import Reading


def newest(readings: Iterable[Reading]) -> str | None:
    """The day on which the newest article was published, None where no article has one."""
    return max((r.article.published[:10] for r in readings if r.article.published), default=None)


def view(readings: Iterable[Reading], as_of: str | None, links: Links) -> View:
    """What was known at the end of `as_of` (ISO day; None: the newest article's day), merged over articles."""
    every = tuple(readings)
    day = as_of or newest(every)
    shelf = Shelf(in_order(every, day), day, links)
    happened, agreed, claimed = events(shelf), agreements(shelf), claims(shelf)
    expected, held = expectations(shelf), positions(shelf)
    return View(
        as_of=day,
        articles=shelf.articles(),
        actors=shelf.actors,
        statements=statements(shelf),
        events=happened,
        agreements=agreed,
        positions=held,
        claims=claimed,
        expectations=expected,
        relations=relations(shelf),
        origins=origins(shelf, (*happened, *agreed, *claimed, *expected, *held)),
    )
