"""A dossier in an SQLite file: WAL, so that readers go on while one writes, and FTS5 for words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from parley.errors import DossierError
from parley.store.database import Database, Row, Type
from parley.store.file import connect, explained, explanation


class SQLite(Database):
    """The file at `path`."""

    def __init__(self, path: Path, *, create: bool) -> None:
        super().__init__(str(path))
        self.path = path
        self.connection = connect(path, create=create)

    def rows(self, sql: str, **values: object) -> list[Row]:
        """As Database has it."""
        with explained(self.name):
            return self.connection.execute(sql, values).fetchall()

    def rows_per(self, sql: str, values: Sequence[object], of: Type, **others: object) -> list[list[Row]]:
        """As Database has it."""
        with explained(self.name):
            return [self.connection.execute(sql, {"each": value, **others}).fetchall() for value in values]

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row], *, anew: bool = True) -> None:
        """As Database has it."""
        places = ", ".join("?" * len(columns))
        with explained(self.name):
            sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})" + ("" if anew else " ON CONFLICT DO NOTHING")
            self.connection.executemany(sql, rows)

    def delete(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """As Database has it."""
        with explained(self.name):
            self.connection.executemany(f"DELETE FROM {table} WHERE {' AND '.join(f'{c} = ?' for c in columns)}", rows)

    def each(self, name: str, of: Type = "text") -> str:
        """As Database has it."""
        return f"SELECT value FROM json_each(:{name})"

    def index_words(self, article: int, title: str | None, text: str) -> None:
        """A trigger does it."""

    def with_beginnings(self, beginnings: Sequence[str], after: str, before: str, most: int) -> list[list[int]]:
        """As Database has it. The days are turned into a stretch of rows first, within which alone FTS5 then looks."""
        window = "SELECT min(seq), max(seq) FROM articles WHERE known > :after AND known < :before"
        first, last = self.rows(window, after=after, before=before)[0]
        if first is None:
            return [[] for _ in beginnings]
        sql = (
            "SELECT a.seq FROM words JOIN articles a ON a.seq = words.rowid WHERE words MATCH :each "
            "AND words.rowid BETWEEN :first AND :last AND a.known > :after AND a.known < :before "
            "ORDER BY words.rowid DESC LIMIT :most"
        )
        queries = [f"text : {_quoted(beginning)} *" for beginning in beginnings]
        found = self.rows_per(sql, queries, "text", first=first, last=last, after=after, before=before, most=most)
        return [[seq for (seq,) in rows] for rows in found]

    def matching(self, terms: Sequence[tuple[str, bool]], as_of: str, most: int) -> list[int]:
        """As Database has it."""
        sql = (
            "SELECT a.seq FROM words JOIN articles a ON a.seq = words.rowid WHERE words MATCH :query AND a.known <= :as_of "
            "ORDER BY bm25(words, 2.0, 1.0), a.known DESC, a.id LIMIT :most"
        )
        return [seq for (seq,) in self.rows(sql, query=_query(terms), as_of=as_of, most=most)]

    def marked(self, article: int, terms: Sequence[tuple[str, bool]], mark: str) -> str:
        """As Database has it."""
        sql = "SELECT highlight(words, 1, :mark, :mark) FROM words WHERE words MATCH :query AND rowid = :article"
        return str(self.rows(sql, mark=mark, query=_query(terms), article=article)[0][0])

    def schema_number(self) -> int:
        """As Database has it."""
        return int(self.rows("PRAGMA user_version")[0][0])

    def damage(self) -> list[str]:
        """As Database has it."""
        with explained(self.name):
            try:
                found = [said for (said,) in self.connection.execute("PRAGMA integrity_check(20)") if said != "ok"]
                found += [f"{table}: a row points at one of {other} that is not there" for table, _, other, _ in _strays(self)]
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                found = [str(error)]
        return found

    def words_fit(self) -> bool:
        """As Database has it."""
        try:
            with self.write():
                self.connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT:
                return False
            raise DossierError(f"{self.name}: {explanation(error)}") from error
        return True

    def remake_words(self) -> None:
        """As Database has it."""
        self.rows("INSERT INTO words (words) VALUES ('rebuild')")

    def close(self) -> None:
        """Ends the connection; the last one folds the write-ahead log into the file."""
        self.connection.close()

    def _begin_write(self) -> None:
        self.rows("BEGIN IMMEDIATE")  # waits for another writer now, and not when it is too late to

    def _begin_read(self) -> None:
        self.rows("BEGIN")
        self.rows("SELECT 1 FROM readings LIMIT 1")  # what is seen is fixed by the first question and not by BEGIN

    def _commit(self) -> None:
        try:
            self.rows("COMMIT")
        except BaseException:
            self._rollback()
            raise

    def _rollback(self) -> None:
        if self.connection.in_transaction:
            self.connection.rollback()


def _strays(database: SQLite) -> list[Row]:
    return database.rows("PRAGMA foreign_key_check")


def _quoted(term: str) -> str:
    return '"' + term.replace('"', " ") + '"'


def _query(terms: Sequence[tuple[str, bool]]) -> str:
    return " AND ".join(_quoted(term) + ("*" if goes_on else "") for term, goes_on in terms)
