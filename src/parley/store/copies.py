"""Copies of whole dossiers: backups while in use, and what can be saved of a damaged file."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from parley.errors import DossierError, UsageError
from parley.store import check, file
from parley.store.database import Database, Row
from parley.store.sqlite import SQLite

# Each with the column by which it is gone through, parents before children
TABLES = {
    "articles": "seq", "readings": "seq", "records": "reading", "linkings": "seq", "links": "seq", "sketches": "article",
    "settlements": "seq", "decisions": "seq",
}  # fmt: skip
_BATCH = 200  # numbers of rows asked for together
_BEYOND = 10_000  # numbers tried beyond the last that could be read, where the end of a table is damaged

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
            saved = _Saved(damaged)
            _build(target, saved.read)
    if not saved.counts["articles"]:
        target.unlink()
        raise DossierError(f"{path}: nothing of it can be read. Go back to your last copy of it")
    return saved.counts


class _Saved:
    """The rows of a damaged file that can be read and whose parents can be; articles without a reading get an empty one."""

    def __init__(self, damaged: sqlite3.Connection) -> None:
        self._damaged = damaged
        self.counts = dict.fromkeys(TABLES, 0)
        self._kept: dict[str, set[object]] = {"articles": set(), "ids": set(), "readings": set(), "linkings": set()}

    def read(self, table: str, columns: tuple[str, ...]) -> Iterator[Row]:
        """The rows of a table."""
        there = {name for _, name, *_ in self._damaged.execute(f"PRAGMA table_info({table})")}
        if not there:
            return
        asked = ", ".join(name if name in there else f"NULL AS {name}" for name in columns)
        read: set[object] = set()
        for row in self._each(f"SELECT {asked} FROM {table} WHERE {TABLES[table]} = ?", self._last(table)):
            held = dict(zip(columns, row, strict=True))
            if self._has_parents(table, held):
                self._remember(table, held)
                read.add(held.get("article"))
                self.counts[table] += 1
                yield row
        if table == "readings":
            yield from self._empty(columns, self._kept["articles"] - read)

    def _last(self, table: str) -> int:
        by = {"records": "readings", "sketches": "articles"}.get(table, table)
        try:
            (last,) = self._damaged.execute(f"SELECT max(seq) FROM {by}").fetchone()
        except sqlite3.Error:
            last = None
        kept = max((n for n in self._kept.get(by, ()) if isinstance(n, int)), default=0)
        return max(last or 0, kept) + (_BEYOND if last is None else 0)

    def _each(self, sql: str, last: int) -> Iterator[Row]:
        for number in range(1, last + 1):
            try:
                yield from self._damaged.execute(sql, (number,)).fetchall()
            except sqlite3.Error:
                continue  # this one is lost

    def _has_parents(self, table: str, row: dict[str, object]) -> bool:
        if table == "settlements":
            return row["linking"] in self._kept["linkings"] and row["article"] in self._kept["ids"]
        parents = {"article": "articles", "reading": "readings", "linking": "linkings"}
        is_copy_of_lost = row.get("copy_of") is not None and row["copy_of"] not in self._kept["ids"]
        return not is_copy_of_lost and all(row[c] in self._kept[kept] for c, kept in parents.items() if c in row)

    def _remember(self, table: str, row: dict[str, object]) -> None:
        if table in self._kept:
            self._kept[table].add(row["seq"])
        if table == "articles":
            self._kept["ids"].add(row["id"])

    def _empty(self, columns: tuple[str, ...], articles: set[object]) -> Iterator[Row]:
        first = max((n for n in self._kept["readings"] if isinstance(n, int)), default=0) + 1
        for seq, article in enumerate(sorted(articles, key=str), first):
            words = '{"mentions":[],"places":[],"timexes":[]}'
            made = {"seq": seq, "article": article, "added": "", "extractor": "lost", "words": words}
            yield tuple(made[name] for name in columns)
