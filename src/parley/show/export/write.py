"""Where an export goes, and which formats there are."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from parley.show.book import Book
from parley.show.files import whole_file

Format = Literal["json", "jsonl", "csv", "parquet", "plover", "acled", "graphml", "geojson", "ftm"]


def write_export(book: Book, format: Format, output: Path | None, *, with_changes: bool) -> None:
    """Writes an export to a file (whole or not at all) or to standard output, text in UTF-8."""
    made = render(book, format, with_changes=with_changes)
    if output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    with whole_file(output) as stream:
        stream.write(made)


def render(book: Book, format: Format, *, with_changes: bool = False) -> bytes:
    """An export as bytes; `with_changes` adds what changed to json, jsonl, csv and parquet. Raises UsageError as these do."""
    return _RENDER[format](book, with_changes)


def _json(book: Book, with_changes: bool) -> bytes:
    from parley.show.export.json import export_json

    return _dumped(export_json(book, with_changes))


def _jsonl(book: Book, with_changes: bool) -> bytes:
    from parley.show.export.jsonl import export_lines

    return _lines(export_lines(book, with_changes))


def _csv(book: Book, with_changes: bool) -> bytes:
    from parley.show.export.csv import write_csv

    stream = io.StringIO()
    write_csv(book, stream, with_changes)
    return stream.getvalue().encode("utf8")


def _parquet(book: Book, with_changes: bool) -> bytes:
    from parley.show.export.parquet import render_parquet

    return render_parquet(book, with_changes)


def _plover(book: Book, _: bool) -> bytes:
    from parley.show.export.plover import export_plover

    return _lines(export_plover(book))


def _acled(book: Book, _: bool) -> bytes:
    from parley.show.export.acled import write_acled

    stream = io.StringIO()
    write_acled(book, stream)
    return stream.getvalue().encode("utf8")


def _graphml(book: Book, _: bool) -> bytes:
    from parley.show.export.graphml import render_graphml

    return render_graphml(book)


def _geojson(book: Book, _: bool) -> bytes:
    from parley.show.export.geojson import export_geojson

    return _dumped(export_geojson(book))


def _ftm(book: Book, _: bool) -> bytes:
    from parley.show.export.ftm import export_ftm

    return _lines(export_ftm(book))


def _dumped(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf8")


def _lines(records: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode("utf8")


_RENDER: dict[Format, Callable[[Book, bool], bytes]] = {
    "json": _json, "jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "plover": _plover,
    "acled": _acled, "graphml": _graphml, "geojson": _geojson, "ftm": _ftm,
}  # fmt: skip
