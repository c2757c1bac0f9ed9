"""What a dossier keeps beside its readings: links of records to items, what settled an expectation, what people decided.

An item is one thing (an actor, an event, an agreement ...) however many articles tell it; its id is that of the first record
linked to it, and stays. A link says of one record which item it tells, with a reason and a score; nothing is rewritten. What
linking has to remember of a record is its `Trace`, found again by `keys`, so that adding an article costs what is new in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from parley.records import Reading, Record

# issues: the label of a position to the issue that it names; assertions, made with the article that denies a claim: the earlier
# statement that puts it forward, whose article is the link's `value`
LinkKind = Literal[
    "actors", "statements", "events", "agreements", "positions", "issues", "claims", "assertions", "expectations", "relations"
]
LINK_KINDS: tuple[LinkKind, ...] = LinkKind.__args__  # type: ignore[attr-defined]


def claim_id(statement: str) -> str:
    """The id of the claim that a statement (its id) puts forward."""
    return f"c{statement[1:]}"


def statement_id(claim: str) -> str:
    """The id of the statement that puts a claim (its id) forward; of no statement where an article has the claim itself."""
    return f"t{claim[1:]}"


# the field of Reading that holds records of a kind, and the kind of a record by the letter that its id begins with
FIELD_OF: dict[LinkKind, str] = {kind: kind for kind in LINK_KINDS} | {
    "statements": "attributions", "assertions": "attributions", "issues": "positions",
}  # fmt: skip
KIND_OF: dict[str, LinkKind] = {
    "a": "actors", "t": "statements", "e": "events", "g": "agreements",
    "p": "positions", "c": "claims", "x": "expectations", "r": "relations",
}  # fmt: skip
Verdict = Literal["accepted", "rejected", "corrected", "merged", "split", "undone"]


class Trace(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What linking compares a record by. Fields not used by a kind stay empty.

    `words`: stems of content words; `who`: items of actors; `names`: folded names (of an actor, of places) or words of a sentence;
    `heads`: what actors without a name are described by; `type`: the record's type or kind; `key`: the knowledge base's key;
    `date` and `place` as the record has them.
    """

    words: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    type: str | None = None
    mode: str | None = None
    key: str | None = None
    date: str | None = None
    place: str | None = None


class Link(Record, frozen=True, kw_only=True):
    """Record `record` of `article` tells `item`. `score` from 0 to 1; `reason` in a few words, "first" for an item's first.

    `known` is the day (ISO) from which the article is known; `value` what the record says of its item (status, direction, outcome),
    `due` the last day of an expectation, `weight` how much the record matters beside others of its kind. `keys`: what later
    records are compared by; those that share none are never compared.
    """

    kind: LinkKind
    article: str
    record: str
    item: str
    known: str
    score: float = 1.0
    reason: str = "first"
    value: str | None = None
    due: str | None = None
    weight: float = 0.0
    keys: tuple[str, ...] = ()
    trace: Trace = Trace()


class Settlement(Record, frozen=True, kw_only=True):
    """The stretch of an article that says what became of an expectation (an item)."""

    item: str
    article: str
    start_char: int
    end_char: int
    outcome: Literal["met", "missed"]
    known: str
    score: float = 1.0
    reason: str = ""


class Outlet(Record, frozen=True, kw_only=True):
    """What a dossier has of an outlet (None: not known) in a month ("2022-02"): articles, copies among them, first and last day."""

    publisher: str | None
    month: str
    articles: int
    copies: int
    first: str
    last: str


def by_month(told: Iterable[tuple[str | None, str, bool]]) -> list[Outlet]:
    """Outlets month by month, of articles given as (publisher, day, whether it is a copy)."""
    held: dict[tuple[str | None, str], list[tuple[str, bool]]] = {}
    for publisher, day, copied in told:
        held.setdefault((publisher, day[:7]), []).append((day, copied))
    return [
        Outlet(
            publisher=publisher,
            month=month,
            articles=len(found),
            copies=sum(copied for _, copied in found),
            first=min(day for day, _ in found),
            last=max(day for day, _ in found),
        )
        for (publisher, month), found in sorted(held.items(), key=lambda pair: (pair[0][0] or "", pair[0][1]))
    ]


class Linked(Record, frozen=True, kw_only=True):
    """All that linking found out about one reading; `copy_of` is the earliest article that it repeats nearly word for word."""

    copy_of: str | None = None
    sketch: tuple[int, ...] = ()  # smallest shingles of the text, by which later copies are found
    links: tuple[Link, ...] = ()
    settlements: tuple[Settlement, ...] = ()


class Decision(Record, frozen=True, kw_only=True):
    """What a person decided about an item, once and for all later runs; `id` depends on everything else.

    `when` is UTC (ISO 8601), `who` a name. `words` are the (article id, start, end, text) stretches that were shown, by which
    the decision is found again when a newer extractor words or cuts the record otherwise.
    corrected: `field` got `value` (JSON). merged: `other` is the item that this one is part of. split: `records` (record ids)
    leave the item. undone: `other` is the decision that no longer counts.
    """

    id: str
    when: str
    who: str
    verdict: Verdict
    kind: LinkKind
    item: str
    words: tuple[tuple[str, int, int, str], ...] = ()
    field: str | None = None
    value: str | None = None
    other: str | None = None
    records: tuple[str, ...] = ()
    note: str | None = None


