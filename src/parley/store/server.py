"""A PostgreSQL server: addresses, opening, migrations, and what its errors mean to a person. A password is in no message."""

from __future__ import annotations

import getpass
import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qsl, unquote, urlsplit

from pg8000.exceptions import DatabaseError, InterfaceError
from pg8000.native import Connection, identifier

from parley.errors import DossierError, UsageError
from parley.store import database

PORT = 5432
_CONNECTING = 10.0  # seconds to wait for a server that does not answer
_MAKING = 0x50524C5A  # the lock that whoever makes or migrates a dossier holds
_SAFE = "What was reported as added is safe"
_FORM = "postgresql://USER@HOST/DATABASE, with ?schema=NAME for a dossier beside others"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a dossier is. `host` with a slash in front is the folder of a server's socket."""

    host: str
    port: int
    user: str
    database: str
    schema: str = "parley"
    sslmode: str = "prefer"
    password: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The address as messages give it."""
        folder = self.host if self.host.startswith("/") else ""
        asked = [f"host={folder}"] if folder else []
        asked += [f"schema={self.schema}"] if self.schema != "parley" else []
        server = f"{'' if folder else self.host}:{self.port}"
        return f"postgresql://{self.user}@{server}/{self.database}" + (f"?{'&'.join(asked)}" if asked else "")


def address_of(url: str) -> Address:
    """What an address says; the rest from PGUSER, PGPASSWORD and the like. Raises UsageError where it says too little."""
    try:
        parts = urlsplit(url)
        port, asked = parts.port, dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError:
        raise UsageError(f"This is no address of a dossier; write it as {_FORM}") from None
    strange = asked.keys() - {"schema", "host", "sslmode", "user"}
    if strange:
        raise UsageError(f"An address takes schema, host and sslmode behind its '?', not {min(strange)!r}; write it as {_FORM}")
    name = unquote(parts.path.lstrip("/")) or os.environ.get("PGDATABASE", "")
    if not name:
        raise UsageError(f"The address names no database; write it as {_FORM}")
    return Address(
        host=asked.get("host") or unquote(parts.hostname or "") or os.environ.get("PGHOST") or "localhost",
        port=port or int(os.environ.get("PGPORT") or PORT),
        user=asked.get("user") or unquote(parts.username or "") or os.environ.get("PGUSER") or getpass.getuser(),
        database=name,
        schema=asked.get("schema") or "parley",
        sslmode=asked.get("sslmode") or os.environ.get("PGSSLMODE") or "prefer",
        password=unquote(parts.password) if parts.password is not None else os.environ.get("PGPASSWORD"),
    )


@cache
def migrations() -> dict[int, str]:
    """{number of the schema that a script leads to: the script}, in order. The first makes a dossier from nothing."""
    scripts = sorted(files("parley.store").joinpath("schema/postgres").iterdir(), key=lambda script: script.name)
    return {int(script.name[:4]): script.read_text(encoding="utf8") for script in scripts if script.name.endswith(".sql")}


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turns the server's errors into a DossierError that says what to do."""
    try:
        yield
    except DatabaseError as error:
        raise DossierError(f"{name}: {_explanation(error)}") from error
    except (InterfaceError, OSError) as error:
        said = _said_before(error)
        if said is not None:
            raise DossierError(f"{name}: {_explanation(said)}") from error
        lost = "the connection to the server was lost"
        raise DossierError(f"{name}: {lost}. {_SAFE}; when the server is back, run the same command again") from error


def _said_before(error: BaseException) -> DatabaseError | None:
    """What the server said before it hung up, where pg8000 then stumbled over hanging up itself."""
    before = error.__context__
    while before is not None and not isinstance(before, DatabaseError):
        before = before.__context__
    return before


def _explanation(error: DatabaseError) -> str:
    said = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    code, message = str(said.get("C", "")), str(said.get("M", error))
    known = {
        "28P01": "the server does not take this user's password. Set PGPASSWORD to the right one",
        "28000": f"the server does not let this user in ({message}). Ask whoever runs it, or name another user",
        "3D000": "the server has no such database. Make it first (createdb), or name another",
        "42501": f"this user may not do that ({message}). Ask whoever runs the server for the right to",
        "55P03": "another program is writing to the dossier. Wait until it is done, then run the same command again",
        "25006": "the server is a copy that may only be read. Write to the one that it copies",
        "53300": "the server has too many connections. Wait until others are done, then run the same command again",
    }
    kinds = {
        "53": f"the server has no room left ({message}). {_SAFE}; make room there, then run the same command again",
        "57": f"the server is stopping or starting ({message}). {_SAFE}; run the same command again once it runs",
        "58": f"the server cannot use its disk ({message}). {_SAFE}; see to the server, then run the same command again",
        "XX": f"the server found its data damaged ({message}). Go back to your last copy: 'parley backup' makes them",
    }
    return known.get(code) or kinds.get(code[:2]) or f"PostgreSQL says: {message}"


