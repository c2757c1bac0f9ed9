"""Tables behind `extract` of expectations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlooks:
    """To be filled by the module's owner."""


def load_outlooks(language: str) -> Outlooks:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    return Outlooks()
