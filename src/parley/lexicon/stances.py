"""Tables behind `extract` of positions and claims."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stances:
    """To be filled by the module's owner."""


def load_stances(language: str) -> Stances:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    return Stances()
