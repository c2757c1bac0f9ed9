"""What the dossier asks of a database, with SQL that SQLite and PostgreSQL both take; where they differ, a method says it.

Parameters are written `:name`. Every method raises DossierError where the database cannot be used.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import msgspec

Row = tuple[Any, ...]
Type = Literal["text", "bigint"]
ALL = 2**62  # rows: LIMIT for "no limit" in both
PATIENCE = 30.0  # seconds to wait for another writer; one transaction takes milliseconds


def listed(values: Iterable[object]) -> str:
    """Values as one parameter, for `Database.each`."""
    return msgspec.json.encode(list(values)).decode()


class Database(ABC):
    """A connection to a dossier whose schema is this version's. `name` is what messages call it: never with a password."""

    name: str

    def __init__(self, name: str) -> None:
        self.name = name
        self._is_busy = False  # within `write` or `snapshot`

    @abstractmethod
    def rows(self, sql: str, **values: object) -> list[Row]:
        """All rows that a statement gives."""

    def row(self, sql: str, **values: object) -> Row | None:
        """The first row, None where there is none."""
        found = self.rows(sql, **values)
        return found[0] if found else None

    @abstractmethod
    def rows_per(self, sql: str, values: Sequence[object], of: Type, **others: object) -> list[list[Row]]:
        """Rows of a query for each of many values of `:each`; the query's own ORDER BY and LIMIT hold for each."""

    @abstractmethod
    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row], *, anew: bool = True) -> None:
        """Many rows at once; `anew=False` passes over those whose key is there already."""

    @abstractmethod
    def delete(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """The rows that have these values."""

    @abstractmethod
    def each(self, name: str, of: Type = "text") -> str:
        """A subquery that gives the values of the parameter `name`, made by `listed`."""

    @abstractmethod
    def index_words(self, article: int, title: str | None, text: str) -> None:
        """Makes an article's words findable, where the database does not do so by itself."""

    @abstractmethod
    def with_beginnings(self, beginnings: Sequence[str], after: str, before: str, most: int) -> list[list[int]]:
        """For each beginning of a word: articles that have one, known between the days; at most `most`, the latest added first."""

    @abstractmethod
    def matching(self, terms: Sequence[tuple[str, bool]], as_of: str, most: int) -> list[int]:
        """Articles with all terms (words or a phrase; True: the last word may go on), best first."""

    @abstractmethod
    def marked(self, article: int, terms: Sequence[tuple[str, bool]], mark: str) -> str:
        """The text of an article with `mark` on either side of each match."""

    def next(self, table: str) -> int:
        """The number of the next row; only within `write`."""
        found = self.row(f"SELECT coalesce(max(seq), 0) + 1 FROM {table}")
        return int(found[0]) if found else 1

    @contextmanager
    def write(self) -> Iterator[None]:
        """All or nothing, and on the disk at the end. Waits for other writers first: what is read within is what they left."""
        if self._is_busy:
            raise RuntimeError("a write cannot begin within a write or a snapshot")
        with self._within(self._begin_write):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read within is as it was at the beginning, whoever writes meanwhile."""
        if self._is_busy:
            yield
            return
        with self._within(self._begin_read):
            yield

    @contextmanager
    def _within(self, begin: Any) -> Iterator[None]:
        self._is_busy = True
        try:
            begin()
            try:
                yield
            except BaseException:
                self._rollback()
                raise
            self._commit()
        finally:
            self._is_busy = False

    @abstractmethod
    def _begin_write(self) -> None: ...

    @abstractmethod
    def _begin_read(self) -> None: ...

    @abstractmethod
    def _commit(self) -> None:
        """Ends the transaction; where that fails, nothing of it remains."""

    @abstractmethod
    def _rollback(self) -> None:
        """Ends the transaction without a trace; never raises."""

    @abstractmethod
    def schema_number(self) -> int:
        """The number of the schema."""

    @abstractmethod
    def damage(self) -> list[str]:
        """What is broken below the rows: pages, indexes, rows that point at rows that are not there."""

    @abstractmethod
    def words_fit(self) -> bool:
        """Whether the search index holds the words of the articles."""

    @abstractmethod
    def remake_words(self) -> None:
        """Makes the search index anew; within `write`."""

    @abstractmethod
    def close(self) -> None:
        """Ends the connection."""
