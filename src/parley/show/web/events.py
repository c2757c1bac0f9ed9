"""Events: a timeline, a map, and the list of what fits."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from parley.reason.agenda import SMALL
from parley.reason.dates import days as stretch_of
from parley.reason.merged import MergedEvent
from parley.show import wording
from parley.show.book import Book
from parley.show.days import days_before, in_words
from parley.show.finding import Finder
from parley.show.web.asked import PAGE, frame, looking, pages
from parley.show.web.filters import HAPPENED, AskedActors, AskedPage, Filter
from parley.show.web.filters import events as asked_for
from parley.show.web.maps import event_map
from parley.show.web.page import AskedDays, page
from parley.show.web.tagged import Tagged
from parley.show.web.vega import Chart
from parley.values import Aux, EventType

router = APIRouter(route_class=Tagged)
SPAN = 90  # days that are looked back on where nothing else is asked for
MOST = 150  # events on the charts: the weightiest
LANES = {
    "talks, deals, easing": ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT", "--good"),
    "refusals, demands, pressure": ("REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE", "--event"),
    "attacks": ("ASSAULT", "--alarm"),
}
LANE = {type: lane for lane, (types, _) in LANES.items() for type in types.split()}
_OUTLIERS = 20  # one in so many at either end
_WEEKS, _MONTHS = 130, 2200  # days up to which the timeline counts by weeks, by months


@router.get("/events", response_class=HTMLResponse)
def events(
    request: Request,
    days: AskedDays,
    paging: AskedPage,
    actors: AskedActors,
    wanted: Annotated[Filter, Depends(asked_for)],
    actor: str = "",
    back: Annotated[str, Query(pattern="^([1-9][0-9]{0,4})?$", description="Told in so many days before the day.")] = "",
) -> HTMLResponse:
    """Timeline, map and list of the weightiest events that fit."""
    with looking(request, days) as finder:
        span = int(back or 0) or (None if actors or finder.library.counts(finder.as_of)[0] <= SMALL else SPAN)
        ids = _ids(finder, actors, span)
        book = finder.book({"events": ids}, 2)
        found = [
            e
            for e in book.standing.events
            if wanted.fits(book, e) and (actors is None or actors & {*e.actor, *e.recipient, *e.mediator})
        ]
        found.sort(key=_day, reverse=True)
        shown = found[paging.cursor : paging.cursor + PAGE]
        following = paging.cursor + PAGE if len(found) > paging.cursor + PAGE else None
        charts = [timeline(book, found), event_map(book, found, days)]
        values = frame(
            book,
            "Events",
            wanted.asked | {"actor": actor} | ({"back": back} if back else {}),
            events=shown,
            summary=_said(found, span, len(ids) >= MOST),
            types=[(type, wording.EVENT[type]) for type in get_args(EventType)],
            modes=[(HAPPENED, "happened"), *((aux, wording.AUX[aux]) for aux in get_args(Aux))],
            charts=[chart for chart in charts if chart],
            pages=pages(request, paging.cursor, following),
        )
        return page(request, "events.html.j2", values, days)


def _ids(finder: Finder, actors: frozenset[str] | None, span: int | None) -> Sequence[str]:
    if actors is not None:
        return finder.told_in("events", finder.articles_of(actors), actors)[:MOST]
    after = days_before(finder.as_of, span) if span and finder.as_of else None
    return finder.library.items("events", finder.as_of, after=after, most=MOST, by_weight=True)


def _day(event: MergedEvent) -> str:
    stretch = stretch_of(event.date) or stretch_of(event.known[0])
    return stretch[0].isoformat() if stretch else ""


def _said(found: Sequence[MergedEvent], span: int | None, cut: bool) -> str:
    told = f"told in the last {span} days" if span else "told in the dossier"
    if not found:
        return f"Of the events {told}, none fits."
    which = f"the weightiest {MOST} " if cut else ""
    return f"{len(found)} events of {which}{told}, latest first." if which else f"{len(found)} events {told}, latest first."


def timeline(book: Book, found: Sequence[MergedEvent]) -> Chart | None:
    """Events by week, month or year and by what they are; None where fewer than two have a day."""
    dated = [(stretch[0], event) for event in found if (stretch := stretch_of(event.date) or stretch_of(event.known[0]))]
    if len(dated) < 2:
        return None
    dated, outside = _without_outliers(dated)
    first, last = dated[0][0], dated[-1][0]
    length = (last - first).days
    unit = "week" if length <= _WEEKS else "month" if length <= _MONTHS else "year"
    counts = Counter((_start(day, unit), LANE[event.event_type]) for day, event in dated)
    totals = Counter(lane for _, lane in counts.elements())
    said = ", ".join(f"{number} {lane}" for lane, number in totals.most_common())
    sentence = (
        f"{len(dated)} events from {in_words(first.isoformat())} to {in_words(last.isoformat())}, by {unit}: {said}.{outside}"
    )
    ordered = sorted(counts.items())
    values = [{"start": start.isoformat(), "what": lane, "events": number} for (start, lane), number in ordered]
    rows = [(_label(start, unit), lane, number) for (start, lane), number in ordered]
    return Chart("timeline", "When", sentence, _spec(values, unit), (unit.capitalize(), "What", "Events"), rows)


def _without_outliers(dated: list[tuple[datetime.date, MergedEvent]]) -> tuple[list[tuple[datetime.date, MergedEvent]], str]:
    """In order of days, without the few at either end that would make the rest too small to see; and what to say of these."""
    dated = sorted(dated, key=lambda pair: pair[0])
    few = len(dated) // _OUTLIERS
    inner = dated[few : len(dated) - few]
    whole, kept = (max((part[-1][0] - part[0][0]).days, 1) for part in (dated, inner))
    if few == 0 or kept * 2 > whole:
        return dated, ""
    return inner, f" {2 * few} long before or after are not drawn."


def _start(day: datetime.date, unit: str) -> datetime.date:
    if unit == "week":
        return day - datetime.timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _label(start: datetime.date, unit: str) -> str:
    return (
        f"week of {in_words(start.isoformat())}"
        if unit == "week"
        else in_words(f"{start:%Y-%m}")
        if unit == "month"
        else f"{start:%Y}"
    )


def _spec(values: list[dict[str, Any]], unit: str) -> dict[str, Any]:
    used = [lane for lane in LANES if any(value["what"] == lane for value in values)]
    time_unit = {"week": "yearmonthdate", "month": "yearmonth", "year": "year"}[unit]
    return {
        "data": {"values": values},
        "width": "container",
        "height": 150,
        "mark": {"type": "bar", "stroke": "--paper", "strokeWidth": 1} | ({"width": 9} if unit == "week" else {}),
        "encoding": {
            "x": {"field": "start", "type": "temporal", "timeUnit": time_unit, "title": None, "axis": {"grid": False}},
            "y": {"field": "events", "type": "quantitative", "title": "events", "axis": {"tickMinStep": 1, "tickCount": 4}},
            "color": {
                "field": "what",
                "type": "nominal",
                "title": None,
                "scale": {"domain": used, "range": [LANES[lane][1] for lane in used]},
            },
            "tooltip": [{"field": "start", "type": "temporal", "title": unit}, {"field": "what"}, {"field": "events"}],
        },
    }
