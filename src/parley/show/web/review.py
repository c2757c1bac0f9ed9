"""The review queue: what nobody has looked at, what matters most first; accepted, rejected and taken back from any page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from parley.ledger import KIND_OF, LinkKind
from parley.reason.decisions.walk import WALKED, walk, why
from parley.reason.merged import Item
from parley.show import wording
from parley.show.book import Book
from parley.show.brief import line
from parley.show.days import read_day
from parley.show.demo import notice
from parley.show.listing import rows
from parley.show.web.cited import Cited
from parley.show.web.judging import Judge
from parley.show.web.lines import Shown, shown
from parley.show.web.page import AskedDays, page
from parley.show.web.waiting import REACH, to_review

router = APIRouter()
_A_PAGE = 30
_TITLES = {"agreements": "Agreements", "positions": "Positions", "claims": "Claims", "expectations": "Expectations",
           "events": "Events", "relations": "Ties"}  # fmt: skip
Kind = Literal["agreements", "positions", "claims", "expectations", "events", "relations"]


class Verdict(BaseModel):
    """A verdict on an item, as it stands on a day."""

    item: str = Field(max_length=64)
    verdict: Literal["accepted", "rejected"]
    as_of: str | None = Field(default=None, max_length=32)


class Undo(BaseModel):
    """Takes back the last decision."""

    as_of: str | None = Field(default=None, max_length=32)


@router.get("/review", response_class=HTMLResponse)
def queue(
    request: Request,
    days: AskedDays,
    kind: Kind | None = None,
    page_: Annotated[int, Query(alias="page", ge=1, le=100)] = 1,
    reach: Annotated[int, Query(ge=1, le=100_000, description="How many of the latest articles are looked at.")] = REACH,
) -> HTMLResponse:
    """What waits for a person."""
    kinds: tuple[LinkKind, ...] = (kind,) if kind else WALKED
    with request.app.state.desks.book(
        days.as_of, days.since, lambda library, day, _: to_review(library, day, kinds, reach)
    ) as book:
        waiting = walk(book.view, kinds)
        here = waiting[(page_ - 1) * _A_PAGE : page_ * _A_PAGE]
        values = {
            "title": "Review",
            "who": request.app.state.desks.who,
            "kind": kind or "",
            "kinds": _TITLES,
            "lines": _lines(book, here),
            "waiting": len(waiting),
            "at": page_,
            "reach": reach,
            "further": 4 * reach if book.library.counts(book.view.as_of)[0] > reach else 0,
            "pages": max(1, -(-len(waiting) // _A_PAGE)),
            "notice": notice(book.view.articles),
            "cited": Cited(book),
        }
        return page(request, "review.html.j2", values, days)


def _lines(book: Book, here: list[Item]) -> list[tuple[str, Shown]]:
    """(why it is asked, line) of items."""
    texts = {row.item.id: row for kind in {KIND_OF[item.id[0]] for item in here} for row in rows(book, kind)}
    found = []
    for item in here:
        row = texts[item.id]
        what = row.what.partition(": “")[0] if row.kind in {"event", "position"} else row.what
        lead = wording.cut(" · ".join(part for part in (wording.capital(row.who), what, row.state, row.when) if part), 260)
        found.append((why(item, book.view.as_of)[1] or row.kind, shown(book, line(book, item, lead))))
    return found


def _judge(request: Request, as_of: str | None) -> Judge:
    desks = request.app.state.desks
    return Judge(desks.dossier(), desks.title, desks.who or "someone", read_day(as_of) if as_of else None)


@router.post("/review/decide")
def decide(request: Request, given: Verdict) -> dict[str, str]:
    """Keeps a verdict; it is on the disk when this answers."""
    return asdict(_judge(request, given.as_of).decide(given.item, accepts=given.verdict == "accepted"))


@router.post("/review/undo")
def undo(request: Request, given: Undo) -> dict[str, str]:
    """Takes back the last decision of whoever serves; empty where there is none."""
    taken = _judge(request, given.as_of).undo()
    return asdict(taken) if taken else {"item": ""}
