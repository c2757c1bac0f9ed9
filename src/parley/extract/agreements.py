"""Notes -> Agreement records."""

from __future__ import annotations

from parley.extract.notes import Notes
from parley.lexicon.deals import Deals
from parley.records import Agreement


def agreements(notes: Notes, table: Deals) -> tuple[Agreement, ...]:
    """To be filled by the module's owner."""
    return ()
