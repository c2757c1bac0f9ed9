"""What ministries and the like are by their name: parts of their country's government.

Misses: organs whose government the article does not name.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.extract.notes import Notes
from parley.extract.relations_who import Tie
from parley.lexicon.ties import Ties
from parley.records import Actor, Spans


def first_mention(actor: Actor, notes: Notes) -> Spans:
    """Where an actor is mentioned first, () where only an office names it."""
    return next((((m.start_char, m.end_char),) for m in notes.reading.mentions if m.actor == actor.id), ())


def organ_ties(notes: Notes, table: Ties) -> Iterator[Tie]:
    """Ministries and the like are part of their country's government, where the article names both."""
    states = {a.country: a for a in notes.reading.actors if a.kind == "government" and a.country and not is_organ(a, table)}
    for actor in notes.reading.actors:
        state = states.get(actor.country) if actor.country else None
        if state is not None and actor.kind == "government" and is_organ(actor, table) and not _is_apart(actor, table):
            yield Tie(actor.id, "part_of", state.id, first_mention(actor, notes), 0.7)


def _is_apart(actor: Actor, table: Ties) -> bool:
    """Whether a body of a state is no part of its government: parliaments, courts, central banks, rival governments."""
    words = [w for form in (actor.name, *actor.aliases) for w in form.lower().split()]
    return any(w.removesuffix("s") in table.apart or w in table.apart for w in words)


def is_organ(actor: Actor, table: Ties) -> bool:
    """Whether an actor is a part of a government rather than the whole."""
    named = any(w in table.organs for w in actor.name.lower().split())
    return named or (actor.kind == "government" and not actor.name.startswith("Government of"))
