"""Adding from a page: a pasted text or a file, read in the background; the page asks how far it is.

What is sent is the body of the request itself, held in memory up to a limit: no file is written, and no name that comes with it
is ever opened.
"""

from __future__ import annotations

import unicodedata
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field

from parley.errors import UsageError
from parley.read.article import day_of
from parley.read.files import KINDS
from parley.read.notices import MAX_CHARS
from parley.show.web.cited import safe_link
from parley.show.web.jobs import Jobs, Sent
from parley.show.web.page import AskedDays, page

router = APIRouter()
LARGEST = 20_000_000  # bytes of a file
_PASTED = 4 * MAX_CHARS + 20_000  # bytes of a pasted text with what is said of it
_NAME = 120  # characters of a file's name that are shown
TYPES = ".txt,.html,.htm,.pdf,.jsonl"


class Pasted(BaseModel):
    """A text and what is known of it."""

    text: str = Field(min_length=1, max_length=MAX_CHARS)
    title: str = Field(default="", max_length=500)
    publisher: str = Field(default="", max_length=200)
    published: str = Field(default="", max_length=40)
    url: str = Field(default="", max_length=2000)


def jobs_of(request: Request) -> Jobs:
    """The jobs of this server."""
    state = request.app.state
    if not hasattr(state, "jobs"):
        state.jobs = Jobs(state.desks.where)
    jobs: Jobs = state.jobs
    return jobs


@router.get("/add", response_class=HTMLResponse)
def add(request: Request, days: AskedDays) -> HTMLResponse:
    """The page on which articles are added."""
    values = {"title": "Add articles", "types": TYPES, "largest": LARGEST, "longest": MAX_CHARS}
    return page(request, "add.html.j2", values, days)


@router.post("/add/text", status_code=202)
async def add_text(request: Request) -> Response:
    """Takes a pasted text; answers with its job."""
    data = await _body(request, _PASTED)
    given = Pasted.model_validate_json(data)
    if not given.text.strip():
        raise UsageError("there is no text; paste the article's words")
    sent = Sent(given.text.encode("utf8"), ".txt", "the pasted text", _day(given.published), given.publisher.strip() or None,
                _link(given.url), given.title.strip() or None)  # fmt: skip
    return _answer(jobs_of(request), sent)


@router.post("/add/file", status_code=202)
async def add_file(
    request: Request,
    name: Annotated[str, Query(max_length=1000)],
    publisher: Annotated[str, Query(max_length=200)] = "",
    published: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Takes a file, which is the body of the request; answers with its job."""
    shown = _shown(name)
    kind = KINDS.get(f".{shown.rpartition('.')[2].lower()}" if "." in shown else "")
    if kind is None:
        raise UsageError(f"{shown}: a kind of file that is not read here; expected {TYPES.replace(',', ', ')}")
    day = _day(published)
    return _answer(jobs_of(request), Sent(await _body(request, LARGEST), kind, shown, day, publisher.strip() or None))


@router.get("/add/jobs/{id}")
def job(request: Request, id: str) -> dict[str, Any]:
    """How far a job is."""
    found = jobs_of(request).get(id)
    if found is None:
        raise HTTPException(404)
    return asdict(found)


def _answer(jobs: Jobs, sent: Sent) -> Response:
    return JSONResponse(asdict(jobs.start(sent)), 202)


async def _body(request: Request, most: int) -> bytes:
    """The request's body. Raises HTTPException (413) as soon as there is more than `most`."""
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > most:
        raise HTTPException(413, f"More than {most:,} bytes; split it into its articles.")
    held = bytearray()
    async for part in request.stream():
        held += part
        if len(held) > most:
            raise HTTPException(413, f"More than {most:,} bytes; split it into its articles.")
    return bytes(held)


def _shown(name: str) -> str:
    """A file's name for showing: its last part, without characters that cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if not unicodedata.category(c).startswith("C"))[-_NAME:] or "a file without a name"


def _day(given: str) -> str | None:
    if not given.strip():
        return None
    if (day := day_of(given)) is None:
        raise UsageError(f"{given!r} is no day; write it as 2022-02-15")
    return day


def _link(given: str) -> str | None:
    """The article's address. Raises UsageError for one that is not of the web."""
    if not given.strip():
        return None
    if (link := safe_link(given.strip())) is None:
        raise UsageError("an article's address begins with https:// or http://")
    return link
