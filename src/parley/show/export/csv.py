"""The dossier as one flat table for a spreadsheet: a row per record, its newest evidence beside it."""

from __future__ import annotations

import csv
from typing import IO

from parley.reason.changes import changes
from parley.show.book import Book
from parley.show.brief import describe
from parley.show.listing import Row, every_row
from parley.show.reviews import told

COLUMNS = (
    "record", "id", "when", "who", "what", "state", "known_from", "known_to", "articles", "independent",
    "evidence", "article", "start_char", "end_char", "publisher", "published", "url", "reviewed", "decisions",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins like this


def write_csv(book: Book, stream: IO[str], with_changes: bool = False) -> None:
    """Writes the table; cells that a spreadsheet would run as a formula get an apostrophe before them."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in every_row(book):
        writer.writerow([safe(cell) for cell in _cells(book, row)])
    if with_changes:
        for change in changes(book.before, book.view):
            item = book.item[change.item]
            state = f"{change.was} -> {change.now}" if change.was else change.now or ""
            told = Row(item, f"change ({change.kind})", "", "", describe(book, change, item), state, ())
            writer.writerow([safe(cell) for cell in _cells(book, told)])


def _cells(book: Book, row: Row) -> list[str]:
    evidence = book.latest(row.item)
    article = book.text_of[evidence.article] if evidence else None
    independent = book.independent(row.item)
    return [
        row.kind,
        row.item.id,
        row.when,
        row.who,
        row.what,
        row.state,
        row.item.known[0] or "",
        row.item.known[1] or "",
        str(len({e.article for e in row.item.evidence})),
        "" if independent is None else str(independent),
        *((evidence.text, evidence.article, str(evidence.start_char), str(evidence.end_char)) if evidence else ("",) * 4),
        *((article.publisher or "", article.published or "", article.url or "") if article else ("",) * 3),
        row.item.reviewed or "",
        "; ".join(told(judged) for judged in row.item.decisions),
    ]


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
