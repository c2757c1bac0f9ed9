"""A drawing of actors and the lines between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from parley.reason.merged import Item
from parley.show import wording
from parley.show.book import Book
from parley.show.web.labels import layers, place
from parley.show.web.page import Days
from parley.show.web.vega import Chart

WIDTH, HEIGHT = 1080, 560
_ACTORS, _LINES = 26, 45  # that can still be told apart
_STEPS = 250
_EDGE = 0.08  # of the unit square, around what is drawn
WAYS = {
    "talks": ("talk to each other", "--good", [1, 0]),
    "mediates": ("mediates for", "--accent", [6, 3]),
    "opposes": ("oppose each other", "--alarm", [2, 2]),
    "belongs": ("lead, belong or are allied", "--soft", [1, 3]),
}


@dataclass
class Edge:
    """Two actors and one way in which they are connected; `behind` are the records that say so. Only "mediates" has a direction."""

    ends: tuple[str, str]
    way: str
    behind: list[Item] = field(default_factory=list)


def draw(book: Book, edges: list[Edge], days: Days) -> Chart | None:
    """The strongest connections, in a plane; None where there are none."""
    degree = Counter(end for edge in edges for end in edge.ends for _ in edge.behind)
    kept = {actor for actor, _ in degree.most_common(_ACTORS)}
    drawn = [edge for edge in edges if set(edge.ends) <= kept][:_LINES]
    actors = sorted({end for edge in drawn for end in edge.ends}, key=lambda actor: -degree[actor])
    if not drawn:
        return None
    lines = tuple((actors.index(a), actors.index(b)) for a, b in (edge.ends for edge in drawn))
    at = dict(zip(actors, layout(len(actors), lines), strict=True))
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


@lru_cache(maxsize=64)
def layout(count: int, lines: tuple[tuple[int, int], ...]) -> list[tuple[float, float]]:
    """Places in the unit square: connected actors draw near, all push each other away (Fruchterman and Reingold 1991)."""
    turn = np.arange(count) * 2.399963  # the golden angle: an even, and always the same, beginning
    radius = np.sqrt((np.arange(count) + 0.5) / max(count, 1))
    at = np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
    tied = np.zeros((count, count))
    for a, b in lines:
        tied[a, b] = tied[b, a] = tied[a, b] + 1
    ideal = 1.7 / np.sqrt(max(count, 1))
    for step in range(_STEPS):
        apart = at[:, None] - at[None, :]
        far = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        force = ideal**2 / far**2 * (far < 4 * ideal) - tied * far / ideal
        push = (apart * force[:, :, None]).sum(axis=1) - at * 1.1  # what is not connected does not fly away
        size = np.maximum(np.sqrt((push**2).sum(axis=1, keepdims=True)), 1e-9)
        at += push / size * np.minimum(size, 0.12 * (1 - step / _STEPS))
    at = at[:, ::-1] if np.ptp(at[:, 1]) > np.ptp(at[:, 0]) else at  # the longer way lies
    low, high = at.min(axis=0), at.max(axis=0)
    unit = (at - low) / np.maximum(high - low, 1e-9)
    return [(float(x), float(y)) for x, y in unit]


def _spec(book: Book, edges: list[Edge], at: dict[str, tuple[float, float]], degree: Counter[str], days: Days) -> dict[str, Any]:
    def ends(edge: Edge) -> dict[str, float]:
        (x, y), (x2, y2) = (at[end] for end in edge.ends)
        return {"x": round(x, 3), "y": round(y, 3), "x2": round(x2, 3), "y2": round(y2, 3)}

    lines = [
        {**ends(e), "tie": WAYS[e.way][0], "records": len(e.behind), "between": " – ".join(book.name(end) for end in e.ends)}
        for e in edges
    ]
    names = {actor: wording.cut(book.name(actor), 34) for actor in at}
    sides = place([(*_pixel(x, y), names[actor]) for actor, (x, y) in at.items()], WIDTH, HEIGHT)
    actors = [
        {"x": round(at[a][0], 3), "y": round(at[a][1], 3), "name": names[a], "side": side, "ties": degree[a]}
        | {"href": f"/actors/{a}{days.query()}"}
        for a, side in zip(at, sides, strict=True)
    ]
    axis = {"type": "quantitative", "axis": None, "scale": {"domain": [-_EDGE, 1 + _EDGE], "nice": False}}
    flat: dict[str, Any] = {"x": {"field": "x", **axis}, "y": {"field": "y", **axis}}
    tip = [{"field": "between"}, {"field": "tie"}, {"field": "records"}]
    size = {"field": "ties", "type": "quantitative", "scale": {"range": [50, 380]}, "legend": None}
    circle = {"type": "circle", "color": "--ink", "opacity": 1, "stroke": "--paper", "strokeWidth": 1.5, "cursor": "pointer"}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": "pad",
        "config": {"legend": {"symbolType": "stroke", "symbolStrokeWidth": 2, "symbolSize": 300}},
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "opacity": 0.75},
                "encoding": flat | {"x2": {"field": "x2"}, "y2": {"field": "y2"}, **_ways(edges), "tooltip": tip},
            },
            {
                "data": {"values": actors},
                "mark": circle,
                "encoding": flat | {"size": size, "href": {"field": "href"}, "tooltip": [{"field": "name"}, {"field": "ties"}]},
            },
            *layers({"data": {"values": actors}}, flat),
        ],
    }


def _ways(edges: list[Edge]) -> dict[str, Any]:
    """Colour and dashes say what a line is; its width how much was read."""
    used = [way for way in WAYS if any(edge.way == way for edge in edges)]
    domain = [WAYS[way][0] for way in used]
    tie = {"field": "tie", "type": "nominal", "title": None}
    return {
        "color": tie | {"scale": {"domain": domain, "range": [WAYS[way][1] for way in used]}},
        "strokeDash": tie | {"scale": {"domain": domain, "range": [WAYS[way][2] for way in used]}},
        "strokeWidth": {"field": "records", "type": "quantitative", "scale": {"range": [1.2, 4]}, "legend": None},
    }


def _pixel(x: float, y: float) -> tuple[float, float]:
    return WIDTH * (x + _EDGE) / (1 + 2 * _EDGE), HEIGHT * (1 - (y + _EDGE) / (1 + 2 * _EDGE))
