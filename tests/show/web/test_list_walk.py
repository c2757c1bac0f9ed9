"""Walks through the pages of lists in Chromium: charts are drawn under the strict policy, nothing leaves the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.keep import keep
from parley.records import Place
from parley.store.dossier import Dossier
from tests.reason.builders import Story
from tests.show.web.browsing import Visit
from tests.show.web.conftest import VisitWith, filled
from tests.show.web.test_lists import PAGES

UNDRAWN = "[data-spec]:not([data-drawn])"
WITH_CHARTS = {"/agreements": 1, "/events": 2, "/network": 1, "/sources": 1}


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The hand-made dossier, and an article with two events in places that are on the map."""
    story = Story("03-envoys", "Envoys of Norland and the Front met in Basra. The Front shelled Orla.", "2030-07-02", "The Courier")
    story.actor("Norland").actor("Front", "armed_group")
    story.event("CONSULT", "met in Basra", ("Norland", "Front"), date="2030-07-01", place="Basra")
    story.event("ASSAULT", "shelled Orla", ("Front",), recipient=(story.who("Norland"),), date="2030-06-20", place="Orla")
    for name, lat, lon in (("Basra", 30.5, 47.8), ("Orla", 32.0, 44.0)):
        ((start, end),) = story.spans(name)
        story._keep("places", Place(start_char=start, end_char=end, name=name, lat=lat, lon=lon, precision="city"))
    path = filled(tmp_path / "talks.parley")
    with Dossier.open(path) as opened:
        keep(opened, story.read())
    return path


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_fault(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.wait_for_selector(UNDRAWN, state="detached")
    assert page.locator("[data-drawn] svg").count() == WITH_CHARTS.get(path, 0)
    assert visit.axe() == []


@pytest.mark.parametrize("path", ["/positions", "/events", "/network", "/actors"])
def test_page_has_no_fault_in_the_dark_on_a_phone(visit_with: VisitWith, path: str) -> None:
    visit = visit_with(color_scheme="dark", viewport={"width": 380, "height": 800})
    page = visit.open(path)
    page.wait_for_selector(UNDRAWN, state="detached")
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    assert visit.axe() == []


def test_from_grid_to_words_to_record_and_back(visit: Visit) -> None:
    page = visit.open("/positions")
    page.get_by_role("link", name="against").first.click()
    assert "#p-p" in page.url
    assert page.locator("li:target").get_by_text("will never negotiate with the Front").count() == 1
    page.locator("li:target").get_by_role("link", name="in full").click()
    assert "/facts/p" in page.url
    page.go_back()
    assert "#p-p" in page.url


def test_agreements_lead_to_terms_and_to_the_article(visit: Visit) -> None:
    page = visit.open("/agreements?as_of=2030-05-02")
    page.get_by_role("link", name="Local agreement, Dasa").click()
    page.get_by_role("heading", name="How it went").wait_for()
    assert page.get_by_text("in force").count()
    page.get_by_role("link", name="Orla Gazette, 1 May 2030").first.click()
    assert "/articles/01-refusal?" in page.url
    assert "as_of=2030-05-02" in page.url


def test_filters_are_in_the_address_and_come_back(visit: Visit) -> None:
    page = visit.open("/events")
    page.get_by_label("Type").select_option("CONSULT")
    page.get_by_role("searchbox", name="Place").fill("basra")
    page.get_by_role("button", name="Show").click()
    assert "type=CONSULT" in page.url
    assert page.get_by_role("searchbox", name="Place").input_value() == "basra"
    page.go_back()
    assert page.get_by_role("searchbox", name="Place").input_value() in {"", "basra"}


def test_a_name_on_the_network_leads_to_its_actor(visit: Visit) -> None:
    page = visit.open("/network")
    page.wait_for_selector(UNDRAWN, state="detached")
    page.locator(".mark-symbol.role-mark path").first.click()
    page.wait_for_url("**/actors/a*")


def test_the_table_says_what_the_chart_says_by_keyboard(visit: Visit) -> None:
    page = visit.open("/events")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] table").first.is_visible()


def test_pages_are_light(visit: Visit) -> None:
    sizes: list[int] = []
    visit.page.on("response", lambda response: sizes.append(len(response.body()) if response.status == 200 else 0))
    page = visit.open("/events")
    page.wait_for_selector(UNDRAWN, state="detached")
    assert 800_000 < sum(sizes) < 1_200_000 + 200_000  # unpacked: what is sent is a third of it
    sent = page.evaluate("performance.getEntriesByType('resource').reduce((sum, each) => sum + each.transferSize, 0)")
    assert sent < 500_000
    page.reload()
    page.wait_for_selector(UNDRAWN, state="detached")
    assert page.evaluate("performance.getEntriesByType('resource').reduce((sum, each) => sum + each.transferSize, 0)") < 60_000
