"""Pages of hand-made dossiers, by TestClient and by browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from parley.keep import keep
from parley.show.web.app import make_app
from parley.show.web.desks import Desks
from parley.show.web.safety import Guard
from parley.store.dossier import Dossier
from tests.show.conftest import stories
from tests.show.web.browsing import Visit, chromium, running

HOST = "http://127.0.0.1:8470"


def filled(path: Path) -> Path:
    """The hand-made dossier at a path."""
    with Dossier.create(path) as opened:
        for story in stories():
            keep(opened, story.read())
    return path


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A dossier of the test's own, which it may decide on and add to."""
    return filled(tmp_path / "talks.parley")


def client_of(dossier: Path, guard: Guard | None = None) -> TestClient:
    """What a browser would get, without one; it carries the form's token."""
    app = make_app(Desks(str(dossier), dossier.name, "Ana"), guard or Guard())
    return TestClient(app, base_url=HOST, headers={"origin": HOST, "x-parley-form": app.state.guard.form_token})


@pytest.fixture
def client(fresh: Path) -> Iterator[TestClient]:
    with client_of(fresh) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def served(fresh: Path) -> Iterator[str]:
    """The address at which the test's own dossier is served."""
    with running(make_app(Desks(str(fresh), fresh.name, "Ana"), Guard())) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Visit]:
    """A page of the browser that must show no error and ask no other machine."""
    opened = Visit(browser, served)
    yield opened
    opened.close()
    opened.check()


VisitWith = Callable[..., Visit]


@pytest.fixture
def visit_with(browser: Browser, served: str) -> Iterator[VisitWith]:
    """`visit_with(color_scheme="dark", viewport={...})`: pages in a browser with these settings."""
    opened: list[Visit] = []

    def visit(**context: Any) -> Visit:
        opened.append(Visit(browser, context.pop("base_url", served), **context))
        return opened[-1]

    yield visit
    for each in opened:
        each.close()
        each.check()
