"""Who had put a claim forward before it was denied: the earlier statement that says what the denial denies.

A denial rarely repeats the words. A statement fits where it holds nearly all of the claim's words, or where it speaks of all
the parties that the claim names, two or more, whatever they are called there, and shares a word (or concept) with it beside
their names. Misses claims that name one party or none and are told in other words; opinions and wishes put nothing forward.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

from parley.reason.groups import Told
from parley.reason.shelf import Shelf
from parley.records import Attribution, Claim, Spans

_HELD = 0.8  # of the claim's words
_FEW = 3  # words below which being held means nothing
_PARTIES = 2


@dataclass(frozen=True)
class _Features:
    """Merged actors that are named in a stretch, its words outside of their names, and all of its words."""

    actors: frozenset[str]
    beside: frozenset[str]
    words: frozenset[str]


def _features(shelf: Shelf, article: str, spans: Spans) -> _Features:
    reading = shelf.reading[article]
    text, actors, beside, whole = reading.article.text, set(), [], []
    for start, end in spans:
        at = start
        whole.append(text[start:end])
        for mention in sorted(reading.mentions, key=lambda m: m.start_char):
            if mention.how != "pronoun" and start <= mention.start_char and mention.end_char <= end:
                actors |= set(shelf.who(article, [mention.actor]))
                beside.append(text[at : mention.start_char])
                at = max(at, mention.end_char)
        beside.append(text[at:end])
    return _Features(frozenset(actors), shelf.words(" ".join(beside)), shelf.words(" ".join(whole)))


@dataclass(frozen=True)
class Assertions:
    """The statements of a dossier, to be asked for those that put a claim forward."""

    shelf: Shelf

    @cached_property
    def _index(self) -> tuple[list[tuple[Told[Attribution], _Features]], dict[Hashable, list[int]]]:
        every: list[tuple[Told[Attribution], _Features]] = []
        holding: dict[Hashable, list[int]] = {}
        for one in self.shelf.told("attributions", Attribution):
            if one.record.type == "belief" or not one.record.source_actor or one.article.id in self.shelf.copy_of:
                continue
            features = _features(self.shelf, one.article.id, one.record.content)
            for feature in features.actors | features.words:
                holding.setdefault(feature, []).append(len(every))
            every.append((one, features))
        return every, holding

    def before(self, members: Sequence[Told[Claim]], denied: Sequence[str]) -> Told[Attribution] | None:
        """The latest statement of somebody else that puts forward what the claim's first denial denies."""
        denial = next((one for one in members if one.record.status in {"denied", "disputed"}), None)
        if denial is None or denial.day is None:
            return None
        every, holding = self._index
        told = [_features(self.shelf, one.article.id, one.record.evidence) for one in members]
        beside = frozenset[str]().union(*(each.beside for each in told))  # every way in which the claim is told
        for claim in (_Features(each.actors, beside, each.words) for each in told):
            counts = Counter(number for feature in claim.actors | claim.words for number in holding.get(feature, ()))
            fitting = [
                every[number][0]
                for number in sorted(counts)
                if self._may(every[number][0], denial, denied) and _fits(claim, every[number][1], denied)
            ]
            if fitting:
                return fitting[-1]
        return None

    def _may(self, one: Told[Attribution], denial: Told[Claim], denied: Sequence[str]) -> bool:
        by = self.shelf.who(one.article.id, [one.record.source_actor])
        return bool(one.day and denial.day and one.day < denial.day and by and not set(by) & set(denied))


def _fits(claim: _Features, said: _Features, denied: Sequence[str]) -> bool:
    if len(claim.words) >= _FEW and len(claim.words & said.words) >= _HELD * len(claim.words):
        return True
    parties = claim.actors - set(denied)
    return len(parties) >= _PARTIES and parties <= said.actors and bool(claim.beside & said.beside)
