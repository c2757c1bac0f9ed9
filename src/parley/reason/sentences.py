"""Sentences of a text by punctuation alone: enough to show and compare words where no parse is at hand."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from parley.records import Span

# an end mark, closing quotes and brackets, then space and something that begins a sentence; or the end of a line
_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9À-Þ])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|Prof|No|vs|Jr|Sr|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))\.$"
)


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Span, ...]:
    """Sentences in order, without surrounding space; they never cross a line end and cover everything but space."""
    found, at = [], 0
    for match in _END.finditer(text):
        if match[0].startswith("\n"):
            found.append((at, match.start()))
            at = match.end()
        elif not _ABBREVIATED.search(text, max(at, match.start() - 8), match.start() + 1):
            found.append((at, match.end()))
            at = match.end()
    found.append((at, len(text)))
    return tuple(trimmed for span in found if (trimmed := _trim(text, span)))


def _trim(text: str, span: Span) -> Span | None:
    piece = text[span[0] : span[1]]
    if not piece.strip():
        return None
    start = span[0] + len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def around(text: str, span: Span) -> Span:
    """The sentences that `span` touches, from the start of the first to the end of the last."""
    every = sentences(text)
    first = max(0, bisect_right(every, (span[0], len(text))) - 1)
    touched = [s for s in every[first:] if s[0] < span[1] and s[1] > span[0]]
    return (min(span[0], touched[0][0]), max(span[1], touched[-1][1])) if touched else span


def paragraph(text: str, span: Span) -> Span:
    """The lines that `span` touches, without line ends and surrounding space."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", max(span[1] - 1, span[0]))
    return _trim(text, (start, end if end >= 0 else len(text))) or span
