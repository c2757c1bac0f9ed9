"""The demonstration dossier as a new user meets it: questions that the pages answer, and an article read by the whole pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from parley.show.demo import build_demo
from parley.show.web.app import make_app
from parley.show.web.desks import Desks
from parley.show.web.safety import Guard
from tests.show.web.browsing import Visit, running

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("demo") / "demo.parley"
    build_demo(path, workers=1)
    with running(make_app(Desks(str(path), path.name, "Ana"), Guard())) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, demo: str) -> Iterator[Visit]:
    opened = Visit(browser, demo)
    yield opened
    opened.close()
    opened.check()


def test_whether_the_accord_of_niono_holds_and_how_we_know(visit: Visit) -> None:
    page = visit.open("/")
    accord = page.locator(".card .line", has_text="Niono").first
    expect(accord).to_contain_text("COLLAPSED")
    accord.locator(".lead a").click()
    expect(page.locator(".life")).to_contain_text("in force")
    expect(page.locator(".life")).to_contain_text("collapsed")
    expect(page.locator("mark").first).to_be_visible()


def test_what_is_overdue(visit: Visit) -> None:
    page = visit.open("/")
    overdue = page.get_by_role("region", name="Overdue")
    expect(overdue).to_contain_text("was due")
    expect(overdue.locator(".src a").first).to_be_visible()


def test_who_stands_where_on_talks(visit: Visit) -> None:
    page = visit.open("/")
    positions = page.get_by_role("region", name="Positions through time")
    positions.locator("summary").click()
    rows = positions.locator("tbody tr").filter(has_text=re.compile("Malian jihadists"))
    assert {re.search(r"for|against|conditional", row).group() for row in rows.all_inner_texts()} >= {"for", "against"}  # type: ignore[union-attr]


def test_the_demonstration_says_that_it_is_one(visit: Visit) -> None:
    for path in ("/", "/review", "/articles/03-niono-pact-collapses"):
        page = visit.open(path)
        expect(page.locator(".notice")).to_contain_text("invented")


def test_an_article_is_read_and_its_facts_are_there(visit: Visit) -> None:
    page = visit.open("/add")
    page.get_by_label("Text").fill(
        "Envoys of France and Mali met in Dakar on Monday.\nFrance will never negotiate with the GSIM, Paris said."
    )
    page.get_by_label("Published", exact=True).fill("2022-08-17")
    page.get_by_role("button", name="Add the text").click()
    added = page.locator("[data-jobs] a")
    expect(added).to_be_visible(timeout=60_000)
    added.click()
    expect(page.locator(".fact").first).to_be_attached()
    page.goto("/")
    expect(page.locator(".bar")).to_contain_text("17 August 2022")
