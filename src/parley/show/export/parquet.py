"""The table of the CSV as Parquet, with types: for pandas, DuckDB, R. Needs the extra `parquet` (arro3, 10 MB; pyarrow has 160)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from parley.errors import UsageError
from parley.show.book import Book
from parley.show.export.csv import COLUMNS, table

_WHOLE = frozenset({"articles", "independent", "start_char", "end_char"})  # columns of whole numbers; others are text
MISSING = "Parquet needs a package that is not installed. Run: pip install 'parley-peace[parquet]' (or export as csv)"


def render_parquet(book: Book, with_changes: bool = False) -> bytes:
    """The file. An empty cell is null. Raises UsageError where the extra is not installed."""
    try:
        from arro3.core import Array, DataType, Table
        from arro3.io import write_parquet
    except ImportError:
        raise UsageError(MISSING) from None
    rows = list(table(book, with_changes))
    columns: dict[str, Any] = {}
    for number, name in enumerate(COLUMNS):
        cells = [row[number] or None for row in rows]
        kind = DataType.int64() if name in _WHOLE else DataType.utf8()
        columns[name] = Array(_typed(name, cells), kind)
    stream = io.BytesIO()
    write_parquet(Table.from_pydict(columns), stream)
    return stream.getvalue()


def _typed(name: str, cells: Sequence[str | None]) -> list[str | int | None]:
    return [int(cell) if cell and name in _WHOLE else cell for cell in cells]
