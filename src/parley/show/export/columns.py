"""The tables of docs/exports.md, made from what the writers write: python -m parley.show.export.columns > tables.md"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from parley.show.export import acled, csv, geojson, graphml, plover


def _table(heading: str, fields: Mapping[str, str]) -> str:
    rows = "".join(f"| `{name}` | {said.replace('|', chr(92) + '|')} |\n" for name, said in fields.items())
    return f"{heading}\n\n| field | what it holds |\n|---|---|\n{rows}"


def tables() -> str:
    """A section for each format that has columns."""
    nodes, edges = ({name: said for name, (_, said) in fields.items()} for fields in (graphml.NODE_FIELDS, graphml.EDGE_FIELDS))
    sections = [
        _table("## csv and parquet", csv.FIELDS),
        _table("## plover", plover.FIELDS),
        _table("## acled", acled.FIELDS),
        _table("## graphml\n\nNodes:", nodes) + "\n" + _table("Edges:", edges),
        _table("## geojson", geojson.FIELDS),
    ]
    return "\n".join(sections)


if __name__ == "__main__":
    sys.stdout.write(tables())
