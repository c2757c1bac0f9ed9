"""Table for linking records over articles: words without content, synonyms, titles, signs of failure and hearsay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from parley.errors import DataError
from parley.lexicon.tables import read_toml

_LISTS = ("idle", "titles", "failed", "hearsay", "media", "talks", "ahead", "negations", "leaning")
_SHORTEST = 3  # beginnings shorter than this would catch unrelated words


@dataclass(frozen=True, eq=False)  # compared and hashed by identity: it keys caches
class Links:
    """Folded words (lower case, no accents). `concepts` maps the beginning of a word to the concept that it stands for."""

    idle: frozenset[str]
    titles: frozenset[str]
    failed: frozenset[str]
    hearsay: frozenset[str]
    media: frozenset[str]
    talks: frozenset[str]
    ahead: frozenset[str]
    negations: frozenset[str]
    leaning: frozenset[str]
    concepts: dict[str, str]
    longest: int


@cache
def load_links(language: str) -> Links:
    """The table of a language pack. Raises DataError where a beginning is too short or stands for two concepts."""
    data = read_toml("lang", language, "links.toml")
    name = f"data/lang/{language}/links.toml"
    concepts: dict[str, str] = {}
    for concept, beginnings in data["concepts"].items():
        for beginning in beginnings.split():
            if len(beginning) < _SHORTEST or beginning in concepts:
                raise DataError(f"{name}: the beginning {beginning!r} of {concept!r} is too short or stands twice")
            concepts[beginning] = concept
    lists = {key: frozenset(data[key].split()) for key in _LISTS}
    if unknown := lists["talks"] - set(data["concepts"]):
        raise DataError(f"{name}: talks names no concept: {', '.join(sorted(unknown))}")
    return Links(**lists, concepts=concepts, longest=max(map(len, concepts), default=0))
