"""Tables behind `extract` of agreements."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deals:
    """To be filled by the module's owner."""


def load_deals(language: str) -> Deals:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    return Deals()
