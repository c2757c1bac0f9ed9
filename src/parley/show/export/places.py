"""Where an event or agreement was: the place of that name in the articles that tell it, with its coordinates."""

from __future__ import annotations

from parley.reason.merged import MergedAgreement, MergedEvent
from parley.reason.words import fold
from parley.records import Place
from parley.show.book import Book


def place_of(book: Book, item: MergedEvent | MergedAgreement) -> Place | None:
    """The place with coordinates, None where none of the articles gives any. Misses places that a text only describes."""
    if not item.place:
        return None
    wanted = fold(item.place)
    for article in dict.fromkeys(e.article for e in item.evidence):
        for place in book.reading(article).places:
            if place.lat is not None and place.lon is not None and fold(place.name) == wanted:
                return place
    return None
