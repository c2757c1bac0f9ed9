"""Attacks: what articles, other sites and other machines may try."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from parley.keep import keep
from parley.records import Article, Reading
from parley.show.web import adding
from parley.show.web.safety import HEADERS, LOOPBACK, Guard
from parley.store.dossier import Dossier
from tests.show.conftest import HOSTILE
from tests.show.web.browsing import Visit
from tests.show.web.conftest import HOST, client_of

PAGES = ("/", "/articles/01-refusal", "/articles/02-talks", "/review", "/add")
EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


@pytest.fixture
def hostile(fresh: Path) -> Path:
    """A dossier with an article that is hostile in every field."""
    with Dossier.open(fresh) as opened:
        for number, url in enumerate(
            ("javascript:alert(3)", "JaVaScRiPt:alert(4)", "data:text/html,<script>alert(5)</script>", EVIL)
        ):
            article = Article(
                id=f"evil/../{number}{EVIL}", text=f"{HOSTILE}\n\nThe Front met {EVIL} on Monday.", title=EVIL, publisher=EVIL,
                url=url, published="2030-06-05", language='en" onload="alert(6)',
            )  # fmt: skip
            keep(opened, Reading(article=article))
    return fresh


def evil_pages() -> list[str]:
    return [f"/articles/{quote(f'evil/../{number}{EVIL}', safe='')}" for number in range(4)]


@pytest.mark.parametrize(
    "path", [*PAGES, *evil_pages(), f"/?as_of={quote(EVIL)}", f"/facts/{quote(EVIL, safe='')}", f"/review?kind={quote(EVIL)}"]
)
def test_nothing_of_an_article_or_an_address_becomes_markup(hostile: Path, path: str) -> None:
    with client_of(hostile) as client:
        page = client.get(path).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "onmouseover=alert(2)>" not in page.replace("&lt;b onmouseover=alert(2)&gt;", "")
    for scheme in ("javascript:", "JaVaScRiPt:", "data:text"):
        assert f'href="{scheme}' not in page


def test_a_browser_runs_nothing_of_a_hostile_article(hostile: Path, visit: Visit) -> None:
    visit.page.on("dialog", lambda dialog: visit.faults.append(f"dialog {dialog.message}"))
    for path in ("/", *evil_pages(), "/review"):
        visit.open(path)
    visit.page.wait_for_timeout(100)


def test_every_answer_has_the_headers(client: TestClient) -> None:
    for path in (*PAGES, "/static/parley.css", "/nowhere", "/facts/zz"):
        found = client.get(path).headers
        assert {name: found.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[", "", "localhost.evil:80"])
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("path", ["/review/decide", "/review/undo", "/add/text", "/add/file?name=a.txt"])
@pytest.mark.parametrize(
    "headers",
    [
        {"x-parley-form": "", "origin": HOST},
        {"x-parley-form": "guessed", "origin": HOST},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_another_site_changes_nothing(client: TestClient, path: str, headers: dict[str, str]) -> None:
    answer = client.post(path, json={"item": "x", "verdict": "accepted", "text": "x"}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2f..%2fpyproject.toml", "/static//etc/passwd",
        "/articles/../../etc/passwd", "/articles/%2fetc%2fpasswd", "/articles/..%2f..%2fetc%2fpasswd", "/facts/..%2fetc",
        "/add/jobs/..%2f..%2fetc",
    ],
)  # fmt: skip
def test_no_path_of_a_request_reaches_the_disk(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "FastAPI" not in answer.text


def test_a_file_name_is_only_shown(client: TestClient) -> None:
    answer = client.post("/add/file", params={"name": "../../../etc/passwd.txt\r\nx: y.txt"}, content=b"Some words of an article.")
    assert answer.status_code == 202
    assert answer.json()["name"] == "passwd.txtx: y.txt"


@pytest.mark.parametrize("name", ["a.exe", "a", "a.parley", "a.jsonl.gz", ".txt/", "", "a.svg"])
def test_other_kinds_of_file_are_refused(client: TestClient, name: str) -> None:
    assert client.post("/add/file", params={"name": name}, content=b"x").status_code in {400, 422}


def test_too_large_an_upload_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "LARGEST", 1000)
    said = client.post("/add/file", params={"name": "a.txt"}, content=b"x" * 1001)
    unsaid = client.post("/add/file", params={"name": "a.txt"}, content=(b"x" * 100 for _ in range(11)))
    assert (said.status_code, unsaid.status_code) == (413, 413)
    text = client.post("/add/text", content=b'{"text": "' + b"x" * 4_100_000 + b'"}')
    assert text.status_code == 413


@pytest.mark.parametrize("body", [b"", b"[]", b'{"text": ""}', b'{"text": 1}', b"\xff", b'{"text": "' + b"x" * 1_000_001 + b'"}'])
def test_a_malformed_text_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/add/text", content=body)
    assert answer.status_code == 422
    assert len(answer.text) < 1000


@pytest.mark.parametrize(
    "given", [{"url": "javascript:alert(1)"}, {"url": "file:///etc/passwd"}, {"published": "tomorrow"}, {"text": "  "}]
)
def test_what_is_said_of_a_text_is_checked(client: TestClient, given: dict[str, str]) -> None:
    answer = client.post("/add/text", json={"text": "Some words.", **given})
    assert answer.status_code == 400
    assert answer.json()["said"]


@pytest.mark.parametrize("item", ["", "x", "p0000000000000000", "../../x", "zzzz"])
def test_a_verdict_on_nothing_is_refused(client: TestClient, item: str) -> None:
    answer = client.post("/review/decide", json={"item": item, "verdict": "accepted"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "query", ["as_of=never", "since=9999-99-99", "as_of=0000-00-00", "page=0", "page=x", "reach=-1", "as_of=10000-01-01"]
)
def test_a_question_without_sense_is_answered_with_a_sentence(client: TestClient, query: str) -> None:
    answer = client.get(f"/review?{query}")
    assert answer.status_code in {400, 422}
    assert "<h1>" in answer.text


def test_without_the_token_nothing_is_shown(fresh: Path) -> None:
    guard = Guard(LOOPBACK | {"10.0.0.5"}, "secret")
    with client_of(fresh, guard) as client:
        assert client.get("/").status_code == 401
        assert client.get("/static/parley.css").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        assert client.get("/", headers={"authorization": "Bearer secret"}).status_code == 200
        client.cookies.clear()
        opened = client.get("/?token=secret")
        assert opened.status_code == 200
        assert "HttpOnly" in opened.headers["set-cookie"]
        assert "SameSite=strict" in opened.headers["set-cookie"]
        assert client.get("/").status_code == 200  # by the cookie
        assert "secret" not in opened.text
