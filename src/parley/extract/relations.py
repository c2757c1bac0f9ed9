"""Notes -> Relation records."""

from __future__ import annotations

from parley.extract.notes import Notes
from parley.lexicon.ties import Ties
from parley.records import Relation


def relations(notes: Notes, table: Ties) -> tuple[Relation, ...]:
    """To be filled by the module's owner."""
    return ()
