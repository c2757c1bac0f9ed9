"""Parley from Python: `from parley import Dossier`. A dossier is opened, asked for records, and gives lists of them.

>>> from parley import Dossier
>>> with Dossier("demo.parley") as d:
...     sorted(d.name(position.actor) for position in d.positions(issue="talks with Malian jihadists"))
['Government of France', 'Government of Mali']
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from parley.errors import UsageError
from parley.reason.changes import changes
from parley.reason.merged import (
    Change,
    Item,
    MergedActor,
    MergedAgreement,
    MergedArticle,
    MergedClaim,
    MergedEvent,
    MergedExpectation,
    MergedPosition,
    MergedRelation,
    MergedStatement,
)
from parley.records import Reading, Record
from parley.show.book import Book, bring_up_to_date, everything, make_book
from parley.show.brief import WHOLE, make_brief
from parley.show.days import read_day
from parley.show.finding import who_in
from parley.show.listing import find_actors
from parley.show.parts import Brief
from parley.store.dossier import Dossier as Stored
from parley.store.search import Hit

if TYPE_CHECKING:
    import pandas

_NAMED = ("actor", "recipient", "mediator", "parties", "mediators", "asserted_by", "denied_by", "confirmed_by", "made_by",
          "subject", "object", "source_actor", "by", "to", "of")  # fmt: skip


class Records[R: Record](list[R]):
    """A list of records, with the book that knows the names of the actors in them."""

    def __init__(self, found: Iterator[R] | list[R], book: Book) -> None:
        super().__init__(found)
        self._book = book

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows: actors by name, evidence as its newest quotation, article, outlet and day; lists joined by "; "."""
        return [self._row(record) for record in self]

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a table. Raises UsageError where pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise UsageError(
                "to_pandas() needs pandas, which Parley does not bring along. Install it: pip install pandas"
            ) from None
        return pandas.DataFrame(self.rows())

    def _row(self, record: Record) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name in record.__struct_fields__:
            value = getattr(record, name)
            if name == "known":
                made["known_from"], made["known_to"] = value
            elif name not in {"evidence", "records"}:
                made[name] = self._cell(name, value)
        if isinstance(record, Item) and (evidence := self._book.latest(record)):
            article = self._book.text_of[evidence.article]
            told = len({each.article for each in record.evidence})
            made |= {"quote": evidence.text, "article": article.id, "publisher": article.publisher}
            made |= {"published": article.published, "url": article.url, "articles": told}
        return made

    def _cell(self, name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return "; ".join(str(self._cell(name, each)) for each in value)
        if isinstance(value, Record):
            said = {key: self._cell(key, each) for key, each in msgspec.structs.asdict(value).items() if key != "evidence"}
            return ", ".join(str(each) for each in said.values() if each not in {None, ""})
        return (self._book.name(value) or value) if name in _NAMED and isinstance(value, str) else value


class Dossier:
    """A dossier to read from: a file made by `parley add`, or "postgresql://user@host/database".

    Days (`as_of`, `since`) are written as on the command line: "2022-02-15", "2022-02", "today". `as_of` hides what became known
    later; lists take `since` (told after that day), `actor` (a name or the beginning of an id), and any field of their records:

    >>> with Dossier("demo.parley") as d:
    ...     [accord] = d.agreements(place="Niono")
    ...     accord.status, d.names(accord.parties), len(accord.terms)
    ('collapsed', 'Katiba Macina and hunters', 5)

    What a record says can be read in its article:

    >>> with Dossier("demo.parley") as d:
    ...     stage = d.agreements(place="Niono")[0].life[-1]
    ...     d.source(stage.evidence.article), stage.value
    ('Radio Delta, 6 Aug 2021', 'collapsed')
    """

    def __init__(self, where: str | Path) -> None:
        self._stored = Stored.open(where)
        self._title = Path(str(where)).name
        self._books: dict[tuple[str | None, str | None, str], Book] = {}
        bring_up_to_date(self._stored)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the dossier."""
        self._stored.close()

    def actors(self, **asked: Any) -> Records[MergedActor]:
        """Who says, does or undergoes, most mentioned first."""
        return self._records("actors", **asked)

    def statements(self, **asked: Any) -> Records[MergedStatement]:
        """Who said or thought what."""
        return self._records("statements", **asked)

    def events(self, **asked: Any) -> Records[MergedEvent]:
        """What happened, or was announced; PLOVER's types."""
        return self._records("events", **asked)

    def agreements(self, **asked: Any) -> Records[MergedAgreement]:
        """What was agreed, on what terms, and whether it holds."""
        return self._records("agreements", **asked)

    def positions(self, **asked: Any) -> Records[MergedPosition]:
        """Where each actor stands on each issue."""
        return self._records("positions", **asked)

    def claims(self, **asked: Any) -> Records[MergedClaim]:
        """What was put forward, and who denies or confirms it."""
        return self._records("claims", **asked)

    def expectations(self, **asked: Any) -> Records[MergedExpectation]:
        """What was said to come, and what became of it."""
        return self._records("expectations", **asked)

    def relations(self, **asked: Any) -> Records[MergedRelation]:
        """Lasting ties between actors."""
        return self._records("relations", **asked)

    def articles(self, as_of: str | None = None) -> Records[MergedArticle]:
        """The articles, oldest first, without their texts; `copy_of` says which repeats which."""
        book = self._book(as_of)
        return Records(list(book.view.articles), book)

    def article(self, id: str) -> Reading:
        """One article with its text and all that was read out of it. Raises UsageError where there is none."""
        reading = self._stored.library().reading(id)
        if reading is None:
            raise UsageError(f"no article with the id {id!r}")
        return reading

    def changes(self, since: str | None = None, as_of: str | None = None) -> Records[Change]:
        """What is new or different since a day (default: 30 days before `as_of`), most important first."""
        book = self._book(as_of, since)
        return Records(list(changes(book.before, book.view)), book)

    def brief(self, as_of: str | None = None, since: str | None = None) -> Brief:
        """The brief as sections of groups of lines: what `parley brief` prints."""
        return make_brief(self._book(as_of, since), WHOLE)

    def search(self, words: str, as_of: str | None = None, limit: int = 20) -> list[Hit]:
        """Articles that hold all of the words, best first."""
        return self._stored.search(words, read_day(as_of) if as_of else None, limit)

    def name(self, actor: str | None) -> str:
        """What an actor is called, "" where it is not known."""
        return self._book().name(actor)

    def names(self, actors: tuple[str, ...]) -> str:
        """Names joined by "and"."""
        return self._book().names(actors)

    def source(self, article: str) -> str:
        """Outlet and day of an article."""
        return self._book().source(article)

    def _book(self, as_of: str | None = None, since: str | None = None) -> Book:
        """The book of a day, worked out once as long as nothing is added."""
        key = (read_day(as_of) if as_of else None, read_day(since) if since else None, self._stored.state())
        if key not in self._books:
            self._books = {held: book for held, book in self._books.items() if held[2] == key[2]}
            with self._stored.snapshot():
                self._books[key] = make_book(self._title, self._stored.library(), key[0], key[1], everything)
                _ = self._books[key].view  # of this moment
        return self._books[key]

    def _records(
        self, kind: str, /, *, as_of: str | None = None, since: str | None = None, actor: str | None = None, **fields: Any
    ) -> Records[Any]:
        """Records of a kind that were told after `since`, that an actor is in, and whose fields have the values given."""
        book, after = self._book(as_of), read_day(since) if since else ""
        own = None if actor is None else _called(book, actor)
        found: list[Any] = []
        for item in getattr(book.view, kind):
            _check(item, fields)
            if any(getattr(item, field) != value for field, value in fields.items()):
                continue
            if (item.known[1] or "") > after or not after:
                if own is None or item.id in own or own & set(who_in(item)):
                    found.append(item)
        return Records(found, book)


def _called(book: Book, actor: str) -> set[str]:
    """Ids of the actors with an id that begins so, or that go by a name."""
    return {each.id for each in book.view.actors if each.id.startswith(actor)} or find_actors(book, actor)


def _check(item: Item, fields: dict[str, Any]) -> None:
    unknown = [field for field in fields if not hasattr(item, field)]
    if unknown:
        raise UsageError(f"no field {unknown[0]!r}; there are: {', '.join(item.__struct_fields__)}")


__all__ = ["Dossier", "Records"]
