"""The application behind `parley serve`: routes put together, errors as sentences."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from parley import __version__
from parley.errors import ParleyError, UsageError
from parley.show.web import (
    actors,
    agreements,
    api,
    claims,
    events,
    expectations,
    network,
    overview,
    positions,
    search,
    sources,
    vega,
)
from parley.show.web.described import describe
from parley.show.web.desks import Desks
from parley.show.web.page import page
from parley.show.web.safety import Guard

ROUTERS = (
    overview.router, api.router, vega.router, positions.router, agreements.router, claims.router, expectations.router,
    actors.router, events.router, network.router, sources.router, search.router,
)  # fmt: skip


def make_app(desks: Desks, guard: Guard) -> FastAPI:
    """The pages of one dossier. `app.state.desks` and `app.state.guard` are what pages work with."""
    app = FastAPI(title="Parley", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.desks, app.state.guard = desks, guard
    app.middleware("http")(guard)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=router is api.router)
    static = files("parley.show.web").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    describe(app)
    app.exception_handler(ParleyError)(_said)
    app.exception_handler(RequestValidationError)(_unreadable)
    app.exception_handler(404)(_nothing)
    return app


def _said(request: Request, error: Exception) -> Response:
    """An error of ours as a page with its sentence."""
    if _is_program(request):
        return JSONResponse({"detail": str(error)}, 400)
    return page(request, "problem.html.j2", {"title": "That did not work", "said": str(error)}, status=400)


def _is_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _unreadable(request: Request, error: Exception) -> Response:
    """A parameter that cannot be read, in a sentence."""
    assert isinstance(error, RequestValidationError)
    return _said(request, UsageError("; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in error.errors())))


def _nothing(request: Request, error: Exception) -> Response:
    if _is_program(request):
        return JSONResponse({"detail": getattr(error, "detail", "nothing is at this address")}, 404)
    said = (
        "There is nothing at this address. It may have been another dossier's, or of a record that a later version reads otherwise."
    )
    return page(request, "problem.html.j2", {"title": "Not found", "said": said}, status=404)
