"""Whether a dossier is sound: what is looked at, what is found, what can be made anew from the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from parley.errors import DossierError
from parley.ledger import Decision
from parley.records import Mention, Place, Reading, Record, Timex
from parley.store.database import Database
from parley.store.links import day_number, unpack
from parley.store.rows import RECORD_KINDS, reading_at

_BATCH = 500  # articles or links looked at together
_MOST = 20  # faults of one kind that are told one by one


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong. `what` is a sentence; `can_repair`: `repair` makes it right; `is_damage`: of the file, below the records."""

    what: str
    can_repair: bool = False
    is_damage: bool = False


def faults(database: Database) -> Iterator[Fault]:
    """Everything that is wrong with a dossier. Where the file itself is damaged, only that."""
    damaged = list(database.damage())
    if damaged:
        yield from (Fault(said, is_damage=True) for said in damaged)
        return
    for looked_at in (_readings, _pointers, _keys):
        yield from _few(looked_at(database))
    if not database.words_fit():
        yield Fault("the search index is not in step with the articles", can_repair=True)


def _few(found: Iterator[Fault]) -> Iterator[Fault]:
    told: dict[bool, int] = {}
    for fault in found:
        told[fault.can_repair] = told.get(fault.can_repair, 0) + 1
        if told[fault.can_repair] <= _MOST:
            yield fault
    for can_repair, count in told.items():
        if count > _MOST:
            yield Fault(f"and {count - _MOST} more", can_repair)


def _readings(database: Database) -> Iterator[Fault]:
    """Readings that cannot be read, articles that have none, stretches that do not lie within their text."""
    sql = "SELECT a.seq, a.id, r.seq FROM articles a LEFT JOIN readings r ON r.article = a.seq ORDER BY a.seq, r.seq"
    for article, id, seq in database.rows(sql):
        if seq is None:
            yield Fault(f"article {id} has no reading")
            continue
        try:
            reading = reading_at(database, article, seq)
        except (msgspec.MsgspecError, DossierError, ValueError, KeyError) as error:
            yield Fault(f"article {id}: its reading {seq} cannot be read ({error})")
            continue
        yield from (Fault(f"article {id}: {said}") for said in _outside(reading))


def _outside(reading: Reading) -> Iterator[str]:
    length = len(reading.article.text)
    for kind in RECORD_KINDS:
        for record in getattr(reading, kind):
            if any(not 0 <= start <= end <= length for start, end in _spans(record)):
                yield f"record {record.id} points outside of its text"
    words: tuple[Mention | Place | Timex, ...] = (*reading.mentions, *reading.places, *reading.timexes)
    if any(not 0 <= word.start_char <= word.end_char <= length for word in words):
        yield "a mention, place or time points outside of its text"


def _spans(record: Record) -> Iterator[tuple[int, int]]:
    """All stretches of a record, those of its roles and terms among them: pairs of numbers are nothing else."""
    for value in msgspec.structs.astuple(record):
        if isinstance(value, tuple):
            for each in value:
                if isinstance(each, Record):
                    yield from _spans(each)
                elif isinstance(each, tuple) and len(each) == 2 and all(isinstance(n, int) for n in each):
                    yield each


def _pointers(database: Database) -> Iterator[Fault]:
    """Links of records that are not there, settlements outside of their text, decisions that cannot be read."""
    links = "SELECT kind, record FROM links l WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.id = l.record)"
    for kind, record in database.rows(links):
        yield Fault(f"a link ({kind}) points at record {record}, which is not there")
    outside = (
        "SELECT s.item, s.article FROM settlements s JOIN articles a ON a.id = s.article "
        "WHERE s.start_char < 0 OR s.end_char < s.start_char OR s.end_char > length(a.text)"
    )
    for item, article in database.rows(outside):
        yield Fault(f"what settled {item} points outside of the text of {article}")
    for id, body in database.rows("SELECT id, body FROM decisions"):
        try:
            msgspec.json.decode(body, type=Decision)
        except msgspec.MsgspecError as error:
            yield Fault(f"decision {id} cannot be read ({error})")


def _keys(database: Database) -> Iterator[Fault]:
    """Whether the keys are those of the links that count: two sums over all of them, in no order."""
    wanted = _sum((each, day_number(known), seq) for seq, known, keys in _current(database) for each in unpack(keys))
    if _sum(_held(database)) != wanted:
        yield Fault("the keys by which links are found are not those of the links that count", can_repair=True)


def _sum(keys: Iterable[tuple[int, int, int]]) -> tuple[int, int]:
    count = total = 0
    for key in keys:
        count, total = count + 1, total ^ hash(key)
    return count, total


def _held(database: Database) -> Iterator[tuple[int, int, int]]:
    last = (-(2**63), -1, -1)
    sql = (
        "SELECT hash, day, link FROM link_keys WHERE (hash, day, link) > (:hash, :day, :link) ORDER BY hash, day, link LIMIT :most"
    )
    while rows := database.rows(sql, hash=last[0], day=last[1], link=last[2], most=_BATCH * 10):
        yield from ((each, day, link) for each, day, link in rows)
        last = (rows[-1][0], rows[-1][1], rows[-1][2])


def _current(database: Database) -> Iterator[tuple[int, str, bytes]]:
    last = 0
    sql = "SELECT seq, known, keys FROM links WHERE seq > :last AND is_current = 1 ORDER BY seq LIMIT :most"
    while rows := database.rows(sql, last=last, most=_BATCH):
        yield from ((seq, known, keys) for seq, known, keys in rows)
        last = rows[-1][0]


def repair(database: Database) -> None:
    """Makes the search index and the keys of links anew from what they are made of."""
    with database.write():
        database.rows("DELETE FROM link_keys")
        keys = ((each, day_number(known), seq) for seq, known, held in list(_current(database)) for each in unpack(held))
        database.insert("link_keys", ("hash", "day", "link"), keys)
        database.remake_words()
