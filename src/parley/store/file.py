"""The SQLite file under a dossier: opening, telling it from other files, migrations, and what SQLite's errors mean to a person."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from parley.errors import DossierError
from parley.store import database

APPLICATION_ID = 0x50524C59  # "PRLY", in the file's header: tells a dossier from any other SQLite file


@cache
def migrations() -> tuple[str, ...]:
    """The scripts of schema/sqlite, first to last: script n leads from schema n-1 to n."""
    scripts = sorted(files("parley.store").joinpath("schema/sqlite").iterdir(), key=lambda script: script.name)
    return tuple(script.read_text(encoding="utf8") for script in scripts if script.name.endswith(".sql"))


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turns SQLite's errors into a DossierError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise DossierError(f"{name}: {explanation(error)}") from error


def explanation(error: sqlite3.Error) -> str:
    """What an error of SQLite's means, and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code; what stands above it says more than people need
    known = {
        sqlite3.SQLITE_NOTADB: "this is not a dossier. Name a file that 'parley add' made, or a new one",
        sqlite3.SQLITE_BUSY: "another program is writing to the dossier. Wait until it is done, then run the same command again",
        sqlite3.SQLITE_LOCKED: "another program is writing to the dossier. Wait until it is done, then run the same command again",
        sqlite3.SQLITE_READONLY: "the dossier or its folder may not be written to. Change its permissions, or work on a copy",
        sqlite3.SQLITE_CANTOPEN: "the file cannot be opened. Check that its folder exists and may be written to",
        sqlite3.SQLITE_FULL: "the disk is full. What was reported as added is safe; make room, then run the same command again",
        sqlite3.SQLITE_IOERR: "the disk cannot be written to or read from. What was reported as added is safe; make room or "
        "check the disk, then run the same command again",
        sqlite3.SQLITE_CORRUPT: "the file is damaged. Go back to your last copy of it; without one, 'parley check DOSSIER "
        "--repair' saves what is readable into a new file",
        sqlite3.SQLITE_PERM: "you may not open the file. Change its permissions",
    }
    return known.get(code, f"SQLite says: {error}")


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection to a dossier whose schema is this version's. Raises DossierError where there is none to be had."""
    if path.is_dir():
        raise DossierError(f"{path}: this is a folder, not a dossier. Name a file, such as {path.resolve().name}.parley")
    if not create and not path.exists():
        raise DossierError(f"{path}: no such dossier. 'parley add {path} INPUT...' makes one")
    with explained(str(path)):
        return _connect(path, create=create)


def _connect(path: Path, *, create: bool) -> sqlite3.Connection:
    try:
        connection = _opened(f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}")
        _prepare(connection, path, create=create)
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if create or code not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} or not path.is_file():
            raise
        # A folder that may not be written to: nobody writes to the file meanwhile, so it can be read without the lock files
        connection = _opened(f"{path.absolute().as_uri()}?immutable=1")
        if _check(connection, path) < len(migrations()):
            connection.close()
            raise DossierError(
                f"{path}: the dossier was made by an older version of Parley, and its folder may not be written to. "
                "Copy the file to a folder of yours and open it there"
            ) from error
    return connection


def _opened(uri: str) -> sqlite3.Connection:
    # check_same_thread: one connection belongs to one Dossier, which is not shared between threads without a lock of theirs
    connection = sqlite3.connect(uri, uri=True, timeout=database.PATIENCE, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # with WAL: a commit is on the disk before it returns
    return connection


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _is_blank(connection: sqlite3.Connection) -> bool:
    """A file of 0 bytes, or one whose making was cut short: no table, no version."""
    return not _number(connection, "user_version") and not connection.execute("SELECT 1 FROM sqlite_schema").fetchone()


def _check(connection: sqlite3.Connection, path: Path) -> int:
    """The file's schema number. Raises DossierError where it is not a dossier or newer than this version."""
    version = _number(connection, "user_version")
    if _number(connection, "application_id") != APPLICATION_ID:
        raise DossierError(f"{path}: this is not a dossier (a database of another program). Name a file that 'parley add' made")
    if version > len(migrations()):
        raise DossierError(
            f"{path}: the dossier has schema {version}, this version of Parley knows up to {len(migrations())}. "
            "Update Parley: 'pip install --upgrade parley-peace'"
        )
    return version


def _prepare(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Makes a blank file a dossier where asked to, and leads an older one to this version's schema, keeping a copy of it."""
    if create and _is_blank(connection):
        connection.execute("PRAGMA journal_mode = WAL")
    elif _check(connection, path) == len(migrations()):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = 0 if _is_blank(connection) else _check(connection, path)  # another process may have been quicker
        if 0 < version < len(migrations()):
            kept = _keep(path, version)
            _note(f"{path}: brought from schema {version} to {len(migrations())}; as it was: {kept}")
        for script in migrations()[version:]:
            for statement in statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations())}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _note(message: str) -> None:
    print(f"parley: {message}", file=sys.stderr, flush=True)  # noqa: T201  (whichever command it was, a person should know)


def _keep(path: Path, version: int) -> Path:
    """A copy of the file beside it, as it is before it changes; under a name that is free."""
    kept, number = path.with_name(f"{path.name}.schema{version}.backup"), 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.schema{version}.backup{number}")
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=database.PATIENCE)
    try:
        copy(source, kept)
    finally:
        source.close()
    return kept


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Copies a database as it is at one moment; the file is there once all of it is on the disk. Raises sqlite3.Error, OSError."""
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        made = sqlite3.connect(half)
        try:
            source.backup(made)  # with SQLite's own synchronous writes
            made.execute("PRAGMA journal_mode = DELETE")  # one file, and nothing beside it
        finally:
            made.close()
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def statements(script: str) -> Iterator[str]:
    """The statements of a script (`executescript` would commit between them)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
