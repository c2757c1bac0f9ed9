"""Sources: outlets and what they sent, copies of one wire story, those that fell silent, and the articles themselves."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from parley.ledger import Outlet
from parley.reason.dates import days as stretch_of
from parley.show.days import in_words
from parley.show.web.asked import PAGE, frame, looking, pages
from parley.show.web.cited import safe_link, title_of
from parley.show.web.filters import AskedPage
from parley.show.web.morning import make_bar
from parley.show.web.page import AskedDays, Days, page
from parley.show.web.tagged import Tagged
from parley.show.web.vega import Chart

router = APIRouter(route_class=Tagged)
_DRAWN, _MONTHS = 25, 36  # outlets and months of the chart
UNKNOWN = "(not known)"


@dataclass(frozen=True)
class Sender:
    """An outlet: its articles, copies among them, first and last day, and for how many days it has been silent."""

    name: str
    publisher: str
    articles: int
    copies: int
    first: str
    last: str
    gone: int | None


@dataclass(frozen=True)
class Sheet:
    """An article in the list."""

    id: str
    title: str
    publisher: str
    published: str
    language: str
    link: str | None
    copy_of: str | None
    original: str


@router.get("/sources", response_class=HTMLResponse)
def sources(
    request: Request,
    days: AskedDays,
    paging: AskedPage,
    outlet: Annotated[str, Query(description="Articles of one outlet, by its exact name.")] = "",
) -> HTMLResponse:
    """Outlets, and the articles of all or of one, latest first."""
    with looking(request, days) as finder:
        library, end = finder.library, paging.cursor + PAGE
        ids = library.recent(finder.as_of, None, end + 1, publisher=outlet or None)
        shown = tuple(ids[paging.cursor : end])
        book = finder.book({}, beside=shown)
        months = library.outlet_months(finder.as_of)
        senders = outlets(months, finder.as_of)
        chart = by_month(senders, months, days)
        bar = make_bar(book)
        values = frame(
            book,
            f"Articles of {outlet}" if outlet else "Sources",
            {"outlet": outlet} if outlet else {},
            bar=bar,
            silent={each.outlet: each.days for each in bar.silent},
            senders=[] if outlet else senders,
            sheets=_sheets(book, shown),
            charts=[chart] if chart and not outlet else [],
            pages=pages(request, paging.cursor, end if len(ids) > end else None),
        )
        return page(request, "sources.html.j2", values, days)


def outlets(months: Iterable[Outlet], as_of: str | None) -> list[Sender]:
    """Outlets, those with most articles first."""
    held: dict[str | None, list[Outlet]] = {}
    for month in months:
        held.setdefault(month.publisher, []).append(month)
    found = []
    for publisher, told in held.items():
        first, last = min(month.first for month in told), max(month.last for month in told)
        day, today = stretch_of(last), stretch_of(as_of)
        gone = (today[0] - day[0]).days if day and today else None
        articles, copies = sum(month.articles for month in told), sum(month.copies for month in told)
        found.append(Sender(publisher or UNKNOWN, publisher or "", articles, copies, in_words(first), in_words(last), gone))
    return sorted(found, key=lambda sender: (-sender.articles, sender.name))


def _sheets(book: Any, ids: Sequence[str]) -> list[Sheet]:
    found = []
    for id in ids:
        article, copy_of = book.text_of[id], book.article[id].copy_of
        found.append(
            Sheet(
                id,
                title_of(article.title, article.text),
                article.publisher or UNKNOWN,
                in_words(article.published) or "day not known",
                article.language or "",
                safe_link(article.url),
                copy_of,
                book.source(copy_of) if copy_of else "",
            )
        )
    return found


def by_month(senders: Sequence[Sender], months: Sequence[Outlet], days: Days) -> Chart | None:
    """Articles by outlet and month, the outlets with most first; None where there is but one month."""
    every = sorted({month.month for month in months if stretch_of(month.month)})[-_MONTHS:]
    drawn = {sender.publisher: sender.name for sender in senders[:_DRAWN]}
    kept = [month for month in months if month.month in every and (month.publisher or "") in drawn]
    if len(every) < 2 or not kept:
        return None
    values = [
        {"outlet": drawn[m.publisher or ""], "month": f"{m.month}-01", "articles": m.articles, "copies": m.copies} for m in kept
    ]
    rows = [
        ((drawn[m.publisher or ""], f"/sources{days.query(outlet=m.publisher)}"), in_words(m.month), m.articles, m.copies)
        for m in kept
    ]
    total, of = sum(m.articles for m in kept), len({m.publisher for m in kept})
    most = max(kept, key=lambda m: m.articles)
    sentence = (
        f"{total:,} articles of {of} outlet{'s' * (of != 1)} from {in_words(every[0])} to {in_words(every[-1])}; "
        f"most in one month: {most.articles} of {most.publisher or UNKNOWN} in {in_words(most.month)}."
    )
    return Chart(
        "months",
        "Who sent how much when",
        sentence,
        _spec(values, list(drawn.values())),
        ("Outlet", "Month", "Articles", "Copies"),
        rows,
    )


def _spec(values: list[dict[str, Any]], outlets: list[str]) -> dict[str, Any]:
    first, last = (datetime.date.fromisoformat(pick(str(value["month"]) for value in values)) for pick in (min, max))
    width = max(4, min(26, 700 // ((last - first).days // 30 + 1)))
    return {
        "data": {"values": values},
        "width": "container",
        "height": 20 * len(outlets),
        "mark": {"type": "rect", "width": width, "height": 15, "cornerRadius": 2, "color": "--accent"},
        "encoding": {
            "x": {
                "field": "month",
                "type": "temporal",
                "title": None,
                "axis": {"grid": False, "orient": "top"},
                "scale": {"padding": 16},
            },
            "y": {
                "field": "outlet",
                "type": "nominal",
                "title": None,
                "scale": {"domain": outlets},
                "axis": {"domain": False, "ticks": False},
            },
            "opacity": {"field": "articles", "type": "quantitative", "scale": {"range": [0.35, 1]}, "legend": None},
            "tooltip": [
                {"field": "outlet"},
                {"field": "month", "type": "temporal", "timeUnit": "yearmonth"},
                {"field": "articles"},
                {"field": "copies"},
            ],
        },
    }
