"""What keeps a page safe: it may load nothing from elsewhere, no other site may speak in the user's name, no token no entry.

Headers: Content-Security-Policy with `script-src 'self'`, no framing, no sniffing, no referrer. Forms carry a token that this
process made up; requests for other host names than the ones served are refused (DNS rebinding).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
COOKIE = "parley-token"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
Next = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Guard:
    """`hosts`: names that may stand in the address; `token`: what a user has to show, None on loopback alone."""

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Lets a request through, or says why not; adds the headers to every answer."""
        response = self._refusal(request) or await call_next(request)
        if self.token and self._shown(request) and COOKIE not in request.cookies:
            response.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def _refusal(self, request: Request) -> Response | None:
        if _host(request) not in self.hosts:
            return PlainTextResponse("This name is not served here.", 421)
        if self.token and not self._shown(request):
            return PlainTextResponse("A token is needed: open the address that 'parley serve' printed.", 401)
        if request.method not in _SAFE_METHODS and not self._is_own(request):
            return PlainTextResponse("This did not come from a page of ours.", 403)
        return None

    def _shown(self, request: Request) -> bool:
        """Whether the token is in the address, the cookie or the header."""
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        given = (request.query_params.get("token", ""), request.cookies.get(COOKIE, ""), bearer)
        return any(hmac.compare_digest(each.encode(), (self.token or "").encode()) for each in given)

    def _is_own(self, request: Request) -> bool:
        """Whether a request that changes something comes from our page: its origin is ours and it carries the form's token."""
        origin = request.headers.get("origin", "").partition("://")[2]
        token = request.headers.get("x-parley-form", "")
        return origin == request.headers.get("host") and hmac.compare_digest(token.encode(), self.form_token.encode())


def _host(request: Request) -> str:
    """The name that stands in the address, "" where it is malformed."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""
