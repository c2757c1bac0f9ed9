"""Where events took place: a map that needs no network. Regions without borders are circles, countries are rings."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from parley.reason.merged import MergedEvent
from parley.reason.words import fold
from parley.records import Place
from parley.show.book import Book
from parley.show.web.labels import layers, place
from parley.show.web.page import Days
from parley.show.web.vega import Chart, world_path

WIDTH, HEIGHT = 1080, 500
_WIDEST, _CLOSEST = 150.0, 7.0  # degrees that the map shows at most and at least
_PRECISION = {"city": "town", "region": "region", "area": "region", "country": "country"}
_SHAPES = {"town": "circle", "region": "circle", "country": "square"}


@dataclass
class Spot:
    """A place and the events in it."""

    place: Place
    events: list[MergedEvent] = field(default_factory=list)

    @property
    def precision(self) -> str:
        """town, region or country."""
        return _PRECISION.get(self.place.precision or "city", "town")


def spots(book: Book, events: Iterable[MergedEvent]) -> list[Spot]:
    """Places with events whose coordinates are known, those with most first."""
    found: dict[tuple[str, float, float], Spot] = {}
    for event in events:
        at = _place(book, event) if event.place else None
        if at is not None and at.lat is not None and at.lon is not None:
            found.setdefault((fold(at.name), at.lat, at.lon), Spot(at)).events.append(event)
    return sorted(found.values(), key=lambda spot: -len(spot.events))


def _place(book: Book, event: MergedEvent) -> Place | None:
    """The place of that name in an article that tells the event."""
    wanted = fold(event.place or "")
    for evidence in event.evidence:
        for named in book.reading(evidence.article).places:
            if named.lat is not None and fold(named.name) == wanted:
                return named
    return None


def event_map(book: Book, events: list[MergedEvent], days: Days) -> Chart | None:
    """The map of events; None where no place is known."""
    found = spots(book, events)
    if not found:
        return None
    rows = [
        (
            (spot.place.name, f"/events{days.query(place=spot.place.name)}"),
            spot.place.country or "",
            spot.precision,
            f"{spot.place.lat:.2f}, {spot.place.lon:.2f}",
            len(spot.events),
        )
        for spot in found
    ]
    located = sum(len(spot.events) for spot in found)
    most = found[0]
    sentence = (
        f"{located} of {len(events)} events have a place on the map, in {len(found)} place{'s' * (len(found) != 1)}; "
        f"most ({len(most.events)}) in {most.place.name}. Borders are there to find one’s way and say nothing of who holds what."
    )
    heads = ("Place", "Country", "Known to the", "Latitude, longitude", "Events")
    return Chart("map", "Where", sentence, _spec(found, days), heads, rows, HEIGHT)


def _spec(found: list[Spot], days: Days) -> dict[str, Any]:
    projection = _projection([(spot.place.lon, spot.place.lat) for spot in found])
    sides = place([(*_pixel(projection, spot.place), spot.place.name) for spot in found], WIDTH, HEIGHT)
    values = [
        {
            "name": spot.place.name,
            "lat": spot.place.lat,
            "lon": spot.place.lon,
            "events": len(spot.events),
            "known": spot.precision,
            "side": side,
            "href": f"/events{days.query(place=spot.place.name)}",
        }
        for spot, side in zip(found, sides, strict=True)
    ]
    position = {"longitude": {"field": "lon", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"}}
    most = max(len(spot.events) for spot in found)
    used = [known for known in _SHAPES if any(value["known"] == known for value in values)]
    shapes = {"domain": used, "range": [_SHAPES[known] for known in used]}
    marks = {
        "size": {
            "field": "events",
            "type": "quantitative",
            "scale": {"type": "sqrt", "domain": [0, most], "range": [40, 700]},
            "legend": None,
        },
        "shape": {"field": "known", "type": "nominal", "title": "known to the", "scale": shapes},
        "href": {"field": "href"},
        "tooltip": [{"field": "name"}, {"field": "events"}, {"field": "known"}],
    }
    land = {"url": world_path(), "format": {"type": "json", "property": "features"}}
    wide = {"type": "point", "filled": False, "stroke": "--event", "strokeDash": [3, 2], "strokeWidth": 1.5, "clip": True}
    town = {"type": "point", "filled": True, "color": "--alarm", "opacity": 0.75, "clip": True}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": "pad",
        "projection": projection,
        "data": {"values": values},
        "layer": [
            {
                "data": land,
                "mark": {
                    "type": "geoshape",
                    "fill": "--line",
                    "fillOpacity": 0.6,
                    "stroke": "--paper",
                    "strokeWidth": 1.2,
                    "clip": True,
                },
            },
            {"transform": [{"filter": "datum.known !== 'town'"}], "mark": wide, "encoding": position | marks},
            {"transform": [{"filter": "datum.known === 'town'"}], "mark": town, "encoding": position | marks},
            *layers({}, position),
        ],
    }


def _projection(points: list[tuple[Any, Any]]) -> dict[str, Any]:
    """Mercator about the points, with room around them."""
    lons, lats = [point[0] for point in points], [max(-80.0, min(80.0, point[1])) for point in points]
    east, north = max(lons), _mercator(max(lats))
    west, south = min(lons), _mercator(min(lats))
    span = min(_WIDEST, max(_CLOSEST, (east - west) * 1.25, math.degrees(north - south) * 1.25 * WIDTH / HEIGHT))
    middle = math.degrees(math.atan(math.sinh((north + south) / 2)))
    center = [round((east + west) / 2, 3), round(middle, 3)]
    scale = round(WIDTH / math.radians(span), 1)
    return {"type": "mercator", "center": center, "scale": scale, "translate": [WIDTH / 2, HEIGHT / 2]}


def _pixel(projection: dict[str, Any], at: Place) -> tuple[float, float]:
    """Where a place lies in the drawing."""
    lon, lat = projection["center"]
    x = projection["scale"] * math.radians((at.lon or 0.0) - lon)
    y = projection["scale"] * (_mercator(max(-80.0, min(80.0, at.lat or 0.0))) - _mercator(lat))
    return WIDTH / 2 + x, HEIGHT / 2 - y


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(lat)))
