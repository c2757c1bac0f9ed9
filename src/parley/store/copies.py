"""Copies of whole dossiers: backups while in use, and what can be saved of a damaged file."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from parley.errors import DossierError, UsageError
from parley.ledger import Decision, Trace
from parley.store import check, file
from parley.store.database import Database, Row
from parley.store.rows import record_of
from parley.store.sqlite import SQLite

# Each with the column by which it is gone through, parents before children
TABLES = {
    "articles": "seq", "readings": "seq", "records": "reading", "linkings": "seq", "links": "seq", "sketches": "article",
    "settlements": "seq", "decisions": "seq",
}  # fmt: skip
_BATCH = 200  # numbers of rows asked for together
_BEYOND = 10_000  # numbers of rows tried, or a multiple, where the end of a table is damaged

Reader = Callable[[str, tuple[str, ...]], Iterator[Row]]


def backup(database: Database, target: Path) -> None:
    """A copy of a dossier as it is at this moment, in a new SQLite file; others may go on writing meanwhile."""
    if target.exists():
        raise UsageError(f"{target}: is there already. Name a new file for the copy")
    if not target.absolute().parent.is_dir():
        raise UsageError(f"{target}: its folder is not there. Make it first, or name another")
    with file.explained(str(target)):
        if isinstance(database, SQLite):
            file.copy(database.connection, target)
            return
        with database.snapshot():
            _build(target, lambda table, columns: _rows(database, table, columns))


def _build(target: Path, read: Reader) -> None:
    """A dossier of the rows that `read` gives; the file is there once it is whole."""
    half = target.with_name(f"{target.name}.part")
    half.unlink(missing_ok=True)
    try:
        with closing(SQLite(half, create=True)) as made:
            with made.write():
                for table in TABLES:
                    columns = tuple(name for _, name, *_ in made.rows(f"PRAGMA table_info({table})"))
                    made.insert(table, columns, read(table, columns), anew=False)
            check.repair(made)
            made.rows("PRAGMA journal_mode = DELETE")  # one file, and nothing beside it
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def _rows(database: Database, table: str, columns: tuple[str, ...]) -> Iterator[Row]:
    by = TABLES[table]
    ((last,),) = database.rows(f"SELECT coalesce(max({by}), 0) FROM {table}")
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {by} > :above AND {by} <= :to ORDER BY {by}"
    for above in range(0, last, _BATCH):
        yield from database.rows(sql, above=above, to=above + _BATCH)


def salvage(path: Path, target: Path) -> dict[str, int]:
    """What is readable of a damaged file, in a new one; how many rows of each table. The damaged file is not touched."""
    if target.exists():
        raise UsageError(f"{target}: is there already. Move it away; what is saved of {path.name} goes there")
    with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".parley-") as folder, file.explained(str(path)):
        copied = Path(folder) / path.name  # SQLite may write even to what it only reads
        for ending in ("", "-wal"):
            if path.with_name(path.name + ending).exists():
                shutil.copyfile(path.with_name(path.name + ending), copied.with_name(copied.name + ending))
        with closing(sqlite3.connect(copied)) as damaged:
            damaged.execute("PRAGMA writable_schema = ON")  # else SQLite reads nothing of a file that ends too early
            saved = _Saved(damaged)
            _build(target, saved.read)
    if not saved.counts["articles"]:
        target.unlink()
        raise DossierError(f"{path}: nothing of it can be read. Go back to your last copy of it")
    return saved.counts


class _Saved:
    """The rows of a damaged file that can be read and whose parents can be.

    What is lost but was pointed at is put in again as far as the rest tells: an empty reading, a linking of the newest reading.
    """

    def __init__(self, damaged: sqlite3.Connection) -> None:
        self._damaged = damaged
        self.counts = dict.fromkeys(TABLES, 0)
        self._kept: dict[str, set[object]] = {"articles": set(), "ids": set(), "readings": set(), "linkings": set()}
        self._reading: dict[object, object] = {}  # the newest reading of each article
        self._linked: set[object] = set()  # articles with a linking that counts

    def read(self, table: str, columns: tuple[str, ...]) -> Iterator[Row]:
        """The rows of a table."""
        there = {name for _, name, *_ in self._damaged.execute(f"PRAGMA table_info({table})")}
        if there:
            asked = ", ".join(name if name in there else f"NULL AS {name}" for name in columns)
            for row in self._each(f"SELECT {asked} FROM {table} WHERE {TABLES[table]} = ?", self._last(table)):
                yield from self._taken(table, columns, row)
        if table == "readings":
            yield from self._empty_readings(columns)
        if there and table == "linkings":
            for row in self._each("SELECT linking, article, known, is_current FROM links WHERE seq = ?", self._last("links")):
                yield from self._lost_linking(columns, *row)

    def _taken(self, table: str, columns: tuple[str, ...], row: Row) -> Iterator[Row]:
        held = dict(zip(columns, row, strict=True))
        if not self._has_parents(table, held) or not _is_whole(table, held):
            return
        if table in self._kept:
            self._kept[table].add(held["seq"])
        if table == "articles":
            self._kept["ids"].add(held["id"])
        elif table == "readings":
            self._reading[held["article"]] = held["seq"]
        elif table == "linkings" and held["is_current"]:
            self._linked.add(held["article"])
        self.counts[table] += 1
        yield row

    def _last(self, table: str) -> int:
        by = {"records": "readings", "sketches": "articles"}.get(table, table)
        try:
            return int(self._damaged.execute(f"SELECT max(seq) FROM {by}").fetchone()[0] or 0)
        except sqlite3.Error:
            return _BEYOND * (1 + max(map(len, self._kept.values())) // _BEYOND)

    def _each(self, sql: str, last: int) -> Iterator[Row]:
        for number in range(1, last + 1):
            try:
                yield from self._damaged.execute(sql, (number,)).fetchall()
            except (sqlite3.Error, UnicodeError):
                continue  # this one is lost

    def _has_parents(self, table: str, row: dict[str, object]) -> bool:
        if table == "settlements":
            return row["linking"] in self._kept["linkings"] and row["article"] in self._kept["ids"]
        parents = {"article": "articles", "reading": "readings", "linking": "linkings"}
        is_copy_of_lost = row.get("copy_of") is not None and row["copy_of"] not in self._kept["ids"]
        return not is_copy_of_lost and all(row[c] in self._kept[kept] for c, kept in parents.items() if c in row)

    def _empty_readings(self, columns: tuple[str, ...]) -> Iterator[Row]:
        first = max((n for n in self._kept["readings"] if isinstance(n, int)), default=0) + 1
        words = '{"mentions":[],"places":[],"timexes":[]}'
        for seq, article in enumerate(sorted(self._kept["articles"] - self._reading.keys(), key=str), first):
            self._kept["readings"].add(seq)
            self._reading[article] = seq
            made = {"seq": seq, "article": article, "added": "", "extractor": "lost", "words": words}
            yield tuple(made[name] for name in columns)

    def _lost_linking(self, columns: tuple[str, ...], linking: int, article: int, known: str, is_current: int) -> Iterator[Row]:
        if linking in self._kept["linkings"] or article not in self._reading or (is_current and article in self._linked):
            return
        self._kept["linkings"].add(linking)
        if is_current:
            self._linked.add(article)
        made = {"seq": linking, "reading": self._reading[article], "article": article, "known": known, "is_current": is_current}
        yield tuple(made.get(name) for name in columns)


def _is_whole(table: str, row: dict[str, Any]) -> bool:
    """Whether what a row holds is what it should be: a page that was overwritten may still be read."""
    try:
        if table == "articles":
            msgspec.json.decode(row["boilerplate"])
        elif table == "readings":
            msgspec.json.decode(row["words"])
        elif table == "records":
            record_of(row["kind"], row["body"])
        elif table == "links":
            msgspec.json.decode(row["trace"], type=Trace)
        elif table == "decisions":
            msgspec.json.decode(row["body"], type=Decision)
    except (msgspec.MsgspecError, KeyError, TypeError):
        return False
    return True
