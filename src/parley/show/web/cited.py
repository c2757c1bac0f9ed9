"""Sources of a page, numbered in the order in which they are cited, with the day on which they were looked at."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from parley.show.book import Book
from parley.show.days import in_words


@dataclass(frozen=True)
class Source:
    """An article in a list of sources; `link` is its address where that is one of the web."""

    number: int
    article: str
    title: str
    outlet: str
    published: str
    link: str | None


class Cited:
    """Numbers for articles as a template cites them; `sources` once the page is made."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._numbers: dict[str, int] = {}
        self.accessed = in_words(datetime.datetime.now(datetime.UTC).date().isoformat())

    def number(self, article: str) -> int:
        """The number of an article, the next one where it has none yet."""
        return self._numbers.setdefault(article, len(self._numbers) + 1)

    @property
    def sources(self) -> list[Source]:
        """What was cited, in order."""
        return [self._source(number, article) for article, number in self._numbers.items()]

    def _source(self, number: int, id: str) -> Source:
        article = self._book.text_of[id]
        return Source(
            number,
            id,
            title_of(article.title, article.text),
            article.publisher or "Publisher not known",
            in_words(article.published, short=False),
            safe_link(article.url),
        )


def title_of(title: str | None, text: str) -> str:
    """An article's headline: its title, else its first line."""
    return title or text.strip().partition("\n")[0]


def safe_link(url: str | None) -> str | None:
    """An address that a link may lead to: of the web, and nothing that a browser would run."""
    return url if (url or "").lower().startswith(("http://", "https://")) else None
