"""Tables behind `extract` of places."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """To be filled by the module's owner."""


def load_gazetteer(language: str) -> Gazetteer:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    return Gazetteer()
