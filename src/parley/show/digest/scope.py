"""Which items of a dossier a digest is about: all that was told since, so that its counts are true, and what is due or overdue.

A week of a large dossier is read whole, the years before it only where an item has its beginning there.
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.ledger import Library, LinkKind
from parley.reason.agenda import SMALL
from parley.reason.shelf import Asked
from parley.show.days import days_before

AHEAD = 14  # days: "the next two weeks"
LATE = 120  # days: what was due before is history, not overdue work
_LINKS = 4  # records of one item: its first, its latest, and those that changed it
_ARTICLES = 40  # the latest, whose sentences may say where the talks stand
_KINDS: tuple[LinkKind, ...] = ("positions", "claims", "agreements", "events", "expectations")


def scope(library: Library, as_of: str | None, since: str | None) -> Asked | None:
    """Items by kind; None where everything is wanted."""
    if as_of is None or library.counts(None)[0] <= SMALL:
        return None
    chosen: dict[LinkKind, list[str]] = {kind: list(library.items(kind, as_of, after=since)) for kind in _KINDS}
    dated = library.due(days_before(as_of, LATE), days_before(as_of, -AHEAD), as_of)
    settled = library.settled(since, as_of) if since else ()
    chosen["expectations"] = list(dict.fromkeys((*chosen["expectations"], *dated, *settled)))
    return Asked(chosen, _LINKS, tuple(library.recent(as_of, most=_ARTICLES)))


def known_before(library: Library, actors: Iterable[str], since: str | None) -> set[str]:
    """Those of the actors that an article up to `since` names, whether it was read for the digest or not."""
    return {link.item for link in library.links("actors", actors, since, 1)} if since else set()
