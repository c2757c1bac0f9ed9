"""A dossier: articles, what was read out of them and what linking and people made of it, append-only; every question takes a day.

`add` is one transaction and on the disk before it returns. Readers see the dossier as it was when they began; writers
wait for each other. Every method raises DossierError where the file or the server cannot be used.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from parley import __version__
from parley.errors import InputError
from parley.ledger import Decision, Linked, Memory
from parley.records import Article, Reading, Record, article_key
from parley.store.connect import connect
from parley.store.database import ALL, Database
from parley.store.library import StoredLibrary
from parley.store.links import check_linked, insert_linked, supersede
from parley.store.memory import HIGHEST, LAST_DAY, Readings, StoredMemory
from parley.store.rows import (
    ARTICLE_COLUMNS,
    RECORD_KINDS,
    article_at,
    article_of,
    insert_article,
    insert_reading,
    known_day,
    reading_at,
    record_of,
)
from parley.store.search import Hit, hit, terms_of

_BEST = 2000  # articles with the words, among which others are looked for: nobody reads on to the 2001st
LinkReading = Callable[[Reading, Memory], Linked]


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
    """An open dossier; `with Dossier.open(where) as dossier:` closes it. Not to be shared between threads.

    `where` is a file or "postgresql://user@host/database"; `name` is that without a password.
    """

    def __init__(self, database: Database) -> None:
        self.database, self.name = database, database.name
        self._readings = Readings(database)
        self._memory, self._library = StoredMemory(database, self._readings), StoredLibrary(database, self._readings)

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """An existing dossier, brought to this version's schema where it is older."""
        return cls(connect(where, create=False))

    @classmethod
    def create(cls, where: str | Path) -> Self:
        """The dossier at `where`, made where there is none yet."""
        return cls(connect(where, create=True))

    def close(self) -> None:
        """Ends the connection."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def library(self) -> StoredLibrary:
        """What questions ask."""
        return self._library

    def snapshot(self) -> AbstractContextManager[None]:
        """Within it, every question sees the dossier as it was at its beginning, whoever adds to it meanwhile."""
        return self.database.snapshot()

    def add(self, reading: Reading, link: LinkReading | None = None, *, now: datetime.datetime | None = None) -> bool:
        """Keeps a reading; False where its article is there already (then nothing changes). Durable before it returns.

        `link` is called once no other writer can come between: what it reads is what its links are added to. `now` is the time
        of adding (default: this moment). Raises InputError where another article has its id.
        """
        with self.database.write():
            if self.same_as(reading.article) is not None:
                return False
            added = _time(now)
            linked = self._linked(reading, link)
            article = insert_article(self.database, reading.article, added)
            number = insert_reading(self.database, article, reading, added)
            if linked is not None:
                insert_linked(self.database, article, number, known_day(reading.article, added), linked)
        return True

    def reread(self, reading: Reading, link: LinkReading | None = None, *, now: datetime.datetime | None = None) -> bool:
        """A newer reading of an article that is there; its links and settlements take the place of those of the older.

        False where the newest reading says the same; it is linked anew all the same, and kept where another version made it. Raises
        InputError where there is no such article, or another text under its id.
        """
        id = reading.article.id
        with self.database.write():
            row = self.database.row("SELECT seq, known FROM articles WHERE id = :id", id=id)
            if row is None or self.same_as(reading.article) != id:
                raise InputError(id, f"{self.name} does not have this article", "Add it first: parley add")
            reading = msgspec.structs.replace(reading, article=article_at(self.database, row[0]))
            ((newest,),) = self.database.rows("SELECT max(seq) FROM readings WHERE article = :article", article=row[0])
            is_new = reading_at(self.database, row[0], newest) != reading
            is_ours = self.database.row("SELECT 1 FROM readings WHERE seq = :seq AND extractor = :v", seq=newest, v=__version__)
            supersede(self.database, row[0])
            linked = self._linked(reading, link)
            number = insert_reading(self.database, row[0], reading, _time(now)) if is_new or not is_ours else newest
            if linked is not None:
                insert_linked(self.database, row[0], number, row[1], linked)
        return is_new

    def _linked(self, reading: Reading, link: LinkReading | None) -> Linked | None:
        if link is None:
            return None
        linked = link(reading, self._memory)
        check_linked(reading.article.id, linked)
        return linked

    def unlinked(self, most: int | None = None) -> list[str]:
        """Articles whose newest reading has not been linked (added by an older version, or without `link`), in order of day."""
        sql = (
            "SELECT a.id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM linkings l WHERE l.article = a.seq AND l.is_current = 1) "
            "ORDER BY a.known, a.id LIMIT :most"
        )
        return [id for (id,) in self.database.rows(sql, most=ALL if most is None else most)]

    def decide(self, decision: Decision) -> bool:
        """Keeps what a person decided; False where it is there already."""
        with self.database.write():
            if self.database.row("SELECT 1 FROM decisions WHERE id = :id", id=decision.id):
                return False
            row = (self.database.next("decisions"), decision.id, decision.item, msgspec.json.encode(decision).decode())
            self.database.insert("decisions", ("seq", "id", "item", "body"), [row])
        return True

    def has(self, article_id: str) -> bool:
        """Whether there is an article with this id."""
        return self.database.row("SELECT 1 FROM articles WHERE id = :id", id=article_id) is not None

    def same_as(self, article: Article) -> str | None:
        """The id under which the same article (its words, address and publisher) is kept; None where it is not.

        Raises InputError where its id is taken by another.
        """
        key = article_key(article.text, article.url, article.publisher)
        row = self.database.row("SELECT id FROM articles WHERE content = :key", key=key)
        if row is not None:
            return str(row[0])
        if self.has(article.id):
            found = f"{self.name} has another article under this id (another text, address or publisher)"
            raise InputError(article.id, found, "Give this one an id of its own; a dossier does not replace what was read")
        return None

    def article(self, article_id: str) -> Article | None:
        """The article with this id, None where there is none."""
        row = self.database.row(f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM articles WHERE id = :id", id=article_id)
        return None if row is None else article_of(row)

    def articles(self, as_of: str | None = None) -> Iterator[Article]:
        """Articles known on a day (YYYY-MM-DD), by day of publication and id."""
        for place, _ in self._order(as_of):
            yield article_at(self.database, place)

    def readings(self, as_of: str | None = None) -> Iterator[Reading]:
        """Readings of the articles known on a day (YYYY-MM-DD), by day of publication and id."""
        for place, number in self._order(as_of):
            yield reading_at(self.database, place, number)

    def reading(self, article_id: str) -> Reading | None:
        """The newest reading of one article, None where there is none."""
        return self._readings.reading(article_id)

    def _order(self, as_of: str | None) -> list[tuple[int, int]]:
        """Row of each article and of its newest reading. Since rows never change, what is read later fits what is listed here."""
        sql = (
            "SELECT a.seq, (SELECT max(r.seq) FROM readings r WHERE r.article = a.seq) FROM articles a "
            "WHERE a.known <= :as_of ORDER BY a.known, a.id"
        )
        return [(place, number) for place, number in self.database.rows(sql, as_of=as_of or LAST_DAY)]

    def find(self, prefix: str) -> list[Kept]:
        """Records whose id begins with `prefix`, of the newest reading of each article; an article counts as kind "articles"."""
        sql = (
            "SELECT a.id, c.kind, c.body FROM records c JOIN readings r ON r.seq = c.reading JOIN articles a ON a.seq = r.article "
            "WHERE c.id >= :first AND c.id < :last AND r.seq = (SELECT max(seq) FROM readings WHERE article = a.seq) "
            "ORDER BY c.id, a.seq, c.kind, c.position"
        )
        ids = "SELECT seq FROM articles WHERE id >= :first AND id < :last ORDER BY id"
        span = {"first": prefix, "last": prefix + HIGHEST}
        articles = [article_at(self.database, seq) for (seq,) in self.database.rows(ids, **span)]
        found = [Kept(article.id, "articles", article) for article in articles]
        return found + [Kept(article, kind, record_of(kind, body)) for article, kind, body in self.database.rows(sql, **span)]

    def state(self) -> str:
        """What changes whenever anything is added, linked or decided, and with nothing else."""
        tables = ("articles", "readings", "linkings", "decisions")
        found = self.database.row(f"SELECT {', '.join(f'(SELECT coalesce(max(seq), 0) FROM {each})' for each in tables)}")
        return "-".join(map(str, found or ()))

    def search_within(self, words: str, as_of: str | None, within: Callable[[str], bool], skip: int, most: int) -> list[Hit]:
        """As `search`, of the best articles those whose id is `within`, without the first `skip`."""
        terms = terms_of(words)
        mark = f"\ue000{secrets.token_hex(4)}\ue000"
        places = self.database.matching(terms, as_of or LAST_DAY, _BEST)
        ids = self.database.rows_per("SELECT id FROM articles WHERE seq = :each", places, "bigint")
        kept = [place for place, rows in zip(places, ids, strict=True) if within(rows[0][0])][skip : skip + most]
        return [hit(article_at(self.database, place), self.database.marked(place, terms, mark), mark) for place in kept]

    def search(self, words: str, as_of: str | None = None, limit: int = 20) -> list[Hit]:
        """Articles with all words and "quoted phrases" (`word*`: words that begin so), best first; case and accents count not."""
        terms = terms_of(words)
        mark = f"\ue000{secrets.token_hex(4)}\ue000"  # in no text; only where it stands comes out
        # The texts are marked afterwards, so that only the articles within the limit are read
        places = self.database.matching(terms, as_of or LAST_DAY, limit)
        return [hit(article_at(self.database, place), self.database.marked(place, terms, mark), mark) for place in places]

    def info(self) -> Info:
        """Counts and days."""
        sql = "SELECT count(*), count(DISTINCT publisher), min(published), max(published), max(added) FROM articles"
        kinds = "SELECT kind, count(*) FROM records WHERE reading IN (SELECT max(seq) FROM readings GROUP BY article) GROUP BY kind"
        ((articles, publishers, first, last, added),) = self.database.rows(sql)
        counts = dict.fromkeys(RECORD_KINDS, 0) | dict(self.database.rows(kinds))
        return Info(self.name, self.database.schema_number(), articles, publishers, first, last, added, counts)


def _time(now: datetime.datetime | None) -> str:
    return (now or datetime.datetime.now(datetime.UTC)).astimezone(datetime.UTC).isoformat(timespec="seconds")
