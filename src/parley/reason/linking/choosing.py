"""How one of several candidates is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from parley.ledger import Link, Trace
from parley.reason.words import fold


@dataclass(frozen=True, slots=True)
class Match:
    """An item (None: none fits, or not said yet), how sure it is (0 to 1) and why."""

    item: str | None
    score: float
    reason: str


NONE = Match(None, 1.0, "first")


def first_match(links: Iterable[Link], trace: Trace, same: Callable[[Trace, Trace], Match | None]) -> Match:
    """The candidate that `same` takes, the first of several: what was told first is what the others repeat."""
    for link in links:
        if match := same(link.trace, trace):
            return replace(match, item=link.item)
    return NONE


def same_place(a: str | None, b: str | None) -> bool:
    """No conflict: one is unknown, or they share a word ("Niono", "the Niono circle")."""
    return not a or not b or bool(set(fold(a).split()) & set(fold(b).split()))
