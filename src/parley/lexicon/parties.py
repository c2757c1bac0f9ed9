"""Words for those who deal with each other and for those who stand between them: data/lang/<code>/parties.toml."""

from __future__ import annotations

from dataclasses import dataclass, fields

from parley.errors import DataError
from parley.lexicon.tables import read_toml

FILE = "parties.toml"


@dataclass(frozen=True, slots=True)
class Parties:
    """Sets of lower-case lemmas (`both`, `both_alone`: words as they stand); what each is for is told in the file."""

    sides: frozenset[str]
    plain: frozenset[str]
    both: frozenset[str]
    both_alone: frozenset[str]
    dealing: frozenset[str]
    backing: frozenset[str]
    mediating_verbs: frozenset[str]
    mediators: frozenset[str]
    auspices: frozenset[str]
    watch: frozenset[str]
    through: frozenset[str]
    parts: frozenset[str]
    resting: frozenset[str]
    relative: frozenset[str]
    sequence: frozenset[str]
    others: frozenset[str]


def load_parties(language: str) -> Parties:
    """The table for a language code. Raises DataError where the file is missing or lacks a list."""
    words = read_toml("lang", language, FILE).get("words", {})
    names = [f.name for f in fields(Parties)]
    if set(words) != set(names):
        raise DataError(f"data/lang/{language}/{FILE}: found the lists {sorted(words)}, expected {sorted(names)}")
    return Parties(**{name: frozenset(words[name].split()) for name in names})
