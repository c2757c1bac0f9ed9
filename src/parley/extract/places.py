"""Notes -> Place records."""

from __future__ import annotations

from parley.extract.notes import Notes
from parley.lexicon.gazetteer import Gazetteer
from parley.records import Place


def places(notes: Notes, table: Gazetteer) -> tuple[Place, ...]:
    """To be filled by the module's owner."""
    return ()
