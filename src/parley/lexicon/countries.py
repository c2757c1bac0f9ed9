"""The words that name a country: its names, adjectives and seats of government (data/actors/countries.tsv), by ISO alpha-3 code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from parley.lexicon.known_actors import known_actors, parts
from parley.lexicon.tables import read_tsv

COLUMNS = ("country", "name", "aliases", "seats", "adjectives", "people")


@cache
def country_words() -> Mapping[str, str]:
    """Country codes by lower-case name, adjective or seat ("mali", "malian", "bamako"); the first country where two share one."""
    found: dict[str, str] = {}
    for row in read_tsv(COLUMNS, "actors", "countries.tsv"):
        forms = "|".join((row["name"].removeprefix("the "), row["aliases"], row["seats"], row["adjectives"]))
        for form in filter(None, (f.strip().lower() for f in forms.split("|"))):
            found.setdefault(form, row["country"])
    return MappingProxyType(found)


def country_codes() -> frozenset[str]:
    """ISO alpha-3 codes of all countries that are parties."""
    return frozenset(row["country"] for row in read_tsv(COLUMNS, "actors", "countries.tsv"))


def seats_of_power() -> Iterator[str]:
    """Names of cities that stand for a government or another body that sits there."""
    for row in read_tsv(COLUMNS, "actors", "countries.tsv"):
        yield from parts(row["seats"])
    for actor in known_actors():
        yield from (alias.removeprefix("@") for alias in actor.aliases if alias.startswith("@"))
