"""Outlines of countries for maps, from the package `countryinfo` (which has them from world.geo.json).

They are there to find one's way: coarse, and no statement on any border. A few countries have none there (Myanmar, Hungary,
Serbia, Montenegro): a circle of the country's area stands for each.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

Ring = list[list[float]]
_LEFT_OUT = frozenset({"ATA", "SCG", "SJM"})  # a ring along the pole; states that are no more, or no states
_LEAST = 10_000  # square kilometres of a country that gets a circle
_DEGREE = 111.2  # kilometres
_CORNERS = 48


@cache
def world() -> bytes:
    """Outlines of all countries, compressed GeoJSON; to a hundredth of a degree."""
    rows = list(_countries())
    found = {str(feature["id"]): _turned(feature["geometry"]) for row in rows for feature in _features(row) if "id" in feature}
    for row in (row for row in rows if not _features(row)):
        code = str((row.get("ISO") or {}).get("alpha3") or "")
        if code and code not in found and (row.get("area") or 0) >= _LEAST and len(row.get("latlng") or ()) == 2:
            found[code] = [[_circle(row["latlng"], row["area"])]]
    shapes = [
        {"type": "Feature", "id": id, "geometry": {"type": "MultiPolygon", "coordinates": shape}}
        for id, shape in sorted(found.items())
        if id not in _LEFT_OUT
    ]
    made = json.dumps({"type": "FeatureCollection", "features": shapes}, separators=(",", ":"))
    return gzip.compress(made.encode(), mtime=0)


def _countries() -> Iterator[dict[str, Any]]:
    for folder in ("data", "data_no_iso"):
        for file in sorted(files("countryinfo").joinpath(folder).iterdir(), key=lambda each: each.name):
            if file.name.endswith(".json"):
                yield json.loads(file.read_text(encoding="utf8"))


def _features(row: dict[str, Any]) -> list[dict[str, Any]]:
    return list((row.get("geoJSON") or {}).get("features") or ())


def _turned(shape: dict[str, Any]) -> list[list[Ring]]:
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [[_ring(ring, outer=number == 0) for number, ring in enumerate(part)] for part in parts]


def _ring(points: Ring, *, outer: bool) -> Ring:
    """A ring to a hundredth of a degree, turned as d3 wants it: the land of an outer one lies to the right, else it is the sea."""
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    found = [[round(lon, 2), round(lat, 2)] for lon, lat, *_ in points]
    return found if (area < 0) == outer else found[::-1]


def _circle(middle: list[float], area: float) -> Ring:
    """A circle of that many square kilometres about a latitude and longitude."""
    lat, lon = middle
    radius = math.sqrt(area / math.pi) / _DEGREE
    turns = (2 * math.pi * corner / _CORNERS for corner in range(_CORNERS + 1))
    points = [[lon + radius * math.cos(turn) / math.cos(math.radians(lat)), lat + radius * math.sin(turn)] for turn in turns]
    return _ring(points, outer=True)
