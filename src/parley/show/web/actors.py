"""Actors: who there is, and of each what it says, where it stands, whom it is tied to and what it was over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from parley.ledger import LinkKind
from parley.reason.merged import MergedActor, MergedRole
from parley.show import wording
from parley.show.book import Book
from parley.show.days import in_words
from parley.show.finding import OF_ACTOR, Finder, Part
from parley.show.web.asked import by_weight, frame, looking, pages, part_pages
from parley.show.web.charts import HELD, SIGN
from parley.show.web.filters import AskedActors, AskedPage, Filter
from parley.show.web.filters import actors as asked_for
from parley.show.web.page import AskedDays, page
from parley.show.web.tagged import Tagged
from parley.show.web.vega import Chart
from parley.values import ActorKind

router = APIRouter(route_class=Tagged)
_READ = 40  # records of the actor itself: first, latest, and those that changed it
_STATEMENTS = 20  # on a page
_MOST: dict[LinkKind, int] = {"positions": 40, "relations": 40, "agreements": 15, "claims": 15, "expectations": 15, "events": 20}


@router.get("/actors", response_class=HTMLResponse)
def actors(
    request: Request,
    days: AskedDays,
    paging: AskedPage,
    called: AskedActors,
    wanted: Annotated[Filter, Depends(asked_for)],
    actor: str = "",
) -> HTMLResponse:
    """Everybody, those that are told of most first."""
    with looking(request, days) as finder:
        if called is None:
            part = finder.part(wanted.wish("actors", None, by_weight=True), paging.cursor)
        else:
            book = finder.book({"actors": sorted(called)}, OF_ACTOR)
            found = [item for id in called if (item := book.item.get(id)) and wanted.fits(book, item)]
            part = Part(book, tuple(found))
        told = finder.library.told("actors", [item.id for item in part.items], finder.as_of)
        values = frame(
            part.book,
            "Actors",
            wanted.asked | {"actor": actor},
            actors=sorted(part.items, key=lambda item: -told[item.id]) if called is not None else part.items,
            told=told,
            kinds=[(kind, kind.replace("_", " ")) for kind in get_args(ActorKind)],
            pages=part_pages(request, part),
        )
        return page(request, "actors.html.j2", values, days)


@router.get("/actors/{id}", response_class=HTMLResponse)
def actor(request: Request, id: str, days: AskedDays, paging: AskedPage) -> HTMLResponse:
    """One actor."""
    with looking(request, days) as finder:
        own = frozenset({id})
        articles = finder.articles_of(own)
        chosen: dict[LinkKind, Sequence[str]] = {kind: finder.told_in(kind, articles, own)[:most] for kind, most in _MOST.items()}
        said = finder.told_in("statements", articles, own)
        shown = said[paging.cursor : paging.cursor + _STATEMENTS]
        own_book = finder.book({"actors": [id]}, _READ)
        item = own_book.item.get(id)
        book = finder.book({"actors": [id], "statements": shown, **chosen}, OF_ACTOR)
        if not isinstance(item, MergedActor):
            raise HTTPException(404)
        following = paging.cursor + _STATEMENTS if paging.cursor + _STATEMENTS < len(said) else None
        chart = _months(finder, id, item.name)
        values = frame(
            book,
            item.name,
            item=item,
            told=finder.library.told("actors", [id], finder.as_of)[id],
            roles=_roles(own_book, item),
            held=[position for position in book.standing.positions if position.actor == id],
            ties=[(tie, wording.TIE.get(tie.type, tie.type)) for tie in book.standing.relations if id in {tie.subject, tie.object}],
            statements=[statement for one in shown if (statement := book.item.get(one))],
            agreements=[each for each in book.standing.agreements if id in {*each.parties, *each.mediators}],
            claims=[c for c in book.standing.claims if id in {*c.asserted_by, *c.denied_by, *c.confirmed_by}],
            expectations=[x for x in book.standing.expectations if x.made_by == id],
            events=by_weight(e for e in book.standing.events if id in {*e.actor, *e.recipient, *e.mediator}),
            sign=SIGN,
            words_of=HELD,
            charts=[chart] if chart else [],
            pages=pages(request, paging.cursor, following, _STATEMENTS),
        )
        return page(request, "actor.html.j2", values, days)


def _roles(book: Book, item: MergedActor) -> list[MergedRole]:
    """Offices, the latest told first."""

    def told(role: MergedRole) -> str:
        return max((book.text_of[e.article].published or "" for e in role.evidence), default="")

    return sorted(item.roles, key=told, reverse=True)


def _months(finder: Finder, id: str, name: str) -> Chart | None:
    """How many articles name the actor, by month, in the latest that do; None where there is but one month."""
    articles = set(finder.articles_of([id]))
    links = finder.library.links("actors", [id], finder.as_of, 150)
    counts = Counter(month for _, month in {(link.article, link.known[:7]) for link in links if link.article in articles})
    if len(counts) < 2:
        return None
    most = max(counts, key=lambda month: (counts[month], month))
    first, last = min(counts), max(counts)
    when = f"from {in_words(first)} to {in_words(last)}, most of them ({counts[most]}) in {in_words(most)}"
    sentence = f"{sum(counts.values())} articles name {name} {when}."
    values = [{"month": f"{month}-01", "articles": number} for month, number in sorted(counts.items())]
    spec = {
        "data": {"values": values},
        "width": "container",
        "height": 90,
        "mark": {"type": "bar", "color": "--accent", "width": {"band": 0.9}},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "timeUnit": "yearmonth", "title": None, "axis": {"grid": False}},
            "y": {"field": "articles", "type": "quantitative", "title": "articles", "axis": {"tickMinStep": 1, "tickCount": 3}},
            "tooltip": [{"field": "month", "type": "temporal", "timeUnit": "yearmonth"}, {"field": "articles"}],
        },
    }
    rows = [(in_words(month), number) for month, number in sorted(counts.items())]
    return Chart("months", "In the news", sentence, spec, ("Month", "Articles"), rows)
