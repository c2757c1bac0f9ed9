"""The pages of lists, without a browser: everything is found at its address, nothing of an article is ever markup."""

from __future__ import annotations

import gzip
import html
import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from parley.show.web.labels import SIDES, place
from parley.show.web.vega import vega_path, world_path
from tests.show.conftest import HOSTILE
from tests.show.web.conftest import client_of

PAGES = ("/positions", "/agreements", "/claims", "/expectations", "/actors", "/events", "/network", "/sources", "/search?q=norland")
LINK = re.compile(r'href="(/[^"#]*)')


def linked(client: TestClient, kind: str) -> str:
    """The address of the first page of one item that a list leads to."""
    found = re.search(rf'href="(/{kind}/[a-z0-9]+)', client.get(f"/{kind}").text)
    assert found, kind
    return found[1]


@pytest.mark.parametrize("path", PAGES)
def test_page_is_there_and_in_the_menu(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert f'href="{path.partition("?")[0]}" aria-current="page"' in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", PAGES)
def test_page_never_takes_an_article_for_markup(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert HOSTILE not in text
    assert "<script>alert" not in text
    assert "javascript:" not in text


@pytest.mark.parametrize("path", PAGES)
def test_page_keeps_the_days_in_every_link(client: TestClient, path: str) -> None:
    query = "as_of=2030-05-02&since=2030-04-01"
    text = client.get(f"{path}{'&' if '?' in path else '?'}{query}").text
    own = [link for link in map(html.unescape, LINK.findall(text)) if not link.startswith("/static/")]
    assert len(own) > 9
    sources = text.partition('class="sources"')[0]
    for link in (each for each in map(html.unescape, LINK.findall(sources)) if not each.startswith("/static/")):
        assert query in link, link
    assert 'name="since" value="2030-04-01"' in text


@pytest.mark.parametrize("path", PAGES)
def test_page_comes_again_only_after_a_change(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("path", PAGES)
def test_every_chart_has_a_sentence_and_a_table(client: TestClient, path: str) -> None:
    text = client.get(path).text
    for figure in re.findall(r'<figure class="figure".*?</figure>', text, re.DOTALL):
        assert re.search(r"<figcaption>[^<]{20,}</figcaption>", figure)
        assert figure.count("<tr>") > 1
        spec = json.loads(html.unescape(re.search(r'data-spec="([^"]*)"', figure)[1]))  # type: ignore[index]
        assert "layer" in spec or "mark" in spec


def test_positions_say_who_stands_where(client: TestClient) -> None:
    text = client.get("/positions").text
    assert "1 actor on 1 issue: 1 against; 1 red line, none moved." in text
    assert "RED LINE" in text
    anchor = re.search(r'href="#(p-p[0-9a-f]+)"', text)
    assert anchor
    assert f'id="{anchor[1]}"' in text
    assert "No position was read that fits." in client.get("/positions?direction=for").text


def test_agreement_tells_how_it_went_and_how_we_know(client: TestClient) -> None:
    text = client.get(linked(client, "agreements")).text
    assert re.search(r"collapsed.*reported 4 Jun 2030", text, re.DOTALL)
    assert text.index("still holds") < text.index("has collapsed") or "in force" in text
    earlier = client.get(linked(client, "agreements") + "?as_of=2030-05-02").text
    assert "in force" in earlier
    assert "has collapsed" not in earlier
    assert client.get("/agreements/gffffffffffffffff").status_code == 404


def test_actor_page_has_all_that_is_known(client: TestClient) -> None:
    path = re.search(r'href="(/actors/a[0-9a-f]+)"[^>]*>Front<', client.get("/actors").text)
    assert path
    text = client.get(path[1]).text
    for said in ("armed group", "opposes", "it shelled Dasa", "Talks"):
        assert said in text
    assert client.get("/actors/affffffffffffffff").status_code == 404
    assert 'href="/actors/' in client.get("/actors?actor=front").text
    assert client.get("/actors?actor=Atlantis").status_code == 400


def test_expectations_calendar_has_the_day(client: TestClient) -> None:
    text = client.get("/expectations").text
    assert "June 2030" in text
    assert "Both will sign a truce by Friday" in text
    assert "No thing" not in client.get("/expectations?month=2030-05").text
    assert client.get("/expectations?month=2030-13").status_code == 400
    assert "To the calendar" in client.get("/expectations?outcome=open").text


def test_network_and_events_show_the_meeting(client: TestClient) -> None:
    assert "oppose each other" in client.get("/network").text
    assert "Nobody" not in client.get("/network?way=talks").text
    assert client.get("/network?way=love").status_code == 400
    events = client.get("/events").text
    assert "Basra" in events
    assert "Of the events" in client.get("/events?type=ASSAULT").text


def test_sources_have_outlets_and_articles(client: TestClient) -> None:
    text = client.get("/sources").text
    assert "2 articles from 2 outlets" in text
    only = client.get("/sources?outlet=The%20Courier").text
    assert "Envoys in Basra" in only
    assert "Norland rules out talks" not in only
    assert 'href="https://gazette.example/1"' in text


def test_search_by_words_actor_issue_outlet_and_day(client: TestClient) -> None:
    def found(query: str) -> list[str]:
        return re.findall(r'<h2><a href="/articles/([^"?]+)', client.get(f"/search?{query}").text)

    assert found("q=basra") == ["02-talks"]
    assert "<mark>Basra</mark>" in client.get("/search?q=basra").text
    assert found("q=norland&outlet=Orla%20Gazette") == ["01-refusal"]
    assert found("q=norland&date_from=2030-06-01") == ["02-talks"]
    assert found("q=norland&as_of=2030-05-02") == ["01-refusal"]
    assert found("issue=negotiate") == ["01-refusal"]
    assert found("actor=Front") == ["02-talks", "01-refusal"]
    assert found("q=basra&actor=herders") == []
    assert "No article fits" in client.get("/search?q=zebra").text


def test_a_dossier_without_articles_has_all_pages(tmp_path: Path) -> None:
    from parley.store.dossier import Dossier

    Dossier.create(tmp_path / "empty.parley").close()
    with client_of(tmp_path / "empty.parley") as client:
        for path in PAGES:
            assert client.get(path).status_code == 200, path


def test_charts_come_from_installed_packages_and_stay(client: TestClient) -> None:
    shapes = client.get(world_path(), headers={"accept-encoding": "identity"})
    assert "immutable" in shapes.headers["cache-control"]
    ids = {feature["id"] for feature in shapes.json()["features"]}
    assert {"MLI", "UKR", "SDN", "MMR", "YEM"} <= ids
    packed = client.get(vega_path(), headers={"accept-encoding": "gzip"})
    assert b"vegaEmbed" in packed.content
    assert len(packed.content) < 1_100_000
    assert len(gzip.compress(packed.content)) < 400_000
    assert client.get("/static/vega-0.js").status_code == 404


def test_names_beside_points_do_not_touch() -> None:
    points = [(50.0, 50.0, "Bamako"), (52.0, 52.0, "Kati"), (51.0, 49.0, "Koulikoro"), (51.0, 51.0, "Ségou"), (50.5, 50.0, "Mopti")]
    sides = place(points, 100.0, 100.0)
    assert sides[0] in SIDES
    assert len([side for side in sides if side]) == len({side for side in sides if side})
    assert place([(1.0, 1.0, "A long name indeed")], 100.0, 100.0) == [""]
