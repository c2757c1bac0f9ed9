"""The readings of a dossier, oldest first, with copies found and actors linked: what every merge below starts from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from parley.lexicon.links import Links
from parley.reason.actors import Key, identity, link, merged
from parley.reason.copies import copies
from parley.reason.groups import Told
from parley.reason.merged import MergedActor, MergedArticle
from parley.reason.sentences import around, sentences
from parley.reason.words import content, fold
from parley.records import Actor, Article, Reading, Record, Span, Spans


def in_order(readings: Iterable[Reading], as_of: str | None) -> tuple[Reading, ...]:
    """What had been published by the end of `as_of`, oldest first. An article without a day counts as known, and comes first."""
    kept = [r for r in readings if as_of is None or r.article.published is None or r.article.published[:10] <= as_of]
    return tuple(sorted(kept, key=lambda r: (r.article.published or "", r.article.id)))


@dataclass(frozen=True)
class Shelf:
    """Readings known on `as_of`, and the table that words are compared by."""

    readings: tuple[Reading, ...]
    as_of: str | None
    links: Links

    @cached_property
    def copy_of(self) -> dict[str, str]:
        """{article id: id of the article it copies}."""
        return copies([reading.article for reading in self.readings])

    @cached_property
    def _groups(self) -> list[list[Told[Actor]]]:
        return link(self.readings, self.links)

    @cached_property
    def ids(self) -> dict[Key, str]:
        """{(article id, actor id there): id of the merged actor}."""
        return identity(self._groups)

    @cached_property
    def actors(self) -> tuple[MergedActor, ...]:
        """The merged actors, most mentioned first."""
        return merged(self._groups, self.ids, self.readings)

    @cached_property
    def actor(self) -> dict[str, MergedActor]:
        """Merged actors by id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def armed(self) -> tuple[str, ...]:
        """Folded names of armed groups, longest first."""
        names = {fold(name) for actor in self.actors if actor.kind == "armed_group" for name in (actor.name, *actor.aliases)}
        return tuple(sorted((name for name in names if name), key=len, reverse=True))

    @cached_property
    def reading(self) -> dict[str, Reading]:
        """Readings by article id."""
        return {reading.article.id: reading for reading in self.readings}

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

    def told[R: Record](self, kind: str, _type: type[R]) -> Iterator[Told[R]]:
        """Every record of a kind with its article, oldest article first, in the order of the text."""
        for reading in self.readings:
            for record in getattr(reading, kind):
                yield Told(reading.article, record)

    def who(self, article: str, actors: Iterable[str | None]) -> tuple[str, ...]:
        """Ids of merged actors for ids of one article's actors, unknown ones left out."""
        found = (self.ids.get((article, actor)) for actor in actors if actor)
        return tuple(dict.fromkeys(actor for actor in found if actor))

    @cached_property
    def _sentences(self) -> tuple[list[tuple[Article, Span]], dict[str, list[int]]]:
        """Sentences of all articles, boilerplate left out, and for each content word the numbers of those that hold it."""
        every: list[tuple[Article, Span]] = []
        holding: dict[str, list[int]] = {}
        for article in (reading.article for reading in self.readings):
            for span in sentences(article.text):
                if any(start <= span[0] < end for start, end in article.boilerplate):
                    continue
                for word in self.words(article.text[slice(*span)]):
                    holding.setdefault(word, []).append(len(every))
                every.append((article, span))
        return every, holding

    def sentences_with(self, words: frozenset[str], needed: int) -> Iterator[tuple[Article, Span]]:
        """Sentences that hold `needed` or more of the words: newest article first, in each in the order of the text."""
        every, holding = self._sentences
        counts = Counter(number for word in words for number in holding.get(word, ()))
        found = [every[number] for number, count in sorted(counts.items()) if count >= needed]
        yield from sorted(found, key=lambda each: self._place[each[0].id], reverse=True)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {reading.article.id: number for number, reading in enumerate(self.readings)}

    def words(self, text: str) -> frozenset[str]:
        """Content words of a text."""
        return content(text, self.links)

    def sentence(self, article: str, spans: Spans) -> str:
        """The sentences that the first stretch touches, for comparing words."""
        text = self.reading[article].article.text
        return text[slice(*around(text, spans[0]))] if spans else ""
