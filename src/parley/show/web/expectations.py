"""What was said to come: a calendar of the month, what is overdue and what is next; or a list of what fits a question."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from parley.errors import UsageError
from parley.reason.dates import days as stretch_of
from parley.reason.merged import MergedExpectation
from parley.show.book import Book
from parley.show.days import days_before
from parley.show.finding import Finder
from parley.show.web.asked import PAGE, frame, looking, part_pages
from parley.show.web.filters import AskedActors, AskedPage, Filter
from parley.show.web.filters import expectations as asked_for
from parley.show.web.page import AskedDays, Days, page
from parley.show.web.tagged import Tagged

router = APIRouter(route_class=Tagged)
_LATE, _SOON = 1100, 400  # days: overdue since, due within
_MOST = 20  # in a list beside the calendar
_LONG = 31  # days up to which a stretch belongs into the month's calendar
OUTCOMES = (("open", "open"), ("overdue", "overdue"), ("met", "met"), ("missed", "missed"))


@dataclass(frozen=True)
class Cell:
    """A day of the calendar, or a day of the months beside it."""

    day: int
    within: bool
    today: bool
    due: tuple[MergedExpectation, ...]


@dataclass(frozen=True)
class Month:
    """Weeks from Monday; `loose` are due some time in the month. `before`, `after` and `this` as YYYY-MM."""

    this: str
    name: str
    before: str
    after: str
    weeks: tuple[tuple[Cell, ...], ...]
    loose: tuple[MergedExpectation, ...]

    @property
    def count(self) -> int:
        """How many things are due in it."""
        return len({each.id for week in self.weeks for cell in week for each in cell.due} | {each.id for each in self.loose})


@router.get("/expectations", response_class=HTMLResponse)
def expectations(
    request: Request,
    days: AskedDays,
    paging: AskedPage,
    actors: AskedActors,
    wanted: Annotated[Filter, Depends(asked_for)],
    month: Annotated[str | None, Query(description="The month of the calendar, YYYY-MM.")] = None,
    actor: str = "",
) -> HTMLResponse:
    """The calendar; where something is asked for, the list of what fits."""
    with looking(request, days) as finder:
        if actors is not None or wanted.asked:
            part = finder.part(wanted.wish("expectations", actors), paging.cursor)
            values = {"found": part.items, "pages": part_pages(request, part)}
            return _page(request, part.book, wanted.asked | {"actor": actor}, values, days)
        first = _month(month or (finder.as_of or datetime.date.today().isoformat())[:7])
        ids = _ids(finder, first)
        book = finder.book({"expectations": list(dict.fromkeys(id for found in ids.values() for id in found))}, 2)
        lists = {key: _items(book, found) for key, found in ids.items()}
        values = {
            "month": make_month(first, lists["month"], finder.as_of),
            "overdue": [x for x in (*lists["soon"], *reversed(lists["late"])) if x.outcome == "overdue"][:_MOST],
            "coming": [x for x in lists["soon"] if x.outcome == "open"][:_MOST],
            "settled": [x for x in reversed(lists["settled"]) if x.outcome in {"met", "missed"}][:_MOST],
            "undated": [x for x in lists["told"] if x.outcome == "open" and stretch_of(x.due) is None][:_MOST],
        }
        return _page(request, book, {}, values, days)


def _page(request: Request, book: Book, asked: dict[str, str], values: dict[str, Any], days: Days) -> HTMLResponse:
    empty: dict[str, Any] = dict.fromkeys(("month", "overdue", "coming", "settled", "undated", "found", "pages"))
    return page(request, "expectations.html.j2", frame(book, "Expected", asked, outcomes=OUTCOMES, **(empty | values)), days)


def _ids(finder: Finder, first: datetime.date) -> dict[str, Sequence[str]]:
    """Ids of what the calendar and the lists beside it are made of."""
    library, as_of = finder.library, finder.as_of
    found: dict[str, Sequence[str]] = {"month": library.due(first.isoformat(), _end(first).isoformat(), as_of, PAGE)}
    found["told"] = library.items("expectations", as_of, most=_MOST + 5)
    found["late"] = found["soon"] = found["settled"] = ()
    if as_of:
        late = library.due(days_before(as_of, _LATE), days_before(as_of, 1), as_of)
        found["late"] = late[-_MOST:]
        found["soon"] = library.due(as_of, days_before(as_of, -_SOON), as_of, _MOST)
        found["settled"] = library.settled(days_before(as_of, _LATE), as_of)[-_MOST:]
    return found


def _items(book: Book, ids: Sequence[str]) -> list[MergedExpectation]:
    found = (book.item.get(id) for id in ids)
    return [item for item in found if isinstance(item, MergedExpectation) and item.reviewed != "rejected"]


def _month(text: str) -> datetime.date:
    found = re.fullmatch(r"(\d{4})-(\d\d)", text)
    if not found or not 1 <= int(found[2]) <= 12 or not 1 < int(found[1]) < 9999:
        raise UsageError(f"{text!r} is no month; write it as 2022-02")
    return datetime.date(int(found[1]), int(found[2]), 1)


def _end(first: datetime.date) -> datetime.date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def make_month(first: datetime.date, due: Sequence[MergedExpectation], today: str | None) -> Month:
    """The calendar of a month with what is due in it; what is due in a longer stretch is left out."""
    on: dict[datetime.date, list[MergedExpectation]] = {}
    loose = []
    for item in due:
        stretch = stretch_of(item.due)
        if stretch and stretch[0] == stretch[1]:
            on.setdefault(stretch[0], []).append(item)
        elif stretch and (stretch[1] - stretch[0]).days < _LONG:
            loose.append(item)
    weeks = tuple(
        tuple(Cell(day.day, day.month == first.month, day.isoformat() == today, tuple(on.get(day, ()))) for day in week)
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    )
    before, after = first - datetime.timedelta(days=1), _end(first) + datetime.timedelta(days=1)
    return Month(f"{first:%Y-%m}", f"{first:%B %Y}", f"{before:%Y-%m}", f"{after:%Y-%m}", weeks, tuple(loose))
