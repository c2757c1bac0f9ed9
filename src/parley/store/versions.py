"""Which version of Parley read which article."""

from __future__ import annotations

from parley.store.database import Database


def articles_in_order(database: Database, other_than: str | None = None) -> list[str]:
    """Ids of articles by the day from which they are known; of those whose newest reading is by `other_than`, none."""
    sql = (
        "SELECT a.id FROM articles a JOIN readings r ON r.seq = (SELECT max(seq) FROM readings WHERE article = a.seq) "
        "WHERE r.extractor <> :version ORDER BY a.known, a.id"
    )
    return [id for (id,) in database.rows(sql, version=other_than or "")]
