"""Notes -> Event records."""

from __future__ import annotations

from parley.extract.notes import Notes
from parley.lexicon.event_types import EventTypes
from parley.records import Event


def events(notes: Notes, table: EventTypes) -> tuple[Event, ...]:
    """To be filled by the module's owner."""
    return ()
