"""The dossier as JSON Lines: one merged record a line, its kind in `record`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parley.show.book import Book
from parley.show.export.json import export_json

_SINGULAR = {
    "articles": "article", "actors": "actor", "attributions": "attribution", "events": "event", "agreements": "agreement",
    "positions": "position", "claims": "claim", "expectations": "expectation", "relations": "relation", "origins": "origin",
}  # fmt: skip


def export_lines(book: Book, with_changes: bool = False) -> Iterator[dict[str, Any]]:
    """The objects, articles first; a last kind `change` where changes are asked for."""
    whole = export_json(book, with_changes)
    yield {"record": "dossier", **{key: whole[key] for key in ("schema", "dossier", "as_of", "notice")}}
    for kind, name in _SINGULAR.items():
        for record in whole[kind]:
            yield {"record": name, **record}
    for digest in whole.get("changes", ()):
        for item in digest["items"]:
            yield {"record": "change", "from": digest["from"], "to": digest["to"], "change": item.pop("kind"), **item}
