"""A dossier opened at a day: its view, the names in it, and the short ids by which a person asks for more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from parley.ledger import Library
from parley.lexicon.links import load_links
from parley.reason.decisions.reviewed import reviewed, with_named
from parley.reason.merged import (
    Evidence,
    Item,
    MergedActor,
    MergedArticle,
    MergedRelation,
    MergedStatement,
    View,
    items,
    standing,
)
from parley.reason.origins import independent
from parley.reason.shelf import Asked, Shelf
from parley.reason.view import desk_of, view_of
from parley.records import Article, Reading
from parley.show.days import days_before, in_words

if TYPE_CHECKING:
    from parley.store.dossier import Dossier

SINCE = 30  # days: what "changed" looks back on where nobody says otherwise
_HEADLINE = 30  # characters of a headline that stands for an outlet
_SHORTEST = 4  # characters of a short id


class _Texts(dict[str, Article]):
    """Articles by id, read when they are asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __missing__(self, id: str) -> Article:
        reading = self._library.reading(id)
        if reading is None:
            raise KeyError(id)
        self[id] = reading.article
        return reading.article


@dataclass(frozen=True)
class Book:
    """What was asked of a library on a day: `shelf` has it; changes count from `since`; `asked`: the day was the user's choice."""

    title: str
    shelf: Shelf
    since: str | None
    asked: bool
    language: str = "en"

    @property
    def library(self) -> Library:
        """The dossier."""
        return self.shelf.library

    @cached_property
    def view(self) -> View:
        """The dossier on the day, as far as it was asked for."""
        return view_of(self.shelf)

    def with_view(self, view: View) -> Book:
        """The same book with another view of what its shelf holds."""
        made = replace(self)
        made.__dict__["view"] = view
        return made

    @cached_property
    def standing(self) -> View:
        """The view without what people rejected."""
        return standing(self.view)

    @cached_property
    def before(self) -> View:
        """The same on the day that changes are counted from; empty where there is no such day."""
        return view_of(self.shelf.earlier(self.since) if self.since else replace(self.shelf, asked=Asked({})))

    @cached_property
    def article(self) -> dict[str, MergedArticle]:
        """Articles of the view by id."""
        return {article.id: article for article in self.view.articles}

    @cached_property
    def text_of(self) -> dict[str, Article]:
        """Articles with their text by id, those of the whole dossier."""
        return _Texts(self.library)

    def reading(self, article: str) -> Reading:
        """The reading of an article that the dossier has."""
        found = self.library.reading(article)
        if found is None:
            raise KeyError(article)
        return found

    @cached_property
    def actor(self) -> dict[str, MergedActor]:
        """Actors of the view by id."""
        return {actor.id: actor for actor in self.view.actors}

    @cached_property
    def item(self) -> dict[str, Item]:
        """Every item of the view by its id."""
        return {item.id: item for item in items(self.view)}

    def independent(self, item: Item) -> int | None:
        """How many outlets have a fact on their own word; None for what is no fact (actors, statements, ties) or lacks evidence."""
        if isinstance(item, MergedActor | MergedStatement | MergedRelation) or not item.evidence:
            return None
        if item.id not in self._independent:
            self._independent[item.id] = independent(self.shelf, item.evidence)
        return self._independent[item.id]

    @cached_property
    def _independent(self) -> dict[str, int]:
        return {origin.item: origin.independent for origin in self.view.origins}

    def short(self, id: str) -> str:
        """The shortest beginning of an id, of four characters or more, that no other record of the whole dossier has."""
        neighbours = self.library.neighbours(id)
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


Wanted = Callable[[Library, str | None, str | None], Asked | None]


def everything(library: Library, as_of: str | None, since: str | None) -> Asked | None:
    """All items."""
    return None


def make_book(
    title: str, library: Library, as_of: str | None = None, since: str | None = None, wanted: Wanted = everything
) -> Book:
    """A book of a library as of a day (default: the newest article's), with changes since a day (default: 30 days earlier).

    `wanted` says which items are to be looked at.
    """
    library = reviewed(library)
    day = as_of or newest_day(library)
    since = since or (days_before(day, SINCE) if day else None)
    shelf = Shelf(library, day, load_links("en"), with_named(wanted(library, day, since), library, day))
    return Book(title, shelf, since, as_of is not None)


def newest_day(library: Library) -> str | None:
    """The day on which the newest article was published, None where no article has one."""
    newest = next(iter(library.recent(None, most=1)), None)
    found = library.reading(newest) if newest else None
    return found.article.published[:10] if found and found.article.published else None


def book_of(title: str, readings: Iterable[Reading], as_of: str | None = None, since: str | None = None) -> Book:
    """A book of readings that lie in no file."""
    return make_book(title, desk_of(readings, load_links("en")), as_of, since)


@contextmanager
def open_book(dossier: Path, as_of: str | None = None, since: str | None = None, wanted: Wanted = everything) -> Iterator[Book]:
    """The book of a dossier file. Raises DossierError where it cannot be opened."""
    from parley.store.dossier import Dossier

    with Dossier.open(dossier) as opened:
        bring_up_to_date(opened)
        with opened.snapshot():
            yield make_book(dossier.name, opened.library(), as_of, since, wanted)


def bring_up_to_date(dossier: Dossier) -> None:
    """Links what an older version added without links."""
    from parley.keep import link_all
    from parley.show.progress import with_progress

    if waiting := len(dossier.unlinked()):
        for _ in with_progress(link_all(dossier), "linking what an older version read", waiting):
            pass
