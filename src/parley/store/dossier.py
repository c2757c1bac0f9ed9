"""A dossier: one SQLite file that keeps articles and what was read out of them, append-only; every question takes a day.

`add` is one transaction and on the disk before it returns. Readers see the dossier as it was when they began; writers
wait for each other. Every method raises DossierError where the file cannot be used.
"""

from __future__ import annotations

import datetime
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from parley import __version__
from parley.errors import InputError
from parley.records import KINDS, Article, Mention, Place, Reading, Record, Timex, article_key
from parley.store.file import connect, explained
from parley.store.search import Hit, hit, query_of

LAST_DAY = "9999-12-31"
WORD_KINDS = ("mentions", "places", "timexes")  # records without an id
RECORD_KINDS = tuple(kind for kind in KINDS if kind not in WORD_KINDS)
_ARTICLE_COLUMNS = (
    "id, text, url, publisher, title, language, published, published_from, boilerplate, published_interval, published_reason"
)
_TYPES: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Reading)}
_DECODERS = {kind: msgspec.json.Decoder(_TYPES[kind].__args__[0]) for kind in RECORD_KINDS}
_ENCODE = msgspec.json.Encoder().encode


class _Words(msgspec.Struct):
    """The records of one article that have no id."""

    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]
    timexes: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of the dossier with the article that it was read in and its kind (a field of Reading)."""

    article: str
    kind: str
    record: Record


@dataclass(frozen=True, slots=True)
class Info:
    """What `info` says: how many articles and records (by kind) there are, and of which days."""

    path: str
    schema: int
    articles: int
    publishers: int
    first_published: str | None
    last_published: str | None
    last_added: str | None
    records: dict[str, int]


class Dossier:
    """An open dossier; `with Dossier.open(path) as dossier:` closes it. Not to be shared between threads."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self.path = connection, path

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """An existing dossier, brought to this version's schema where it is older."""
        return cls(connect(Path(path), create=False), Path(path))

    @classmethod
    def create(cls, path: str | Path) -> Self:
        """The dossier at `path`, made where there is none yet."""
        return cls(connect(Path(path), create=True), Path(path))

    def close(self) -> None:
        """Ends the connection; the last one folds the write-ahead log into the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, reading: Reading, *, now: datetime.datetime | None = None) -> bool:
        """Keeps a reading; False where its article is there already (then nothing changes). Durable before it returns.

        `now` is the time of adding (default: this moment). Raises InputError where another article has its id.
        """
        added = (now or datetime.datetime.now(datetime.UTC)).astimezone(datetime.UTC).isoformat(timespec="seconds")
        with explained(self.path), _transaction(self._connection):
            if self.same_as(reading.article) is not None:
                return False
            self._insert(reading, added)
        return True

    def _insert(self, reading: Reading, added: str) -> None:
        article = reading.article
        row = (
            article.id, article_key(article.text, article.url, article.publisher), article.published or added[:10], added,
            article.published, article.published_from, article.publisher, article.url, article.title, article.language,
            _ENCODE(article.boilerplate).decode(), article.text,
            _ENCODE(article.published_interval).decode(), article.published_reason,
        )  # fmt: skip
        sql = (
            "INSERT INTO articles (id, content, known, added, published, published_from, publisher, url, title, language, "
            "boilerplate, text, published_interval, published_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        place = self._connection.execute(sql, row).lastrowid
        words = _ENCODE({kind: getattr(reading, kind) for kind in WORD_KINDS}).decode()
        sql = "INSERT INTO readings (article, added, extractor, words) VALUES (?, ?, ?, ?)"
        number = self._connection.execute(sql, (place, added, __version__, words)).lastrowid
        records = (
            (number, kind, position, record.id, _ENCODE(record).decode())
            for kind in RECORD_KINDS
            for position, record in enumerate(getattr(reading, kind))
        )
        self._connection.executemany("INSERT INTO records (reading, kind, position, id, body) VALUES (?, ?, ?, ?, ?)", records)

    def has(self, article_id: str) -> bool:
        """Whether there is an article with this id."""
        with explained(self.path):
            return self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is not None

    def same_as(self, article: Article) -> str | None:
        """The id under which the same article (its words, address and publisher) is kept; None where it is not.

        Raises InputError where its id is taken by another.
        """
        key = article_key(article.text, article.url, article.publisher)
        with explained(self.path):
            row = self._connection.execute("SELECT id FROM articles WHERE content = ?", (key,)).fetchone()
        if row is not None:
            return str(row[0])
        if self.has(article.id):
            found = f"{self.path} has another article under this id (another text, address or publisher)"
            raise InputError(article.id, found, "Give this one an id of its own; a dossier does not replace what was read")
        return None

    def article(self, article_id: str) -> Article | None:
        """The article with this id, None where there is none."""
        with explained(self.path):
            row = self._connection.execute(f"SELECT {_ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()
        return None if row is None else _article(row)

    def articles(self, as_of: str | None = None) -> Iterator[Article]:
        """Articles known on a day (YYYY-MM-DD), by day of publication and id."""
        for place, _ in self._order(as_of):
            yield self._article_at(place)

    def readings(self, as_of: str | None = None) -> Iterator[Reading]:
        """Readings of the articles known on a day (YYYY-MM-DD), by day of publication and id."""
        for place, number in self._order(as_of):
            yield self._reading_at(place, number)

    def reading(self, article_id: str) -> Reading | None:
        """The reading of one article, None where there is none."""
        sql = "SELECT a.seq, max(r.seq) FROM articles a JOIN readings r ON r.article = a.seq WHERE a.id = ? GROUP BY a.seq"
        with explained(self.path):
            row = self._connection.execute(sql, (article_id,)).fetchone()
        return None if row is None else self._reading_at(*row)

    def _order(self, as_of: str | None) -> list[tuple[int, int]]:
        """Row of each article and of its newest reading. Since rows never change, what is read later fits what is listed here."""
        sql = (
            "SELECT a.seq, (SELECT max(r.seq) FROM readings r WHERE r.article = a.seq) FROM articles a "
            "WHERE a.known <= ? ORDER BY a.known, a.id"
        )
        with explained(self.path):
            return self._connection.execute(sql, (as_of or LAST_DAY,)).fetchall()

    def _article_at(self, place: int) -> Article:
        with explained(self.path):
            return _article(self._connection.execute(f"SELECT {_ARTICLE_COLUMNS} FROM articles WHERE seq = ?", (place,)).fetchone())

    def _reading_at(self, place: int, number: int) -> Reading:
        article = self._article_at(place)
        with explained(self.path):
            (words,) = self._connection.execute("SELECT words FROM readings WHERE seq = ?", (number,)).fetchone()
            sql = "SELECT kind, body FROM records WHERE reading = ? ORDER BY kind, position"
            rows = self._connection.execute(sql, (number,)).fetchall()
        found: dict[str, list[Any]] = {kind: [] for kind in RECORD_KINDS}
        for kind, body in rows:
            found[kind].append(_record(kind, body))
        kept: dict[str, Any] = {kind: tuple(records) for kind, records in found.items()}
        return Reading(article=article, **kept, **msgspec.structs.asdict(msgspec.json.decode(words, type=_Words)))

    def find(self, prefix: str) -> list[Kept]:
        """Records whose id begins with `prefix`, of the newest reading of each article; an article counts as kind "articles"."""
        upper = prefix + "\U0010ffff"
        sql = (
            "SELECT a.id, c.kind, c.body FROM records c JOIN readings r ON r.seq = c.reading JOIN articles a ON a.seq = r.article "
            "WHERE c.id >= ? AND c.id < ? AND r.seq = (SELECT max(seq) FROM readings WHERE article = a.seq) "
            "ORDER BY c.id, a.seq, c.kind, c.position"
        )
        with explained(self.path):
            ids = self._connection.execute(
                "SELECT seq FROM articles WHERE id >= ? AND id < ? ORDER BY id", (prefix, upper)
            ).fetchall()
            rows = self._connection.execute(sql, (prefix, upper)).fetchall()
        articles = [Kept(article.id, "articles", article) for article in (self._article_at(place) for (place,) in ids)]
        return articles + [Kept(article, kind, _record(kind, body)) for article, kind, body in rows]

    def search(self, words: str, as_of: str | None = None, limit: int = 20) -> list[Hit]:
        """Articles with all words and "quoted phrases" (`word*`: words that begin so), best first; case and accents count not."""
        query = query_of(words)
        mark = f"\ue000{secrets.token_hex(4)}\ue000"  # in no text; only where it stands comes out
        sql = (
            "SELECT a.seq FROM words JOIN articles a ON a.seq = words.rowid WHERE words MATCH ? AND a.known <= ? "
            "ORDER BY bm25(words, 2.0, 1.0), a.known DESC, a.id LIMIT ?"
        )
        # The texts are marked afterwards, so that only the articles within the limit are read
        marking = "SELECT highlight(words, 1, ?, ?) FROM words WHERE words MATCH ? AND rowid = ?"
        with explained(self.path):
            places = self._connection.execute(sql, (query, as_of or LAST_DAY, limit)).fetchall()
            marked = [self._connection.execute(marking, (mark, mark, query, place)).fetchone()[0] for (place,) in places]
        return [hit(self._article_at(place), text, mark) for (place,), text in zip(places, marked, strict=True)]

    def info(self) -> Info:
        """Counts and days."""
        sql = "SELECT count(*), count(DISTINCT publisher), min(published), max(published), max(added) FROM articles"
        newest = "SELECT max(seq) FROM readings GROUP BY article"
        with explained(self.path):
            articles, publishers, first, last, added = self._connection.execute(sql).fetchone()
            rows = self._connection.execute(
                f"SELECT kind, count(*) FROM records WHERE reading IN ({newest}) GROUP BY kind"
            ).fetchall()
            (schema,) = self._connection.execute("PRAGMA user_version").fetchone()
        counts = dict.fromkeys(RECORD_KINDS, 0) | dict(rows)
        return Info(str(self.path), schema, articles, publishers, first, last, added, counts)


def _article(row: tuple[Any, ...]) -> Article:
    """An article from the columns _ARTICLE_COLUMNS."""
    fields = dict(zip(_ARTICLE_COLUMNS.split(", "), row, strict=True))
    for name in ("boilerplate", "published_interval"):
        fields[name] = msgspec.json.decode(fields[name]) if fields[name] is not None else None
    return msgspec.convert(fields, Article)


def _record(kind: str, body: str) -> Record:
    record: Record = _DECODERS[kind].decode(body)
    return record


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. IMMEDIATE: waits for another writer now, and not when it is too late to."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
