"""The records of one kind that fit what is asked, a page at a time: the rest of the dossier is not read.

Candidates come newest first; they are merged a chunk at a time until the page is full. What an actor is in is looked for in the
latest articles that name the actor. Misses what an actor is in when only older articles tell it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from parley.errors import UsageError
from parley.ledger import FIELD_OF, KIND_OF, Library, LinkKind
from parley.reason.decisions.reviewed import reviewed
from parley.reason.merged import Item, MergedActor
from parley.reason.shelf import Asked
from parley.reason.view import WHO
from parley.reason.words import fold
from parley.records import Actor
from parley.show.book import Book, make_book
from parley.store.dossier import Dossier

LINKS = 4  # records of one item that a list reads: first, latest, and those that changed it
OF_ACTOR = 1  # of an actor: each is another article, and first and latest say what it is called
WHOLE = 200  # of an item that has a page to itself
_ARTICLES = 150  # the latest of an actor, in which what it is in is looked for
_LOOKED = 120  # candidates that one page looks at before it says where to go on
_CHUNK = 50
_NAMED = 12  # articles with a name in them that are searched for its bearer
_ID = re.compile(r"a[0-9a-f]{3,16}")

Fits = Callable[[Book, Item], bool]


def everyone(book: Book, item: Item) -> bool:
    """Every item fits."""
    return True


@dataclass(frozen=True)
class Wish:
    """Items of `kind` that `fits`, with one of `actors` in them (None: any), told after the day `after`; the weightiest first?

    `values`: one of which a record of a fitting item has (status, direction ...). `rejected`: those too that a person rejected.
    """

    kind: LinkKind
    actors: frozenset[str] | None = None
    fits: Fits = everyone
    after: str | None = None
    by_weight: bool = False
    values: tuple[str, ...] = ()
    rejected: bool = False


@dataclass(frozen=True)
class Part:
    """One page of items, with the book that names what is in them; `following` is where the next page begins, None at the end."""

    book: Book
    items: tuple[Item, ...]
    skip: int = 0
    following: int | None = None


@dataclass(frozen=True)
class Finder:
    """Looks in one moment of a dossier, as of a day."""

    title: str
    library: Library
    as_of: str | None = None
    since: str | None = None
    _articles: dict[frozenset[str], list[str]] = field(default_factory=dict)

    def book(self, chosen: dict[LinkKind, Sequence[str]], most: int | None = LINKS, beside: tuple[str, ...] = ()) -> Book:
        """A book of some items, and of articles `beside`."""
        return make_book(self.title, self.library, self.as_of, self.since, lambda *_: Asked(chosen, most, beside))

    def one(self, kind: LinkKind, id: str) -> tuple[Book, Item] | None:
        """The item with an id, whole, and its book."""
        book = self.book({kind: [id]}, WHOLE)
        found = book.item.get(id)
        return (book, found) if found is not None else None

    def part(self, wish: Wish, skip: int = 0, most: int = 50) -> Part:
        """The page of items that begins at candidate `skip`."""
        ids = self._candidates(wish, skip + max(_LOOKED, most) + 1)
        kept: list[str] = []
        books: list[Book] = []
        at, end = skip, min(len(ids), skip + max(_LOOKED, most))
        while at < end and len(kept) < most:
            chunk = ids[at : min(end, at + max(_CHUNK, most - len(kept)))]
            books.append(book := self._of_kind(wish.kind, chunk))
            for id in chunk:
                at += 1
                item = book.item.get(id)
                if item is not None and (wish.rejected or item.reviewed != "rejected") and _fits(wish, book, item):
                    kept.append(id)
                    if len(kept) == most:
                        break
        book = books[0] if len(books) == 1 else self._of_kind(wish.kind, kept)
        found = (book.item.get(id) for id in kept)
        return Part(book, tuple(item for item in found if item is not None), skip, at if at < len(ids) else None)

    def _of_kind(self, kind: LinkKind, ids: Sequence[str]) -> Book:
        return self.book({kind: ids}, OF_ACTOR if kind == "actors" else LINKS)

    def _candidates(self, wish: Wish, most: int) -> Sequence[str]:
        if wish.actors is not None and wish.kind != "actors":
            return self.told_in(wish.kind, self.articles_of(wish.actors), wish.actors)[:most]
        ask = self.library.items
        found = ask(wish.kind, self.as_of, after=wish.after, most=most, by_weight=wish.by_weight, values=wish.values)
        if not wish.values:
            return found
        decided = (id for id in reviewed(self.library).ruling.of if KIND_OF.get(id[:1]) == wish.kind)  # it may be corrected
        return list(dict.fromkeys((*decided, *found)))

    def told_in(self, kind: LinkKind, articles: Iterable[str], actors: frozenset[str]) -> list[str]:
        """Items of the records of some articles that one of the actors is in, in the articles' order."""
        records: list[str] = []
        for id in articles:
            reading = self.library.reading(id)
            if reading is None:
                continue
            item = self.library.items_of([actor.id for actor in reading.actors], "actors")
            own = {actor for actor, held in item.items() if held in actors}
            records += [each.id for each in getattr(reading, FIELD_OF[kind]) if own & set(who_in(each))]
        item = self.library.items_of(records, kind)
        return list(dict.fromkeys(item[record] for record in records if record in item))

    def articles_of(self, actors: Iterable[str]) -> list[str]:
        """The latest articles that name one of the actors, latest first."""
        wanted = frozenset(actors)
        if wanted not in self._articles:
            links = sorted(self.library.links("actors", wanted, self.as_of, _ARTICLES), key=lambda link: link.known, reverse=True)
            self._articles[wanted] = list(dict.fromkeys(link.article for link in links))[:_ARTICLES]
        return self._articles[wanted]


def who_in(record: object) -> Iterator[str]:
    """Actors of a record, merged or not."""
    for name in WHO:
        value = getattr(record, name, None)
        yield from (value,) if isinstance(value, str) else value or ()


def _fits(wish: Wish, book: Book, item: Item) -> bool:
    if wish.actors is not None:
        is_in = item.id in wish.actors if isinstance(item, MergedActor) else bool(wish.actors & set(who_in(item)))
        return is_in and wish.fits(book, item)
    return wish.fits(book, item)


def actors_called(dossier: Dossier, said: str, as_of: str | None) -> frozenset[str]:
    """Items of the actors with an id that begins so, or that go by the name: the whole of it, else a part.

    A name is looked for in the articles that hold its words best. Raises UsageError where there is none.
    """
    library, said = reviewed(dossier.library()), said.strip()
    if _ID.fullmatch(said):
        found = frozenset(library.items_of(library.find(said)[1], "actors").values())
        if found:
            return found
    folded = fold(said)
    exact: set[str] = set()
    partly: set[str] = set()
    for actor in _named(dossier, folded, as_of):
        names = [fold(name) for name in (actor.name, *actor.aliases)]
        if folded in names:
            exact.add(actor.id)
        elif any(f" {folded} " in f" {name} " for name in names):
            partly.add(actor.id)
    items = frozenset(library.items_of(exact or partly, "actors").values())
    if not items:
        raise UsageError(f"no actor goes by {said!r}; the page Actors lists those that are known")
    return items


def _named(dossier: Dossier, folded: str, as_of: str | None) -> Iterator[Actor]:
    """Actors of the articles that have all words of a name; of the latest articles where none has (a name that we gave)."""
    if not folded:
        return
    ids = [hit.article.id for hit in dossier.search(folded, as_of, _NAMED)]
    for id in ids or dossier.library().recent(as_of, most=_NAMED):
        if reading := dossier.library().reading(id):
            yield from reading.actors
