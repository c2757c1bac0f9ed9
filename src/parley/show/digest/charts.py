"""The chart of a digest: dated events a week (where news is thin, a month) by kind; drawn offline from a Vega-Lite specification.

Counts events that happened and have a day or week of their own. Misses events that are only told without a day.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from parley.reason.dates import days
from parley.reason.merged import MergedEvent, standing
from parley.reason.shelf import Asked
from parley.reason.view import view_of
from parley.show.book import Book
from parley.show.days import days_before, in_words
from parley.show.digest.contents import Chart

# PLOVER's four quadrants in words, with colours that are told apart without red and green (Okabe and Ito)
KINDS = {
    "talks and offers": ("#0072b2", ("AGREE", "CONSULT", "SUPPORT", "CONCEDE")),
    "help and pull-backs": ("#56b4e9", ("COOPERATE", "AID", "RETREAT")),
    "demands and refusals": ("#e69f00", ("REQUEST", "ACCUSE", "REJECT", "THREATEN")),
    "pressure and attacks": ("#b2401a", ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")),
}
_KIND = {type: kind for kind, (_, types) in KINDS.items() for type in types}
WEEKS, MONTHS = 13, 12
_THIN = 4  # weeks with events below which months are shown
_DATED = 7  # days that an event's date may cover to be counted in a week
_ENOUGH = 2  # events below which there is nothing to draw
_VEGA_LITE = "6.4"
Bin = tuple[datetime.date, str]  # its first day, and its label
Cell = tuple[datetime.date, str]  # a bin's first day, and a kind


def draw(book: Book) -> Chart | None:
    """The chart, None where too little is dated. Nothing is fetched."""
    if not book.view.as_of:
        return None
    day = datetime.date.fromisoformat(book.view.as_of)
    dated = list(_dated(_events(book, days_before(book.view.as_of, 31 * (MONTHS + 1)))))
    bins, monthly = _weeks(day), False
    counted = _count(dated, bins, monthly=False)
    if len({start for start, _ in counted}) < _THIN:
        bins, monthly = _months(day), True
        counted = _count(dated, bins, monthly=True)
    return _chart(bins, counted, monthly=monthly) if counted.total() >= _ENOUGH else None


def _events(book: Book, since: str) -> tuple[MergedEvent, ...]:
    """Events told since a day; of each its latest records are enough."""
    if book.shelf.asked is None:
        return book.standing.events
    told = list(book.library.items("events", book.view.as_of, after=since))
    return standing(view_of(replace(book.shelf, asked=Asked({"events": told}, 1)))).events


def _dated(found: Iterable[MergedEvent]) -> Iterator[tuple[datetime.date, str]]:
    for event in found:
        stretch = days(event.date)
        if event.aux is None and stretch and (stretch[1] - stretch[0]).days < _DATED:
            yield stretch[0], _KIND[event.event_type]


def _weeks(day: datetime.date) -> list[Bin]:
    monday = day - datetime.timedelta(days=day.weekday())
    starts = [monday - datetime.timedelta(weeks=n) for n in reversed(range(WEEKS))]
    return [(start, f"{start.day} {start:%b}") for start in starts]


def _months(day: datetime.date) -> list[Bin]:
    found = [divmod(day.year * 12 + day.month - 1 - n, 12) for n in reversed(range(MONTHS))]
    return [(datetime.date(year, month + 1, 1), f"{datetime.date(year, month + 1, 1):%b %Y}") for year, month in found]


def _count(dated: Iterable[tuple[datetime.date, str]], bins: list[Bin], *, monthly: bool) -> Counter[Cell]:
    """Events by (first day of week or month, kind)."""
    known = {start for start, _ in bins}
    return Counter(
        (start, kind)
        for day, kind in dated
        if (start := day.replace(day=1) if monthly else day - datetime.timedelta(days=day.weekday())) in known
    )


def _chart(bins: list[Bin], counted: Counter[Cell], *, monthly: bool) -> Chart:
    unit = "month" if monthly else "week"
    first, last = bins[0][0], bins[-1][0]
    title = f"Events each {unit}, {'' if monthly else 'from the week of '}{_named(first, monthly)} to {_named(last, monthly)}"
    spec = _specification(bins, counted, unit)
    import vl_convert

    svg = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    png = vl_convert.vegalite_to_png(spec, vl_version=_VEGA_LITE, scale=2, allowed_base_urls=[])
    told = [(start, label) for start, label in bins if any(counted[start, kind] for kind in KINDS)]
    rows = tuple((label, *(str(counted[start, kind]) for kind in KINDS)) for start, label in told)
    return Chart(title, _sentence(bins, counted, unit), unit, (unit if monthly else "week of", *KINDS), rows, svg, png)


def _named(day: datetime.date, monthly: bool) -> str:
    return in_words(f"{day:%Y-%m}" if monthly else day.isoformat())


def _sentence(bins: list[Bin], counted: Counter[Cell], unit: str) -> str:
    """The chart in words: how many of which kind, and when most."""
    kinds = Counter({kind: sum(n for (_, each), n in counted.items() if each == kind) for kind in KINDS})
    total = kinds.total()
    named = [f"{n} {kind}" for kind, n in kinds.most_common() if n]
    by_start = {start: sum(counted[start, kind] for kind in KINDS) for start, _ in bins}
    most = max(by_start, key=lambda start: (by_start[start], start))
    when = f"in {in_words(f'{most:%Y-%m}')}" if unit == "month" else f"in the week of {in_words(most.isoformat())}"
    now = by_start[bins[-1][0]]
    latest = f"; {now or 'none'} in the latest" if most != bins[-1][0] else ", the latest"
    listed = " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    return f"{total} events with a day of their own in {len(bins)} {unit}s: {listed}. Most ({by_start[most]}) {when}{latest}."


def _specification(bins: list[Bin], counted: Counter[Cell], unit: str) -> dict[str, Any]:
    values = [
        {"when": label, "kind": kind, "events": counted[start, kind], "order": n}
        for start, label in bins
        for n, kind in enumerate(KINDS)
    ]
    labels = [label for _, label in bins]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 560,
        "height": 190,
        "background": "#ffffff",
        "data": {"values": values},
        "mark": {"type": "bar", "stroke": "#ffffff", "strokeWidth": 1},
        "encoding": {
            "x": {
                "field": "when", "type": "ordinal", "sort": labels, "title": "week of" if unit == "week" else None,
                "axis": {"labelAngle": -40, "ticks": False},
            },
            "y": {
                "field": "events", "type": "quantitative", "title": "events",
                "axis": {"tickMinStep": 1, "format": "d", "tickCount": 5},
            },
            "color": {
                "field": "kind", "type": "nominal", "title": None,
                "scale": {"domain": list(KINDS), "range": [colour for colour, _ in KINDS.values()]},
                "legend": {"orient": "top", "direction": "horizontal", "symbolType": "square", "labelLimit": 200},
            },
            "order": {"field": "order", "type": "quantitative"},
        },
        "config": {
            "font": "Liberation Sans, Arial, sans-serif", "view": {"stroke": None},
            "axis": {"labelFontSize": 11, "titleFontSize": 11}, "legend": {"labelFontSize": 12},
        },
    }  # fmt: skip
