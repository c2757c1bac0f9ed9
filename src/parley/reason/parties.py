"""Parties that go by a description in one article and by another, or a name, in the next: "hunters", "the traditional hunters".

Within what is otherwise taken for one agreement, descriptions with the same last word are one party, and a description of
militants ("the jihadists") may be any armed group. Outside of that nothing is linked by description. Misses other words for
the same people.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.reason.shelf import Shelf
from parley.reason.words import fold


def _is_described(shelf: Shelf, actor: str) -> bool:
    found = shelf.actor.get(actor)
    return found is not None and found.canonical is None and found.name[-1:].isalpha() and found.name.split()[-1].islower()


def _head(shelf: Shelf, actor: str) -> str:
    return fold(shelf.actor[actor].name).split()[-1]


def _fits(shelf: Shelf, a: str, b: str) -> bool:
    """Whether two actors may be one party, though they were not linked."""
    if a == b:
        return True
    described = [_is_described(shelf, each) for each in (a, b)]
    if all(described):
        return _head(shelf, a) == _head(shelf, b)
    if not any(described):
        return False
    words, name = (a, b) if described[0] else (b, a)
    return shelf.actor[name].kind == "armed_group" and "militant" in shelf.words(_head(shelf, words))


def distinct(shelf: Shelf, parties: Sequence[str]) -> tuple[str, ...]:
    """Parties each once: named ones before descriptions that may mean them, the longer of two descriptions."""
    order = sorted(parties, key=lambda each: (_is_described(shelf, each), -len(shelf.actor[each].name)))
    kept: list[str] = []
    for party in order:
        if not any(_fits(shelf, party, other) for other in kept):
            kept.append(party)
    return tuple(party for party in parties if party in kept)
