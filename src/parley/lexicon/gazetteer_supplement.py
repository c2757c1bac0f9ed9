"""Our own rows of the gazetteer: areas and sites that the packages lack (data/places/areas.tsv, sites.tsv)."""

from __future__ import annotations

from typing import cast

from parley.errors import DataError
from parley.lexicon.gazetteer_index import Kind, Row, name_key
from parley.lexicon.tables import read_tsv

_OWN_WEIGHT = 60_000  # in place of inhabitants: what news names often is believed before a namesake of less


def add_own(rows_so_far: list[Row]) -> None:
    """Adds our own places; where GeoNames has the town under one of its names, within 30 km, it gets our names."""
    columns = ("name", "aliases", "kind", "lat", "lon", "country", "radius", "geonames", "note")
    for file in ("areas.tsv", "sites.tsv"):
        rows = [_own(row, file) for row in read_tsv(columns, "places", file)]
        known = _same_towns(rows_so_far, [row for row in rows if row.kind == "city"])
        for row in rows:
            at = known.get(row)
            if at is None:
                rows_so_far.append(row)
            else:
                town = rows_so_far[at]
                names = (*town.names, town.name, *row.names)
                rows_so_far[at] = town._replace(name=row.name, names=names, weight=max(town.weight, row.weight))


def _own(row: dict[str, str], file: str) -> Row:
    try:
        if row["kind"] not in ("city", "region", "area"):
            raise ValueError(f"kind {row['kind']!r}, expected city, region or area")
        return Row(
            row["name"],
            cast(Kind, row["kind"]),
            float(row["lat"]),
            float(row["lon"]),
            _OWN_WEIGHT,
            geonames_id=int(row["geonames"] or 0),
            country=row["country"],
            radius=int(row["radius"]),
            names=tuple(filter(None, row["aliases"].split("|"))),
        )
    except ValueError as error:
        raise DataError(f"data/places/{file}: {row['name']}: {error}") from error


def _same_towns(towns: list[Row], ours: list[Row]) -> dict[Row, int]:
    """For places of ours, the position of the most populous town that has one of their names and lies within about 30 km."""
    cells: dict[tuple[int, int], list[Row]] = {}
    for row in ours:
        for cell in {(round(row.lat + a), round(row.lon + b)) for a in (-0.3, 0.3) for b in (-0.3, 0.3)}:
            cells.setdefault(cell, []).append(row)
    found: dict[Row, int] = {}
    for i, town in enumerate(towns):
        if town.kind != "city":
            continue
        for row in cells.get((round(town.lat), round(town.lon)), ()):
            if abs(town.lat - row.lat) > 0.3 or abs(town.lon - row.lon) > 0.3:
                continue
            if {name_key(n) for n in (town.name, *town.names)}.isdisjoint(name_key(n) for n in (row.name, *row.names)):
                continue
            if row not in found or towns[found[row]].weight < town.weight:
                found[row] = i
    return found
