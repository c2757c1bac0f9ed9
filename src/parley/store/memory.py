"""What linking asks of the dossier while an article is added (ledger.Memory), by index scans that end after `most` rows."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence

from parley.ledger import LINK_KINDS, Link, LinkKind, Memory
from parley.records import Reading
from parley.store.database import Database, listed
from parley.store.links import LINK_COLUMNS, day_number, key_hash, link_of
from parley.store.rows import reading_at

LAST_DAY = "9999-12-31"
HIGHEST = "\U0010ffff"  # behind every character of an id
_UNCOUNTED = ("issues", "assertions")  # kinds whose links are no record's own item
_PER_SHINGLE = 100  # articles, the latest; a shingle that more have is a newsletter's line and no story's
_PER_WORD = 1000  # articles, the latest; a word that more have tells little
_PER_ACTOR = 500  # links, the latest
_LINKS, _READINGS = 50_000, 500  # kept decoded: some 100 MB and 50 MB at most


class Cache[Key, Value]:
    """The values asked for last, up to a number. Only for what never changes."""

    def __init__(self, size: int) -> None:
        self._size, self._held = size, OrderedDict[Key, Value]()

    def get(self, key: Key) -> Value | None:
        """The value, None where it is not held."""
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)

    def put(self, key: Key, value: Value) -> Value:
        """Holds the value."""
        self._held[key] = value
        if len(self._held) > self._size:
            self._held.popitem(last=False)
        return value


class Readings:
    """The newest reading of each article, those asked for last at hand."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cache = Cache[int, Reading](_READINGS)

    def reading(self, article: str) -> Reading | None:
        """The newest reading of an article."""
        sql = "SELECT a.seq, max(r.seq) FROM articles a JOIN readings r ON r.article = a.seq WHERE a.id = :id GROUP BY a.seq"
        row = self._database.row(sql, id=article)
        return None if row is None else self.at(*row)

    def newest(self, articles: Sequence[int]) -> list[Reading]:
        """The newest reading of the articles of rows."""
        sql = "SELECT max(seq) FROM readings WHERE article = :each"
        found = self._database.rows_per(sql, articles, "bigint")
        return [self.at(article, rows[0][0]) for article, rows in zip(articles, found, strict=True)]

    def at(self, article: int, seq: int) -> Reading:
        """The reading of a row."""
        return self._cache.get(seq) or self._cache.put(seq, reading_at(self._database, article, seq))


class Asked:
    """What both linking and questions ask."""

    def __init__(self, database: Database, readings: Readings) -> None:
        self._database, self._readings = database, readings

    def reading(self, article: str) -> Reading | None:
        """As Memory and Library have it."""
        return self._readings.reading(article)

    def items_of(self, records: Iterable[str], kind: LinkKind | None = None) -> dict[str, str]:
        """As Memory and Library have it."""
        kinds = [kind] if kind else [each for each in LINK_KINDS if each not in _UNCOUNTED]
        sql = (
            f"SELECT record, item FROM links WHERE record IN ({self._database.each('records')}) AND is_current = 1 "
            f"AND kind IN ({self._database.each('kinds')}) ORDER BY seq"
        )
        return dict(self._database.rows(sql, records=listed(records), kinds=listed(kinds)))

    def copies(self, articles: Iterable[str]) -> dict[str, str]:
        """As Library has it."""
        sql = (
            "SELECT a.id, l.copy_of FROM articles a JOIN linkings l ON l.article = a.seq "
            f"WHERE a.id IN ({self._database.each('articles')}) AND l.is_current = 1 AND l.copy_of IS NOT NULL"
        )
        return dict(self._database.rows(sql, articles=listed(articles)))


