"""Tables behind `extract` of attributions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cues:
    """To be filled by the module's owner."""


def load_cues(language: str) -> Cues:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    return Cues()
