"""The words by which a country stands for its government (data/lang/<code>/acting.tsv), which actors and places share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from parley.lexicon.tables import read_tsv


@cache
def load_acting(language: str) -> Mapping[str, frozenset[str]]:
    """Words by slot (see the head of the file). Raises DataError where the file is missing or malformed."""
    found: dict[str, set[str]] = {}
    for row in read_tsv(("word", "slot"), "lang", language, "acting.tsv"):
        found.setdefault(row["slot"], set()).add(row["word"])
    return MappingProxyType({slot: frozenset(words) for slot, words in found.items()})
