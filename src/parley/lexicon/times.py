"""Tables behind `extract` of timexes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """To be filled by the module's owner."""


def load_times(language: str) -> Times:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    return Times()
