"""Adding from the page, with a reader that finds nothing: what is tested is the way into the dossier."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from parley.records import Article, Reading
from parley.show.web.jobs import Jobs
from parley.store.dossier import Dossier
from tests.show.web.conftest import client_of


def read_nothing(article: Article) -> Reading:
    return Reading(article=article)


@pytest.fixture
def adding_to(fresh: Path) -> Iterator[TestClient]:
    with client_of(fresh) as client:
        client.app.state.jobs = Jobs(str(fresh), read_nothing)  # type: ignore[attr-defined]
        yield client


def finished(client: TestClient, job: dict[str, Any]) -> dict[str, Any]:
    until = time.monotonic() + 20
    while not job["ended"]:
        assert time.monotonic() < until
        time.sleep(0.02)
        job = client.get(f"/add/jobs/{job['id']}").json()
    return job


def test_a_text_is_added_once(adding_to: TestClient, fresh: Path) -> None:
    given = {
        "text": "Envoys met in Orla.\nNo word came out.",
        "title": "Envoys meet",
        "publisher": "The Courier",
        "published": "2030-06-10",
        "url": "https://courier.example/9",
    }
    first = finished(adding_to, adding_to.post("/add/text", json=given).json())
    again = finished(adding_to, adding_to.post("/add/text", json=given).json())
    assert [each["status"] for each in (*first["outcomes"], *again["outcomes"])] == ["added", "already there"]
    with Dossier.open(fresh) as opened:
        found = opened.article(first["outcomes"][0]["article"])
    assert found is not None
    assert (found.title, found.publisher, found.published, found.url) == ("Envoys meet", "The Courier", "2030-06-10", given["url"])
    assert found.text == given["text"]
    assert adding_to.get(f"/articles/{found.id}").status_code == 200


def test_lines_of_json_are_several_articles(adding_to: TestClient) -> None:
    lines = [json.dumps({"id": f"n{n}", "text": f"Article {n}.", "published": "2030-06-11"}) for n in range(3)]
    data = "\n".join([*lines, "{broken", lines[0]]).encode()
    job = finished(adding_to, adding_to.post("/add/file", params={"name": "week.jsonl"}, content=data).json())
    assert [each["status"] for each in job["outcomes"]] == ["added", "added", "added", "failed", "already there"]
    assert (job["done"], job["total"]) == (5, 5)


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"no pdf"), ("a.txt", b""), ("a.html", b"<p></p>"), ("a.txt", b"\0\1\2\3")])
def test_what_cannot_be_read_is_said(adding_to: TestClient, name: str, data: bytes) -> None:
    job = finished(adding_to, adding_to.post("/add/file", params={"name": name}, content=data).json())
    assert [each["status"] for each in job["outcomes"]] == ["failed"]
    assert job["outcomes"][0]["said"].startswith(name)


def test_progress_is_told_and_too_many_have_to_wait(fresh: Path) -> None:
    go_on = threading.Event()

    def slowly(article: Article) -> Reading:
        assert go_on.wait(20)
        return Reading(article=article)

    with client_of(fresh) as client:
        client.app.state.jobs = Jobs(str(fresh), slowly)  # type: ignore[attr-defined]
        sent = [client.post("/add/text", json={"text": f"Text {n}."}) for n in range(12)]
        assert [each.status_code for each in sent][:5] == [202] * 5
        assert sent[-1].status_code == 400
        assert "wait" in sent[-1].json()["said"]
        assert not client.get(f"/add/jobs/{sent[0].json()['id']}").json()["ended"]
        go_on.set()
        assert finished(client, sent[0].json())["outcomes"][0]["status"] == "added"


def test_a_failure_of_the_reader_ends_the_job_and_not_the_thread(fresh: Path) -> None:
    def fails_once(article: Article) -> Reading:
        if "first" in article.text:
            raise RuntimeError("secret detail")
        return Reading(article=article)

    with client_of(fresh) as client:
        client.app.state.jobs = Jobs(str(fresh), fails_once)  # type: ignore[attr-defined]
        bad = finished(client, client.post("/add/text", json={"text": "The first."}).json())
        good = finished(client, client.post("/add/text", json={"text": "The next."}).json())
    assert (bad["outcomes"][0]["status"], good["outcomes"][0]["status"]) == ("failed", "added")
    assert "secret" not in bad["outcomes"][0]["said"]


def test_an_unknown_job_is_not_there(client: TestClient) -> None:
    assert client.get("/add/jobs/nothing").status_code == 404
