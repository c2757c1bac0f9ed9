"""The API: what it describes is what it answers, a page at a time, and only where something changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from parley.ledger import Decision
from parley.store.dossier import Dossier
from tests.show.conftest import HOSTILE
from tests.show.web.conftest import client_of

LISTS = ("actors", "attributions", "events", "agreements", "positions", "claims", "expectations", "relations")


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/openapi.json").json()
    return found


def validate(described: dict[str, Any], path: str, body: Any) -> None:
    schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": described["components"]}).validate(body)


@pytest.mark.parametrize("kind", LISTS)
def test_api_answers_what_it_describes(client: TestClient, described: dict[str, Any], kind: str) -> None:
    found = client.get(f"/api/{kind}").json()
    assert found["schema"] == "parley/1"
    assert found["items"], kind
    validate(described, f"/api/{kind}", found)
    for item in found["items"]:
        assert {"known_from", "known_to", "independent"} <= item.keys()
        one = client.get(f"/api/{kind}/{item['id']}")
        assert one.status_code == 200, (kind, item)
        validate(described, f"/api/{kind}/{{id}}", one.json())
        assert one.json()["id"] == item["id"]


def test_api_describes_nothing_but_itself(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert all(path.startswith("/api/") for path in described["paths"])
    operations = [each["get"]["operationId"] for each in described["paths"].values()]
    assert len(operations) == len(set(operations))


def test_api_evidence_is_the_words_of_the_article(client: TestClient) -> None:
    for kind in LISTS:
        for item in client.get(f"/api/{kind}").json()["items"]:
            for evidence in item["evidence"]:
                text = client.get(f"/api/articles/{evidence['article']}").json()["text"]
                assert text[evidence["start_char"] : evidence["end_char"]] == evidence["text"]


def test_api_pages_join_to_the_whole(client: TestClient) -> None:
    whole = [item["id"] for item in client.get("/api/actors").json()["items"]]
    assert len(whole) > 3
    joined, path = [], "/api/actors?limit=2"
    while path:
        answer = client.get(path)
        joined += [item["id"] for item in answer.json()["items"]]
        path = answer.json()["next"]
        assert answer.headers.get("link", "") == (f'<{path}>; rel="next"' if path else "")
    assert joined == whole


def test_api_filters(client: TestClient) -> None:
    def ids(path: str) -> list[str]:
        return [item["id"] for item in client.get(f"/api/{path}").json()["items"]]

    (position,) = client.get("/api/positions?red_line=true&direction=against").json()["items"]
    assert position["issue"] == "negotiate with the Front"
    assert ids("positions?direction=for") == []
    assert ids("positions?issue=negot front") == [position["id"]]
    assert ids("positions?actor=norland") == [position["id"]]
    assert ids(f"positions?actor={position['actor'][:8]}") == [position["id"]]
    assert ids("positions?since=2030-06-01") == []
    assert ids("claims?as_of=2030-05-02") == []
    assert len(ids("claims?status=contested")) == len(ids("claims?status=denied")) == 1
    assert ids("events?type=CONSULT&place=basra&aux=happened") == ids("events")
    assert ids("events?date_from=2030-06-04") == []
    assert ids("agreements?status=collapsed") == ids("agreements")
    assert len(ids("actors?kind=armed_group")) == 1
    assert ids("expectations?due_from=2030-06-01&due_to=2030-06-30") == ids("expectations")
    assert len(ids("articles?publisher=The Courier")) == 1


def test_api_agreement_is_as_it_was_on_the_day(client: TestClient) -> None:
    (then,) = client.get("/api/agreements?as_of=2030-05-02").json()["items"]
    (now,) = client.get("/api/agreements").json()["items"]
    assert (then["id"], then["status"], now["status"]) == (now["id"], "in_force", "collapsed")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("positions?direction=sideways", 400, "for, against, conditional"),
        ("positions?as_of=yesteryear", 400, "is no day"),
        ("positions?actor=Atlantis", 400, "no actor goes by"),
        ("actors?limit=0", 422, "limit"),
        ("actors?cursor=-1", 422, "cursor"),
        ("events?date_from=soon", 400, "is no day"),
        ("search?q=...", 400, "no word"),
        ("positions/pffffffffffffffff", 404, "no positions"),
        ("articles/nothing", 404, "no article"),
        ("nothing", 404, "nothing at this address"),
    ],
)
def test_api_says_what_is_wrong(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == status
    assert said in answer.json()["said"]


def test_api_answers_again_only_after_a_change(fresh: Path) -> None:
    with client_of(fresh) as client:
        first = client.get("/api/positions")
        tag = {"if-none-match": first.headers["etag"]}
        assert client.get("/api/positions", headers=tag).status_code == 304
        assert client.get("/api/claims", headers=tag).status_code == 200
        item = first.json()["items"][0]["id"]
        with Dossier.open(fresh) as opened:
            opened.decide(Decision(id="n1", when="2030-06-05T10:00:00", who="Ana", verdict="accepted", kind="positions", item=item))
        again = client.get("/api/positions", headers=tag)
        assert again.status_code == 200
        assert again.json()["items"][0]["reviewed"] == "accepted"
        assert client.get("/api/positions", headers={"if-none-match": again.headers["etag"]}).status_code == 304


def test_api_text_is_data(client: TestClient) -> None:
    answer = client.get("/api/articles/01-refusal")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert HOSTILE in answer.json()["text"]


def test_api_search_and_changes(client: TestClient) -> None:
    hits = client.get("/api/search?q=truce").json()["items"]
    assert [each["id"] for each in hits] == ["02-talks"]
    changes = client.get("/api/changes?since=2030-05-02").json()
    assert {"agreement", "claim"} <= {change["kind"] for change in changes["items"]}
    counts = client.get("/api/dossier").json()
    assert (counts["articles"], counts["outlets"], counts["as_of"]) == (2, 2, "2030-06-04")
