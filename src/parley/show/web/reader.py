"""The reader: an article with the words that were read marked, and the facts beside it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from parley.reason.merged import LISTS
from parley.records import Article
from parley.show.book import Book
from parley.show.days import in_words
from parley.show.demo import notice
from parley.show.html import LABEL, Fact, fact_beside
from parley.show.listing import rows
from parley.show.marking import Mark, paragraphs, segments
from parley.show.reviews import mark
from parley.show.show import asked_for
from parley.show.web.cited import Cited, safe_link, title_of
from parley.show.web.page import AskedDays, page

router = APIRouter()
_SHOWN = tuple(kind for kind in LABEL if kind not in {"actor", "relation"})  # kinds that are marked where nobody says which
Show = Annotated[list[str] | None, Query(description="Kinds of record that are marked.")]


@router.get("/articles/{id:path}", response_class=HTMLResponse)
def reader(
    request: Request,
    id: str,
    days: AskedDays,
    show: Show = None,
    fact: Annotated[str | None, Query(description="The fact that is lit.")] = None,
) -> HTMLResponse:
    """An article with what was read out of it."""
    dossier = request.app.state.desks.dossier()
    if not dossier.has(id):
        raise HTTPException(404)
    kinds = [kind for kind in show if kind in LABEL] if show is not None else list(_SHOWN)
    with request.app.state.desks.book(days.as_of, days.since, lambda library, *_: asked_for(library, id)) as book:
        return page(request, "reader.html.j2", _values(book, id) | {"shown": kinds, "lit": fact or ""}, days)


def _values(book: Book, id: str) -> dict[str, Any]:
    article = book.text_of[id]
    title = title_of(article.title, article.text)
    marks, facts = _read_out(book, article)
    copy = book.library.copies([id]).get(id)
    return {
        "title": title,
        "article": article,
        "published": in_words(article.published, short=False),
        "published_from": _found(article),
        "link": safe_link(article.url),
        "copy_of": (copy, book.source(copy)) if copy else None,
        "headed": not article.title or article.text.strip().startswith(article.title),
        "paragraphs": paragraphs(segments(article.text, marks, article.boilerplate)),
        "facts": facts,
        "reviewed": {fact.anchor: mark(book.item[fact.anchor]) for fact in facts},
        "counts": {kind: sum(fact.kind == kind for fact in facts) for kind in LABEL},
        "notice": notice(book.view.articles),
        "cited": Cited(book),
    }


def _found(article: Article) -> str:
    """How the day of publication is known, where nobody gave it."""
    if article.published_from == "inferred":
        return f"inferred: {article.published_reason}" if article.published_reason else "inferred"
    return "from the page" if article.published_from == "metadata" else ""


def _read_out(book: Book, article: Article) -> tuple[list[Mark], list[Fact]]:
    """Marks for the text and facts beside it, by their place; names come last. A fact's anchor is its item's id."""
    marks: list[Mark] = []
    facts: list[Fact] = []
    texts = {row.item.id: row for kind in LISTS for row in rows(book, kind)}
    for item in book.item.values():
        mine = sorted((e for e in item.evidence if e.article == article.id), key=lambda e: e.start_char)
        if mine:
            row = texts[item.id]
            marks += [Mark(e.start_char, e.end_char, row.kind, item.id, number) for number, e in enumerate(mine)]
            facts.append(fact_beside(book, item, row, item.id, mine))
    return marks, sorted(facts, key=lambda fact: (fact.kind == "actor", fact.start))
