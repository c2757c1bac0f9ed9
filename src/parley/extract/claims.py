"""Notes -> Claim records."""

from __future__ import annotations

from parley.extract.notes import Notes
from parley.lexicon.stances import Stances
from parley.records import Claim


def claims(notes: Notes, table: Stances) -> tuple[Claim, ...]:
    """To be filled by the module's owner."""
    return ()
