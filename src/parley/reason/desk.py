"""A dossier that lives in memory: what linking and questions ask of, for a few hundred readings, and for tests.

The store answers the same from a database (parley.store); both are held to the same tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from parley.ledger import Decision, Library, Link, Linked, LinkKind, Memory, Outlet, Settlement, by_month
from parley.lexicon.links import Links
from parley.reason.linking.link import NO_DAY, link_reading
from parley.reason.words import fold
from parley.records import KINDS, Reading

_UNCOUNTED = frozenset({"issues", "assertions"})
_NEVER = "9999-12-31"


class Desk(Memory, Library):
    """Readings added one by one, linked as they come."""

    def __init__(self, table: Links) -> None:
        self._table = table
        self._readings: dict[str, Reading] = {}
        self._links: list[Link] = []
        self._holding: dict[tuple[LinkKind, str], list[int]] = {}
        self._of: dict[tuple[LinkKind, str], list[Link]] = {}
        self._item: dict[tuple[LinkKind | None, str], str] = {}
        self._copies: dict[str, str] = {}
        self._sketches: dict[int, list[str]] = {}
        self._settlements: list[Settlement] = []
        self._decisions: list[Decision] = []

    def add(self, reading: Reading) -> Linked:
        """Links a reading and keeps it; what was found."""
        linked = link_reading(reading, self, self._table)
        self._readings[reading.article.id] = reading
        if linked.copy_of:
            self._copies[reading.article.id] = linked.copy_of
        for shingle in linked.sketch:
            self._sketches.setdefault(shingle, []).append(reading.article.id)
        for link in linked.links:
            self._keep(link)
        self._settlements += linked.settlements
        return linked

    def _keep(self, link: Link) -> None:
        for key in link.keys:
            self._holding.setdefault((link.kind, key), []).append(len(self._links))
        self._links.append(link)
        self._of.setdefault((link.kind, link.item), []).append(link)
        self._item[link.kind, link.record] = link.item
        if link.kind not in _UNCOUNTED:
            self._item[None, link.record] = link.item

    def near(self, kind: LinkKind, keys: Iterable[str], known: str, most: int = 40, least: int = 1) -> Sequence[Link]:
        """As Memory has it."""
        met: dict[int, int] = {}
        for key in dict.fromkeys(keys):
            held = self._holding.get((kind, key), ())
            before = sorted((n for n in held if self._links[n].known <= known), key=lambda n: self._links[n].known, reverse=True)
            after = sorted((n for n in held if self._links[n].known > known), key=lambda n: self._links[n].known)
            for number in [*before, *after][:most]:
                met[number] = met.get(number, 0) + 1
        return [self._links[number] for number in sorted(met) if met[number] >= least]

    def with_sketch(self, sketch: Iterable[int], least: int = 1, most: int = 5) -> Sequence[str]:
        """As Memory has it."""
        met = Counter(article for shingle in sketch for article in self._sketches.get(shingle, ()))
        found = [article for article in self._readings if met[article] >= least]
        return sorted(found, key=lambda article: -met[article])[:most]

    def with_words(self, words: Iterable[str], *, after: str | None, before: str | None, most: int = 30) -> Sequence[Reading]:
        """As Memory has it; best is what has most of the words."""
        wanted = tuple(words)

        def count(reading: Reading) -> int:
            said = set(fold(reading.article.text).split())
            return sum(any(each.startswith(word) for each in said) for word in wanted)

        known = (r for r in self._readings.values() if (after or "") < (r.article.published or "")[:10] < (before or _NEVER))
        scored = sorted(((count(reading), reading) for reading in known), key=lambda pair: -pair[0])
        return [reading for hits, reading in scored[:most] if hits]

    def with_actors(self, items: Iterable[str], before: str, least: int, most: int = 30) -> Sequence[Reading]:
        """As Memory has it."""
        met: dict[str, set[str]] = {}
        for item in items:
            for link in self._of.get(("actors", item), ()):
                if link.known < before:
                    met.setdefault(link.article, set()).add(item)
        found = [self._readings[article] for article, held in met.items() if len(held) >= least]
        return sorted(found, key=lambda r: (r.article.published or "", r.article.id), reverse=True)[:most]

    def copy_of(self, article: str) -> str | None:
        """As Memory has it."""
        return self._copies.get(article)

    def items_of(self, records: Iterable[str], kind: LinkKind | None = None) -> dict[str, str]:
        """As Memory and Library have it."""
        return {record: self._item[kind, record] for record in records if (kind, record) in self._item}

    def reading(self, article: str) -> Reading | None:
        """As Memory and Library have it."""
        return self._readings.get(article)

    def last_day(self) -> str | None:
        """As Memory has it."""
        return max(((r.article.published or NO_DAY)[:10] for r in self._readings.values()), default=None)

    def links(self, kind: LinkKind, items: Iterable[str], as_of: str | None, most: int | None = None) -> Sequence[Link]:
        """As Library has it."""
        found: list[Link] = []
        for item in dict.fromkeys(items):
            mine = sorted((x for x in self._of.get((kind, item), ()) if x.known <= (as_of or _NEVER)), key=lambda x: x.known)
            if most is not None and len(mine) > most:
                turns = [b for a, b in pairwise(mine) if a.value != b.value]
                kept = {id(x) for x in (mine[0], *turns[-most:], *mine[-most:])}
                mine = [x for x in mine if id(x) in kept]
            found += mine
        return found

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
        """As Library has it."""
        told = (
            x
            for x in self._links
            if x.kind == kind and (after or "") < x.known <= (as_of or _NEVER) and (not values or x.value in values)
        )
        latest: dict[str, list[Link]] = {}
        for link in sorted(told, key=lambda x: x.known, reverse=True):
            latest.setdefault(link.item, []).append(link)
        if by_weight:
            latest = dict(sorted(latest.items(), key=lambda pair: -max(x.weight for x in pair[1]) - 0.5 * len(pair[1])))
        return list(latest)[:most]

    def due(self, first: str, last: str, as_of: str | None, most: int | None = None) -> Sequence[str]:
        """As Library has it."""
        links = (x for x in self._links if x.kind == "expectations" and x.due and first <= x.due <= last)
        known = sorted((x for x in links if x.known <= (as_of or _NEVER)), key=lambda x: x.due or "")
        return list(dict.fromkeys(x.item for x in known))[:most]

    def settlements(self, items: Iterable[str], as_of: str | None) -> Sequence[Settlement]:
        """As Library has it."""
        wanted = set(items)
        found = (x for x in self._settlements if x.item in wanted and x.known <= (as_of or _NEVER))
        return sorted(found, key=lambda x: x.known)

    def settled(self, after: str, as_of: str | None, most: int | None = None) -> Sequence[str]:
        """As Library has it."""
        found = (x for x in self._settlements if after < x.known <= (as_of or _NEVER))
        return list(dict.fromkeys(x.item for x in found))[:most]

    def copies(self, articles: Iterable[str]) -> dict[str, str]:
        """As Library has it."""
        return {article: self._copies[article] for article in articles if article in self._copies}

    def recent(
        self, as_of: str | None, after: str | None = None, most: int | None = None, *, publisher: str | None = None
    ) -> Sequence[str]:
        """As Library has it."""
        known = [
            r.article
            for r in self._readings.values()
            if (after or "") < (r.article.published or NO_DAY)[:10] <= (as_of or _NEVER)
            and publisher in {None, r.article.publisher}
        ]
        return [a.id for a in sorted(known, key=lambda a: (a.published or "", a.id), reverse=True)][:most]

    def told(self, kind: LinkKind, items: Iterable[str], as_of: str | None) -> dict[str, int]:
        """As Library has it."""
        return {item: sum(x.known <= (as_of or _NEVER) for x in self._of.get((kind, item), ())) for item in items}

    def outlet_months(self, as_of: str | None) -> Sequence[Outlet]:
        """As Library has it."""
        articles = (self._readings[id].article for id in self.recent(as_of))
        return by_month((a.publisher, (a.published or NO_DAY)[:10], a.id in self._copies) for a in articles)

    def publishers(self) -> Sequence[str]:
        """As Library has it."""
        return sorted({r.article.publisher for r in self._readings.values() if r.article.publisher})

    def outlets(self, as_of: str | None) -> Sequence[tuple[str, int, str, str]]:
        """As Library has it."""
        known: dict[str, list[str]] = {}
        for id in self.recent(as_of):
            article = self._readings[id].article
            if article.publisher:
                known.setdefault(article.publisher, []).append((article.published or NO_DAY)[:10])
        return [(name, len(days), min(days), max(days)) for name, days in sorted(known.items())]

    def days(self, as_of: str | None, after: str) -> dict[str, int]:
        """As Library has it."""
        return dict(
            sorted(Counter((self._readings[id].article.published or NO_DAY)[:10] for id in self.recent(as_of, after)).items())
        )

    def counts(self, as_of: str | None) -> tuple[int, int, int]:
        """As Library has it."""
        known = [self._readings[id].article for id in self.recent(as_of)]
        return len(known), len({a.publisher for a in known if a.publisher}), sum(a.id in self._copies for a in known)

    def obtained(self, articles: Iterable[str]) -> dict[str, str]:
        """As Library has it: nothing, readings in memory come from nowhere."""
        return {}

    def find(self, prefix: str, most: int = 20) -> tuple[Sequence[str], Sequence[str]]:
        """As Library has it."""
        articles = sorted(id for id in self._readings if id.startswith(prefix))[:most]
        return articles, sorted({id for id in self._ids() if id.startswith(prefix)})[:most]

    def neighbours(self, id: str) -> Sequence[str]:
        """As Library has it."""
        every = sorted(set(self._ids()))
        return [*[each for each in every if each < id][-1:], *[each for each in every if each > id][:1]]

    def _ids(self) -> Iterator[str]:
        for reading in self._readings.values():
            yield from (record.id for kind in KINDS for record in getattr(reading, kind) if hasattr(record, "id"))

    def decide(self, decision: Decision) -> bool:
        """Keeps what a person decided; False where it is there already."""
        is_new = all(decision.id != other.id for other in self._decisions)
        if is_new:
            self._decisions.append(decision)
        return is_new

    def decisions(self) -> Sequence[Decision]:
        """As Library has it."""
        return tuple(self._decisions)
