"""What the pages say, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from parley.keep import keep
from parley.show.book import book_of
from parley.show.web.morning import make_bar
from parley.store.dossier import Dossier
from tests.reason.builders import Story
from tests.show.web.conftest import client_of


def fact(client: TestClient, start: str, letter: str) -> str:
    """The first fact of a kind on the dossier page."""
    found = re.search(rf"/facts/({letter}[0-9a-f]+)", client.get(start).text)
    assert found
    return found[1]


def test_dossier_page_says_what_matters(client: TestClient) -> None:
    page = client.get("/").text
    for said in (
        "4 June 2030",
        "2 from 2 outlets",
        "State of the talks",
        "What changed since",
        "Next 14 days",
        "Overdue",
        "COLLAPSED",
        "DENIED",
    ):
        assert said in page, said
    assert "facts on this page" in page


def test_as_of_hides_what_came_later_and_stays_in_links(client: TestClient) -> None:
    page = client.get("/?as_of=2030-05-10&since=2030-05-05").text
    assert "Basra" not in page
    assert 'value="2030-05-10"' in page
    links = re.findall(r'href="(/(?:facts|articles|review)[^"]*)"', page)
    inside = [link for link in links if not link.startswith("/articles") or "fact=" in link]
    assert inside
    assert all("as_of=2030-05-10" in link and "since=2030-05-05" in link for link in inside)


def test_a_fact_not_yet_known_says_since_when_it_is(client: TestClient) -> None:
    id = fact(client, "/", "c")
    answer = client.get(f"/facts/{id}?as_of=2030-05-10")
    assert answer.status_code == 404
    assert "4 Jun 2030" in answer.text


def test_fact_page_has_words_life_links_and_decisions(client: TestClient) -> None:
    id = fact(client, "/", "g")
    page = client.get(f"/facts/{id}").text
    for said in (
        "Its life",
        "in force",
        "collapsed",
        "<mark>",
        "Why these articles tell of the same",
        "Nobody has looked at it yet",
        "Sources",
    ):
        assert said in page, said
    assert f"/articles/02-talks?fact={id}#w-{id}-0" in page


def test_a_beginning_of_an_id_leads_to_the_fact(client: TestClient) -> None:
    id = fact(client, "/", "g")
    answer = client.get(f"/facts/{id[:8]}?as_of=2030-06-04", follow_redirects=False)
    assert answer.headers["location"] == f"/facts/{id}?as_of=2030-06-04"
    assert client.get("/facts/g").status_code in {200, 404}
    assert client.get("/facts/q123").status_code == 404


def test_reader_marks_words_and_links_both_ways(client: TestClient) -> None:
    page = client.get("/articles/01-refusal").text
    (id,) = set(re.findall(r'id="f-(p[0-9a-f]+)"', page))
    assert f'href="#f-{id}"' in page
    assert f'href="#w-{id}-0"' in page
    assert f'id="w-{id}-0"' in page
    assert '<span class="grey" title="Not part of the article">Subscribe to our letter.</span>' in page


def test_reader_shows_the_kinds_asked_for(client: TestClient) -> None:
    assert (
        'class="reader show-position show-claim"' in client.get("/articles/01-refusal?show=position&show=claim&show=nonsense").text
    )
    assert 'class="reader"' in client.get("/articles/01-refusal?show=none").text


def test_an_address_that_is_no_web_address_is_no_link(client: TestClient) -> None:
    page = client.get("/articles/02-talks").text
    assert "javascript:alert(3)" in page
    assert 'href="javascript' not in page


def test_a_verdict_is_kept_seen_and_taken_back(client: TestClient, fresh: Path) -> None:
    id = fact(client, "/", "c")
    made = client.post("/review/decide", json={"item": id, "verdict": "accepted"}).json()
    assert made["state"] == "accepted"
    assert "reviewed by Ana" in made["reviewed"]
    assert "reviewed by Ana" in client.get(f"/facts/{id}").text
    assert f'data-item="{id}"' not in client.get("/review").text
    with Dossier.open(fresh) as opened:
        (decision,) = opened.library().decisions()
        assert (decision.verdict, decision.who, decision.kind, decision.item) == ("accepted", "Ana", "claims", id)
        assert decision.words
        assert decision.value
    assert client.post("/review/undo", json={}).json() == {"item": id, "state": "", "reviewed": "", "verdict": "accepted"}
    assert client.post("/review/undo", json={}).json() == {"item": ""}
    assert f'data-item="{id}"' in client.get("/review").text


def test_what_is_rejected_leaves_the_dossier_page(client: TestClient) -> None:
    id = fact(client, "/", "c")
    client.post("/review/decide", json={"item": id, "verdict": "rejected"})
    assert f'data-item="{id}"' not in client.get("/").text
    assert "rejected by Ana" in client.get(f"/facts/{id}").text


def test_review_of_a_kind(client: TestClient) -> None:
    page = client.get("/review?kind=claims").text
    assert set(re.findall(r'data-item="(.)', page)) == {"c"}


def test_a_page_is_made_anew_when_something_was_added(client: TestClient, fresh: Path) -> None:
    assert "2 from 2 outlets" in client.get("/").text
    with Dossier.open(fresh) as opened:
        keep(opened, Story("03", "The Front said nothing.", "2030-06-05", "The Courier").read())
    assert "3 from 2 outlets" in client.get("/").text


def test_outlets_that_fall_silent_are_named() -> None:
    daily = [Story(f"d{n}", f"Day {n}.", f"2030-05-{n:02}", "Daily").read() for n in range(1, 11)]
    monthly = [Story(f"m{n}", f"Month {n}.", f"2030-0{n}-01", "Monthly").read() for n in range(2, 6)]
    newest = Story("z", "Last.", "2030-06-20", "Other").read()
    bar = make_bar(book_of("talks", [*daily, *monthly, newest]))
    assert [(each.outlet, each.days) for each in bar.silent] == [("Daily", 41)]
    assert (bar.articles, bar.outlets) == (15, 3)


def test_an_empty_dossier_has_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "empty.parley"
    Dossier.create(path).close()
    with client_of(path) as client:
        for address in ("/", "/review", "/add"):
            assert client.get(address).status_code == 200
        assert "no article has a day" in client.get("/").text


@pytest.mark.parametrize("path", ["/", "/articles/01-refusal", "/review"])
def test_articles_are_quoted_in_their_own_direction(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert all('dir="auto"' in tag for tag in re.findall(r"<blockquote[^>]*>", page))
