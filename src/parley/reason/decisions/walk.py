"""The order in which a person is shown what nobody has reviewed: what matters most if it is wrong comes first.

Rank of an item, first to last:
1. agreements that broke, ended or changed, and positions that moved; 2. red lines; 3. claims denied or disputed;
4. expectations overdue, or due within 30 days; 5. other agreements; 6. other positions; 7. events of weight (talks, refusals,
sanctions, attacks that happened); 8. claims that were confirmed, other expectations; 9. other events and claims;
10. ties, actors, statements.
Among equals: what one article alone tells before what several tell, low confidence before high, what was read last before others.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from parley.ledger import Library, LinkKind
from parley.reason.dates import days
from parley.reason.decisions.reviewed import Reviewed
from parley.reason.linking.events import weight_of
from parley.reason.merged import (
    Item,
    MergedAgreement,
    MergedClaim,
    MergedEvent,
    MergedExpectation,
    MergedPosition,
    View,
    items,
)
from parley.reason.shelf import Asked

WALKED: tuple[LinkKind, ...] = ("agreements", "positions", "claims", "expectations", "events", "relations")
MOST = 100  # items of each kind that are looked at in one go: a morning's work, and a second's wait
_RECORDS = 12  # of one item: its first, its latest and those that changed it
_SOON = 30  # days
_HEAVY = 4.0  # weight of an event from which it is one of weight
_BROKEN = {"violated", "collapsed", "ended"}
_CONFIDENCE = 0.1  # step: a hundredth more or less is no difference


def why(item: Item, as_of: str | None) -> tuple[int, str]:
    """Rank of an item and the reason for it in words."""
    match item:
        case MergedAgreement():
            moved = item.status in _BROKEN or len(item.life) > 1
            return (
                (1, f"agreement {item.status}" if item.status in _BROKEN else "agreement that changed")
                if moved
                else (5, "agreement")
            )
        case MergedPosition():
            return (1, "position that moved") if item.moved else (2, "red line") if item.red_line else (6, "position")
        case MergedClaim():
            contested = {"denied": (3, "denied"), "disputed": (3, "disputed"), "confirmed": (8, "confirmed")}
            rank, word = contested.get(item.status, (9, "asserted"))
            return rank, f"claim {word}"
        case MergedExpectation():
            return _coming(item, as_of)
        case MergedEvent():
            return (7, "event of weight") if weight_of(item) >= _HEAVY else (9, "event")
    return 10, ""


def _coming(item: MergedExpectation, as_of: str | None) -> tuple[int, str]:
    if item.outcome == "overdue":
        return 4, "overdue"
    stretch = days(item.due)
    if item.outcome == "open" and stretch and as_of:
        left = (stretch[1] - datetime.date.fromisoformat(as_of)).days
        if left <= _SOON:
            return 4, "due soon"
    return 8, f"expectation {item.outcome}"


def walk(view: View, kinds: Iterable[LinkKind] = WALKED) -> list[Item]:
    """Items of a view that nobody gave a verdict on, in that order."""
    wanted = {id(item) for kind in kinds for item in getattr(view, kind)}
    found = [item for item in items(view) if id(item) in wanted and not is_judged(item)]

    def place(item: Item) -> tuple[int, float, bool, int, str]:
        heavy = -int(weight_of(item)) if isinstance(item, MergedEvent) else 0
        confidence = int(getattr(item, "confidence", 1.0) / _CONFIDENCE)
        return why(item, view.as_of)[0], heavy, len({e.article for e in item.evidence}) > 1, confidence, item.id

    newest_first = sorted(found, key=lambda item: item.known[1] or "", reverse=True)
    return sorted(newest_first, key=lambda item: place(item)[:-1])


def is_judged(item: Item) -> bool:
    """Whether anybody has said what an item itself is worth; being merged with another is not that."""
    return any(judged.verdict in {"accepted", "rejected", "corrected"} for judged in item.decisions)


def to_walk(library: Library, as_of: str | None, kinds: Iterable[LinkKind]) -> Asked:
    """What has to be merged for a walk: of each kind the heaviest of the undecided, of expectations those due before others."""
    assert isinstance(library, Reviewed)
    decided = {
        item for item, mine in library.ruling.of.items() if any(d.verdict in {"accepted", "rejected", "corrected"} for d in mine)
    }
    chosen: dict[LinkKind, list[str]] = {}
    for kind in kinds:
        found = list(library.items(kind, as_of, by_weight=True))
        if kind == "expectations" and as_of:
            found = [*reversed(library.due("", as_of, as_of)), *library.due(as_of, "9999-12-31", as_of), *found]
        chosen[kind] = [item for item in dict.fromkeys(found) if item not in decided][:MOST]
    return Asked(chosen, _RECORDS)
