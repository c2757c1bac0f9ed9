"""Claims: what was put forward, by whom, and who denies or confirms it."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from parley.reason.merged import MergedClaim
from parley.show.web.asked import frame, looking, part_pages
from parley.show.web.filters import AskedActors, AskedPage, Filter
from parley.show.web.filters import claims as asked_for
from parley.show.web.page import AskedDays, page
from parley.show.web.tagged import Tagged

router = APIRouter(route_class=Tagged)
STATUSES = (("contested", "denied or disputed"), *((each, each) for each in ("denied", "disputed", "confirmed", "asserted")))


@router.get("/claims", response_class=HTMLResponse)
def claims(
    request: Request,
    days: AskedDays,
    paging: AskedPage,
    actors: AskedActors,
    wanted: Annotated[Filter, Depends(asked_for)],
    actor: str = "",
) -> HTMLResponse:
    """The ledger of claims: what is contested first."""
    with looking(request, days) as finder:
        part = finder.part(wanted.wish("claims", actors), paging.cursor)
        found = [item for item in part.items if isinstance(item, MergedClaim)]
        values = frame(
            part.book,
            "Claims and denials",
            wanted.asked | {"actor": actor},
            claims=sorted(found, key=lambda claim: claim.status in {"asserted", "confirmed"}),
            summary=_counted(found),
            statuses=STATUSES,
            pages=part_pages(request, part),
        )
        return page(request, "claims.html.j2", values, days)


def _counted(found: list[MergedClaim]) -> str:
    if not found:
        return "No claim was read that fits."
    counts = Counter(claim.status for claim in found)
    said = ", ".join(f"{number} {status}" for status, number in counts.most_common())
    return f"{len(found)} claim{'s' * (len(found) != 1)}: {said}. What is denied or disputed stands first."
