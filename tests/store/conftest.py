"""Every test that asks for `where` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.postgres import Server, serving

_numbers = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server. Without one the tests fail, unless PARLEY_POSTGRES=none says that they may go without."""
    if os.environ.get("PARLEY_POSTGRES") == "none":
        pytest.skip("PARLEY_POSTGRES=none")
    with serving() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to make a dossier: a file, or a schema of its own on the server."""
    if request.param == "sqlite":
        return str(tmp_path / "talks.parley")
    server: Server = request.getfixturevalue("server")
    return server.url(f"test{next(_numbers)}")