class Memory(Protocol):
    """What linking asks of the dossier while an article is added; no answer costs more in a large dossier than in a small one."""

    def near(self, kind: LinkKind, keys: Iterable[str], known: str, most: int = 40, least: int = 1) -> Sequence[Link]:
        """Links that share a key: for each key at most `most`, latest by `known` first, up to the day given before those after it.

        Each link once, in the order in which they were made, if it was met under `least` of the keys; `keys` may be left empty.
        """
        ...

    def with_sketch(self, sketch: Iterable[int], least: int = 1, most: int = 5) -> Sequence[str]:
        """Ids of articles that share `least` shingles: those that share most first, of equals what was added first."""
        ...

    def with_words(self, words: Iterable[str], *, after: str | None, before: str | None, most: int = 30) -> Sequence[Reading]:
        """Readings of articles known after and before days whose texts have words that begin as `words` (folded): best first."""
        ...

    def with_actors(self, items: Iterable[str], before: str, least: int, most: int = 30) -> Sequence[Reading]:
        """Readings of articles known before a day that tell of `least` of the actors: latest first."""
        ...

    def copy_of(self, article: str) -> str | None:
        """The article that this one copies."""
        ...

    def items_of(self, records: Iterable[str], kind: LinkKind | None = None) -> dict[str, str]:
        """{record id: its item} by links of a kind (None: of any but issues and assertions), unknown ones left out."""
        ...

    def reading(self, article: str) -> Reading | None:
        """The newest reading of an article."""
        ...

    def last_day(self) -> str | None:
        """The latest day from which an article is known."""
        ...


class Library(Protocol):
    """What questions may ask of a dossier. `as_of` (ISO day) hides what became known later; None hides nothing."""

    def reading(self, article: str) -> Reading | None:
        """The newest reading of an article."""
        ...

    def links(self, kind: LinkKind, items: Iterable[str], as_of: str | None, most: int | None = None) -> Sequence[Link]:
        """Links of a kind of the items, in order of `known` and adding, without traces.

        Of an item with more than `most`: its first, its latest, and the latest `most` whose value differs from the one before.
        """
        ...

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
        """Items told by the day and, if given, told (again) after `after`: the latest told first.

        `by_weight`: those first whose heaviest link in that time, and half a point for each, weighs most. `values`: only links that
        have one of these.
        """
        ...

    def due(self, first: str, last: str, as_of: str | None, most: int | None = None) -> Sequence[str]:
        """Expectations with a last day within the two days, known by `as_of`: soonest first."""
        ...

    def settlements(self, items: Iterable[str], as_of: str | None) -> Sequence[Settlement]:
        """What settled the expectations, in order of `known`."""
        ...

    def settled(self, after: str, as_of: str | None, most: int | None = None) -> Sequence[str]:
        """Expectations that were settled by an article known after a day."""
        ...

    def items_of(self, records: Iterable[str], kind: LinkKind | None = None) -> dict[str, str]:
        """{record id: its item} by links of a kind (None: of any but issues and assertions), unknown ones left out."""
        ...

    def copies(self, articles: Iterable[str]) -> dict[str, str]:
        """{article id: the article that it copies}, for those that are copies."""
        ...

    def recent(
        self, as_of: str | None, after: str | None = None, most: int | None = None, *, publisher: str | None = None
    ) -> Sequence[str]:
        """Ids of articles (of one outlet, where it is given) known by the day, latest first."""
        ...

    def told(self, kind: LinkKind, items: Iterable[str], as_of: str | None) -> dict[str, int]:
        """How many records tell each item."""
        ...

    def outlet_months(self, as_of: str | None) -> Sequence[Outlet]:
        """The outlets month by month."""
        ...

    def publishers(self) -> Sequence[str]:
        """Every outlet that the dossier has articles of."""
        ...

    def outlets(self, as_of: str | None) -> Sequence[tuple[str, int, str, str]]:
        """Each outlet by name, its articles known by the day, and the days from which the first and the last of them are known."""
        ...

    def days(self, as_of: str | None, after: str) -> dict[str, int]:
        """{day: articles known from that day on}, for days after `after` that have any, in order."""
        ...

    def counts(self, as_of: str | None) -> tuple[int, int, int]:
        """How many articles, outlets and copies are known by the day."""
        ...

    def obtained(self, articles: Iterable[str]) -> dict[str, str]:
        """{article id: the day (ISO) on which it was added}, where that is known."""
        ...

    def find(self, prefix: str, most: int = 20) -> tuple[Sequence[str], Sequence[str]]:
        """Ids of articles, and of records, that begin so; those of records in order."""
        ...

    def neighbours(self, id: str) -> Sequence[str]:
        """The ids of any kind (of records and decisions, in the whole dossier) just before and after this one."""
        ...

    def decisions(self) -> Sequence[Decision]:
        """All decisions, in the order in which they were made."""
        ...
