"""One line of a page: what it says, its sentence, who says it, who tells it, what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.ledger import KIND_OF
from parley.reason.merged import Evidence, Item, MergedClaim
from parley.show.book import Book
from parley.show.parts import Line
from parley.show.reviews import has_verdict, mark
from parley.show.show import said_by

_SPEAKERS = 2  # that a line names


@dataclass(frozen=True)
class Shown:
    """A line of the brief with what a page adds: `kind` in the singular, `told` ("3 outlets, 1 wire"), the quote's `language`.

    `state` is what people made of the item ("" where nobody looked at it); `item` is "" where the line is of an article alone.
    """

    line: Line
    item: str
    kind: str = ""
    language: str = ""
    said_by: str = ""
    told: str = ""
    state: str = ""
    reviewed: str = ""
    judged: bool = False


def shown(book: Book, line: Line, evidence: Evidence | None = None) -> Shown:
    """A line of the brief for a page; `evidence` where it is other than the item's newest."""
    item = book.item.get(line.item)
    language = book.text_of[line.article].language or "" if line.article else ""
    if item is None:
        return Shown(line, "", language=language, said_by=_speaker(book, evidence) if evidence else "")
    return Shown(
        line,
        item.id,
        kind=KIND_OF[item.id[0]].removesuffix("s"),
        language=language,
        said_by="" if isinstance(item, MergedClaim) else _speaker(book, evidence or _behind(line, item)),
        told=told(book, item),
        state=item.reviewed or "",
        reviewed=mark(item),
        judged=has_verdict(item),
    )


def _behind(line: Line, item: Item) -> Evidence | None:
    """The stretch that a line quotes."""
    return next((e for e in reversed(item.evidence) if e.article == line.article), None)


def _speaker(book: Book, evidence: Evidence | None) -> str:
    """Who says the words, "" where the article itself does."""
    if evidence is None:
        return ""
    names = list(said_by(book, evidence.article, [(evidence.start_char, evidence.end_char)]))
    return " and ".join(names[:_SPEAKERS])


def told(book: Book, item: Item) -> str:
    """How many outlets tell it, and how many on their own: "3 outlets, 1 wire", "2 outlets, both first hand"; "" of one article."""
    articles = {e.article for e in item.evidence}
    outlets = {book.text_of[article].publisher or article for article in articles}
    if len(articles) < 2:
        return ""
    many = book.shelf.asked is not None and len(articles) >= (book.shelf.asked.most or len(articles) + 1)
    said = ("at least " if many else "") + _count(len(outlets), "outlet")
    origins = book.independent(item)
    if origins is None or len(outlets) < 2:
        return f"{said}, {len(articles)} articles"
    if origins == len(outlets):
        return f"{said}, {'both' if origins == 2 else 'all'} first hand"
    copies = any(article in book.shelf.copy_of for article in articles)
    return f"{said}, {origins} {'wire' if copies and origins == 1 else 'first hand'}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def unreviewed(lines: Iterable[Shown]) -> tuple[int, int]:
    """How many items of the lines nobody has given a verdict on, and how many there are."""
    every = {line.item: line.judged for line in lines if line.item}
    return sum(not judged for judged in every.values()), len(every)
