"""Notes -> Expectation records."""

from __future__ import annotations

from parley.extract.notes import Notes
from parley.lexicon.outlooks import Outlooks
from parley.records import Expectation


def expectations(notes: Notes, table: Outlooks) -> tuple[Expectation, ...]:
    """To be filled by the module's owner."""
    return ()
