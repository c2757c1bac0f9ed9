"""Where somebody's words stand between quotation marks.

Marks are paired paragraph by paragraph, so that a missing one never costs more than its paragraph. Misses: straight single
quotation marks around fewer than two words, quotations inside quotations (they belong to the outer one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from parley.records import Span

_DOUBLE = re.compile(r"[\"“”„«»]|``|''")
_CLOSING = {"“": "”", "«": "»", "„": "“”", '"': '"”', "``": "''", "''": "''\"", "”": "”", "»": "«»"}
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LINE_BREAKS = re.compile(r"\n+")
_SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–:]))(?:‘(?=\w)|'(?=[A-Za-z]))([^\n‘“”\"]+?)[’'](?![\w])", re.MULTILINE)
_LONGEST_RUN_ON = 3  # paragraphs that a quotation may run over without being reopened; beyond that a mark was lost


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch. `start`, `end` include the marks, `inner` leaves them out. `continues`: it reopens an unclosed one."""

    start: int
    end: int
    inner: Span
    closed: bool = True
    continues: bool = False


def paragraphs(text: str) -> list[Span]:
    """Paragraphs as character spans: lines, or blocks between blank lines where the lines are wrapped at a fixed width."""
    found, start = [], 0
    for mark in (_BLANK_LINE if _is_wrapped(text) else _LINE_BREAKS).finditer(text):
        found.append((start, mark.start()))
        start = mark.end()
    found.append((start, len(text)))
    return [(a, b) for a, b in found if text[a:b].strip()]


def _is_wrapped(text: str) -> bool:
    """Whether most single line breaks stand in the middle of a sentence after a line of ordinary width."""
    lines = text.split("\n")
    breaks = [line for line, after in pairwise(lines) if line.strip() and after.strip()]
    soft = sum(1 for line in breaks if 40 <= len(line) <= 120 and line.rstrip()[-1] not in '.!?:"”»')
    return len(breaks) >= 3 and soft > len(breaks) / 2


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a mark can open a quotation, by its shape or, for marks that have none, by what stands around it."""
    kind = mark.group()
    if kind in {"“", "«", "„", "``"}:
        return True
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1]
    return (before.isspace() or before in "([—–-:/‘'") and bool(after) and not after.isspace()


def _closes(text: str, mark: re.Match[str], opened: str) -> bool:
    """Whether a mark can close a quotation that `opened` opened."""
    if mark.group() not in _CLOSING.get(opened, ""):
        return False
    if mark.group() not in {'"', "''"}:
        return True
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return not (before.isspace() and after.isalnum())


def _first_mark_closes(text: str, paragraph: Span, opened: str) -> bool:
    """Whether the first mark in a paragraph closes what an earlier paragraph left open."""
    mark = _DOUBLE.search(text, *paragraph)
    return mark is not None and mark.start() > paragraph[0] and _closes(text, mark, opened) and not _opens(text, mark, paragraph[0])


def _runs_on(text: str, rest: list[Span], opened: str) -> bool:
    """Whether a quotation left open at the end of a paragraph is closed in one of the next, none of which reopens it."""
    for paragraph in rest[:_LONGEST_RUN_ON]:
        if _first_mark_closes(text, paragraph, opened):
            return True
        if _DOUBLE.search(text, *paragraph) is not None:
            return False
    return False


def _make(text: str, start: int, end: int, opened: str, closed: str, continues: bool) -> Quotation | None:
    first, last = start + len(opened), end - len(closed)
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if not any(c.isalnum() for c in text[first:last]):
        return None
    return Quotation(start, end, (first, last), bool(closed), continues)


def _doubles(text: str) -> list[Quotation]:
    found: list[Quotation | None] = []
    blocks, opened, at, continues = paragraphs(text), "", 0, False
    for number, (start, end) in enumerate(blocks):
        reopened = False
        for mark in _DOUBLE.finditer(text, start, end):
            if opened and _closes(text, mark, opened):
                found.append(_make(text, at, mark.end(), opened, mark.group(), continues))
                opened, continues = "", False
            elif not opened and _opens(text, mark, start):
                opened, at = mark.group(), mark.start()
                reopened = not text[start:at].strip()
                continues = reopened and bool(found) and _left_open(found[-1], blocks[number - 1])
        if opened and not _runs_on(text, blocks[number + 1 :], opened):
            found.append(_make(text, at, end, opened, "", continues))
            opened, continues = "", False
    return [q for q in found if q is not None]


def _left_open(last: Quotation | None, paragraph: Span) -> bool:
    return last is not None and not last.closed and paragraph[0] <= last.start and last.end <= paragraph[1]


def _singles(text: str, taken: list[Quotation]) -> list[Quotation]:
    """Single quotation marks outside double ones: British usage and headlines."""
    found = []
    for mark in _SINGLE.finditer(text):
        inside = any(q.start <= mark.start() < q.end for q in taken)
        if not inside and (" " in mark.group(1)):
            found.append(Quotation(mark.start(), mark.end(), mark.span(1)))
    return found


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in order; they never overlap. Never raises, whatever the marks."""
    doubles = _doubles(text)
    return tuple(sorted(doubles + _singles(text, doubles), key=lambda q: q.start))
