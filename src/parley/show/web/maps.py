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
from parley.show.web.page import Days
from parley.show.web.vega import Chart, world_path

WIDTH, HEIGHT = 820, 460
_LABELS = 14
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
        place = _place(book, event) if event.place else None
        if place is not None and place.lat is not None and place.lon is not None:
            found.setdefault((fold(place.name), place.lat, place.lon), Spot(place)).events.append(event)
    return sorted(found.values(), key=lambda spot: -len(spot.events))


def _place(book: Book, event: MergedEvent) -> Place | None:
    """The place of that name in an article that tells the event."""
    wanted = fold(event.place or "")
    for evidence in event.evidence:
        for place in book.reading(evidence.article).places:
            if place.lat is not None and fold(place.name) == wanted:
                return place
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
    values = [
        {
            "place": spot.place.name,
            "lat": spot.place.lat,
            "lon": spot.place.lon,
            "events": len(spot.events),
            "known": spot.precision,
            "label": spot.place.name if number < _LABELS else "",
            "href": f"/events{days.query(place=spot.place.name)}",
        }
        for number, spot in enumerate(found)
    ]
    position = {"longitude": {"field": "lon", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"}}
    used = [known for known in _SHAPES if any(value["known"] == known for value in values)]
    marks = {
        "size": {"field": "events", "type": "quantitative", "scale": {"type": "sqrt", "range": [40, 700]}, "legend": None},
        "shape": {
            "field": "known",
            "type": "nominal",
            "title": "known to the",
            "scale": {"domain": used, "range": [_SHAPES[x] for x in used]},
            "legend": None,
        },
        "href": {"field": "href"},
        "tooltip": [{"field": "place"}, {"field": "events"}, {"field": "known"}],
    }
    town, wide = {"filter": "datum.known === 'town'"}, {"filter": "datum.known !== 'town'"}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": "none",
        "projection": _projection([(value["lon"], value["lat"]) for value in values]),
        "data": {"values": values},
        "layer": [
            {
                "data": {"url": world_path(), "format": {"type": "json", "property": "features"}},
                "mark": {"type": "geoshape", "fill": "--card", "stroke": "--line", "strokeWidth": 1, "clip": True},
            },
            {
                "transform": [wide],
                "mark": {
                    "type": "point",
                    "filled": False,
                    "stroke": "--event",
                    "strokeDash": [3, 2],
                    "strokeWidth": 1.5,
                    "clip": True,
                },
                "encoding": position
                | marks
                | {
                    "size": {
                        "field": "events",
                        "type": "quantitative",
                        "scale": {"type": "sqrt", "range": [40, 700]},
                        "legend": None,
                    }
                },
            },
            {
                "transform": [town],
                "mark": {"type": "point", "filled": True, "color": "--alarm", "opacity": 0.75, "clip": True},
                "encoding": position | marks,
            },
            {
                "mark": {"type": "text", "dy": -11, "fontSize": 11, "clip": True},
                "encoding": position | {"text": {"field": "label"}},
            },
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


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(lat)))
