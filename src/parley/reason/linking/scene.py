"""The article that is being linked, and what has been found out about it so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from parley.ledger import Link, LinkKind, Memory, Trace
from parley.lexicon.links import Links
from parley.reason.linking.choosing import Match
from parley.reason.sentences import around
from parley.reason.words import content, fold
from parley.records import Actor, Article, Place, Reading, Spans

_BEGINNING = 6  # letters by which a word is looked for: enough to tell words apart, few enough to lose their endings


@dataclass(frozen=True, slots=True)
class Value:
    """What a record says of its item: `value`, `due` and `weight` of its link."""

    value: str | None = None
    due: str | None = None
    weight: float = 0.0


NO_VALUE = Value()


@dataclass
class Scene:
    """A reading, the table that words are compared by, the dossier's memory, and the links made for the reading so far.

    `known` is the day from which the article is known.
    """

    reading: Reading
    table: Links
    memory: Memory
    known: str
    copy_of: str | None = None
    links: list[Link] = field(default_factory=list)
    item: dict[str, str] = field(default_factory=dict)  # of this reading's records, by their ids
    _holding: dict[tuple[LinkKind, str], list[Link]] = field(default_factory=dict)

    @property
    def article(self) -> Article:
        """The article."""
        return self.reading.article

    def words(self, text: str) -> frozenset[str]:
        """Content words of a text."""
        return content(text, self.table)

    def beginnings(self, text: str) -> list[str]:
        """How the content words of a text begin, folded: what to look for in other texts."""
        words = (word for word in fold(text).split() if word not in self.table.idle and len(word) > 1)
        return list(dict.fromkeys(word[:_BEGINNING] for word in words))

    def sentence(self, spans: Spans) -> str:
        """The sentences that the first stretch touches."""
        return self.article.text[slice(*around(self.article.text, spans[0]))] if spans else ""

    def who(self, actors: Iterable[str | None]) -> frozenset[str]:
        """Items of actors of this article, unknown ones left out."""
        return frozenset(self.item[actor] for actor in actors if actor in self.item)

    def actor(self, id: str) -> Actor | None:
        """An actor of this article."""
        return next((actor for actor in self.reading.actors if actor.id == id), None)

    def places(self) -> tuple[Place, ...]:
        """The places of this article."""
        return self.reading.places

    def near(self, kind: LinkKind, keys: Iterable[str], most: int = 40, least: int = 1) -> list[Link]:
        """Links of the dossier and of this article that share `least` of the keys, in the order in which they were made."""
        wanted = tuple(dict.fromkeys(keys))
        found = list(self.memory.near(kind, wanted, self.known, most, least))
        counts: dict[int, int] = {}
        for key in wanted:
            for link in self._holding.get((kind, key), ()):
                counts[id(link)] = counts.get(id(link), 0) + 1
        return found + [link for link in self.links if counts.get(id(link), 0) >= least]

    def join(self, kind: LinkKind, record: str, match: Match, trace: Trace, keys: Iterable[str], value: Value = NO_VALUE) -> str:
        """Links a record to the item that matches, to one of its own where none does; the item."""
        link = Link(
            kind=kind, article=self.article.id, record=record, item=match.item or record, known=self.known, score=match.score,
            reason=match.reason if match.item else "first", value=value.value, due=value.due, weight=value.weight,
            keys=tuple(dict.fromkeys(keys)), trace=trace,
        )  # fmt: skip
        self.links.append(link)
        if kind != "issues":
            self.item[record] = link.item
        for key in link.keys:
            self._holding.setdefault((kind, key), []).append(link)
        return link.item

    def head(self, actor: Actor) -> str | None:
        """The last word of an actor that goes by a description ("the traditional hunters"), None where it has a name."""
        described = actor.canonical is None and actor.name[-1:].isalpha() and actor.name.split()[-1].islower()
        return fold(actor.name).split()[-1] if described else None
