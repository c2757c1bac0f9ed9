"""Actors and items that a reviewer names by words, in a dossier of which only a part has been merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.errors import ParleyError
from parley.ledger import FIELD_OF, KIND_OF
from parley.reason.asserted import claims_of
from parley.reason.merged import Item
from parley.reason.shelf import Asked
from parley.reason.words import fold
from parley.show.book import Book, make_book
from parley.show.listing import Row, rows
from parley.store.dossier import Dossier

_ARTICLES = 20  # that are looked into for what is not in the book
_SHORTEST = 4  # characters from which a beginning may be an id


def actors_named(book: Book, dossier: Dossier, typed: str) -> list[tuple[str, str]]:
    """(id, name) of actors by id or its beginning, by name, else by a part of a name."""
    known = {actor.id: (actor.name, *actor.aliases) for actor in book.view.actors}
    if by_id := [id for id in known if len(typed) >= _SHORTEST and id.startswith(typed)]:
        return [(id, known[id][0]) for id in by_id]
    for names in (known, _actors_of(book, _articles(dossier, typed))):
        folded = fold(typed)
        exact = [id for id, mine in names.items() if folded in map(fold, mine)]
        part = [id for id, mine in names.items() if any(f" {folded} " in f" {fold(name)} " for name in mine)]
        if exact or part:
            return [(id, names[id][0]) for id in exact or part]
    return []


def _actors_of(book: Book, articles: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for article in articles:
        actors = book.reading(article).actors
        items = book.library.items_of((actor.id for actor in actors), "actors")
        for actor in actors:
            if actor.id in items:
                found[items[actor.id]] = (*found.get(items[actor.id], ()), actor.name, *actor.aliases)
    return found


def _articles(dossier: Dossier, words: str) -> list[str]:
    try:
        return [hit.article.id for hit in dossier.search(words, limit=_ARTICLES)]
    except ParleyError:  # nothing that can be looked for in them
        return []


def items_like(book: Book, dossier: Dossier, item: Item, typed: str, most: int) -> tuple[Book, Sequence[Row]]:
    """Other items of the same kind that have all of the words ("": the same actors), and the book that they are in."""
    kind = KIND_OF[item.id[0]]
    wanted = [other.id for other in getattr(book.view, kind)]
    for article in _articles(dossier, typed):
        reading = book.reading(article)
        records = [record.id for record in (claims_of(reading) if kind == "claims" else getattr(reading, FIELD_OF[kind]))]
        wanted += book.library.items_of(records, kind).values()
    _, found = book.library.find(typed) if len(typed) >= _SHORTEST else ((), ())
    by_id = set(book.library.items_of(found, kind).values())
    chosen = list(dict.fromkeys((*wanted, *by_id, item.id)))
    larger = make_book(book.title, book.library, book.view.as_of, wanted=lambda *_: Asked({kind: chosen}))
    every = rows(larger, kind)
    mine = next((row for row in every if row.item.id == item.id), None)
    others = [row for row in every if row.item.id != item.id]
    words = fold(typed).split()
    if not words:
        shared = {id(row): len({*row.actors} & {*(mine.actors if mine else ())}) for row in others}
        return larger, sorted((row for row in others if shared[id(row)]), key=lambda row: -shared[id(row)])[:most]
    return larger, [row for row in others if row.item.id in by_id or all(word in _said(row) for word in words)][:most]


def _said(row: Row) -> str:
    return fold(" ".join((row.who, row.what, row.when, row.state, *(e.text for e in row.item.evidence))))
