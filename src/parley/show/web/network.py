"""The network: who talks to whom, who mediates, who opposes whom; drawn from ties and events, with a table of what is behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from parley.ledger import LinkKind
from parley.reason.agenda import SMALL
from parley.reason.merged import Item
from parley.show import wording
from parley.show.book import Book
from parley.show.days import days_before
from parley.show.finding import Finder
from parley.show.web.asked import frame, looking
from parley.show.web.filters import AskedActors, checked, choice
from parley.show.web.page import AskedDays, Days, page
from parley.show.web.tagged import Tagged
from parley.show.web.vega import Chart

router = APIRouter(route_class=Tagged)
WIDTH, HEIGHT = 820, 520
SPAN = 365  # days that a large dossier's network looks back on
_EVENTS, _TIES = 240, 240  # the weightiest events, the latest ties
_ACTORS, _LINES = 26, 45  # that can still be told apart in a drawing
_CROWD = 5  # parties to one event, beyond which who met whom is not known
WAYS = {
    "talks": ("talk to each other", "--good", [1, 0]),
    "mediates": ("mediates for", "--accent", [6, 3]),
    "opposes": ("oppose each other", "--alarm", [2, 2]),
    "belongs": ("lead, belong or are allied", "--soft", [1, 3]),
}
_TIE = {"mediates_between": "mediates", "opposes": "opposes", "sanctions": "opposes"}
_TALKS, _AGAINST = frozenset({"CONSULT", "AGREE", "COOPERATE"}), frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})


@dataclass
class Edge:
    """Two actors and one way in which they are connected; `behind` are the records that say so. Only "mediates" has a direction."""

    ends: tuple[str, str]
    way: str
    behind: list[Item] = field(default_factory=list)


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
        book = finder.book(_ids(finder, actors), 4)
        edges = [
            e for e in edges_of(book) if (e.way == way if way else e.way != "belongs") and (actors is None or actors & set(e.ends))
        ]
        edges = sorted(edges, key=lambda edge: -len(edge.behind))
        chart = draw(book, edges, days)
        values = frame(
            book,
            "Network",
            {key: value for key, value in {"actor": actor, "way": way}.items() if value},
            edges=edges[:200],
            left=max(0, len(edges) - 200),
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


def draw(book: Book, edges: list[Edge], days: Days) -> Chart | None:
    """The strongest connections, in a plane; None where there are none."""
    degree = Counter(end for edge in edges for end in edge.ends for _ in edge.behind)
    kept = {actor for actor, _ in degree.most_common(_ACTORS)}
    drawn = [edge for edge in edges if set(edge.ends) <= kept][:_LINES]
    actors = sorted({end for edge in drawn for end in edge.ends}, key=lambda actor: -degree[actor])
    if not drawn:
        return None
    at = dict(
        zip(actors, layout(len(actors), [(actors.index(a), actors.index(b)) for a, b in (e.ends for e in drawn)]), strict=True)
    )
    counts = Counter(edge.way for edge in drawn)
    said = ", ".join(f"{counts[way]} {'line' if counts[way] == 1 else 'lines'} for “{WAYS[way][0]}”" for way in WAYS if counts[way])
    most = book.name(actors[0])
    sentence = f"{len(actors)} actors: {said}. {most} has most ties. How near two are says little; the lines are what was read."
    rows = [
        (
            (book.name(edge.ends[0]), f"/actors/{edge.ends[0]}{days.query()}"),
            WAYS[edge.way][0],
            (book.name(edge.ends[1]), f"/actors/{edge.ends[1]}{days.query()}"),
            len(edge.behind),
        )
        for edge in drawn
    ]
    spec = _spec(book, drawn, at, degree, days)
    return Chart(
        "network", "Who talks to, mediates for, opposes whom", sentence, spec, ("Who", "Tie", "Whom", "Records"), rows, HEIGHT
    )


def layout(count: int, lines: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """Places in the unit square: connected actors draw near, all push each other away (Fruchterman and Reingold 1991)."""
    turn = np.arange(count) * 2.399963  # the golden angle: an even, and always the same, beginning
    radius = np.sqrt((np.arange(count) + 0.5) / max(count, 1))
    at = np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
    ideal = 1.7 / np.sqrt(max(count, 1))
    for step in range(300):
        apart = at[:, None] - at[None, :]
        far = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
        push = (apart * (ideal**2 / far**2)[:, :, None]).sum(axis=1)
        for a, b in lines:
            pull = (at[a] - at[b]) * np.linalg.norm(at[a] - at[b]) / ideal
            push[a] -= pull
            push[b] += pull
        push -= at * 0.35  # what is not connected does not fly away
        size = np.maximum(np.linalg.norm(push, axis=1, keepdims=True), 1e-9)
        at += push / size * np.minimum(size, 0.12 * (1 - step / 300))
    low, high = at.min(axis=0), at.max(axis=0)
    unit = (at - low) / np.maximum(high - low, 1e-9)
    return [(float(x), float(y)) for x, y in unit]


def _spec(book: Book, edges: list[Edge], at: dict[str, tuple[float, float]], degree: Counter[str], days: Days) -> dict[str, Any]:
    def place(actor: str, suffix: str = "") -> dict[str, float]:
        return {f"x{suffix}": round(at[actor][0], 3), f"y{suffix}": round(at[actor][1], 3)}

    lines = [
        {**place(e.ends[0]), **place(e.ends[1], "2"), "tie": WAYS[e.way][0], "records": len(e.behind)}
        | {"between": " – ".join(book.name(end) for end in e.ends)}
        for e in edges
    ]
    actors = [
        {**place(a), "name": wording.cut(book.name(a), 30), "ties": degree[a], "href": f"/actors/{a}{days.query()}"} for a in at
    ]
    used = [way for way in WAYS if any(edge.way == way for edge in edges)]
    axis = {"type": "quantitative", "axis": None, "scale": {"domain": [-0.08, 1.08], "nice": False}}
    flat: dict[str, Any] = {"x": {"field": "x", **axis}, "y": {"field": "y", **axis}}
    scale = {"domain": [WAYS[way][0] for way in used]}
    ways = {
        "color": {"field": "tie", "type": "nominal", "title": None, "scale": scale | {"range": [WAYS[way][1] for way in used]}},
        "strokeDash": {
            "field": "tie",
            "type": "nominal",
            "title": None,
            "scale": scale | {"range": [WAYS[way][2] for way in used]},
        },
        "strokeWidth": {"field": "records", "type": "quantitative", "scale": {"range": [1.2, 4]}, "legend": None},
    }
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": "pad",
        "config": {"legend": {"symbolType": "stroke", "symbolStrokeWidth": 2, "symbolSize": 300}},
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "opacity": 0.75},
                "encoding": flat
                | {
                    "x2": {"field": "x2"},
                    "y2": {"field": "y2"},
                    **ways,
                    "tooltip": [{"field": "between"}, {"field": "tie"}, {"field": "records"}],
                },
            },
            {
                "data": {"values": actors},
                "mark": {
                    "type": "circle",
                    "color": "--ink",
                    "opacity": 1,
                    "stroke": "--paper",
                    "strokeWidth": 1.5,
                    "cursor": "pointer",
                },
                "encoding": flat
                | {
                    "size": {"field": "ties", "type": "quantitative", "scale": {"range": [50, 380]}, "legend": None},
                    "href": {"field": "href"},
                    "tooltip": [{"field": "name"}, {"field": "ties"}],
                },
            },
            {
                "data": {"values": actors},
                "mark": {
                    "type": "text",
                    "dy": -14,
                    "fontSize": 11.5,
                    "stroke": "--paper",
                    "strokeWidth": 4,
                    "strokeOpacity": 0.85,
                    "color": "--paper",
                },
                "encoding": flat | {"text": {"field": "name"}},
            },
            {
                "data": {"values": actors},
                "mark": {"type": "text", "dy": -14, "fontSize": 11.5},
                "encoding": flat | {"text": {"field": "name"}},
            },
        ],
    }
