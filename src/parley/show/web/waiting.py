"""What of a dossier a review page looks at, so that a queue costs the same however large the dossier is."""

from __future__ import annotations

from parley.ledger import Library, LinkKind
from parley.reason.dates import days
from parley.reason.decisions.reviewed import reviewed
from parley.reason.shelf import Asked
from parley.show.days import days_before

REACH = 200  # articles whose facts are asked about, the latest; a person may reach further
_OF_ALL, _OF_ONE = 15, 60  # items of each kind that are looked at, where all kinds are asked for and where one is
_RECORDS = 3  # of one item
_LATE, _SOON = 120, 30  # days: expectations overdue since, due within
_JUDGED = ("accepted", "rejected", "corrected")


def to_review(library: Library, as_of: str | None, kinds: tuple[LinkKind, ...], reach: int) -> Asked:
    """Undecided items that the latest `reach` articles tell: the heaviest of each kind, and expectations overdue or due soon."""
    ruled = reviewed(library)
    decided = {item for item, mine in ruled.ruling.of.items() if any(d.verdict in _JUDGED for d in mine)}
    after, most = _reached(library, as_of, reach), _OF_ONE if len(kinds) == 1 else _OF_ALL
    chosen: dict[LinkKind, list[str]] = {}
    for kind in kinds:
        found = list(library.items(kind, as_of, after=after, most=most + len(decided), by_weight=True))
        if kind == "expectations" and as_of:
            late = library.due(days_before(as_of, _LATE), as_of, as_of)
            soon = library.due(as_of, days_before(as_of, -_SOON), as_of, most + len(decided))
            found = [*reversed(late), *soon, *found]
        chosen[kind] = [item for item in dict.fromkeys(found) if item not in decided][:most]
    return Asked(chosen, _RECORDS)


def _reached(library: Library, as_of: str | None, reach: int) -> str | None:
    """The day after which the articles within reach are known; None where all are."""
    latest = library.recent(as_of, most=reach)
    if len(latest) < reach:
        return None
    reading = library.reading(latest[-1])
    day = days(reading.article.published) if reading else None
    return days_before(day[0].isoformat(), 1) if day else None
