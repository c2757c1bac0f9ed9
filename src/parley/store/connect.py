"""Which database a dossier is in, by what a person calls it."""

from __future__ import annotations

from pathlib import Path

from parley.store.database import Database

SCHEMES = ("postgresql://", "postgres://")


def is_address(where: str | Path) -> bool:
    """Whether this is the address of a server and not a file."""
    return str(where).startswith(SCHEMES)


def connect(where: str | Path, *, create: bool) -> Database:
    """A connection to the dossier at `where`, with this version's schema. Raises DossierError where there is none to be had."""
    if is_address(where):
        from parley.store.postgres import Postgres
        from parley.store.server import address_of

        return Postgres(address_of(str(where)), create=create)
    from parley.store.sqlite import SQLite

    return SQLite(Path(where), create=create)
