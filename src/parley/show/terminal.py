"""A brief on a terminal. Colour helps; nothing is said by colour alone."""

from __future__ import annotations

import os
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from parley.records import Span
from parley.show.book import Book
from parley.show.brief import LEAST, PAGE, make_brief
from parley.show.parts import Brief, Line, Section
from parley.show.wording import quoted

_MARKS = {
    "RED LINE": "bold red",
    "OVERDUE": "bold red",
    "DENIED": "bold magenta",
    "COLLAPSED": "bold red",
    "VIOLATED": "bold red",
    "ENDED": "bold yellow",
}
_PIPE_WIDTH = 100  # columns where no terminal says how wide it is
_LINES = 58  # of a page
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
    parts = [header(brief), *map(_section, brief.sections)]
    return sum(len(console.render_lines(part)) for part in parts)


def print_brief(console: Console, brief: Brief) -> None:
    """The whole brief."""
    console.print(header(brief), highlight=False)
    for section in brief.sections:
        console.print(_section(section), highlight=False)


def header(brief: Brief) -> RenderableType:
    """Name, day and counts; what must be said of the articles."""
    head = Text(brief.title, style="bold")
    head.append(f"  as of {brief.as_of} · {brief.counts}", style="default not bold")
    return Group(head, Text(brief.notice, style="italic")) if brief.notice else head


def _section(section: Section) -> RenderableType:
    title = Text(section.title.upper(), style="bold cyan")
    if not section.groups:
        title.append(f"  {section.empty}", style="default not bold")
        return title
    if section.left:
        title.append(f"  {section.left} more: {section.command}", style="dim not bold")
    grid = Table.grid(padding=(0, 1), expand=False)
    grid.add_column(no_wrap=True, style="yellow")
    grid.add_column()
    for group in section.groups:
        if group.title:
            grid.add_row("", Text(group.title, style="bold"))
        for line in group.lines:
            grid.add_row(line.short, _line(line, section.key))
    return Group(title, grid)


def _line(line: Line, section: str) -> Text:
    text = Text()
    if line.mark:
        style = next((style for word, style in _MARKS.items() if line.mark.startswith(word)), "bold")
        text.append(f"{line.mark} ", style=style)
    text.append(line.lead)
    if line.quote and section in {"positions"}:
        text.append(f"  {quoted(line.quote, _QUOTE)}", style="dim")
    text.append(f"  ({source(line)})", style="green")
    for note in line.notes:
        text.append(f"\n{note}", style="dim")
    return text


def source(line: Line) -> str:
    """ "Radio Delta, 6 Aug 2021, and 2 more articles"."""
    more = f", and {line.more} more article{'s' * (line.more > 1)}" if line.more else ""
    return f"{line.source}{more}"


def console() -> Console:
    """The console for a command's output: the terminal's width, 100 columns where output goes to a file or a pipe."""
    found = Console(soft_wrap=False)
    return found if found.is_terminal or "COLUMNS" in os.environ else Console(width=_PIPE_WIDTH)


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