class StoredMemory(Asked, Memory):
    """Memory over a database."""

    def __init__(self, database: Database, readings: Readings) -> None:
        super().__init__(database, readings)
        self._links = Cache[int, Link](_LINKS)

    def near(self, kind: LinkKind, keys: Iterable[str], known: str, most: int = 40, least: int = 1) -> Sequence[Link]:
        """As Memory has it; of links known from the same day, the last made first."""
        hashes = list(dict.fromkeys(key_hash(kind, key) for key in keys))
        day = day_number(known)
        sql = "SELECT link FROM link_keys WHERE hash = :each AND day <= :day ORDER BY day DESC, link DESC LIMIT :most"
        before = self._database.rows_per(sql, hashes, "bigint", day=day, most=most)
        met = Counter(seq for rows in before for (seq,) in rows)
        lacking = [(each, most - len(rows)) for each, rows in zip(hashes, before, strict=True) if len(rows) < most]
        sql = "SELECT link FROM link_keys WHERE hash = :each AND day > :day ORDER BY day, link LIMIT :most"
        after = self._database.rows_per(sql, [each for each, _ in lacking], "bigint", day=day, most=most)
        for (_, room), rows in zip(lacking, after, strict=True):
            met.update(seq for (seq,) in rows[:room])
        return self._at(sorted(seq for seq, times in met.items() if times >= least))

    def _at(self, places: Sequence[int]) -> list[Link]:
        found = {seq: self._links.get(seq) for seq in places}
        lacking = [seq for seq, link in found.items() if link is None]
        if lacking:
            sql = (
                f"SELECT {LINK_COLUMNS}, l.trace FROM links l JOIN articles a ON a.seq = l.article "
                f"WHERE l.seq IN ({self._database.each('places', 'bigint')})"
            )
            for row in self._database.rows(sql, places=listed(lacking)):
                found[row[0]] = self._links.put(row[0], link_of(row))
        return [link for link in found.values() if link is not None]

    def with_sketch(self, sketch: Iterable[int], least: int = 1, most: int = 5) -> Sequence[str]:
        """As Memory has it; of a shingle that very many articles share, the latest of these."""
        sql = "SELECT article FROM sketches WHERE hash = :each ORDER BY article DESC LIMIT :most"
        found = self._database.rows_per(sql, list(dict.fromkeys(sketch)), "bigint", most=_PER_SHINGLE)
        shared = Counter(seq for rows in found for (seq,) in rows)
        wanted = sorted((seq for seq, times in shared.items() if times >= least), key=lambda seq: (-shared[seq], seq))[:most]
        ids = self._database.rows_per("SELECT id FROM articles WHERE seq = :each", wanted, "bigint")
        return [id for rows in ids for (id,) in rows]

    def with_words(self, words: Iterable[str], *, after: str | None, before: str | None, most: int = 30) -> Sequence[Reading]:
        """As Memory has it; best is what has most of the words, then what was added first."""
        beginnings = [word for word in dict.fromkeys(words) if any(map(str.isalnum, word))]
        found = self._database.with_beginnings(beginnings, after or "", before or LAST_DAY, _PER_WORD)
        count = Counter(seq for seqs in found for seq in seqs)
        return self._readings.newest(sorted(count, key=lambda seq: (-count[seq], seq))[:most])

    def with_actors(self, items: Iterable[str], before: str, least: int, most: int = 30) -> Sequence[Reading]:
        """As Memory has it; of an actor that very many articles tell of, among the latest of these."""
        sql = (
            "SELECT article, known FROM links WHERE kind = 'actors' AND item = :each AND known < :before AND is_current = 1 "
            "ORDER BY known DESC, seq DESC LIMIT :most"
        )
        found = self._database.rows_per(sql, list(dict.fromkeys(items)), "text", before=before, most=_PER_ACTOR)
        told = Counter(article for rows in found for article in {article for article, _ in rows})
        day = {article: known for rows in found for article, known in rows}
        latest = sorted((each for each, times in told.items() if times >= least), key=lambda each: (day[each], each), reverse=True)
        return self._readings.newest(latest[:most])

    def copy_of(self, article: str) -> str | None:
        """As Memory has it."""
        return self.copies([article]).get(article)

    def last_day(self) -> str | None:
        """As Memory has it."""
        row = self._database.row("SELECT max(known) FROM articles")
        return row[0] if row else None
