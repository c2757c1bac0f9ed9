"""A dossier opened at a day: its view, the names in it, and the short ids by which a person asks for more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from textwrap import shorten
from urllib.parse import urlsplit

from parley.lexicon.links import load_links
from parley.reason.merged import Evidence, Item, MergedActor, MergedArticle, Origin, View, items
from parley.reason.view import newest, view
from parley.records import KINDS, Article, Reading
from parley.show.days import days_before, in_words

SINCE = 30  # days: what "changed" looks back on where nobody says otherwise
_HEADLINE = 30  # characters of a headline that stands for an outlet
_SHORTEST = 4  # characters of a short id


@dataclass(frozen=True)
class Book:
    """`view` is the dossier on `view.as_of`, `before` the same on `since`; `asked` whether the day was the user's choice."""

    title: str
    readings: tuple[Reading, ...]
    view: View
    since: str | None
    asked: bool
    language: str = "en"

    @cached_property
    def before(self) -> View:
        """The dossier on the day that changes are counted from; empty where there is no such day."""
        return view(self.readings if self.since else (), self.since, load_links(self.language))

    @cached_property
    def article(self) -> dict[str, MergedArticle]:
        """Articles of the view by id."""
        return {article.id: article for article in self.view.articles}

    @cached_property
    def text_of(self) -> dict[str, Article]:
        """Articles with their text by id."""
        return {reading.article.id: reading.article for reading in self.readings}

    @cached_property
    def actor(self) -> dict[str, MergedActor]:
        """Actors of the view by id."""
        return {actor.id: actor for actor in self.view.actors}

    @cached_property
    def item(self) -> dict[str, Item]:
        """Every item of the view by its id."""
        return {item.id: item for item in items(self.view)}

    @cached_property
    def holder(self) -> dict[str, Item]:
        """For the id of any record, the item that it was merged into."""
        return {record: item for item in items(self.view) for record in item.records}

    @cached_property
    def origin(self) -> dict[str, Origin]:
        """Origins by the id of the item."""
        return {origin.item: origin for origin in self.view.origins}

    @cached_property
    def _ids(self) -> list[str]:
        """Ids of all records in the whole dossier, so that a short id stays good whatever day is asked for."""
        kinds = (getattr(reading, kind) for reading in self.readings for kind in KINDS)
        return sorted({record.id for record in chain.from_iterable(kinds) if hasattr(record, "id")})

    def short(self, id: str) -> str:
        """The shortest beginning of an id, of four characters or more, that no record of another item has."""
        at = bisect_left(self._ids, id)
        neighbours = [other for other in self._ids[max(0, at - 1) : at + 2] if other != id]
        for length in range(_SHORTEST, len(id)):
            if not any(other.startswith(id[:length]) for other in neighbours):
                return id[:length]
        return id

    def name(self, actor: str | None) -> str:
        """What an actor is called, "" where it is not known."""
        return self.actor[actor].name if actor in self.actor else ""

    def names(self, actors: Iterable[str]) -> str:
        """Names joined by "and"."""
        found = [name for actor in actors if (name := self.name(actor))]
        return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)

    def source(self, article: str) -> str:
        """Outlet and day: "Radio Delta, 6 Aug 2021"; where no outlet is known, the web site, else the headline."""
        found = self.text_of[article]
        headline = found.title or found.text.strip().partition("\n")[0]
        outlet = found.publisher or _site(found.url) or f"“{shorten(headline, _HEADLINE, placeholder='…')}”"
        return ", ".join(part for part in (outlet, in_words(found.published)) if part)

    def latest(self, item: Item) -> Evidence | None:
        """The newest evidence of an item; a copy of a wire story only where there is nothing else."""
        copied = [e for e in item.evidence if e.article in self.article and self.article[e.article].copy_of]
        own = [e for e in item.evidence if e not in copied]
        return next(reversed(own or item.evidence), None)

    def others(self, item: Item) -> int:
        """How many further articles tell the same."""
        return max(0, len({e.article for e in item.evidence}) - 1)


def _site(url: str | None) -> str:
    """The host of an address, "" where there is none or it is malformed."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def make_book(title: str, readings: Iterable[Reading], as_of: str | None = None, since: str | None = None) -> Book:
    """A book of readings as of a day (default: the newest article's), with changes since a day (default: 30 days earlier)."""
    every = tuple(readings)
    day = as_of or newest(every)
    since = since or (days_before(day, SINCE) if day else None)
    return Book(title, every, view(every, day, load_links("en")), since, as_of is not None)


def open_book(path: Path, as_of: str | None = None, since: str | None = None) -> Book:
    """The book of a dossier file. Raises DossierError where it cannot be opened."""
    from parley.store.dossier import Dossier

    with Dossier.open(path) as dossier:
        return make_book(path.name, dossier.readings(), as_of, since)
