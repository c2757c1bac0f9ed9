"""A brief on a terminal. Colour helps; nothing is said by colour alone."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from parley.records import Span
from parley.show.book import Book
from parley.show.brief import LEAST, PAGE, make_brief
from parley.show.parts import Brief, Line, Section
from parley.show.wording import quoted

_MARKS = {
    "RED LINE": "bold red",
    "DENIED": "bold magenta",
    "COLLAPSED": "bold red",
    "VIOLATED": "bold red",
    "ENDED": "bold yellow",
}
_PIPE_WIDTH = 100  # columns where no terminal says how wide it is
_LINES = 58  # of a page
_FILLING = re.compile(r"[ \t]+(?=\n)")
_HARD = "\ue000"  # stands for a blank at which no line may be cut
_NARROWEST = 20  # columns that a text gets whatever the margin
_LONG = 30  # characters of an outlet's name from which its day may go on the next line
_QUOTE = 120  # characters of a sentence on a line of the brief; `parley show` has the whole


def fitted(console: Console, book: Book) -> Brief:
    """The brief cut to a page of the console's width: sections give way in turn, none below its least."""
    limits = dict(PAGE)
    brief = make_brief(book, limits)
    while _height(console, brief) > _LINES and (wide := [key for key in limits if limits[key] > LEAST[key]]):
        limits[max(wide, key=lambda key: limits[key] / LEAST[key])] -= 1
        brief = make_brief(book, limits)
    return brief


def _height(console: Console, brief: Brief) -> int:
    return sum(1 for _ in _lines(console, brief))


def print_brief(console: Console, brief: Brief) -> None:
    """The whole brief: no line ends in blanks, and none is cut where outlet and day belong together."""
    for line in _lines(console, brief):
        console.print(line, highlight=False, soft_wrap=True)


def _lines(console: Console, brief: Brief) -> Iterator[Text]:
    """The brief's lines as they fit the console's width."""
    yield from _wrapped(console, header(brief), 0)
    margin = 1 + max((len(line.short) for section in brief.sections for group in section.groups for line in group.lines), default=4)
    for section in brief.sections:
        yield from _wrapped(console, _title(section), 0)
        for group in section.groups:
            if group.title:
                yield from _wrapped(console, Text(f"{group.title}:", style="bold"), margin)
            for line in group.lines:
                yield from _wrapped(console, _line(line), margin, Text(line.short, style="yellow"))


def _wrapped(console: Console, text: Text, margin: int, head: Text | None = None) -> Iterator[Text]:
    """A text in lines that begin `margin` columns to the right; `head` stands in the margin of the first."""
    width = max(console.width - margin, _NARROWEST)
    for number, line in enumerate(text.wrap(console, width, overflow="fold")):
        line.rstrip()
        line.plain = line.plain.replace(_HARD, " ")
        before = head if head is not None and number == 0 else Text("")
        yield Text.assemble(before, " " * (margin - len(before)), line) if line.plain or before.plain else Text("")


def header(brief: Brief) -> Text:
    """Name, day and counts; what must be said of the articles."""
    head = Text(brief.title, style="bold")
    head.append(f"  as of {brief.as_of}", style="default not bold")
    for number, said in enumerate((brief.counts, brief.notice)):
        if said:
            head.append(f"\n{said}", style="italic not bold" if number else "default not bold")
    return head


def _title(section: Section) -> Text:
    title = Text(section.title.upper(), style="bold cyan")
    if not section.groups:
        return title.append(f"  {section.empty}", style="default not bold")
    if section.left:
        title.append(f"  {section.left} more: {section.command}", style="dim not bold")
    return title


def _line(line: Line) -> Text:
    text = Text()
    if line.mark:
        style = next((style for word, style in _MARKS.items() if line.mark.startswith(word)), "bold")
        text.append(f"{line.mark}{'' if line.mark in _MARKS else ':'} ", style=style)
    text.append(line.lead)
    if line.quote and line.quoting:
        text.append(f"{'' if line.lead.endswith(':') else ':'} {quoted(line.quote, _QUOTE)}", style="dim")
    text.append(f" ({source(line, _HARD)})", style="green")
    if line.reviewed:
        text.append(f" {line.reviewed}", style="italic")
    for note in line.notes:
        text.append(f"\n{note}", style="dim")
    return text


def source(line: Line, blank: str = " ") -> str:
    """ "Radio Delta, 6 Aug 2021, and 2 more articles"; `blank` stands between words that belong on one line."""
    more = f"and {line.more} more article{'s' * (line.more > 1)}" if line.more else ""
    outlet, comma, day = line.source.rpartition(", ")
    parts = (f"{outlet}{comma}{day}" if len(outlet) < _LONG else f"{outlet},", "" if len(outlet) < _LONG else day, more)
    kept = [part.replace(" ", blank) for part in parts if part]
    return " ".join(part if n == len(kept) - 1 or part.endswith(",") else f"{part}," for n, part in enumerate(kept))


def console() -> Console:
    """The console for a command's output: the terminal's width, 100 columns where output goes to a file or a pipe."""
    found = Console(soft_wrap=False)
    if found.is_terminal:
        return found
    width = None if "COLUMNS" in os.environ else _PIPE_WIDTH
    return Console(width=width, file=_Trimmed(sys.stdout))


class _Trimmed(io.StringIO):
    """Passes on what is written without the blanks that fill a table's last column."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(_FILLING.sub("", text))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()


def marked(text: str, span: Span, inside: Sequence[Span], *, plain: bool = False, brackets: bool = True) -> Text:
    """A stretch of text with the spans inside it underlined, between ▸ and ◂ on a plain terminal; overlaps are joined."""
    shown = Text()
    at = span[0]
    for start, end in _joined(inside):
        start, end = max(start, at), min(end, span[1])
        if start >= end:
            continue
        shown.append(text[at:start])
        shown.append(f"▸{text[start:end]}◂" if plain and brackets else text[start:end], style="bold underline")
        at = end
    return shown.append(text[at : span[1]])


def _joined(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
