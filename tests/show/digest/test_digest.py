from __future__ import annotations

import io
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from xml.etree import ElementTree as Tree

import pytest
from docx import Document
from markdown_it import MarkdownIt

from parley.show.book import Book, book_of
from parley.show.digest.contents import Digest
from parley.show.digest.docx import render_docx
from parley.show.digest.html import render_page
from parley.show.digest.mail import make_mail, render_mail
from parley.show.digest.make import make_digest
from parley.show.digest.text import escape, render_markdown, render_text
from tests.reason.builders import Story
from tests.show.conftest import HOSTILE, stories

PNG = b"\x89PNG\r\n"


class Page(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def values(self, *names: str) -> list[str]:
        return [value for name, value in self.attributes if name in names]


def parts(digest: Digest) -> dict[str, list[str]]:
    """Marks and leads by part."""
    return {part.key: [f"{e.mark}: {e.lead}" for e in part.entries] for part in (*digest.changes, *digest.parts)}


def test_a_digest_tells_what_changed_and_what_comes(digest: Digest) -> None:
    told = parts(digest)
    assert told["claim"] == ["DENIED: “it shelled Dasa”: denied by Front"]
    assert told["agreement"][0].startswith("COLLAPSED, before: in force: Local agreement, Dasa")
    assert any(line.startswith("Talks, 3 Jun 2030") for line in told["event"])
    assert [line.partition(":")[0] for line in told["due"]] == ["7 Jun 2030", "10 Jun 2030"]
    assert told["overdue"] == []
    assert "position" not in told  # the refusal is of May
    assert digest.title == "The week in the talks"
    assert "one agreement changed" in digest.lead
    assert "two things due in the next two weeks, nothing overdue" in digest.lead


def test_sources_are_numbered_in_the_order_of_citation(digest: Digest) -> None:
    assert [source.number for source in digest.sources] == list(range(1, len(digest.sources) + 1))
    entries = [entry for part in (*digest.changes, *digest.parts) for entry in part.entries]
    cited = [number for entry in ([digest.state] if digest.state else []) + entries for number in entry.sources]
    assert list(dict.fromkeys(cited)) == [source.number for source in digest.sources]
    assert all(entry.sources for entry in entries)


def test_what_is_overdue_is_not_told_twice() -> None:
    late = Story("04-later", "Nothing was signed in Basra.", "2030-06-12", "The Courier", language="en")
    made = make_digest(book_of("t.parley", [s.read() for s in (*stories(), late)], since="2030-06-05"), chart=False)
    assert parts(made)["overdue"][0].startswith("was due 7 Jun 2030")
    assert "expectation" not in parts(made)


def test_a_quiet_week_says_so(book: Book) -> None:
    quiet = Story("05-quiet", "It rained in Orla all week.", "2030-08-01", "The Courier", language="en")
    made = make_digest(book_of("t.parley", [s.read() for s in (*stories(), quiet)], since="2030-07-25"), chart=False)
    assert made.changes == ()
    assert made.lead.startswith("Nothing changed")
    assert made.unchanged in render_text(made)


def test_an_empty_dossier_has_a_digest() -> None:
    made = make_digest(book_of("empty.parley", []))
    assert made.chart is None
    for text in (render_page(made), render_markdown(made), render_text(made)):
        assert "no article has a day" in text
    assert render_docx(made)
    assert render_mail(made)


def test_the_chart_is_drawn_and_said(digest: Digest) -> None:
    chart = digest.chart
    assert chart is not None
    assert chart.png.startswith(PNG)
    assert chart.title.startswith("Events each month, ")
    assert chart.sentence.startswith(
        "2 events with a day of their own in 12 months: 1 talks and offers and 1 pressure and attacks."
    )
    assert sum(int(cell) for row in chart.rows for cell in row[1:]) == 2
    tags = {element.tag.rpartition("}")[2] for element in Tree.fromstring(chart.svg).iter()}
    assert not {"script", "image", "foreignObject"} & tags


def test_the_page_has_nothing_of_theirs_and_fetches_nothing(digest: Digest) -> None:
    text = render_page(digest)
    page = Page(text)
    assert HOSTILE not in text
    assert not {"script", "link", "iframe", "object", "b"} & set(page.tags)
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert [value[:26] for value in page.values("src")] == ["data:image/svg+xml;base64,"]
    links = {link for link in page.values("href") if not link.startswith("#")}
    assert links == {"https://evil.example/a%20b?q=%3Cscript%3E&x=%22'"}
    assert "&lt;script&gt;alert(‘1’)&lt;/script&gt;" in text
    assert "url(" not in text
    assert "@import" not in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x0b]", text)
    assert {f"#source-{s.number}" for s in digest.sources} <= set(page.values("href"))


def test_markdown_shows_what_was_written(digest: Digest) -> None:
    text = render_markdown(digest)
    html = MarkdownIt("commonmark").enable("table").render(text)
    page = Page(html)
    assert not {"script", "img", "b", "code"} & set(page.tags)
    assert set(page.values("href")) <= {source.url for source in digest.sources}
    assert page.tags.count("h1") == 1
    assert "[free](javascript:alert(4))" in html


@pytest.mark.parametrize(
    "text", ["# x", "1. x", "- x", "+ x", "> x", "=== x", "~~x~~", "a | b", "<!-- x", "&lt;", "*a* _b_ `c`", "\\"]
)
def test_escaped_markdown_reads_as_it_was(text: str) -> None:
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escape(text))
    assert Page(html).tags == ["p"]
    unescaped = html.removeprefix("<p>").removesuffix("</p>\n")
    assert unescaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


def test_the_document_opens_with_links_picture_and_headings(digest: Digest) -> None:
    document = Document(io.BytesIO(render_docx(digest)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "DENIED “it shelled Dasa”: denied by Front" in text
    assert next(p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1") == "What changed"
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == (digest.chart and digest.chart.sentence)
    links = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert links == {source.url for source in digest.sources if source.url}
    assert render_docx(digest) == render_docx(digest)


def test_a_mail_has_text_page_and_picture(digest: Digest) -> None:
    message = message_from_bytes(render_mail(digest), policy=default)
    assert isinstance(message, EmailMessage)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
    ]  # fmt: skip
    assert message["X-Unsent"] == "1"
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "DENIED: “it shelled Dasa”: denied by Front" in plain.get_content()
    page = Page(html.get_content())
    (picture,) = (part for part in message.walk() if part.get_content_type() == "image/png")
    assert page.values("src") == ["cid:" + picture["Content-ID"].strip("<>")]
    assert picture.get_content().startswith(PNG)
    assert HOSTILE not in html.get_content()
    assert render_mail(digest) == render_mail(digest)


def test_no_name_gets_into_the_headers_of_a_mail() -> None:
    stories_ = [story.read() for story in stories()]
    made = make_digest(book_of("a\r\nBcc: all@evil.example\r\n\r\n<b>.parley", stories_), chart=False)
    message = message_from_bytes(render_mail(made), policy=default)
    assert set(message.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    assert make_mail(made)["Bcc"] is None
