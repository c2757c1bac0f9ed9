"""What exports share: the sentence behind a record, and who published it."""

from __future__ import annotations

from parley.reason.merged import Item
from parley.show import wording
from parley.show.book import Book
from parley.show.safe import one_line


def sentence_of(book: Book, item: Item) -> str:
    """The newest sentence that a record rests on, "" where it rests on none."""
    evidence = book.latest(item)
    return one_line(wording.sentence(book, evidence)) if evidence else ""


def articles_of(item: Item) -> list[str]:
    """Ids of the articles that tell it, each once."""
    return list(dict.fromkeys(e.article for e in item.evidence))


def publishers_of(book: Book, item: Item) -> list[str]:
    """Outlets that tell it, each once."""
    return list(dict.fromkeys(name for id in articles_of(item) if (name := book.text_of[id].publisher)))
