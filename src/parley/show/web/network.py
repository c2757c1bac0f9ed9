"""The network: who talks to whom, who mediates, who opposes whom; drawn from ties and events, with a table of what is behind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from parley.ledger import LinkKind
from parley.reason.agenda import SMALL
from parley.reason.merged import Item
from parley.show.book import Book
from parley.show.days import days_before
from parley.show.finding import Finder
from parley.show.web.asked import frame, looking
from parley.show.web.filters import AskedActors, checked, choice
from parley.show.web.graphs import WAYS, Edge, draw
from parley.show.web.page import AskedDays, page
from parley.show.web.tagged import Tagged

router = APIRouter(route_class=Tagged)
SPAN = 180  # days that a large dossier's network looks back on
_LISTED = 80  # lines in the list
_EVENTS, _TIES = 120, 120  # the weightiest events, the latest ties
_CROWD = 5  # parties to one event, beyond which who met whom is not known
_TIE = {"mediates_between": "mediates", "opposes": "opposes", "sanctions": "opposes"}
_TALKS, _AGAINST = frozenset({"CONSULT", "AGREE", "COOPERATE"}), frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})


@router.get("/network", response_class=HTMLResponse)
def network(
    request: Request,
    days: AskedDays,
    actors: AskedActors,
    way: Annotated[str | None, choice(WAYS, "One kind of tie; all but `belongs` where none is named.")] = None,
    actor: str = "",
) -> HTMLResponse:
    """Drawing and table."""
    way = checked("way", way, WAYS)
    with looking(request, days) as finder:
        book = finder.book(_ids(finder, actors), 1)
        edges = [
            e for e in edges_of(book) if (e.way == way if way else e.way != "belongs") and (actors is None or actors & set(e.ends))
        ]
        edges = sorted(edges, key=lambda edge: -len(edge.behind))
        chart = draw(book, edges, days)
        values = frame(
            book,
            "Network",
            {key: value for key, value in {"actor": actor, "way": way}.items() if value},
            edges=edges[:_LISTED],
            left=max(0, len(edges) - _LISTED),
            ways=[(key, said) for key, (said, *_) in WAYS.items()],
            said={key: said for key, (said, *_) in WAYS.items()},
            charts=[chart] if chart else [],
        )
        return page(request, "network.html.j2", values, days)


def _ids(finder: Finder, actors: frozenset[str] | None) -> dict[LinkKind, Any]:
    """Ties and events: of the actors, else the latest ties and the weightiest events."""
    if actors is not None:
        articles = finder.articles_of(actors)
        return {
            "relations": finder.told_in("relations", articles, actors),
            "events": finder.told_in("events", articles, actors)[:_EVENTS],
        }
    is_small = finder.library.counts(finder.as_of)[0] <= SMALL
    after = days_before(finder.as_of, SPAN) if finder.as_of and not is_small else None
    return {
        "relations": finder.library.items("relations", finder.as_of, after=after, most=_TIES),
        "events": finder.library.items("events", finder.as_of, after=after, most=_EVENTS, by_weight=True),
    }


def edges_of(book: Book) -> list[Edge]:
    """All connections between actors with a name."""
    found: dict[tuple[tuple[str, str], str], Edge] = {}
    for ends, way, item in _connections(book):
        if ends[0] == ends[1] or not all(map(book.name, ends)):
            continue
        key = (ends if way == "mediates" else (min(ends), max(ends)), way)
        edge = found.setdefault(key, Edge(key[0], way))
        if all(item.id != other.id for other in edge.behind):
            edge.behind.append(item)
    return list(found.values())


def _connections(book: Book) -> Iterator[tuple[tuple[str, str], str, Item]]:
    for tie in book.standing.relations:
        yield (tie.subject, tie.object), _TIE.get(tie.type, "belongs"), tie
    for event in book.standing.events:
        sides = (*event.actor, *event.recipient)
        if event.aux not in {None, "historical"} or len(sides) > _CROWD:
            continue
        if event.event_type in _TALKS:
            pairs = product(event.actor, event.recipient) if event.recipient else combinations(event.actor, 2)
            yield from ((pair, "talks", event) for pair in pairs)
        elif event.event_type in _AGAINST:
            yield from ((pair, "opposes", event) for pair in product(event.actor, event.recipient))
        yield from ((pair, "mediates", event) for pair in product(event.mediator, sides))
