"""Where an export goes."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

from parley.show.book import Book
from parley.show.export.csv import write_csv
from parley.show.export.json import export_json
from parley.show.export.jsonl import export_lines
from parley.show.files import whole_file


def write_export(book: Book, format: str, output: Path | None, *, with_changes: bool) -> None:
    """Writes an export to a file (whole or not at all) or to standard output, in UTF-8."""
    made = render(book, format, with_changes=with_changes).encode("utf8")
    if output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    with whole_file(output) as stream:
        stream.write(made)


def render(book: Book, format: str, *, with_changes: bool) -> str:
    """An export as text."""
    if format == "csv":
        stream = io.StringIO()
        write_csv(book, stream, with_changes)
        return stream.getvalue()
    if format == "jsonl":
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in export_lines(book, with_changes))
    return json.dumps(export_json(book, with_changes), ensure_ascii=False, indent=1) + "\n"
