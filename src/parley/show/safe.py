"""Hostile text made harmless: what a stretch of an article or its address may not bring into a file that we write."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# control characters that XML does not allow, lone surrogates, non-characters; line breaks become blanks elsewhere
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# marks that change the direction of what follows (a quotation could turn the words around it), and invisible separators
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029\ufeff]")
_SAFE = "/:?#@!$&'()*+,;=-._~%"


def clean(text: str) -> str:
    """A text that XML takes and that turns nothing around."""
    return _TURNING.sub("", _CONTROL.sub("", text))


def one_line(text: str) -> str:
    """A clean text on one line, for headers, headings and list items."""
    return " ".join(clean(text).split())


def web_address(url: str | None) -> str | None:
    """An address that may be a link: http or https with a host, everything else in it percent-encoded; None for all others."""
    if not url:
        return None
    try:
        parts = urlsplit(clean(url).strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
    except ValueError:
        return None
    return quote(parts.geturl(), safe=_SAFE)
