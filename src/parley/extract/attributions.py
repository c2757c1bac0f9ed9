"""Notes -> Attribution records."""

from __future__ import annotations

from parley.extract.notes import Notes
from parley.lexicon.cues import Cues
from parley.records import Attribution


def attributions(notes: Notes, table: Cues) -> tuple[Attribution, ...]:
    """To be filled by the module's owner."""
    return ()
