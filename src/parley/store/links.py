"""Links, settlements and decisions <-> rows; what no longer counts once an article has been read anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec

from parley.errors import InputError
from parley.ledger import Link, Linked, Settlement, Trace
from parley.store.database import Database, Row

LINK_COLUMNS = "l.seq, l.kind, a.id, l.record, l.item, l.known, l.score, l.reason, l.value, l.due, l.weight"
SETTLEMENT_COLUMNS = "item, article, start_char, end_char, outcome, known, score, reason"
_LINK_INSERT = (
    "seq", "linking", "article", "kind", "record", "item", "known", "score", "reason", "value", "due", "weight", "trace", "keys",
    "is_current",
)  # fmt: skip
_TRACES = msgspec.json.Decoder(Trace)
_NO_TRACE = Trace()
_WIDTH = 8  # bytes of a hash


def key_hash(kind: str, key: str) -> int:
    """64 bits that stand for a key of a kind: two keys of a dossier of a million articles share one by a chance of 1 in 10^5."""
    return int.from_bytes(blake2b(f"{kind}\0{key}".encode(), digest_size=_WIDTH).digest(), signed=True)


def day_number(day: str) -> int:
    """A day (ISO) as a number that compares the same: "2022-02-15" -> 20220215."""
    return int(day[:10].replace("-", "").ljust(8, "0"))


def pack(hashes: Iterable[int]) -> bytes:
    """Hashes as the column `keys` has them."""
    return b"".join(each.to_bytes(_WIDTH, signed=True) for each in hashes)


def unpack(keys: bytes) -> list[int]:
    """The inverse of `pack`."""
    return [int.from_bytes(keys[at : at + _WIDTH], signed=True) for at in range(0, len(keys), _WIDTH)]


def link_of(row: Row) -> Link:
    """A link from LINK_COLUMNS, with its trace where that stands behind them."""
    _, kind, article, record, item, known, score, reason, value, due, weight, *trace = row
    return Link(
        kind=kind, article=article, record=record, item=item, known=known, score=score, reason=reason, value=value, due=due,
        weight=weight, trace=_TRACES.decode(trace[0]) if trace else _NO_TRACE,
    )  # fmt: skip


def settlement_of(row: Row) -> Settlement:
    """A settlement from SETTLEMENT_COLUMNS."""
    return msgspec.convert(dict(zip(SETTLEMENT_COLUMNS.split(", "), row, strict=True)), Settlement)


def insert_linked(database: Database, article: int, reading: int, known: str, linked: Linked) -> None:
    """Keeps what linking found out about a reading. Its links are known from the same day as its article."""
    linking = database.next("linkings")
    columns = ("seq", "reading", "article", "known", "copy_of", "is_current")
    database.insert("linkings", columns, [(linking, reading, article, known, linked.copy_of, 1)])
    database.insert("sketches", ("hash", "article"), ((shingle, article) for shingle in set(linked.sketch)), anew=False)
    _insert_links(database, linking, article, known, linked.links)
    _insert_settlements(database, linking, known, linked.settlements)


def _insert_links(database: Database, linking: int, article: int, known: str, links: Sequence[Link]) -> None:
    rows, keys = [], []
    for seq, link in enumerate(links, database.next("links")):
        hashes = list(dict.fromkeys(key_hash(link.kind, key) for key in link.keys))
        keys += [(each, day_number(known), seq) for each in hashes]
        rows.append(
            (
                seq, linking, article, link.kind, link.record, link.item, known, link.score, link.reason, link.value, link.due,
                link.weight, msgspec.json.encode(link.trace, order="deterministic").decode(), pack(hashes), 1,
            )
        )  # fmt: skip
    database.insert("links", _LINK_INSERT, rows)
    database.insert("link_keys", ("hash", "day", "link"), sorted(keys))


def _insert_settlements(database: Database, linking: int, known: str, settlements: Sequence[Settlement]) -> None:
    rows = [
        (seq, linking, s.item, s.article, s.start_char, s.end_char, s.outcome, max(s.known, known), s.score, s.reason, 1)
        for seq, s in enumerate(settlements, database.next("settlements"))
    ]
    database.insert("settlements", ("seq", "linking", *SETTLEMENT_COLUMNS.split(", "), "is_current"), rows)


def supersede(database: Database, article: int) -> None:
    """The links and settlements that linking found for an article count no longer; they stay as history."""
    row = database.row("SELECT seq FROM linkings WHERE article = :article AND is_current = 1", article=article)
    if row is None:
        return
    links = database.rows("SELECT seq, known, keys FROM links WHERE article = :article AND is_current = 1", article=article)
    gone = [(each, day_number(known), seq) for seq, known, keys in links for each in unpack(keys)]
    database.delete("link_keys", ("hash", "day", "link"), gone)
    database.rows("UPDATE links SET is_current = 0 WHERE article = :article AND is_current = 1", article=article)
    database.rows("UPDATE settlements SET is_current = 0 WHERE linking = :linking AND is_current = 1", linking=row[0])
    database.rows("UPDATE linkings SET is_current = 0 WHERE seq = :linking", linking=row[0])


def check_linked(article: str, linked: Linked) -> None:
    """Raises InputError where links are not this article's: a fault of whoever linked it."""
    strange = {link.article for link in linked.links} - {article}
    if strange:
        raise InputError(article, f"its links speak of another article ({min(strange)})", "Link a reading's own records only")
