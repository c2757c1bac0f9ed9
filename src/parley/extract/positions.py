"""Notes -> Position records."""

from __future__ import annotations

from parley.extract.notes import Notes
from parley.lexicon.stances import Stances
from parley.records import Position


def positions(notes: Notes, table: Stances) -> tuple[Position, ...]:
    """To be filled by the module's owner."""
    return ()
