"""Positions: who stands where on what, as a grid of issues and actors, with the words below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from parley.reason.merged import Item, MergedPosition
from parley.show.book import Book
from parley.show.days import in_words
from parley.show.web.asked import frame, looking, part_pages
from parley.show.web.charts import HELD, SIGN
from parley.show.web.filters import AskedActors, AskedPage, Filter
from parley.show.web.filters import positions as asked_for
from parley.show.web.page import AskedDays, page
from parley.show.web.tagged import Tagged

router = APIRouter(route_class=Tagged)
_PAGE = 80  # positions on a page: a grid says little of fewer
_COLUMNS = 8  # actors with a column of their own


@dataclass(frozen=True)
class Cell:
    """A position in the grid: `moved` says where it stood before, "" where it did not move."""

    item: MergedPosition
    sign: str
    held: str
    moved: str
    name: str


@dataclass(frozen=True)
class Row:
    """An issue: a cell list for each column, and the positions of everybody else."""

    issue: str
    cells: tuple[tuple[Cell, ...], ...]
    others: tuple[Cell, ...]

    @property
    def every(self) -> list[Cell]:
        """All positions on the issue."""
        return [cell for cells in (*self.cells, self.others) for cell in cells]


@dataclass(frozen=True)
class Grid:
    """Columns are actors (id, name)."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    sentence: str

    @property
    def has_others(self) -> bool:
        """Whether somebody without a column holds a position."""
        return any(row.others for row in self.rows)


@router.get("/positions", response_class=HTMLResponse)
def positions(
    request: Request,
    days: AskedDays,
    paging: AskedPage,
    actors: AskedActors,
    wanted: Annotated[Filter, Depends(asked_for)],
    actor: str = "",
) -> HTMLResponse:
    """The grid, and what was said."""
    with looking(request, days) as finder:
        part = finder.part(wanted.wish("positions", actors), paging.cursor, _PAGE)
        grid = make_grid(part.book, part.items)
        values = frame(part.book, "Positions", wanted.asked | {"actor": actor}, grid=grid, pages=part_pages(request, part, _PAGE))
        return page(request, "positions.html.j2", values, days)


def make_grid(book: Book, items: Sequence[Item]) -> Grid:
    """Issues that most hold a position on first; actors that hold most first."""
    held = [item for item in items if isinstance(item, MergedPosition) and book.name(item.actor)]
    counts = Counter(item.actor for item in held)
    columns = [actor for actor, _ in counts.most_common(_COLUMNS)]
    issues: dict[str, list[MergedPosition]] = {}
    for item in held:
        issues.setdefault(item.issue, []).append(item)
    ranked = sorted(
        issues.items(), key=lambda pair: (-len(pair[1]), columns.index(pair[1][0].actor) if pair[1][0].actor in columns else 99)
    )
    rows = tuple(_row(book, issue, mine, columns) for issue, mine in ranked)
    return Grid(tuple((actor, book.name(actor)) for actor in columns), rows, _said(held, len(issues), len(counts)))


def _row(book: Book, issue: str, held: Sequence[MergedPosition], columns: Sequence[str]) -> Row:
    cells = {item.id: _cell(book, item) for item in held}
    of = tuple(tuple(cells[item.id] for item in held if item.actor == actor) for actor in columns)
    return Row(issue, of, tuple(cells[item.id] for item in held if item.actor not in columns))


def _cell(book: Book, item: MergedPosition) -> Cell:
    moved = ""
    if item.moved:
        before, last = item.life[-2], item.life[-1]
        since = f" since {in_words(last.day)}" if last.day else ""
        moved = f"{SIGN.get(before.value, '')} → {SIGN.get(last.value, '')}{since}"
    return Cell(item, SIGN[item.direction], HELD[item.direction], moved, book.name(item.actor))


def _said(held: Sequence[MergedPosition], issues: int, actors: int) -> str:
    """The grid in a sentence."""
    if not held:
        return "No position was read that fits."
    ways = Counter[str](item.direction for item in held)
    counts = [f"{ways[way]} {said}" for way, said in HELD.items() if ways[way]]
    red, moved = sum(item.red_line for item in held), sum(item.moved for item in held)
    who = f"{actors} actor{'s' * (actors != 1)} on {issues} issue{'s' * (issues != 1)}"
    return f"{who}: {', '.join(counts)}; {red or 'no'} red line{'s' * (red != 1)}, {moved or 'none'} moved."
