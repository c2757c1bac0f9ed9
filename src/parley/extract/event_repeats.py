"""Events on their way to records, and which of them only say once more what another says.

Misses: one event told twice in different words or with different parties.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from parley.records import Event

MOST_PER_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """An event on its way: the record's fields, and what orders it among the others."""

    event: Event
    word: str
    words: frozenset[str]
    order: tuple[int, int, int]
    token: Token
    weight: int = 0


def is_told(found: Found, earlier: list[Found]) -> bool:
    """Whether an earlier event of the article says the same: same word and actors, nothing new of when and where."""
    event = found.event
    for other in earlier:
        known = other.event
        same = (known.event_type, known.aux, known.actor) == (event.event_type, event.aux, event.actor)
        if same and other.word == found.word and set(event.recipient) <= set(known.recipient):
            if event.date in {None, known.date} and event.place in {None, known.place} and (event.actor or event.recipient):
                return True
    return False


def _is_beside(one: Found, other: Found) -> bool:
    """Whether a verb with an object of its own is coordinated with another: "attacked a base, stormed a prison"."""
    coordinated = one.token.dep_ == "conj" and other.token in (one.token.head, *one.token.conjuncts)
    return coordinated and one.word != other.word and any(c.dep_ == "dobj" for c in one.token.children)


def distinct(found: list[Found]) -> list[Found]:
    """The events of one sentence in order of news value, without what repeats another ("attacked ..., killing four")."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: f.order):
        event = one.event
        if not any(
            (k.event.event_type, k.event.aux) == (event.event_type, event.aux)
            and (set(event.actor) <= set(k.event.actor) and set(event.recipient) <= set(k.event.recipient))
            and not _is_beside(one, k)
            for k in kept
        ):
            kept.append(one)
    return kept[:MOST_PER_SENTENCE]
