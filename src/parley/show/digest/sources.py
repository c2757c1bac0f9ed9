"""The numbered list of articles that a digest rests on: a number is given when an article is first cited."""

from __future__ import annotations

from collections.abc import Iterable

from parley.show.book import Book
from parley.show.days import in_words
from parley.show.digest.contents import Source
from parley.show.safe import one_line, web_address
from parley.show.wording import cut

_TITLE = 120  # characters of a headline
_MOST = 4  # sources behind one line; who wants all asks `parley show`


class Sources:
    """Hands out numbers."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._number: dict[str, int] = {}

    def cite(self, articles: Iterable[str]) -> tuple[int, ...]:
        """Numbers of up to four articles, each once, in the order given."""
        chosen = list(dict.fromkeys(articles))[:_MOST]
        return tuple(self._number.setdefault(article, len(self._number) + 1) for article in chosen)

    def listed(self) -> tuple[Source, ...]:
        """Every article that was cited, and those that they copy where these were cited too."""
        copies = self._book.library.copies(self._number)
        obtained = self._book.library.obtained(self._number)
        return tuple(
            self._source(article, number, obtained.get(article, ""), self._number.get(copies.get(article, "")))
            for article, number in self._number.items()
        )

    def _source(self, id: str, number: int, obtained: str, copy_of: int | None) -> Source:
        article = self._book.text_of[id]
        outlet, _, _ = self._book.source(id).rpartition(", ") if article.published else (self._book.source(id), "", "")
        title = article.title or article.text.strip().partition("\n")[0]
        return Source(
            number=number,
            outlet=one_line(outlet),
            title=cut(one_line(title), _TITLE),
            published=in_words(article.published) or "no date",
            url=web_address(article.url),
            accessed=in_words(obtained),
            copy_of=copy_of,
        )
