"""Passages whose deeds are no events of a conflict: history, and sport, business, the stage or nature told in the words of war.

The words are in data/lang/<code>/event_triggers.toml, [elsewhere]. Misses: passages with fewer than two such words.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.event_slots import lemma
from parley.extract.notes import Notes
from parley.lexicon.event_types import EventTypes

# Years that news looks back
MEMORY = 60
# How many words of another field, among so many words on either side, say that a passage is of that field
ENOUGH, AROUND = 2, 45


def is_long_past(date: str | None, notes: Notes) -> bool:
    """Whether a time lies so far back that history tells of it, not news."""
    return date is not None and notes.published is not None and notes.published.year - int(date[:4]) > MEMORY


def is_elsewhere(token: Token, notes: Notes, table: EventTypes) -> bool:
    """Whether the words around tell of sport, business, the stage or nature: those borrow the words of war."""
    near = notes.doc[max(0, token.i - AROUND) : token.i + AROUND]
    return len({lemma(t) for t in near if t.pos_ in {"NOUN", "PROPN"}} & table.elsewhere) >= ENOUGH
