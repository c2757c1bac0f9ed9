"""A template rendered into a page: everything escaped, the days that are asked about kept in every link."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from parley.show.days import in_words, read_day
from parley.show.html import make_environment
from parley.show.web.vega import vega_path

# the pages in the order of the menu: path and name
MENU = (
    ("/", "Dossier"),
    ("/positions", "Positions"),
    ("/agreements", "Agreements"),
    ("/claims", "Claims"),
    ("/expectations", "Expected"),
    ("/actors", "Actors"),
    ("/events", "Events"),
    ("/network", "Network"),
    ("/sources", "Sources"),
    ("/search", "Search"),
    ("/review", "Review"),
    ("/add", "Add articles"),
)


class Days:
    """The days that a request asks about: `as_of` and `since` (ISO or None), from its address."""

    def __init__(
        self,
        as_of: Annotated[str | None, Query(description="Only what had been published by this day.")] = None,
        since: Annotated[str | None, Query(description="Changes count from this day.")] = None,
    ) -> None:
        self.as_of = read_day(as_of) if as_of else None
        self.since = read_day(since) if since else None

    def query(self, **more: str | None) -> str:
        """What follows the path in a link that keeps the days: "?as_of=2022-02-15" or ""."""
        kept = {"as_of": self.as_of, "since": self.since, **more}
        said = urlencode({key: value for key, value in kept.items() if value})
        return f"?{said}" if said else ""


AskedDays = Annotated[Days, Depends(Days)]


@cache
def _environment() -> Environment:
    made = make_environment("web")
    made.globals["vega_path"] = vega_path
    made.globals.update(menu=MENU, paths={path for path, _ in MENU})
    made.filters["day"] = in_words
    return made


def page(request: Request, template: str, values: dict[str, Any], days: Days | None = None, status: int = 200) -> HTMLResponse:
    """A page. Templates extend `base.html.j2` and get `request`, `days`, `here` (the path) and `form_token` beside `values`."""
    common = {
        "days": days or Days(None, None),
        "here": request.url.path,
        "dossier": request.app.state.desks.title,
        "form_token": request.app.state.guard.form_token,
    }
    return HTMLResponse(_environment().get_template(template).render(common | values), status)
