"""What a question needs of a dossier: the readings that tell the items asked for, as known on a day, grouped by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from parley.ledger import FIELD_OF, LINK_KINDS, Library, Link, LinkKind, Settlement, claim_id, statement_id
from parley.lexicon.links import Links
from parley.reason.asserted import claims_of
from parley.reason.groups import Group, Told
from parley.reason.merged import MergedArticle
from parley.reason.sentences import around
from parley.reason.words import content
from parley.records import Actor, Attribution, Reading, Record, Spans

Chosen = Mapping[LinkKind, Sequence[str]]


@dataclass(frozen=True)
class Asked:
    """Items `chosen` by kind. Beside the actors that are chosen, there are those of the articles that are read anyway.

    `most` limits the records of one item: its first, its latest and those that changed it are kept. `beside`: ids of further
    articles to read.
    """

    chosen: Chosen
    most: int | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """What was asked of a library (None: everything) on `as_of`; `links` is the table that words are compared by."""

    library: Library
    as_of: str | None
    links: Links
    asked: Asked | None = None
    given: Mapping[LinkKind, Sequence[Link]] | None = None  # the links of what was asked, where they are at hand

    @cached_property
    def _linked(self) -> dict[LinkKind, Sequence[Link]]:
        """Links of what was chosen, by kind."""
        if self.given is not None:
            return dict(self.given)
        kinds = [kind for kind in LINK_KINDS if kind not in {"issues", "assertions"}]
        asked = self.asked or Asked({kind: self.library.items(kind, self.as_of) for kind in kinds})
        wanted = asked.chosen
        found = {kind: self.library.links(kind, items, self.as_of, asked.most) for kind, items in wanted.items()}
        if claims := found.get("claims"):
            found["claims"] = [*claims, *self._denials(claims)]
        denied = {link.item for link in found.get("claims", ())}
        return found | {"assertions": self.library.links("assertions", denied, self.as_of)}

    def _denials(self, claims: Sequence[Link]) -> Sequence[Link]:
        """Links of the claims that deny what some of these put forward."""
        statements = [statement_id(link.record) for link in claims]
        others = set(self.library.items_of(statements, "assertions").values()) - {link.item for link in claims}
        return self.library.links("claims", others, self.as_of) if others else ()

    def earlier(self, day: str) -> Shelf:
        """The same on an earlier day, from the links that are at hand; only what had more than these is asked for again."""
        found: dict[LinkKind, Sequence[Link]] = {}
        for kind, links in self._linked.items():
            kept = [link for link in links if link.known <= day]
            many = [item for item, count in Counter(link.item for link in links).items() if self._most and count > self._most]
            again = self.library.links(kind, many, day, 1) if many and kind != "assertions" else ()
            at_hand = {(link.record, link.item) for link in kept}
            found[kind] = sorted((*kept, *(x for x in again if (x.record, x.item) not in at_hand)), key=lambda link: link.known)
        return replace(self, as_of=day, given=found)

    @property
    def _most(self) -> int | None:
        return self.asked.most if self.asked else None

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Readings that tell what was chosen, oldest first. An article without a day comes first."""
        ids = dict.fromkeys(link.article for links in self._linked.values() for link in links)
        ids |= dict.fromkeys(link.value or "" for link in self._linked.get("assertions", ()))
        ids |= dict.fromkeys(self.library.recent(self.as_of) if self.asked is None else self.asked.beside)
        found = (reading for id in ids if (reading := self.library.reading(id)))
        return tuple(sorted(found, key=lambda r: (r.article.published or "", r.article.id)))

    @cached_property
    def reading(self) -> dict[str, Reading]:
        """Readings by article id."""
        return {reading.article.id: reading for reading in self.readings}

    @cached_property
    def copy_of(self) -> dict[str, str]:
        """{article id: id of the article it copies}."""
        return self.library.copies(self.reading)

    @cached_property
    def settlements(self) -> dict[str, list[Settlement]]:
        """What settled the expectations, by item."""
        found: dict[str, list[Settlement]] = {}
        items = {link.item for link in self._linked.get("expectations", ())}
        for settlement in self.library.settlements(items, self.as_of):
            found.setdefault(settlement.item, []).append(settlement)
        return found

    @cached_property
    def publishers(self) -> Sequence[str]:
        """The outlets of the dossier."""
        return self.library.publishers()

    @cached_property
    def item(self) -> dict[str, str]:
        """{record id: its item}, for the actors of the readings and for the records chosen."""
        actors = self.library.items_of((actor.id for reading in self.readings for actor in reading.actors), "actors")
        chosen = {
            link.record: link.item for kind, links in self._linked.items() if kind not in {"actors", "assertions"} for link in links
        }
        return actors | chosen | self._put_forward(chosen)

    def _put_forward(self, item: Mapping[str, str]) -> dict[str, str]:
        """{claim id: the item that denies it}, for claims that statements put forward."""
        denied = {claim_id(link.record): link.item for link in self._linked.get("assertions", ())}
        first = {item[claim]: denier for claim, denier in denied.items() if claim in item}
        return {record: first[held] for record, held in item.items() if held in first}

    def groups[R: Record](self, kind: LinkKind, _type: type[R]) -> list[Group[R]]:
        """The items of a kind with the records that tell them, those told first before others."""
        if kind not in self._grouped:
            self._grouped[kind] = self._groups(kind)
        return self._grouped[kind]

    @cached_property
    def _grouped(self) -> dict[LinkKind, list[Group[Any]]]:
        return {}

    def _groups(self, kind: LinkKind) -> list[Group[Any]]:
        links = self._linked.get(kind, ())
        chosen = None if kind == "actors" else {self.item.get(link.record, link.item) for link in links}
        telling = {link.article for link in links}
        groups: dict[str, Group[Any]] = {}
        for reading in (each for each in self.readings if chosen is None or each.article.id in telling):
            for record in claims_of(reading) if kind == "claims" else getattr(reading, FIELD_OF[kind]):
                item = self.item.get(record.id)
                if item is not None and (chosen is None or item in chosen):
                    groups.setdefault(item, Group(item, [])).members.append(Told(reading.article, record))
        return list(groups.values())

    def put_forward(self, claim: str) -> Iterator[Told[Attribution]]:
        """Statements that put a claim forward before it was denied, latest last."""
        for link in self._linked.get("assertions", ()):
            if link.item == claim and (reading := self.library.reading(link.value or "")):
                yield from (Told(reading.article, each) for each in reading.attributions if each.id == link.record)

    def articles(self) -> tuple[MergedArticle, ...]:
        """The articles, oldest first."""
        return tuple(
            MergedArticle(
                id=a.id,
                title=a.title,
                publisher=a.publisher,
                published=a.published,
                published_from=a.published_from,
                url=a.url,
                language=a.language,
                copy_of=self.copy_of.get(a.id),
            )
            for a in (reading.article for reading in self.readings)
        )

    @cached_property
    def actor(self) -> dict[str, Actor]:
        """For each item, the first record of an actor that tells it."""
        return {group.item: group.members[0].record for group in reversed(self.groups("actors", Actor))}

    def who(self, actors: Iterable[str | None]) -> tuple[str, ...]:
        """Items for ids of articles' actors, each once, unknown ones left out."""
        return tuple(dict.fromkeys(self.item[actor] for actor in actors if actor in self.item))

    def words(self, text: str) -> frozenset[str]:
        """Content words of a text."""
        return content(text, self.links)

    def sentence(self, article: str, spans: Spans) -> str:
        """The sentences that the first stretch touches, for comparing words."""
        text = self.reading[article].article.text
        return text[slice(*around(text, spans[0]))] if spans else ""
