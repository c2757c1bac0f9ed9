"""Text and table -> the stretches that are not the article: links, newsletter, sharing, captions, credits, cookies.

Evidence is a line's words (the table), and its neighbours: where a text ends in short unfinished lines and some of
them are known for what they are, so are the others. A paragraph of prose is never marked: every group has a longest
line. What is missed: boilerplate within a paragraph, and in languages without a table.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from parley.lexicon.boilerplate import Boilerplate
from parley.records import Span, Spans

HEAD = 8  # lines with words from the start within which a byline may stand
TAIL = 10  # lines with words from the end within which credits may stand
FRAGMENT = 16  # words; a longer line is taken for a paragraph even where it does not end in punctuation
_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*\S[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
_ARROWS = re.compile(r"(?:>>+|»|→|►|▶|➤|⇒|➔|👉|↪|=>|->)\s*(?=\S)")
_MARKS = re.compile(r"[\s>»→►▶➤⇒➔•·*|_(–—-]*")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*$")
_BULLET = re.compile(r"[-–—•*·]\s|\d+[.)]\s")
_CLOCK = re.compile(r"\d{1,2}[.:h]\d\d\b")
MAX_LINK_WORDS = 32  # after an arrow; related links are headlines


class Line(NamedTuple):
    """A line with words in it: its span without outer white space, and its words."""

    span: Span
    text: str
    words: int


def lines_of(text: str) -> list[Line]:
    """Lines that hold more than white space."""
    found = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        start = match.start() + match[0].index(stripped[0])
        found.append(Line((start, start + len(stripped)), stripped, len(stripped.split())))
    return found


def boilerplate(text: str, table: Boilerplate) -> Spans:
    """Spans of whole lines of `text`, in order, that are not the article. Empty where the table is."""
    if not table.groups:
        return ()
    lines = lines_of(text)
    known = [_is_known(line, place, len(lines), table) for place, line in enumerate(lines)]
    start = _tail(lines, known)
    if any(known[start:]):
        known[start:] = [True] * (len(lines) - start)
    return tuple(line.span for line, is_known in zip(lines, known, strict=True) if is_known)


def _is_known(line: Line, place: int, count: int, table: Boilerplate) -> bool:
    """Whether the words of a line say that it is boilerplate."""
    if line.words <= MAX_LINK_WORDS and _ARROWS.match(line.text):
        return True
    bare = line.text.replace("'", "’")[_MARKS.match(line.text).end() :]  # type: ignore[union-attr]  # matches the empty string too
    for group in table.groups:
        if line.words > group.max_words:
            continue
        if (group.where == "head" and place >= HEAD) or (group.where == "tail" and place < count - TAIL):
            continue
        if group.pattern.match(bare):
            return True
    return False


def _tail(lines: list[Line], known: list[bool]) -> int:
    """Index of the first of the closing lines that are known boilerplate or fragments (short, no end of sentence, no list)."""
    start = len(lines)
    while start > 1 and (known[start - 1] or _is_fragment(lines[start - 1])):
        start -= 1
    while start < len(lines) and not any(known[start : start + 2]):
        start += 1  # fragments count only beside known lines: what comes before may be a heading or a list
    return start


def _is_fragment(line: Line) -> bool:
    return line.words <= FRAGMENT and not (
        _SENTENCE_END.search(line.text) or _BULLET.match(line.text) or _CLOCK.match(line.text) or line.text[0] in "\"“‘'"
    )
