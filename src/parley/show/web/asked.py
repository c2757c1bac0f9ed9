"""What the pages of lists have in common: looking in one moment of the dossier, pages of a long list, what stands above all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from parley.reason.changes import weight
from parley.reason.decisions.reviewed import reviewed
from parley.reason.merged import Evidence, Item, MergedEvent
from parley.reason.words import fold
from parley.show import wording
from parley.show.book import Book, newest_day
from parley.show.days import in_words
from parley.show.demo import notice
from parley.show.finding import Finder, Part
from parley.show.reviews import mark
from parley.show.web.cited import Cited
from parley.show.web.desks import Desks
from parley.show.web.lines import told
from parley.show.web.page import Days

PAGE = 50
_FEW = 5  # words that a quotation must add to its line to be shown beside it


@contextmanager
def looking(request: Request, days: Days) -> Iterator[Finder]:
    """What looks in the dossier as of the day that is asked for; all that it finds is of one moment."""
    desks: Desks = request.app.state.desks
    dossier = desks.dossier()
    with dossier.snapshot():
        library = reviewed(dossier.library())
        yield Finder(desks.title, library, days.as_of or newest_day(library), days.since)


def frame(book: Book, title: str, asked: Mapping[str, str] = {}, **more: Any) -> dict[str, Any]:
    """Values that every page of a list has: `asked` is what its form shows again."""
    return {
        "title": title,
        "as_of": book.view.as_of or "",
        "as_of_words": in_words(book.view.as_of, short=False),
        "notice": notice(book.view.articles),
        "cited": Cited(book),
        "asked": dict(asked),
        "saying": Saying(book),
        "charts": (),
        **more,
    }


@dataclass(frozen=True)
class Pages:
    """Links to the page before and after; "" where there is none. `first` is the number of the first line."""

    before: str
    after: str
    first: int


def pages(request: Request, skip: int, following: int | None, most: int = PAGE) -> Pages:
    """Links that keep everything else that was asked."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in {"cursor", "token"} and value]

    def link(at: int) -> str:
        asked = [*kept, *([("cursor", str(at))] if at else [])]
        return f"{request.url.path}?{urlencode(asked)}" if asked else request.url.path

    return Pages(link(max(0, skip - most)) if skip else "", link(following) if following is not None else "", skip + 1)


def part_pages(request: Request, part: Part, most: int = PAGE) -> Pages:
    """The same for a part."""
    return pages(request, part.skip, part.following, most)


class Saying:
    """Items in words, for templates."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def name(self, actor: str | None) -> str:
        """An actor's name."""
        return self._book.name(actor)

    def quote(self, evidence: Evidence | None, width: int = 320) -> str:
        """The sentence around a stretch."""
        return wording.cut(wording.telling(self._book, evidence), width) if evidence else ""

    def adds(self, text: str, evidence: Evidence | None) -> Evidence | None:
        """The stretch, None where its sentence says hardly more than the text beside it."""
        said = set(fold(text).split())
        return evidence if evidence and sum(word not in said for word in fold(self.quote(evidence)).split()) > _FEW else None

    def latest(self, item: Item) -> Evidence | None:
        """The newest stretch."""
        return self._book.latest(item)

    def language(self, evidence: Evidence | None) -> str:
        """The language of the article that a stretch is of."""
        return (self._book.text_of[evidence.article].language or "") if evidence else ""

    def source(self, article: str) -> str:
        """Outlet and day."""
        return self._book.source(article)

    def told(self, item: Item) -> str:
        """How many outlets tell it."""
        return told(self._book, item)

    def reviewed(self, item: Item) -> str:
        """What people decided about it."""
        return mark(item)

    def event(self, item: MergedEvent) -> str:
        """An event in words, without who and when."""
        return wording.capital(wording.EVENT[item.event_type]) + (f" ({wording.AUX[item.aux]})" if item.aux else "")


def by_weight(events: Any) -> list[MergedEvent]:
    """Events, the weightiest first."""
    return sorted(events, key=weight, reverse=True)
