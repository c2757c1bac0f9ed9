"""What may be asked of each kind of record in an address, the same for pages and API: a filter gives a test of one item."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from fastapi import Depends, Query, Request

from parley.errors import UsageError
from parley.ledger import LinkKind
from parley.reason.dates import days
from parley.reason.merged import (
    Item,
    MergedActor,
    MergedAgreement,
    MergedClaim,
    MergedEvent,
    MergedExpectation,
    MergedPosition,
    MergedRelation,
    MergedStatement,
    Outcome,
)
from parley.reason.words import fold
from parley.show.book import Book
from parley.show.finding import Fits, Wish, everyone
from parley.values import (
    ActorKind,
    AgreementKind,
    AgreementStatus,
    AttributionType,
    Aux,
    ClaimStatus,
    Direction,
    EventType,
    RelationType,
)

HAPPENED = "happened"  # an event without a mode


def choice(values: Iterable[str], description: str) -> Any:
    """A query parameter that takes one of some values; an empty one (a form's "any") is none."""
    return Query(description=description, json_schema_extra={"enum": [*values]})


def checked(name: str, value: str | None, values: Iterable[str]) -> str | None:
    """The value, None for an empty one. Raises UsageError on any other than `values`."""
    allowed = [*values]
    if value and value not in allowed:
        raise UsageError(f"{name}={value}: expected one of {', '.join(allowed)}")
    return value or None


@dataclass(frozen=True)
class Filter:
    """A test, and what was asked (what a form shows again and a link keeps).

    `values` and `by_weight` (see Wish) spare looking at what cannot fit.
    """

    fits: Fits
    asked: dict[str, str]
    values: tuple[str, ...] = ()
    by_weight: bool = False

    def wish(self, kind: LinkKind, actors: frozenset[str] | None, **more: Any) -> Wish:
        """What to look for."""
        return Wish(kind, actors, self.fits, **{"values": self.values, "by_weight": self.by_weight, **more})


def _filter(
    asked: dict[str, str | None], *tests: Fits | None, values: Iterable[str | None] = (), by_weight: bool = False
) -> Filter:
    kept = [test for test in tests if test]
    fits: Fits = (lambda book, item: all(test(book, item) for test in kept)) if kept else everyone
    held = tuple(value for value in values if value)
    return Filter(fits, {key: value for key, value in asked.items() if value}, held, by_weight)


def _is(value: str | None, field: str) -> Fits | None:
    return (lambda book, item: getattr(item, field) == value) if value else None


def _says(words: str | None, *fields: str) -> Fits | None:
    """Whether the item has all words in one of the fields; a word may go on."""
    wanted = fold(words or "").split()

    def test(book: Book, item: Item) -> bool:
        said = fold(" ".join(str(getattr(item, field) or "") for field in fields)).split()
        return all(any(each.startswith(word) for each in said) for word in wanted)

    return test if wanted else None


def positions(
    issue: Annotated[str | None, Query(description="Words of the issue.")] = None,
    direction: Annotated[str | None, choice(get_args(Direction), "Which way.")] = None,
    red_line: Annotated[str | None, choice(["true"], "Red lines only.")] = None,
) -> Filter:
    """Positions by issue and direction."""
    direction, red_line = checked("direction", direction, get_args(Direction)), checked("red_line", red_line, ["true"])

    def red(book: Book, item: Item) -> bool:
        return isinstance(item, MergedPosition) and item.red_line

    asked = {"issue": issue, "direction": direction, "red_line": red_line}
    tests = (_says(issue, "issue"), _is(direction, "direction"), red if red_line else None)
    return _filter(asked, *tests, values=[direction], by_weight=bool(red_line))  # red lines weigh most


def agreements(
    status: Annotated[str | None, choice(get_args(AgreementStatus), "Where it stands.")] = None,
    kind: Annotated[str | None, choice(get_args(AgreementKind), "What it is.")] = None,
    place: Annotated[str | None, Query(description="Words of the place.")] = None,
) -> Filter:
    """Agreements by status, kind and place."""
    status, kind = checked("status", status, get_args(AgreementStatus)), checked("kind", kind, get_args(AgreementKind))
    asked = {"status": status, "kind": kind, "place": place}
    tests = (_is(status, "status"), _is(kind, "kind"), _says(place, "place"))
    return _filter(asked, *tests, values=[None if status == "unknown" else status])


def claims(
    status: Annotated[str | None, choice((*get_args(ClaimStatus), "contested"), "contested: denied or disputed.")] = None,
    words: Annotated[str | None, Query(description="Words of the claim.")] = None,
) -> Filter:
    """Claims by status and words."""
    status = checked("status", status, (*get_args(ClaimStatus), "contested"))

    def contested(book: Book, item: Item) -> bool:
        return isinstance(item, MergedClaim) and item.status in {"denied", "disputed"}

    test = contested if status == "contested" else _is(status, "status")
    values = {"contested": ("denied", "disputed"), "disputed": ("denied", "disputed"), "denied": ("denied",)}.get(status or "", ())
    return _filter({"status": status, "words": words}, test, _says(words, "text"), values=values)


def expectations(
    outcome: Annotated[str | None, choice(get_args(Outcome), "What became of it.")] = None,
    due_from: Annotated[str | None, Query(description="Due on this day (YYYY-MM-DD) or later.")] = None,
    due_to: Annotated[str | None, Query(description="Due on this day or earlier.")] = None,
) -> Filter:
    """Expectations by outcome and day."""
    outcome = checked("outcome", outcome, get_args(Outcome))
    return _filter(
        {"outcome": outcome, "due_from": due_from, "due_to": due_to}, _is(outcome, "outcome"), _dated("due", due_from, due_to)
    )


def events(
    type: Annotated[str | None, choice(get_args(EventType), "PLOVER's type.")] = None,
    aux: Annotated[str | None, choice((HAPPENED, *get_args(Aux)), "Whether it happened.")] = None,
    place: Annotated[str | None, Query(description="Words of the place.")] = None,
    date_from: Annotated[str | None, Query(description="Of this day (YYYY-MM-DD) or later.")] = None,
    date_to: Annotated[str | None, Query(description="Of this day or earlier.")] = None,
) -> Filter:
    """Events by type, mode, place and day."""
    type, aux = checked("type", type, get_args(EventType)), checked("aux", aux, (HAPPENED, *get_args(Aux)))

    def happened(book: Book, item: Item) -> bool:
        return isinstance(item, MergedEvent) and item.aux is None

    asked = {"type": type, "aux": aux, "place": place, "date_from": date_from, "date_to": date_to}
    mode = happened if aux == HAPPENED else _is(aux, "aux")
    tests = (_is(type, "event_type"), mode, _says(place, "place"), _dated("date", date_from, date_to))
    return _filter(asked, *tests, values=[None if aux == HAPPENED else aux])


def actors(
    kind: Annotated[str | None, choice(get_args(ActorKind), "What it is.")] = None,
    country: Annotated[str | None, Query(description="ISO 3166-1 alpha-3 code.")] = None,
) -> Filter:
    """Actors by kind and country."""
    kind = checked("kind", kind, get_args(ActorKind))
    return _filter({"kind": kind, "country": country}, _is(kind, "kind"), _is((country or "").upper(), "country"), values=[kind])


def relations(type: Annotated[str | None, choice(get_args(RelationType), "The tie.")] = None) -> Filter:
    """Ties by type."""
    type = checked("type", type, get_args(RelationType))
    return _filter({"type": type}, _is(type, "type"))


def statements(
    type: Annotated[str | None, choice(get_args(AttributionType), "How it is told.")] = None,
    words: Annotated[str | None, Query(description="Words of what was said.")] = None,
) -> Filter:
    """Statements by type and words."""
    type = checked("type", type, get_args(AttributionType))
    return _filter({"type": type, "words": words}, _is(type, "type"), _says(words, "content"))


def _dated(field: str, first: str | None, last: str | None) -> Fits | None:
    """Whether the stretch of days that a field names touches the one asked for; what has no day does not."""
    low, high = _day(first), _day(last)
    if low is None and high is None:
        return None

    def test(book: Book, item: Item) -> bool:
        stretch = days(getattr(item, field))
        return stretch is not None and (low is None or stretch[1] >= low) and (high is None or stretch[0] <= high)

    return test


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{text!r} is no day; write it as 2022-02-15") from None


FILTERS: dict[str, Callable[..., Filter]] = {
    "actors": actors, "statements": statements, "events": events, "agreements": agreements, "positions": positions,
    "claims": claims, "expectations": expectations, "relations": relations,
}  # fmt: skip
MERGED: dict[str, type[Item]] = {
    "actors": MergedActor, "statements": MergedStatement, "events": MergedEvent, "agreements": MergedAgreement,
    "positions": MergedPosition, "claims": MergedClaim, "expectations": MergedExpectation, "relations": MergedRelation,
}  # fmt: skip


class Paging:
    """Which page: `cursor` as the page before gave it, `limit` records at most."""

    def __init__(
        self,
        limit: Annotated[int, Query(ge=1, le=200, description="Records on a page.")] = 50,
        cursor: Annotated[int, Query(ge=0, le=10_000_000, description="Where the page begins: as the page before said.")] = 0,
    ) -> None:
        self.limit, self.cursor = limit, cursor


AskedPage = Annotated[Paging, Depends(Paging)]


def wanted_actors(
    request: Request,
    actor: Annotated[str | None, Query(description="An actor's id (or its beginning), or a name.")] = None,
) -> frozenset[str] | None:
    """Items of the actor that is asked for, None for any."""
    from parley.show.finding import actors_called

    return actors_called(request.app.state.desks.dossier(), actor, None) if actor and actor.strip() else None


AskedActors = Annotated[frozenset[str] | None, Depends(wanted_actors)]
