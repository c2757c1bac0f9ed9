"""The dossier page: where the talks stand, what changed, what is next."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from parley.show.brief import WHOLE, make_brief
from parley.show.web.page import AskedDays, page

router = APIRouter()


@router.get("/", response_class=HTMLResponse)
def overview(request: Request, days: AskedDays) -> HTMLResponse:
    """The dossier page as of a day."""
    with request.app.state.desks.book(days.as_of, days.since) as book:
        return page(request, "overview.html.j2", {"title": book.title, "brief": make_brief(book, WHOLE)}, days)
