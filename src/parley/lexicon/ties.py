"""Tables behind `extract` of relations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ties:
    """To be filled by the module's owner."""


def load_ties(language: str) -> Ties:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    return Ties()
