"""The brief and its articles as one self-contained page: no network, no script but its own, everything escaped."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from parley.reason.merged import LISTS, Evidence, Item
from parley.records import Article
from parley.show import wording
from parley.show.book import Book
from parley.show.brief import WHOLE, make_brief
from parley.show.days import in_words
from parley.show.listing import Row, rows
from parley.show.marking import Mark, Segment, paragraphs, segments

LETTER = {
    "statement": "S", "event": "E", "agreement": "A", "position": "P",
    "claim": "C", "expectation": "X", "relation": "R", "actor": "N",
}  # fmt: skip
LABEL = {
    "statement": "Statement", "event": "Event", "agreement": "Agreement", "position": "Position", "claim": "Claim",
    "expectation": "Expectation", "relation": "Relation", "actor": "Name",
}  # fmt: skip
_TEMPLATES = files("parley.show").joinpath("templates")


@dataclass(frozen=True)
class Fact:
    """A record as it stands beside an article: `anchor` is its place on the page, `words` the anchors of its words."""

    anchor: str
    words: tuple[str, ...]
    kind: str
    short: str
    lead: str
    text: str
    start: int


@dataclass(frozen=True)
class Sheet:
    """An article on the page. `number` is that of the source list."""

    number: int
    article: Article
    title: str
    published: str
    copy_of: int | None
    link: str | None
    headed: bool
    paragraphs: list[list[Segment]]
    facts: tuple[Fact, ...]


def make_environment(*folder: str) -> Environment:
    """Templates of a folder below templates/: everything escaped, unknown names a fault."""

    def load(name: str) -> str:
        return _TEMPLATES.joinpath(*folder, name).read_text(encoding="utf8")

    made = Environment(
        loader=FunctionLoader(load), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    made.globals.update(letter=LETTER, label=LABEL)
    return made


@cache
def _environment() -> Environment:
    return make_environment()


def render_page(book: Book) -> str:
    """The page. Anchors: `s-KEY` sections, `a-N` articles, `f-N-ID` a fact beside article N, `w-N-ID-K` its words."""
    script = _environment().get_template("page.js").render()  # as it will stand in the page, to the byte
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    numbers = {article.id: number for number, article in enumerate(book.view.articles, 1)}
    texts = {row.item.id: row for kind in LISTS for row in rows(book, kind)}
    sheets = [_sheet(book, id, numbers, texts) for id in numbers]
    values: dict[str, Any] = {
        "brief": make_brief(book, WHOLE),
        "sheets": sheets,
        "numbers": numbers,
        "language": {id: book.text_of[id].language or "" for id in numbers},
        "anchors": {fact.anchor: fact.words[0] for sheet in sheets for fact in sheet.facts if fact.words},
        "script_digest": digest,
    }
    return _environment().get_template("page.html.j2").render(values)


def _sheet(book: Book, id: str, numbers: dict[str, int], texts: dict[str, Row]) -> Sheet:
    number, article = numbers[id], book.text_of[id]
    copy_of = book.article[id].copy_of
    marks: list[Mark] = []
    facts: list[Fact] = []
    for item in book.item.values():
        mine = sorted((e for e in item.evidence if e.article == id), key=lambda e: e.start_char)
        if not mine:
            continue
        row = texts[item.id]
        anchor = f"f-{number}-{item.id}"
        marks += [Mark(e.start_char, e.end_char, row.kind, anchor, n) for n, e in enumerate(mine)]
        facts.append(fact_beside(book, item, row, anchor, mine))
    return Sheet(
        number=number,
        article=article,
        title=article.title or article.text.strip().partition("\n")[0],
        published=in_words(article.published, short=False),
        copy_of=numbers.get(copy_of) if copy_of else None,
        headed=not article.title or article.text.strip().startswith(article.title),
        link=article.url if (article.url or "").startswith(("http://", "https://")) else None,
        paragraphs=paragraphs(segments(article.text, marks, article.boilerplate)),
        facts=tuple(sorted(facts, key=lambda fact: (fact.kind == "actor", fact.start))),
    )


def fact_beside(book: Book, item: Item, row: Row, anchor: str, evidence: list[Evidence]) -> Fact:
    """A record in the words that stand beside an article."""
    state = "" if row.kind == "claim" and row.who else row.state  # who denies it says that it is denied
    lead = " · ".join(part for part in (row.who, state, row.when) if part)
    text = row.what if row.kind not in {"event", "position"} else row.what.partition(": “")[0]
    if row.kind in {"event", "agreement"}:  # what it is comes before who it is of
        lead, text = wording.capital(text), lead
    return Fact(
        anchor=anchor,
        words=tuple(f"w{anchor[1:]}-{n}" for n, _ in enumerate(evidence)),
        kind=row.kind,
        short=book.short(item.id),
        lead=lead,
        text=wording.cut(text, 220),
        start=evidence[0].start_char,
    )
