"""A library as people decided it: asked like any other, it answers with items joined and parted, and has the decisions at hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from parley.ledger import Decision, Library, Link, LinkKind, Outlet, Settlement
from parley.reason.decisions.counting import counted
from parley.reason.decisions.found import found_again
from parley.reason.decisions.regroup import Regrouped, regrouped
from parley.reason.shelf import Asked
from parley.records import Reading

_PASSED = frozenset({"issues", "assertions"})


@dataclass(frozen=True)
class Ruling:
    """Decisions that count, by the item that they are about now; `lost` have none. `grouping` is of the items `touched`."""

    of: dict[str, list[Decision]]
    lost: tuple[Decision, ...]
    grouping: Regrouped
    touched: dict[str, tuple[str, ...]]  # item as it was linked -> its records

    @cached_property
    def family(self) -> dict[str, list[str]]:
        """{item: the items as they were linked that its records come from}, of those that are touched."""
        found: dict[str, list[str]] = {}
        for base, records in self.touched.items():
            for item in dict.fromkeys(self.grouping.item[record] for record in records):
                found.setdefault(item, []).append(base)
        return found

    def finals(self, base: str) -> list[str]:
        """The items that the records of an item as it was linked tell now."""
        found = dict.fromkeys(self.grouping.item[record] for record in self.touched.get(base, ()))
        return list(found) or [self.grouping.root(base)]


def rule(library: Library) -> Ruling:
    """What the decisions of a library come to."""
    found, lost = found_again(counted(library.decisions()), library)
    groups = _touched(found, library)
    grouping = regrouped(groups, found)
    touched: dict[str, tuple[str, ...]] = {}
    for record, base in groups.items():
        touched[base] = (*touched.get(base, ()), record)
    of: dict[str, list[Decision]] = {}
    for decision in found:
        for item in _about(decision, grouping):
            of.setdefault(item, []).append(decision)
    return Ruling(of, tuple(lost), grouping, touched)


def _touched(decisions: Sequence[Decision], library: Library) -> dict[str, str]:
    """{record: item as it was linked}, of every item that a merge or split speaks of.

    An item that is only ever merged as a whole is there as one record, its id: it may be told by thousands.
    """
    wanted: dict[LinkKind, dict[str, None]] = {}
    whole: dict[str, str] = {}
    for kind, parted in _parted(decisions, library).items():
        wanted[kind] = dict.fromkeys(sorted(parted))
    for decision in (d for d in decisions if d.verdict == "merged"):
        whole |= {item: item for item in (decision.item, decision.other or "") if item not in wanted.get(decision.kind, {})}
    return whole | {link.record: link.item for kind, items in wanted.items() for link in library.links(kind, items, None)}


def _parted(decisions: Sequence[Decision], library: Library) -> dict[LinkKind, set[str]]:
    """Items as they were linked that splits take records from, and all that is merged with these."""
    found: dict[LinkKind, set[str]] = {}
    for decision in (d for d in decisions if d.verdict == "split"):
        named = (decision.item, *decision.records)
        found.setdefault(decision.kind, set()).update((*named, *library.items_of(named, decision.kind).values()))
    for parted in found.values():
        while (
            more := {x for d in decisions if d.verdict == "merged" and {d.item, d.other} & parted for x in (d.item, d.other)}
            - parted
        ):
            parted |= {x for x in more if x}
    return found


def _about(decision: Decision, grouping: Regrouped) -> list[str]:
    """The items that a decision is shown at: verdicts on an item that was merged away say nothing of the one that it is part of."""
    root = grouping.root(decision.item)
    if decision.verdict == "split":
        return list(dict.fromkeys((root, *(grouping.item.get(record, root) for record in decision.records))))
    if decision.verdict == "merged":
        return list(dict.fromkeys((root, grouping.root(decision.other or ""))))
    return [decision.item] if root == decision.item else []


class Reviewed(Library):
    """A library with the merges and splits of its decisions applied. Decisions made later need another."""

    def __init__(self, library: Library) -> None:
        self.read = library

    @cached_property
    def ruling(self) -> Ruling:
        """What the decisions come to."""
        return rule(self.read)

    def _now(self, link: Link) -> Link:
        grouping = self.ruling.grouping
        item = grouping.root(link.item) if link.kind in _PASSED else grouping.item.get(link.record, grouping.root(link.item))
        return link if item == link.item else msgspec.structs.replace(link, item=item)

    def links(self, kind: LinkKind, items: Iterable[str], as_of: str | None, most: int | None = None) -> Sequence[Link]:
        """As Library has it."""
        if kind == "issues" or not self.ruling.touched:
            return self.read.links(kind, items, as_of, most)
        family, grouping = self.ruling.family, self.ruling.grouping
        wanted = dict.fromkeys(grouping.root(item) for item in items)
        plain = [item for item in wanted if item not in family]
        found = list(self.read.links(kind, plain, as_of, most))
        for item in (item for item in wanted if item in family):
            mine = [self._now(link) for link in self.read.links(kind, family[item], as_of, most)]
            found += sorted((link for link in mine if link.item == item), key=lambda link: link.known)
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
        found = self.read.items(kind, as_of, after=after, most=most, by_weight=by_weight, values=values)
        return self._mapped(found, kind, as_of, after)

    def _mapped(self, items: Sequence[str], kind: LinkKind, as_of: str | None, after: str | None = None) -> Sequence[str]:
        """Items as they are now, for items as they were linked; parts that were told in that time only."""
        if not self.ruling.touched:
            return items
        parted = [item for item in items if len(self.ruling.finals(item)) > 1]
        told: dict[str, list[str]] = {}
        for link in self.read.links(kind, parted, as_of):
            if link.known > (after or ""):
                told.setdefault(link.item, []).append(self._now(link).item)
        return list(dict.fromkeys(now for item in items for now in told.get(item, self.ruling.finals(item))))

    def due(self, first: str, last: str, as_of: str | None, most: int | None = None) -> Sequence[str]:
        """As Library has it."""
        return self._mapped(self.read.due(first, last, as_of, most), "expectations", as_of)

    def settlements(self, items: Iterable[str], as_of: str | None) -> Sequence[Settlement]:
        """As Library has it; what settled an item that was parted settled the part that kept its id."""
        root = self.ruling.grouping.root
        wanted = {root(item) for item in items}
        bases = {base for item in wanted for base in self.ruling.family.get(item, [item])}
        found = (msgspec.structs.replace(each, item=root(each.item)) for each in self.read.settlements(sorted(bases), as_of))
        return [each for each in found if each.item in wanted]

    def settled(self, after: str, as_of: str | None, most: int | None = None) -> Sequence[str]:
        """As Library has it."""
        return list(dict.fromkeys(map(self.ruling.grouping.root, self.read.settled(after, as_of, most))))

    def items_of(self, records: Iterable[str], kind: LinkKind | None = None) -> dict[str, str]:
        """As Library has it."""
        found = self.read.items_of(records, kind)
        if kind in _PASSED or not self.ruling.touched:
            return found
        grouping = self.ruling.grouping
        return {record: grouping.item.get(record, grouping.root(item)) for record, item in found.items()}

    def reading(self, article: str) -> Reading | None:
        """As Library has it."""
        return self.read.reading(article)

    def copies(self, articles: Iterable[str]) -> dict[str, str]:
        """As Library has it."""
        return self.read.copies(articles)

    def recent(
        self, as_of: str | None, after: str | None = None, most: int | None = None, *, publisher: str | None = None
    ) -> Sequence[str]:
        """As Library has it."""
        return self.read.recent(as_of, after, most, publisher=publisher)

    def told(self, kind: LinkKind, items: Iterable[str], as_of: str | None) -> dict[str, int]:
        """As Library has it; of an item that was parted, all records of what it was part of."""
        families = {item: self.ruling.family.get(item, [item]) for item in items}
        read = self.read.told(kind, (base for bases in families.values() for base in bases), as_of)
        return {item: sum(read[base] for base in bases) for item, bases in families.items()}

    def outlet_months(self, as_of: str | None) -> Sequence[Outlet]:
        """As Library has it."""
        return self.read.outlet_months(as_of)

    def publishers(self) -> Sequence[str]:
        """As Library has it."""
        return self.read.publishers()

    def outlets(self, as_of: str | None) -> Sequence[tuple[str, int, str, str]]:
        """As Library has it."""
        return self.read.outlets(as_of)

    def days(self, as_of: str | None, after: str) -> dict[str, int]:
        """As Library has it."""
        return self.read.days(as_of, after)

    def counts(self, as_of: str | None) -> tuple[int, int, int]:
        """As Library has it."""
        return self.read.counts(as_of)

    def obtained(self, articles: Iterable[str]) -> dict[str, str]:
        """As Library has it."""
        return self.read.obtained(articles)

    def find(self, prefix: str, most: int = 20) -> tuple[Sequence[str], Sequence[str]]:
        """As Library has it."""
        return self.read.find(prefix, most)

    def neighbours(self, id: str) -> Sequence[str]:
        """As Library has it."""
        return self.read.neighbours(id)

    def decisions(self) -> Sequence[Decision]:
        """As Library has it."""
        return self.read.decisions()

    def put_in(self, items: Iterable[str]) -> set[str]:
        """Ids of the actors that corrections put into these items."""
        found = set()
        for decision in (d for item in items for d in self.ruling.of.get(item, ()) if d.verdict == "corrected"):
            value = json.loads(decision.value or "null")
            found |= {
                each["id"] for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict) and "id" in each
            }
        return {self.ruling.grouping.root(actor) for actor in found}


def reviewed(library: Library) -> Reviewed:
    """The library as people decided it."""
    return library if isinstance(library, Reviewed) else Reviewed(library)


def with_named(asked: Asked | None, library: Reviewed, as_of: str | None) -> Asked | None:
    """What was asked, and one article of each actor that a person put into an item asked for."""
    if asked is None or not library.ruling.of:
        return asked
    actors = library.put_in(item for items in asked.chosen.values() for item in items)
    beside = [link.article for link in library.links("actors", sorted(actors), as_of, 1)]
    return replace(asked, beside=tuple(dict.fromkeys((*asked.beside, *beside))))
