"""Which database a dossier is in, by what a person calls it."""

from __future__ import annotations

import re
from pathlib import Path

from parley.store.database import Database

_SCHEME = re.compile(r"postgres(?:ql)?:[/\\]+")


def address(where: str | Path) -> str | None:
    """The address of a server, None where this is a file. A Path may have swallowed the second slash of an address."""
    found = _SCHEME.match(str(where))
    if found is None:
        return None
    rest = str(where)[found.end() :]
    is_bare = "/" not in rest.partition("?")[0]  # a database and no server: the one that PGHOST or ?host= names
    return f"postgresql://{'/' if is_bare else ''}{rest}"


def connect(where: str | Path, *, create: bool) -> Database:
    """A connection to the dossier at `where`, with this version's schema. Raises DossierError where there is none to be had."""
    url = address(where)
    if url is not None:
        from parley.store.postgres import Postgres
        from parley.store.server import address_of

        return Postgres(address_of(url), create=create)
    from parley.store.sqlite import SQLite

    return SQLite(Path(where), create=create)