def connect(address: Address, *, create: bool) -> Connection:
    """A connection to a dossier whose schema is this version's. Raises DossierError where there is none to be had."""
    connection = _opened(address)
    try:
        with explained(address.name):
            _prepare(connection, address, create=create)
    except BaseException:
        close(connection)
        raise
    return connection


def close(connection: Connection) -> None:
    """Ends a connection, also one that is lost already (which pg8000 then leaves half open)."""
    reached = connection._usock  # which closing forgets
    with suppress(Exception):
        connection.close()
    if reached is not None:
        _hang_up(reached)


def _hang_up(reached: socket.socket) -> None:
    """Closes a socket now, also where pg8000 still holds a stream over it."""
    with suppress(OSError):
        socket.close(reached.detach())


def _opened(address: Address) -> Connection:
    reached = _reached(address)
    settings = {
        "search_path": identifier(address.schema),
        "lock_timeout": str(int(database.PATIENCE * 1000)),
        "synchronous_commit": "on",  # a commit is on the disk before it returns
        "client_min_messages": "warning",
        "timezone": "UTC",
    }
    secure: dict[str, ssl.SSLContext | bool | None] = {
        "disable": False,
        "require": True,
        "verify-full": ssl.create_default_context(),
    }
    with explained(address.name), ExitStack() as unless_opened:
        unless_opened.callback(_hang_up, reached)
        connection = Connection(
            address.user, host=address.host, database=address.database, password=address.password, sock=reached,
            ssl_context=False if address.host.startswith("/") else secure.get(address.sslmode), application_name="parley",
            startup_params=settings,
        )  # fmt: skip
        unless_opened.pop_all()
    return connection


def _reached(address: Address) -> socket.socket:
    try:
        if not address.host.startswith("/"):
            found = socket.create_connection((address.host, address.port), _CONNECTING)
            found.settimeout(None)
            return found
        found = socket.socket(socket.AF_UNIX)
        try:
            found.connect(f"{address.host}/.s.PGSQL.{address.port}")
        except OSError:
            found.close()
            raise
    except OSError as error:
        said = f"no server answers there ({error.strerror or error})"
        raise DossierError(f"{address.name}: {said}. Check the host and port, and that the server runs") from error
    return found


def _schema(connection: Connection, address: Address) -> int:
    """The number of the dossier's schema; 0 where there is no dossier."""
    there = "SELECT 1 FROM pg_tables WHERE schemaname = :name AND tablename = 'dossier'"  # to_regclass may remember another time
    if not connection.run(there, name=address.schema):
        return 0
    return int(connection.run(f"SELECT schema FROM {identifier(address.schema)}.dossier")[0][0])


def _prepare(connection: Connection, address: Address, *, create: bool) -> None:
    """Makes a dossier where asked to, and leads an older one to this version's schema."""
    newest, found = max(migrations()), _schema(connection, address)
    if found == newest:
        return
    if not found and not create:
        raise DossierError(f"{address.name}: no dossier in this database. 'parley add {address.name} INPUT...' makes one")
    if found > newest:
        raise DossierError(
            f"{address.name}: the dossier has schema {found}, this version of Parley knows up to {newest}. "
            "Update Parley: 'pip install --upgrade parley-peace'"
        )
    connection.run("START TRANSACTION")
    connection.run("SELECT pg_advisory_xact_lock(:lock)", lock=_MAKING)
    found = _schema(connection, address)  # another may have been quicker
    if not found:
        connection.run(f"CREATE SCHEMA IF NOT EXISTS {identifier(address.schema)}")
    for number, script in migrations().items():
        if number > found:
            connection.run(script)
    connection.run("DELETE FROM dossier")
    connection.run("INSERT INTO dossier (schema) VALUES (:number)", number=newest)
    connection.run("COMMIT")
