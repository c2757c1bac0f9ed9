"""A dossier in a PostgreSQL database, for a team: the same SQL, tables in a schema of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import msgspec
from pg8000.native import PreparedStatement

from parley.store import tokens
from parley.store.database import Database, Row, Type, listed
from parley.store.server import Address, close, connect, explained

_WRITING = 0x50524C59  # "PRLY": the lock that writers hold, one for each schema
_BATCH = 2_000  # rows to a statement: some MB of JSON at most


class Postgres(Database):
    """The dossier at an address."""

    def __init__(self, address: Address, *, create: bool) -> None:
        super().__init__(address.name)
        self.connection = connect(address, create=create)
        self._prepared: dict[str, PreparedStatement] = {}

    def rows(self, sql: str, **values: object) -> list[Row]:
        """As Database has it. Statements are prepared once: they are few, and asked over and over."""
        with explained(self.name):
            if not values:
                return _tuples(self.connection.run(sql))
            if sql not in self._prepared:
                self._prepared[sql] = self.connection.prepare(sql)
            return _tuples(self._prepared[sql].run(**values))

    def rows_per(self, sql: str, values: Sequence[object], of: Type, **others: object) -> list[list[Row]]:
        """As Database has it."""
        if not values:
            return []
        inner = sql.replace(":each", f"CAST(q.value AS {of})")
        every = (
            "SELECT q.n, s.* FROM json_array_elements_text(CAST(:all_of AS json)) WITH ORDINALITY q (value, n) "
            f"CROSS JOIN LATERAL ({inner}) s"
        )
        found: list[list[Row]] = [[] for _ in values]
        for number, *row in self.rows(every, all_of=listed(values), **others):
            found[number - 1].append(tuple(row))
        return found

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row], *, anew: bool = True) -> None:
        """As Database has it."""
        names = ", ".join(columns)
        sql = (
            f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(CAST(NULL AS {table}), CAST(:rows AS json))"
        )
        for batch in _batches(columns, rows):
            self.rows(sql + ("" if anew else " ON CONFLICT DO NOTHING"), rows=batch)

    def delete(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """As Database has it."""
        same = " AND ".join(f"t.{column} = r.{column}" for column in columns)
        sql = f"DELETE FROM {table} t USING json_populate_recordset(CAST(NULL AS {table}), CAST(:rows AS json)) r WHERE {same}"
        for batch in _batches(columns, rows):
            self.rows(sql, rows=batch)

    def each(self, name: str, of: Type = "text") -> str:
        """As Database has it."""
        return f"SELECT CAST(value AS {of}) FROM json_array_elements_text(CAST(:{name} AS json)) AS listed (value)"

    def index_words(self, article: int, title: str | None, text: str) -> None:
        """As Database has it."""
        sql = "INSERT INTO words (article, tokens) VALUES (:article, CAST(:tokens AS tsvector))"
        self.rows(sql, article=article, tokens=tokens.vector(title, text))

    def with_beginnings(self, beginnings: Sequence[str], after: str, before: str, most: int) -> list[list[int]]:
        """As Database has it."""
        sql = (
            "SELECT a.seq FROM words w JOIN articles a ON a.seq = w.article WHERE w.tokens @@ CAST(:each AS tsquery) "
            "AND a.known > :after AND a.known < :before ORDER BY a.seq DESC LIMIT :most"
        )
        queries = [tokens.beginning(word) for word in beginnings]
        found = self.rows_per(sql, queries, "text", after=after, before=before, most=most)
        return [[seq for (seq,) in rows] for rows in found]

    def matching(self, terms: Sequence[tuple[str, bool]], as_of: str, most: int) -> list[int]:
        """As Database has it. Weights as in SQLite: a word of a title counts twice."""
        sql = (
            "SELECT a.seq FROM words w JOIN articles a ON a.seq = w.article WHERE w.tokens @@ CAST(:query AS tsquery) "
            "AND a.known <= :as_of ORDER BY ts_rank('{0.5, 0.5, 0.5, 1.0}', w.tokens, CAST(:query AS tsquery), 1) DESC, "
            "a.known DESC, a.id LIMIT :most"
        )
        return [seq for (seq,) in self.rows(sql, query=tokens.query(terms), as_of=as_of, most=most)]

    def marked(self, article: int, terms: Sequence[tuple[str, bool]], mark: str) -> str:
        """As Database has it."""
        ((text,),) = self.rows("SELECT text FROM articles WHERE seq = :article", article=article)
        return tokens.marked(text, terms, mark)

    def schema_number(self) -> int:
        """As Database has it."""
        return int(self.rows("SELECT schema FROM dossier")[0][0])

    def damage(self) -> list[str]:
        """The server sees to that itself."""
        return []

    def words_fit(self) -> bool:
        """As Database has it."""
        if self.row("SELECT (SELECT count(*) FROM words) = (SELECT count(*) FROM articles)") != (True,):
            return False
        sql = "SELECT 1 FROM words WHERE article = :article AND tokens = CAST(:tokens AS tsvector)"
        return all(self.row(sql, article=seq, tokens=tokens.vector(title, text)) for seq, title, text in self._texts())

    def remake_words(self) -> None:
        """As Database has it."""
        self.rows("DELETE FROM words")
        for seq, title, text in self._texts():
            self.index_words(seq, title, text)

    def _texts(self) -> Iterator[tuple[int, str | None, str]]:
        last, sql = 0, "SELECT seq, title, text FROM articles WHERE seq > :last ORDER BY seq LIMIT 100"
        while rows := self.rows(sql, last=last):
            yield from ((seq, title, text) for seq, title, text in rows)
            last = rows[-1][0]

    def close(self) -> None:
        """Ends the connection."""
        close(self.connection)

    def _begin_write(self) -> None:
        self.rows("START TRANSACTION ISOLATION LEVEL READ COMMITTED")  # so that each statement sees what the last writer left
        try:
            self.rows("SELECT pg_advisory_xact_lock(:lock, hashtext(current_schema()))", lock=_WRITING)
        except BaseException:
            self._rollback()
            raise

    def _begin_read(self) -> None:
        self.rows("START TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self.rows("SELECT 1 FROM readings LIMIT 1")  # what is seen is fixed by the first question and not by START

    def _commit(self) -> None:
        self.rows("COMMIT")

    def _rollback(self) -> None:
        with suppress(Exception):  # the connection is gone, and the transaction with it: what led here is told
            self.connection.run("ROLLBACK")


def _tuples(rows: list[list[Any]] | None) -> list[Row]:
    return [tuple(row) for row in rows or ()]


def _batches(columns: Sequence[str], rows: Iterable[Row]) -> Iterable[str]:
    """Rows as JSON arrays of objects, which the server turns back into rows of a table."""
    batch: list[dict[str, object]] = []
    for row in rows:
        batch.append({c: f"\\x{v.hex()}" if isinstance(v, bytes) else v for c, v in zip(columns, row, strict=True)})
        if len(batch) == _BATCH:
            yield msgspec.json.encode(batch).decode()
            batch = []
    if batch:
        yield msgspec.json.encode(batch).decode()
