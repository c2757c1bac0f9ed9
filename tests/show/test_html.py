from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from parley.show.book import Book
from parley.show.demo import NOTICE, demo_articles, notice
from parley.show.html import render_page
from tests.show.conftest import HOSTILE


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.append(name)
            if name == "id" and value:
                self.ids.append(value)
            if name in {"href", "src"} and value:
                self.links.append(value)


@pytest.fixture(scope="module")
def text(book: Book) -> str:
    return render_page(book)


@pytest.fixture(scope="module")
def page(text: str) -> _Page:
    return _Page(text)


def test_the_text_of_articles_is_escaped(text: str, page: _Page) -> None:
    assert HOSTILE not in text
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;" in text
    assert page.tags.count("script") == 1
    assert not any(name.startswith("on") for name in page.attributes)


def test_only_web_addresses_are_links(page: _Page) -> None:
    assert [link for link in page.links if not link.startswith("#")] == ["https://gazette.example/1"]


def test_nothing_is_fetched(text: str, page: _Page) -> None:
    assert not {"img", "link", "iframe", "object", "audio", "video"} & set(page.tags)
    assert "@import" not in text
    assert "url(" not in text


def test_the_policy_allows_our_script_alone(text: str) -> None:
    script = re.search(r"<script>(.*?)</script>", text, re.S)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text


def test_every_link_leads_somewhere_and_ids_are_unique(page: _Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_facts_lead_to_words_and_words_to_facts(book: Book, page: _Page) -> None:
    facts = {id for id in page.ids if id.startswith("f-")}
    words = {id for id in page.ids if id.startswith("w-")}
    assert len(facts) == sum(len({e.article for e in item.evidence}) for item in book.item.values())
    # a name inside other evidence leads to that; every other fact can be reached from its words
    names = {item.id for item in book.view.actors}
    assert {f"#{id}" for id in facts | words if id.split("-")[2] not in names or id in words} <= set(page.links)


def test_every_section_and_article_is_there(text: str, page: _Page) -> None:
    assert {"s-state", "s-positions", "s-agreements", "s-claims", "s-next", "s-overdue", "s-changes", "sources"} <= set(page.ids)
    assert {"a-1", "a-2"} <= set(page.ids)
    assert "RED LINE" in text
    assert '<span class="grey">Subscribe to our letter.</span>' in text


def test_quotes_carry_language_and_direction(text: str) -> None:
    assert '<blockquote dir="auto" lang="en">' in text


def test_invented_outlets_are_called_so() -> None:
    articles = list(demo_articles())
    assert len(articles) == 14
    assert notice(articles) == NOTICE


def test_other_articles_carry_no_such_notice(text: str) -> None:
    assert NOTICE not in text
