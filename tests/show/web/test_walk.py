"""A person's way through the pages in Chromium: no error on the console, no request to another machine, no serious fault by axe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from parley.records import Reading
from parley.show.web.app import make_app
from parley.show.web.desks import Desks
from parley.show.web.jobs import Jobs
from parley.show.web.safety import Guard
from parley.store.dossier import Dossier
from tests.show.web.browsing import Visit, running
from tests.show.web.conftest import VisitWith

PATHS = (
    "/",
    "/?as_of=2030-05-10",
    "/articles/01-refusal",
    "/articles/02-talks?show=actor&show=relation",
    "/review",
    "/add",
    "/nowhere",
)
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True}


def first_fact(page: Page, letter: str) -> str:
    found = re.search(rf"/facts/({letter}[0-9a-f]+)", page.content())
    assert found
    return found[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(visit_with: VisitWith, scheme: str) -> None:
    visit = visit_with(color_scheme=scheme)
    page = visit.open("/")
    facts = [f"/facts/{first_fact(page, letter)}" for letter in "gpec"]
    found = []
    for path in (*PATHS, *facts):
        visit.open(path)
        page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        found += [f"{path}: {fault}" for fault in visit.axe()]
    visit.faults = [each for each in visit.faults if "404" not in each]  # of /nowhere
    assert found == []


def test_another_day_is_asked_for_and_left_again(visit: Visit) -> None:
    page = visit.open("/")
    expect(page.locator("main")).to_contain_text("COLLAPSED")
    page.get_by_label("As of").fill("2030-05-10")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("as_of=2030-05-10"))
    expect(page.locator("main")).not_to_contain_text("COLLAPSED")
    page.get_by_role("link", name="Review").first.click()
    expect(page).to_have_url(re.compile(r"/review\?as_of=2030-05-10"))
    page.go_back()
    page.go_back()
    expect(page.locator("main")).to_contain_text("COLLAPSED")


def test_from_a_fact_to_its_words_and_back(visit: Visit) -> None:
    page = visit.open("/")
    page.locator(".card .line", has_text="COLLAPSED").locator(".lead a").click()
    expect(page.get_by_role("heading", name="Its life")).to_be_visible()
    address = page.url
    page.locator(".told-in .src a").first.click()
    expect(page.locator(".text a.on").first).to_be_visible()
    lit = page.locator(".fact.on")
    expect(lit).to_have_count(1)
    lit.locator("a.open").click()
    assert page.url.partition("?")[0] == address.partition("?")[0]
    page.go_back()
    page.go_back()
    assert page.url == address


def test_reader_by_keys_and_switches(visit: Visit) -> None:
    page = visit.open("/articles/02-talks")
    page.keyboard.press("j")
    first = page.locator(".fact.on").get_attribute("data-fact")
    assert page.locator(".text a.on").count() >= 1
    page.keyboard.press("j")
    second = page.locator(".fact.on").get_attribute("data-fact")
    page.keyboard.press("k")
    assert page.locator(".fact.on").get_attribute("data-fact") == first != second
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile(f"/facts/{first}"))
    page.go_back()
    shown = page.locator(".fact.f-event")
    expect(shown.first).to_be_visible()
    page.get_by_role("checkbox", name="events").uncheck()
    expect(page.locator(".fact.f-event:not(.on)")).to_have_count(0 if page.locator(".fact.f-event.on").count() else shown.count())
    assert "show=claim" in page.url
    assert "show=event" not in page.url
    page.reload()
    expect(page.get_by_role("checkbox", name="events")).not_to_be_checked()


def test_words_lead_to_the_fact_beside(visit: Visit) -> None:
    page = visit.open("/articles/02-talks")
    page.locator(".text a.k-claim").first.click()
    expect(page.locator(".fact.f-claim.on")).to_be_visible()


def test_review_by_keys_and_undo(visit: Visit, fresh: Path) -> None:
    page = visit.open("/review")
    lines = page.locator(".line[data-item]")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(lines.nth(0).locator(".reviewed")).to_contain_text("reviewed by Ana")
    expect(lines.nth(1)).to_be_focused()
    page.keyboard.press("r")
    expect(lines.nth(1).locator(".reviewed")).to_contain_text("rejected by Ana")
    with Dossier.open(fresh) as opened:
        assert [each.verdict for each in opened.library().decisions()] == ["accepted", "rejected"]
    page.keyboard.press("u")
    expect(lines.nth(1).locator(".reviewed")).to_be_empty()
    page.keyboard.press("u")
    expect(lines.nth(0).locator(".reviewed")).to_be_empty()
    page.keyboard.press("u")
    expect(page.locator("[data-said]")).to_contain_text("nothing of yours")
    page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("o")
    assert "/facts/" in page.url


def test_accept_with_the_button_of_the_dossier_page(visit: Visit) -> None:
    page = visit.open("/")
    left = int(page.locator("[data-left]").inner_text())
    line = page.locator(".card .line", has_text="DENIED")
    line.get_by_role("button", name="Accept").click()
    expect(line.locator(".reviewed")).to_contain_text("reviewed by Ana")
    expect(page.locator("[data-left]")).to_have_text(str(left - 1))
    page.reload()
    expect(page.locator(".card .line", has_text="DENIED").locator(".reviewed")).to_contain_text("reviewed by Ana")


def test_keys_typed_into_a_field_are_the_fields(visit: Visit, fresh: Path) -> None:
    page = visit.open("/")
    page.keyboard.press("j")
    page.get_by_label("As of").focus()
    page.keyboard.press("a")
    page.keyboard.press("r")
    with Dossier.open(fresh) as opened:
        assert not opened.library().decisions()


def test_a_text_is_added_and_opened(fresh: Path, browser: object, visit_with: VisitWith) -> None:
    app = make_app(Desks(str(fresh), fresh.name, "Ana"), Guard())
    app.state.jobs = Jobs(str(fresh), lambda article: Reading(article=article))
    with running(app) as address:
        visit = visit_with(base_url=address)
        page = visit.open("/add")
        page.get_by_label("Text").fill("Envoys met in Orla.\nNo word came out.")
        page.get_by_label("Outlet", exact=True).fill("The Courier")
        page.get_by_role("button", name="Add the text").click()
        expect(page.locator("[data-jobs]")).to_contain_text("added: Envoys met in Orla.")
        assert page.get_by_label("Text").input_value() == ""
        named = [("one.txt", b"A second article."), ("again.txt", b"A second article."), ("x.exe", b"MZ")]
        files: list[FilePayload] = [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in named]
        page.get_by_label("Files").set_input_files(files)
        visit.faults.clear()
        page.get_by_role("button", name="Add the files").click()
        jobs = page.locator("[data-jobs] li")
        expect(jobs).to_have_count(4)
        expect(page.locator("[data-jobs]")).to_contain_text("already there: A second article.")
        expect(page.locator("[data-jobs] .failed")).to_contain_text("a kind of file that is not read here")
        page.get_by_role("link", name="Envoys met in Orla.").click()
        expect(page.get_by_role("article")).to_contain_text("No word came out.")
        # the browser notes the one refusal on its console, sooner or later
        assert len([fault for fault in visit.faults if "400" in fault]) <= 1
        visit.faults[:] = [fault for fault in visit.faults if "400" not in fault]


def test_printed_pages_have_numbered_sources_and_no_controls(visit: Visit) -> None:
    page = visit.open("/")
    page.emulate_media(media="print")
    for gone in ("nav", ".days", "[data-acts]", "[data-keys]"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".sources li").first.locator(".url").last).to_contain_text("accessed")
    assert page.locator(".sources li").first.get_attribute("value") == "1"
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("path", ["/", "/articles/02-talks", "/review", "/add"])
def test_nothing_is_wider_than_a_phone(visit_with: VisitWith, path: str) -> None:
    page = visit_with(**PHONE).open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]  # type: ignore[index]


def test_a_page_is_light(visit: Visit) -> None:
    sizes: list[int] = []
    visit.page.on("response", lambda answer: sizes.append(len(answer.body())))
    visit.open("/")
    visit.page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < 1_200_000


def test_without_a_script_everything_can_be_read(visit_with: VisitWith) -> None:
    page = visit_with(java_script_enabled=False).open("/")
    expect(page.locator("[data-acts]").first).to_be_hidden()
    page.locator(".card .line .lead a").first.click()
    expect(page.get_by_role("heading", name="Its words")).to_be_visible()
