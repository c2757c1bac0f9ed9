"""What questions ask of a dossier (ledger.Library)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from parley.ledger import KIND_OF, Decision, Library, Link, LinkKind, Outlet, Settlement
from parley.store.database import ALL, listed
from parley.store.links import LINK_COLUMNS, SETTLEMENT_COLUMNS, link_of, settlement_of
from parley.store.memory import HIGHEST, LAST_DAY, Asked

_DECISIONS = msgspec.json.Decoder(Decision)
_FROM = f"SELECT {LINK_COLUMNS} FROM links l JOIN articles a ON a.seq = l.article WHERE "
_OF_ITEM = "l.kind = :kind AND l.item = :each AND l.known <= :as_of AND l.is_current = 1"


class StoredLibrary(Asked, Library):
    """Library over a database."""

    def links(self, kind: LinkKind, items: Iterable[str], as_of: str | None, most: int | None = None) -> Sequence[Link]:
        """As Library has it; the links of the first item before those of the second."""
        wanted, day = list(dict.fromkeys(items)), as_of or LAST_DAY
        if most is None:
            every = self._database.rows_per(f"{_FROM}{_OF_ITEM} ORDER BY l.known, l.seq", wanted, "text", kind=kind, as_of=day)
        else:
            every = self._first_and_latest(kind, wanted, day, most)
        return [link_of(row) for rows in every for row in rows]

    def _first_and_latest(self, kind: LinkKind, items: Sequence[str], day: str, most: int) -> list[list[tuple[object, ...]]]:
        """Rows of each item: the latest; where there are more, also the first, and those whose value is another than before."""
        ask = self._database.rows_per
        latest_first = f"{_FROM}{_OF_ITEM} ORDER BY l.known DESC, l.seq DESC LIMIT :most"
        found = {
            item: {row[0]: row for row in reversed(rows)}
            for item, rows in zip(items, ask(latest_first, items, "text", kind=kind, as_of=day, most=most + 1), strict=True)
        }
        many = [item for item, rows in found.items() if len(rows) > most]
        for item in many:
            del found[item][next(iter(found[item]))]
        first = f"{_FROM}{_OF_ITEM} ORDER BY l.known, l.seq LIMIT 1"
        for item, rows in zip(many, ask(first, many, "text", kind=kind, as_of=day), strict=True):
            found[item] |= {row[0]: row for row in rows}
        for item, row in self._turns(kind, many, day, most):
            found[item][row[0]] = row
        return [sorted(rows.values(), key=lambda row: (row[5], row[0])) for rows in found.values()]

    def _turns(self, kind: LinkKind, items: Sequence[str], day: str, most: int) -> list[tuple[str, tuple[object, ...]]]:
        """(item, row) of the latest links whose value is another than that of the link before."""
        ask = self._database.rows_per
        has_value = "SELECT 1 FROM links WHERE kind = :kind AND item = :each AND value IS NOT NULL AND is_current = 1 LIMIT 1"
        having = [item for item, rows in zip(items, ask(has_value, items, "text", kind=kind), strict=True) if rows]
        turns = (
            f"{_FROM}l.seq IN (SELECT t.seq FROM (SELECT l.seq AS seq, l.known AS known, l.value AS value, "
            f"lag(l.value) OVER w AS was, lag(l.seq) OVER w AS one FROM links l WHERE {_OF_ITEM} "
            "WINDOW w AS (ORDER BY l.known, l.seq)) t WHERE t.one IS NOT NULL AND coalesce(t.was, '') <> coalesce(t.value, '') "
            "ORDER BY t.known DESC, t.seq DESC LIMIT :most)"
        )
        found = ask(turns, having, "text", kind=kind, as_of=day, most=most)
        return [(item, row) for item, rows in zip(having, found, strict=True) for row in rows]

    def items(
        self,
        kind: LinkKind,
        as_of: str | None,
        *,
        after: str | None = None,
        most: int | None = None,
        by_weight: bool = False,
        values: Sequence[str] = (),
    ) -> Sequence[str]:
        """As Library has it; of those told last on the same day, the last added first."""
        held = f"AND value IN ({self._database.each('values')}) " if values else ""
        asked = {"kind": kind, "as_of": as_of or LAST_DAY, "after": after or ""} | ({"values": listed(values)} if values else {})
        if by_weight:
            sql = (
                f"SELECT item FROM links WHERE kind = :kind AND known <= :as_of AND known > :after AND is_current = 1 {held}"
                "GROUP BY item ORDER BY max(weight) + 0.5 * count(*) DESC, max(known) DESC, max(seq) DESC LIMIT :most"
            )
            return self._first_column(sql, **asked, most=ALL if most is None else most)
        sql = (
            f"SELECT item FROM links WHERE kind = :kind AND known <= :as_of AND known > :after AND is_current = 1 {held}"
            "ORDER BY known DESC, seq DESC LIMIT :most"
        )
        limit = ALL if most is None else 4 * most + 100
        while True:  # further back, until there are enough of them
            rows = self._database.rows(sql, **asked, most=limit)
            found = list(dict.fromkeys(item for (item,) in rows))
            if len(rows) < limit or len(found) >= (most or 0):
                return found[:most]
            limit *= 8

    def due(self, first: str, last: str, as_of: str | None, most: int | None = None) -> Sequence[str]:
        """As Library has it."""
        sql = (
            "SELECT item FROM links WHERE kind = 'expectations' AND due IS NOT NULL AND due >= :first AND due <= :last "
            "AND known <= :as_of AND is_current = 1 GROUP BY item ORDER BY min(due), min(seq) LIMIT :most"
        )
        return self._first_column(sql, first=first, last=last, as_of=as_of or LAST_DAY, most=ALL if most is None else most)

    def settlements(self, items: Iterable[str], as_of: str | None) -> Sequence[Settlement]:
        """As Library has it."""
        sql = (
            f"SELECT {SETTLEMENT_COLUMNS} FROM settlements WHERE item IN ({self._database.each('items')}) "
            "AND known <= :as_of AND is_current = 1 ORDER BY known, seq"
        )
        return [settlement_of(row) for row in self._database.rows(sql, items=listed(items), as_of=as_of or LAST_DAY)]

    def settled(self, after: str, as_of: str | None, most: int | None = None) -> Sequence[str]:
        """As Library has it; the first settled first."""
        sql = (
            "SELECT item FROM settlements WHERE known > :after AND known <= :as_of AND is_current = 1 "
            "GROUP BY item ORDER BY min(known), min(seq) LIMIT :most"
        )
        return self._first_column(sql, after=after, as_of=as_of or LAST_DAY, most=ALL if most is None else most)

    def recent(
        self, as_of: str | None, after: str | None = None, most: int | None = None, *, publisher: str | None = None
    ) -> Sequence[str]:
        """As Library has it; those known after `after`."""
        by = "" if publisher is None else "AND publisher = :publisher "
        sql = f"SELECT id FROM articles WHERE known <= :as_of AND known > :after {by}ORDER BY known DESC, id DESC LIMIT :most"
        asked = {"as_of": as_of or LAST_DAY, "after": after or "", "most": ALL if most is None else most}
        return self._first_column(sql, **asked, **({} if publisher is None else {"publisher": publisher}))

    def told(self, kind: LinkKind, items: Iterable[str], as_of: str | None) -> dict[str, int]:
        """As Library has it."""
        sql = "SELECT count(*) FROM links l WHERE " + _OF_ITEM
        wanted = list(dict.fromkeys(items))
        found = self._database.rows_per(sql, wanted, "text", kind=kind, as_of=as_of or LAST_DAY)
        return {item: int(rows[0][0]) for item, rows in zip(wanted, found, strict=True)}

    def outlet_months(self, as_of: str | None) -> Sequence[Outlet]:
        """As Library has it; of each outlet the first month first."""
        sql = (
            "SELECT a.publisher, substr(a.known, 1, 7) AS month, count(*), count(l.copy_of), min(a.known), max(a.known) "
            "FROM articles a LEFT JOIN linkings l ON l.article = a.seq AND l.is_current = 1 WHERE a.known <= :as_of "
            "GROUP BY a.publisher, substr(a.known, 1, 7) ORDER BY a.publisher, month"
        )
        return [
            Outlet(publisher=publisher, month=month, articles=articles, copies=copies, first=first, last=last)
            for publisher, month, articles, copies, first, last in self._database.rows(sql, as_of=as_of or LAST_DAY)
        ]

    def publishers(self) -> Sequence[str]:
        """As Library has it, in order."""
        return self._first_column("SELECT DISTINCT publisher FROM articles WHERE publisher IS NOT NULL ORDER BY publisher")

    def outlets(self, as_of: str | None) -> Sequence[tuple[str, int, str, str]]:
        """As Library has it, in order of names."""
        sql = (
            "SELECT publisher, count(*), min(known), max(known) FROM articles WHERE publisher IS NOT NULL AND known <= :as_of "
            "GROUP BY publisher ORDER BY publisher"
        )
        found = self._database.rows(sql, as_of=as_of or LAST_DAY)
        return [(name, count, first[:10], last[:10]) for name, count, first, last in found]

    def days(self, as_of: str | None, after: str) -> dict[str, int]:
        """As Library has it."""
        sql = "SELECT known, count(*) FROM articles WHERE known <= :as_of AND known > :after GROUP BY known ORDER BY known"
        found: dict[str, int] = {}
        for known, count in self._database.rows(sql, as_of=as_of or LAST_DAY, after=after):
            found[known[:10]] = found.get(known[:10], 0) + count
        return found

    def counts(self, as_of: str | None) -> tuple[int, int, int]:
        """As Library has it."""
        sql = (
            "SELECT (SELECT count(*) FROM articles WHERE known <= :as_of), "
            "(SELECT count(DISTINCT publisher) FROM articles WHERE publisher IS NOT NULL AND known <= :as_of), "
            "(SELECT count(*) FROM linkings WHERE copy_of IS NOT NULL AND is_current = 1 AND known <= :as_of)"
        )
        ((articles, publishers, copies),) = self._database.rows(sql, as_of=as_of or LAST_DAY)
        return articles, publishers, copies

    def obtained(self, articles: Iterable[str]) -> dict[str, str]:
        """As Library has it."""
        sql = f"SELECT id, added FROM articles WHERE id IN ({self._database.each('ids')})"
        return {id: added[:10] for id, added in self._database.rows(sql, ids=listed(articles))}

    def find(self, prefix: str, most: int = 20) -> tuple[Sequence[str], Sequence[str]]:
        """As Library has it."""
        span = {"first": prefix, "last": prefix + HIGHEST, "most": most}
        sql = "SELECT DISTINCT id FROM {} WHERE id >= :first AND id < :last ORDER BY id LIMIT :most"
        records = self._first_column(sql.format("records"), **span)
        if prefix[:1] in KIND_OF:  # items that no record but a reader's thought began: what a statement puts forward
            sql_of_items = (
                "SELECT DISTINCT item FROM links WHERE kind = :kind AND item >= :first AND item < :last AND is_current = 1 "
                "ORDER BY item LIMIT :most"
            )
            records = sorted({*records, *self._first_column(sql_of_items, kind=KIND_OF[prefix[0]], **span)})[:most]
        return self._first_column(sql.format("articles"), **span), records

    def neighbours(self, id: str) -> Sequence[str]:
        """As Library has it."""
        sql = (
            "SELECT (SELECT max(id) FROM records WHERE id < :id), (SELECT max(id) FROM decisions WHERE id < :id), "
            "(SELECT min(id) FROM records WHERE id > :id), (SELECT min(id) FROM decisions WHERE id > :id)"
        )
        (row,) = self._database.rows(sql, id=id)
        before, after = ([each for each in pair if each is not None] for pair in (row[:2], row[2:]))
        return [*([max(before)] if before else []), *([min(after)] if after else [])]

    def decisions(self) -> Sequence[Decision]:
        """As Library has it."""
        return [_DECISIONS.decode(body) for body in self._first_column("SELECT body FROM decisions ORDER BY seq")]

    def _first_column(self, sql: str, **values: object) -> list[str]:
        return [row[0] for row in self._database.rows(sql, **values)]
