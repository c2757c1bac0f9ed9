"""The dossier page: where the talks stand, what changed, what is next."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from parley.show.book import Book
from parley.show.days import in_words
from parley.show.demo import notice
from parley.show.web.charts import strips, timeline
from parley.show.web.cited import Cited
from parley.show.web.desks import Desks
from parley.show.web.lines import unreviewed
from parley.show.web.morning import SPAN, changed, make_bar, parts, wanted
from parley.show.web.page import AskedDays, page

router = APIRouter()
_FEW = 7  # changes: with fewer there is room below them for what stands


@router.get("/", response_class=HTMLResponse)
def overview(request: Request, days: AskedDays) -> HTMLResponse:
    """The dossier page as of a day."""
    desks: Desks = request.app.state.desks

    def make() -> bytes:
        with desks.book(days.as_of, days.since, wanted) as book:
            return bytes(page(request, "overview.html.j2", _values(book), days).body)

    return HTMLResponse(desks.kept(f"/{days.query()}", make))


def _values(book: Book) -> dict[str, object]:
    found, moved = parts(book), changed(book)
    every = [line for lines in (*(p.lines for p in found.values()), *(c.lines for c in moved)) for line in lines]
    return {
        "title": book.title,
        "as_of": book.view.as_of or "",
        "as_of_words": in_words(book.view.as_of, short=False) or "no article has a day",
        "since": book.since or "",
        "since_words": in_words(book.since, short=False),
        "asked": book.asked,
        "notice": notice(book.view.articles),
        "bar": make_bar(book),
        "unreviewed": unreviewed(every),
        "parts": found,
        "changed": moved,
        "few": sum(len(change.lines) for change in moved) < _FEW,
        "timeline": timeline(book, SPAN),
        "strips": strips(book),
        "cited": Cited(book),
    }
