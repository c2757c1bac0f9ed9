"""Tables behind `extract` of actors, mentions and roles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actors:
    """To be filled by the module's owner."""


def load_actors(language: str) -> Actors:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    return Actors()
