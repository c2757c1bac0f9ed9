"""Readings <-> rows: how an article and what was read out of it lie in the tables."""

from __future__ import annotations

from typing import Any

import msgspec

from parley import __version__
from parley.records import KINDS, Article, Mention, Place, Reading, Record, Timex, article_key
from parley.store.database import Database, Row

WORD_KINDS = ("mentions", "places", "timexes")  # records without an id
RECORD_KINDS = tuple(kind for kind in KINDS if kind not in WORD_KINDS)
ARTICLE_COLUMNS = (
    "id", "text", "url", "publisher", "title", "language", "published", "published_from", "boilerplate", "published_interval",
    "published_reason",
)  # fmt: skip
_TYPES: dict[str, Any] = {field.name: field.type for field in msgspec.structs.fields(Reading)}
_LISTS = {kind: msgspec.json.Decoder(_TYPES[kind]) for kind in RECORD_KINDS}
_DECODERS = {kind: msgspec.json.Decoder(_TYPES[kind].__args__[0]) for kind in RECORD_KINDS}
_ENCODE = msgspec.json.Encoder().encode


class _Words(msgspec.Struct):
    """The records of one article that have no id."""

    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]
    timexes: tuple[Timex, ...]


def known_day(article: Article, added: str) -> str:
    """The day from which "as of" sees an article: of publication, or of adding where that is not known."""
    return article.published or added[:10]


def insert_article(database: Database, article: Article, added: str) -> int:
    """Its row's number."""
    seq = database.next("articles")
    columns = ("seq", "content", "known", "added", *ARTICLE_COLUMNS)
    fields = msgspec.structs.asdict(article)
    for name in ("boilerplate", "published_interval"):
        fields[name] = _ENCODE(fields[name]).decode()
    content = article_key(article.text, article.url, article.publisher)
    row = (seq, content, known_day(article, added), added, *(fields[name] for name in ARTICLE_COLUMNS))
    database.insert("articles", columns, [row])
    database.index_words(seq, article.title, article.text)
    return seq


def insert_reading(database: Database, article: int, reading: Reading, added: str) -> int:
    """Its row's number."""
    seq = database.next("readings")
    words = _ENCODE({kind: getattr(reading, kind) for kind in WORD_KINDS}).decode()
    database.insert("readings", ("seq", "article", "added", "extractor", "words"), [(seq, article, added, __version__, words)])
    records = (
        (seq, kind, position, record.id, _ENCODE(record).decode())
        for kind in RECORD_KINDS
        for position, record in enumerate(getattr(reading, kind))
    )
    database.insert("records", ("reading", "kind", "position", "id", "body"), records)
    return seq


def article_at(database: Database, seq: int) -> Article:
    """The article of a row."""
    (row,) = database.rows(f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM articles WHERE seq = :seq", seq=seq)
    return article_of(row)


def article_of(row: Row) -> Article:
    """An article from the columns ARTICLE_COLUMNS."""
    fields = dict(zip(ARTICLE_COLUMNS, row, strict=True))
    for name in ("boilerplate", "published_interval"):
        fields[name] = msgspec.json.decode(fields[name]) if fields[name] is not None else None
    return msgspec.convert(fields, Article)


def record_of(kind: str, body: str) -> Record:
    """A record from its JSON."""
    record: Record = _DECODERS[kind].decode(body)
    return record


def reading_at(database: Database, article: int, seq: int) -> Reading:
    """The reading of a row and its article's."""
    ((words,),) = database.rows("SELECT words FROM readings WHERE seq = :seq", seq=seq)
    rows = database.rows("SELECT kind, body FROM records WHERE reading = :seq ORDER BY kind, position", seq=seq)
    found: dict[str, list[str]] = {kind: [] for kind in RECORD_KINDS}
    for kind, body in rows:
        found[kind].append(body)
    kept: dict[str, Any] = {kind: _LISTS[kind].decode(f"[{','.join(bodies)}]") for kind, bodies in found.items()}
    others = msgspec.structs.asdict(msgspec.json.decode(words, type=_Words))
    return Reading(article=article_at(database, article), **kept, **others)
