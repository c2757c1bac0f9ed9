"""The application behind `parley serve`: routes put together, errors as sentences."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from anyio import to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from pydantic import ValidationError

from parley import __version__
from parley.errors import ParleyError
from parley.show.web import (
    actors,
    adding,
    agreements,
    api,
    claims,
    events,
    expectations,
    fact,
    network,
    overview,
    positions,
    reader,
    review,
    search,
    sources,
    vega,
)
from parley.show.web.described import describe
from parley.show.web.desks import Desks
from parley.show.web.page import page
from parley.show.web.safety import Guard

PAGES = (
    overview, reader, fact, review, adding, positions, agreements, claims, expectations, actors, events, network, sources, search,
)  # fmt: skip
ROUTERS = (api.router, vega.router, *(each.router for each in PAGES))


_THREADS = 4  # that answer: each has a connection and what it read last of its own


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = _THREADS
    yield


def make_app(desks: Desks, guard: Guard) -> FastAPI:
    """The pages of one dossier. `app.state.desks` and `app.state.guard` are what pages work with."""
    app = FastAPI(
        title="Parley", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", lifespan=_running
    )
    app.state.desks, app.state.guard = desks, guard
    app.middleware("http")(guard)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=router is api.router)
    static = files("parley.show.web").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    describe(app)
    app.exception_handler(ParleyError)(_said)
    app.exception_handler(404)(_nothing)
    app.exception_handler(ValidationError)(_malformed)
    app.exception_handler(RequestValidationError)(_malformed)
    return app


def _machine(request: Request) -> bool:
    """Whether a program asked, and is answered in JSON."""
    return request.method not in {"GET", "HEAD"} or request.url.path.startswith("/api/")


def _said(request: Request, error: Exception) -> Response:
    """An error of ours as a page with its sentence."""
    if _machine(request):
        return JSONResponse({"said": str(error)}, 400)
    return page(request, "problem.html.j2", {"title": "That did not work", "said": str(error)}, status=400)


def _malformed(request: Request, error: Exception) -> Response:
    """What was asked does not have the form that it must have: said without repeating what came in."""
    faults = error.errors() if isinstance(error, ValidationError | RequestValidationError) else []
    said = "; ".join(f"{' '.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in faults[:3])
    if _machine(request):
        return JSONResponse({"said": said}, 422)
    return page(request, "problem.html.j2", {"title": "That cannot be asked", "said": said}, status=422)


def _nothing(request: Request, error: Exception) -> Response:
    if _machine(request) or request.url.path.startswith("/add/jobs/"):
        said = getattr(error, "detail", "Not Found")
        return JSONResponse({"said": "There is nothing at this address." if said == "Not Found" else said}, 404)
    said = (
        "There is nothing at this address. It may have been another dossier's, or of a record that a later version reads otherwise."
    )
    return page(request, "problem.html.j2", {"title": "Not found", "said": said}, status=404)
