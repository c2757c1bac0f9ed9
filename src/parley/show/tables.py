"""Rows on a terminal, or as JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from parley.show.book import Book
from parley.show.demo import notice
from parley.show.export.json import export_item
from parley.show.listing import Row
from parley.show.reviews import mark

_HEADS = {
    "actors": ("", "kind", "name", "roles and other names"),
    "statements": ("said", "how", "who", "words"),
    "events": ("when", "state", "who", "what"),
    "agreements": ("when", "status", "parties", "what"),
    "positions": ("read", "stands", "actor", "issue and words"),
    "claims": ("read", "status", "who", "claim"),
    "expectations": ("due", "outcome", "by whom", "what"),
    "relations": ("when", "", "who", "tie"),
}


def print_rows(console: Console, book: Book, kind: str, rows: Sequence[Row], found: int) -> None:
    """A table of rows of one kind, with the source of each; says how many were found and how many are shown."""
    when, state, who, what = _HEADS[kind]
    table = Table(box=None, pad_edge=False, expand=True, header_style="bold cyan", padding=(0, 1, 0, 0))
    table.add_column("id", no_wrap=True, style="yellow")
    columns = [(when, "when", 9), (state, "state", 9), (who, "who", 10), (what, "what", 24)]
    used = [(head, field, width) for head, field, width in columns if any(getattr(row, field) for row in rows)]
    for head, field, width in used:
        table.add_column(head, min_width=width, overflow="fold", ratio={"when": 2, "state": 3, "who": 4, "what": 10}[field])
    table.add_column("source", ratio=4, style="green")
    for row in rows:
        table.add_row(book.short(row.item.id), *(Text(getattr(row, field)) for _, field, _ in used), Text(_source(book, row)))
    if rows:
        console.print(table)
    console.print(_summary(kind, len(rows), found), style="dim", highlight=False)
    if said := notice(book.view.articles):
        console.print(said, style="italic", highlight=False)


def _source(book: Book, row: Row) -> str:
    evidence = book.latest(row.item)
    more = book.others(row.item)
    source = (book.source(evidence.article) if evidence else "") + (f" +{more}" if more else "")
    return "\n".join(part for part in (source, mark(row.item)) if part)


def _summary(kind: str, shown: int, found: int) -> str:
    if not found:
        return f"no {kind} found"
    rest = f", {found - shown} more with --limit 0" if shown < found else ""
    return f"{shown} {kind if shown != 1 else kind.removesuffix('s')}{rest}; more on each: parley show DOSSIER ID"


def print_json(rows: Iterable[Row]) -> None:
    """One merged record a line."""
    for row in rows:
        sys.stdout.write(json.dumps(export_item(row.item), ensure_ascii=False) + "\n")
