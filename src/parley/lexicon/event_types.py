"""Tables behind `extract` of events."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventTypes:
    """To be filled by the module's owner."""


def load_event_types(language: str) -> EventTypes:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    return EventTypes()
