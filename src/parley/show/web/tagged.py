"""Answers that a browser or a program keeps until the dossier changes: ETag and 304."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from hashlib import blake2b
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from parley import __version__


class Tagged(APIRoute):
    """A route whose answer depends on its address and on the dossier alone (and, a page's form token, on this process)."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, asked only where what the client has is old."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            tag = await run_in_threadpool(_tag, request)
            if tag in (each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")):
                return Response(status_code=304, headers=_headers(tag))
            response = await inner(request)
            if response.status_code == 200:
                response.headers.update(_headers(tag))
            return response

        return handle


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


def _tag(request: Request) -> str:
    app = request.app.state
    own = "" if request.url.path.startswith("/api/") else app.guard.form_token
    parts = (__version__, app.desks.dossier().state(), request.url.path, request.url.query, own)
    return f'"{blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'
