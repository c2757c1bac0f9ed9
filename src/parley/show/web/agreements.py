"""Agreements: what was agreed and whether it holds; each with its terms, its life, and what its parties did meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from parley.ledger import LinkKind
from parley.reason.dates import days as stretch_of
from parley.reason.merged import Evidence, Item, MergedAgreement, MergedClaim, MergedEvent, Stage
from parley.reason.words import fold
from parley.show import wording
from parley.show.book import Book
from parley.show.days import in_words
from parley.show.finding import WHOLE, Finder
from parley.show.web.asked import by_weight, frame, looking, part_pages
from parley.show.web.filters import AskedActors, AskedPage, Filter
from parley.show.web.filters import agreements as asked_for
from parley.show.web.page import AskedDays, Days, page
from parley.show.web.tagged import Tagged
from parley.show.web.vega import Chart
from parley.values import AgreementStatus

router = APIRouter(route_class=Tagged)
BROKEN = ("violated", "collapsed", "ended")
COLOUR = {
    "proposed": "--expectation", "agreed": "--accent", "in_force": "--good", "violated": "--event", "collapsed": "--alarm",
    "ended": "--soft", "unknown": "--line",
}  # fmt: skip
_DRAWN = 14  # lives in the chart
_AROUND = 30  # articles of an agreement that are searched for what its parties did
_BESIDE = 10  # claims, and clashes, beside an agreement
_CLASHES = frozenset({"ASSAULT", "COERCE", "THREATEN", "MOBILIZE", "ACCUSE", "REJECT"})


@dataclass(frozen=True)
class Line:
    """An agreement in the list."""

    item: MergedAgreement
    head: str
    status: str
    when: str


@router.get("/agreements", response_class=HTMLResponse)
def agreements(
    request: Request,
    days: AskedDays,
    paging: AskedPage,
    actors: AskedActors,
    wanted: Annotated[Filter, Depends(asked_for)],
    actor: str = "",
) -> HTMLResponse:
    """The list, with their lives as a chart."""
    with looking(request, days) as finder:
        part = finder.part(wanted.wish("agreements", actors), paging.cursor)
        found = [item for item in part.items if isinstance(item, MergedAgreement)]
        values = frame(
            part.book,
            "Agreements",
            wanted.asked | {"actor": actor},
            lines=[line(item) for item in sorted(found, key=lambda each: each.status == "unknown")],
            summary=_counted(found),
            charts=[chart] if (chart := lives(part.book, found, days)) else [],
            statuses=[(value, wording.STATUS.get(value, value)) for value in get_args(AgreementStatus)],
            pages=part_pages(request, part),
        )
        return page(request, "agreements.html.j2", values, days)


def line(item: MergedAgreement) -> Line:
    """What, where it stands, since when."""
    head = ", ".join(part for part in (wording.capital(wording.KIND[item.kind]), item.place, in_words(item.date)) if part)
    since = in_words(item.status_date) or (f"reported {in_words(item.life[-1].day)}" if item.life else "")
    return Line(item, head, wording.STATUS.get(item.status, item.status), since)


def _counted(found: Sequence[MergedAgreement]) -> str:
    if not found:
        return "No agreement was read that fits."
    counts = Counter(item.status for item in found)
    said = ", ".join(f"{number} {wording.STATUS.get(status, status)}" for status, number in counts.most_common())
    return f"{len(found)} agreement{'s' * (len(found) != 1)}: {said}."


def lives(book: Book, found: Sequence[Item], days: Days) -> Chart | None:
    """Agreements whose status changed on a known day, as bars through time; None where there are none."""
    last = book.view.as_of
    drawn = [item for item in found if isinstance(item, MergedAgreement) and any(stretch_of(s.day) for s in item.life)][:_DRAWN]
    if not drawn or not last:
        return None
    values, rows = [], []
    for item in drawn:
        for stage, until in _stages(item, last):
            name, status = wording.cut(wording.agreement(book, item), 48), wording.STATUS.get(stage.value, stage.value)
            path = f"/agreements/{item.id}{days.query()}"
            values.append({"agreement": name, "status": status, "from": (stage.day or "")[:10], "to": until, "href": path})
            rows.append(((name, path), status, in_words(stage.day), in_words(until)))
    broken = sum(item.status in BROKEN for item in drawn)
    course = f"Of {len(drawn)} agreement{'s' * (len(drawn) != 1)} with a known course"
    sentence = f"{course}, {broken or 'none'} {'has' if broken == 1 else 'have'} been violated, ended or collapsed."
    return Chart("lives", "How long they held", sentence, _spec(values), ("Agreement", "Status", "From", "To"), rows)


def _stages(item: MergedAgreement, last: str) -> list[tuple[Stage, str]]:
    """Each stage with a day, and the day on which it ended."""
    dated = [stage for stage in item.life if stretch_of(stage.day)]
    ends = [(stage.day or last)[:10] for stage in dated[1:]] + [last]
    return list(zip(dated, ends, strict=True))


def _spec(values: list[dict[str, str]]) -> dict[str, object]:
    names = {wording.STATUS.get(status, status): colour for status, colour in COLOUR.items()}
    used = [status for status in names if any(value["status"] == status for value in values)]
    return {
        "data": {"values": values},
        "width": "container",
        "height": 26 * len({value["agreement"] for value in values}),
        "mark": {"type": "bar", "height": 14, "cornerRadius": 2, "cursor": "pointer"},
        "encoding": {
            "y": {
                "field": "agreement",
                "type": "nominal",
                "title": None,
                "sort": None,
                "axis": {"labelLimit": 300, "domain": False, "ticks": False},
            },
            "x": {"field": "from", "type": "temporal", "title": None},
            "x2": {"field": "to"},
            "color": {
                "field": "status",
                "type": "nominal",
                "title": None,
                "scale": {"domain": used, "range": [names[status] for status in used]},
            },
            "href": {"field": "href"},
            "tooltip": [{"field": "agreement"}, {"field": "status"}, {"field": "from", "type": "temporal"}],
        },
    }


@router.get("/agreements/{id}", response_class=HTMLResponse)
def agreement(request: Request, id: str, days: AskedDays) -> HTMLResponse:
    """One agreement: terms by status by evidence, its life, violations, what its parties did."""
    with looking(request, days) as finder:
        found = _whole(finder, id)
        if found is None:
            raise HTTPException(404)
        book, item, parties = found
        clashes, disputed = _meanwhile(book, item, parties)
        chart = lives(book, [item], days)
        values = frame(
            book,
            wording.agreement(book, item),
            line=line(item),
            item=item,
            life=[(stage, wording.STATUS.get(stage.value, stage.value)) for stage in item.life],
            broken=BROKEN,
            clashes=clashes,
            disputed=disputed,
            tellings=_tellings(book, item),
            charts=[chart] if chart and len(chart.rows) > 1 else [],
        )
        return page(request, "agreement.html.j2", values, days)


def _tellings(book: Book, item: MergedAgreement) -> list[Evidence]:
    """One stretch of each sentence that tells it, latest first."""
    found = {(e.article, wording.sentence(book, e)): e for e in reversed(item.evidence)}
    return list(found.values())[:_AROUND]


def _whole(finder: Finder, id: str) -> tuple[Book, MergedAgreement, frozenset[str]] | None:
    """The agreement with what its parties claim and do in the articles that tell it, in one book."""
    found = finder.one("agreements", id)
    if found is None or not isinstance(found[1], MergedAgreement):
        return None
    articles = list(dict.fromkeys(e.article for e in reversed(found[1].evidence)))[:_AROUND]
    parties = _called_alike(finder, found[0], found[1], articles)
    kinds: tuple[LinkKind, ...] = ("claims", "events")
    chosen: dict[LinkKind, Sequence[str]] = {kind: finder.told_in(kind, articles, parties) for kind in kinds}
    book = finder.book({"agreements": [id], **chosen}, WHOLE)
    item = book.item.get(id)
    return (book, item, parties) if isinstance(item, MergedAgreement) else None


def _called_alike(finder: Finder, book: Book, item: MergedAgreement, articles: Sequence[str]) -> frozenset[str]:
    """The parties, and whoever goes by a party's name in the same articles: "hunters" are not linked from one to the next."""
    names = {fold(book.name(party)) for party in item.parties}
    actors = (actor for id in articles for actor in book.reading(id).actors if fold(actor.name) in names)
    return frozenset((*item.parties, *finder.library.items_of((actor.id for actor in actors), "actors").values()))


def _meanwhile(book: Book, item: MergedAgreement, parties: frozenset[str]) -> tuple[list[MergedEvent], list[MergedClaim]]:
    """Clashes that its parties are in, not before it was made, and what they contest: the latest, the weightiest first."""
    made = stretch_of(item.date)
    clashes = [
        event
        for event in book.standing.events
        if event.event_type in _CLASHES and event.aux is None and parties & {*event.actor, *event.recipient}
        if not made or not (day := stretch_of(event.date)) or day[1] >= made[0]
    ]
    claims = [claim for claim in book.standing.claims if parties & {*claim.asserted_by, *claim.denied_by, *claim.confirmed_by}]
    return by_weight(clashes)[:_BESIDE], sorted(claims, key=lambda claim: claim.status == "asserted")[:_BESIDE]
