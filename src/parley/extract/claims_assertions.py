"""What has been asserted so far in an article, so that a denial can be tied to what it denies ("the accusation", "this version").

Assertions are the contents of attributions, and what somebody is accused of. Beliefs and wishes are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.extract.clauses import VERBAL, trimmed
from parley.extract.notes import Notes
from parley.extract.voices import subjects
from parley.lexicon.stances import Claims
from parley.records import Span

REACH = 900  # characters that a denial reaches back: about four sentences, since papers put accusation and answer side by side


@dataclass(frozen=True, slots=True)
class Assertion:
    """A stretch of text that `by` (actor ids, perhaps none) put forward; an accusation is more than a remark."""

    span: Span
    by: tuple[str, ...]
    is_accusation: bool = False


def assertions(notes: Notes, table: Claims) -> tuple[Assertion, ...]:
    """All assertions of an article, in reading order."""
    found = {a.span: a for a in _attributed(notes)}
    for accusation in _accusations(notes, table):
        found[accusation.span] = accusation
    return tuple(sorted(found.values(), key=lambda a: a.span))


def _attributed(notes: Notes) -> Iterator[Assertion]:
    for attribution in notes.reading.attributions:
        if attribution.type != "belief" and attribution.content:
            source = attribution.source_actor
            longest = max(attribution.content, key=lambda s: s[1] - s[0])
            yield Assertion(longest, (source,) if source is not None else ())


def _accusations(notes: Notes, table: Claims) -> Iterator[Assertion]:
    for sentence in notes.sentences():
        for verb in sentence:
            if verb.pos_ in VERBAL and verb.lemma_ in table.accuse:
                for prep in (c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"of", "for", "with"}):
                    span = trimmed(t for t in prep.subtree if t.i != prep.i)
                    if span is not None:
                        yield Assertion(span, subjects(verb, notes), is_accusation=True)


def words_of(text: str, idle: frozenset[str]) -> frozenset[str]:
    """The words of a text that carry meaning, cut to six letters so that forms of a word meet."""
    return frozenset(w[:6] for w in "".join(c if c.isalnum() else " " for c in text.lower()).split() if w not in idle)


class Ledger:
    """Finds in an article's assertions the one that is meant. Not shared between articles."""

    def __init__(self, notes: Notes, table: Claims) -> None:
        self._notes = notes
        self._idle = table.idle
        self._all = assertions(notes, table)

    def before(self, char: int, deniers: tuple[str, ...], accusations_first: bool = False) -> Assertion | None:
        """The last assertion that ends before `char` and is not the deniers' own; accusations go first where asked."""
        near = [a for a in self._all if char - REACH <= a.span[1] <= char + 1 and not (set(a.by) & set(deniers))]
        if accusations_first:
            near = [a for a in near if a.is_accusation] or near
        return near[-1] if near else None

    def like(self, span: Span, deniers: tuple[str, ...]) -> Assertion | None:
        """An assertion by somebody else that says the same as `span`: half of the words of either in common, two or more."""
        wanted = words_of(self._notes.text[slice(*span)], self._idle)
        best: Assertion | None = None
        best_share = 0.5
        for other in self._all:
            if other.span[0] < span[1] and span[0] < other.span[1]:
                continue
            if not other.by or set(other.by) & set(deniers):
                continue
            words = words_of(self._notes.text[slice(*other.span)], self._idle)
            common = len(wanted & words)
            share = common / max(1, min(len(wanted), len(words)))
            if common >= 2 and share >= best_share:
                best, best_share = other, share
        return best
