"""The application behind `parley serve`: routes put together, errors as sentences."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from parley import __version__
from parley.errors import ParleyError
from parley.show.web import overview
from parley.show.web.desks import Desks
from parley.show.web.page import page
from parley.show.web.safety import Guard

ROUTERS = (overview.router,)


def make_app(desks: Desks, guard: Guard) -> FastAPI:
    """The pages of one dossier. `app.state.desks` and `app.state.guard` are what pages work with."""
    app = FastAPI(title="Parley", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.desks, app.state.guard = desks, guard
    app.middleware("http")(guard)
    static = files("parley.show.web").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.exception_handler(ParleyError)(_said)
    app.exception_handler(404)(_nothing)
    return app


def _said(request: Request, error: Exception) -> Response:
    """An error of ours as a page with its sentence."""
    return page(request, "problem.html.j2", {"title": "That did not work", "said": str(error)}, status=400)


def _nothing(request: Request, error: Exception) -> HTMLResponse:
    said = (
        "There is nothing at this address. It may have been another dossier's, or of a record that a later version reads otherwise."
    )
    return page(request, "problem.html.j2", {"title": "Not found", "said": said}, status=404)
