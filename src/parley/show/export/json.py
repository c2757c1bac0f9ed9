"""The dossier as one JSON object, as docs/record-format.md has it."""

from __future__ import annotations

from typing import Any

import msgspec

from parley.reason.changes import changes
from parley.reason.merged import LISTS, Evidence, Item, MergedStatement
from parley.records import SCHEMA
from parley.show.book import Book
from parley.show.brief import describe
from parley.show.demo import notice

_NAMED = {"statements": "attributions"}  # people read statements; the record format has attributions


def export_json(book: Book, with_changes: bool = False) -> dict[str, Any]:
    """Merged records with their evidence, articles with `copy_of`, origins; `with_changes`: what is new since the book's day."""
    view = book.view
    found: dict[str, Any] = {"schema": SCHEMA, "dossier": book.title, "as_of": view.as_of, "notice": notice(view.articles) or None}
    found["articles"] = msgspec.to_builtins(view.articles)
    for kind in LISTS:
        found[_NAMED.get(kind, kind)] = [export_item(item) for item in getattr(view, kind)]
    found["origins"] = msgspec.to_builtins(view.origins)
    if with_changes:
        found["changes"] = [{"from": book.since, "to": view.as_of, "items": export_changes(book)}]
    return found


def export_item(item: Item) -> dict[str, Any]:
    """One merged record; a statement's parts are named as in the record format of one article."""
    made: dict[str, Any] = msgspec.to_builtins(item)
    first, last = made.pop("known")
    made |= {"known_from": first, "known_to": last}
    if isinstance(item, MergedStatement):
        made["source_words"] = made.pop("source")
    return made


def export_changes(book: Book) -> list[dict[str, Any]]:
    """What is new since the book's day, each with its words."""
    return [
        {
            "kind": change.kind,
            "id": change.item,
            "was": change.was,
            "now": change.now,
            "text": describe(book, change, book.item[change.item]),
            "evidence": [_evidence(e) for e in change.evidence],
        }
        for change in changes(book.before, book.view)
    ]


def _evidence(evidence: Evidence) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(evidence)
    return made
