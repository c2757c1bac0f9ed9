"""Which items of a dossier a brief is about: what is recent, what changed, what is due. The rest is not even read.

A small dossier is taken as a whole. Of a large one each kind has its share, so that the time a brief takes does not depend on
how much there is. Misses old items of great weight that nothing has been told of since.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from parley.ledger import Library, LinkKind
from parley.reason.shelf import Asked

SMALL = 40  # articles up to which everything is looked at
_LINKS = 3  # records of one item
_ARTICLES = 40  # the latest, whose sentences may say where the talks stand
_DAY = datetime.timedelta(days=1)
_LATE = (7, 30, 120)  # days that are looked back on for what is overdue, further where there is too little
_SOON, _CONTESTED = 400, 365  # days: due within, claims contested within
_MOST = {"positions": 40, "agreements": 20, "claims": 20, "expectations": 20, "events": 30}
_CHANGED = 12


def agenda(library: Library, as_of: str | None, since: str | None, share: float = 1.0) -> Asked | None:
    """Items by kind; None where everything is wanted. `share`: how much of a page's worth, 1 for a page in a browser."""
    if as_of is None or len(library.recent(None, most=SMALL + 1)) <= SMALL:
        return None
    most = {kind: round(share * number) for kind, number in _MOST.items()}
    changes = round(share * _CHANGED)
    chosen: dict[LinkKind, list[str]] = {}
    for kind in ("positions", "agreements", "claims"):
        latest = [] if kind == "claims" else library.items(kind, as_of, most=most[kind])
        changed = library.items(kind, as_of, after=since, most=changes, by_weight=True)
        chosen[kind] = list(dict.fromkeys((*latest, *changed)))
    contested = library.items("claims", as_of, after=_days(as_of, -_CONTESTED), most=most["claims"], by_weight=True)
    chosen["claims"] = list(dict.fromkeys((*contested, *chosen["claims"])))
    chosen["events"] = list(library.items("events", as_of, after=since, most=most["events"], by_weight=True))
    chosen["expectations"] = _expectations(library, as_of, since, most["expectations"])
    return Asked(chosen, _LINKS, tuple(library.recent(as_of, most=round(share * _ARTICLES))))


def _expectations(library: Library, as_of: str, since: str | None, most: int) -> list[str]:
    """What is overdue (the latest), due, told of late, or settled since."""
    late: Sequence[str] = ()
    for back in _LATE:
        if len(late) < most:
            late = library.due(_days(as_of, -back), _days(as_of, -1), as_of)[-most:]
    soon = library.due(as_of, _days(as_of, _SOON), as_of, most)
    told = library.items("expectations", as_of, most=most)
    settled = library.settled(since, as_of, most // 2) if since else ()
    return list(dict.fromkeys((*late, *soon, *told, *settled)))


def _days(day: str, count: int) -> str:
    return (datetime.date.fromisoformat(day) + count * _DAY).isoformat()
