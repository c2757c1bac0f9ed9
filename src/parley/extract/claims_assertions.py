"""What has been asserted so far in an article, so that a denial can be tied to what it denies ("the accusation", "this version").

Assertions are the contents of attributions, and what somebody is accused of. Beliefs and wishes are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_tokens, mark_of, trimmed
from parley.extract.notes import Notes
from parley.extract.voices import named, subjects
from parley.lexicon.stances import Claims
from parley.records import Span

NEAR = 260  # characters between what is said of somebody and the answer that follows it: a sentence or so
SAME_WORDS = 0.66  # of the shorter of two statements, of which one has a "not"
REACH = 900  # characters that a denial reaches back: about four sentences, since papers put accusation and answer side by side
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Assertion:
    """A stretch of text that `by` (actor ids, perhaps none) put forward, on what `about` did; an accusation outweighs a remark."""

    span: Span
    by: tuple[str, ...]
    is_accusation: bool = False
    about: tuple[str, ...] = ()


def assertions(notes: Notes, table: Claims) -> tuple[Assertion, ...]:
    """All assertions of an article, in reading order."""
    accusations = list(_accusations(notes, table))
    told = [*_attributed(notes, table), *_by_account(notes, table)]
    remarks = [a for a in told if not any(_overlap(a.span, other.span) for other in accusations)]
    return tuple(sorted([*accusations, *remarks], key=lambda a: a.span))


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _attributed(notes: Notes, table: Claims) -> Iterator[Assertion]:
    for attribution in notes.reading.attributions:
        if attribution.type != "belief" and attribution.content:
            source = attribution.source_actor
            # a broken quotation makes a remark before and another after "he said"
            whole = attribution.type == "direct"
            stretches = attribution.content if whole else [max(attribution.content, key=lambda s: s[1] - s[0])]
            for stretch in stretches:
                span = trimmed(_said(notes.tokens(stretch)))
                if span is not None and not _is_mere_account(notes.tokens(span), table):
                    yield Assertion(span, (source,) if source is not None else (), about=_doers(notes, span))


def _by_account(notes: Notes, table: Claims) -> Iterator[Assertion]:
    """ "They were rebels, by the army's account", "Officers strung wire, if Dushanbe is to be believed"."""
    for sentence in notes.sentences():
        for token in sentence:
            if token.dep_ == "pobj" and token.lower_ in table.accounts and token.head.lower_ in {"by", "in", "on"}:
                whose, phrase = next((c for c in token.children if c.dep_ == "poss"), None), token.head
            elif token.lemma_ in table.believe and token.dep_ == "xcomp" and mark_of(token.head) == "if":
                whose, phrase = next((c for c in token.head.children if c.dep_ == "nsubj"), None), token.head
            else:
                continue
            inside = {t.i for t in phrase.subtree}
            span = trimmed(t for t in clause_tokens(phrase.head) if t.i not in inside) if phrase.head.pos_ in VERBAL else None
            if span is not None and whose is not None:
                yield Assertion(span, named(whose, notes, table.bodies), about=_doers(notes, span))


def _is_mere_account(tokens: list[Token], table: Claims) -> bool:
    """Whether a content only says that something was told ("a different story")."""
    return not any(t.pos_ in VERBAL for t in tokens) and tokens[-1].lemma_.lower() in table.wholes


def _doers(notes: Notes, span: Span) -> tuple[str, ...]:
    """The actors that the main clause of a stretch tells something of."""
    tokens = notes.tokens(span)
    inside = {t.i for t in tokens}
    root = next((t for t in tokens if t.pos_ in VERBAL and t.head.i not in inside), None) or next(
        (t for t in tokens if t.dep_ == "ROOT"), None
    )
    return subjects(root, notes) if root is not None else ()


def _said(tokens: list[Token]) -> list[Token]:
    """A content clause without the "that" before it."""
    return tokens[1:] if tokens and tokens[0].lower_ == "that" and tokens[0].dep_ == "mark" else tokens


def _accusations(notes: Notes, table: Claims) -> Iterator[Assertion]:
    for sentence in notes.sentences():
        for verb in sentence:
            if verb.pos_ in VERBAL and verb.lemma_ in table.accuse:
                heads = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
                preps = [c for head in heads for c in head.children if c.dep_ == "prep" and c.lower_ in {"of", "for", "with"}]
                blames = verb.lemma_ == "blame"  # "blamed Iran for the drones", whatever the parser hangs "for" on
                for prep in (p for p in preps if p.head == verb or blames or any(c.dep_ == "pcomp" for c in p.children)):
                    span = trimmed(_charge(prep, table))
                    if span is not None:
                        accused = tuple(a for c in heads[1:] for a in notes.actors_of(c))
                        yield Assertion(span, subjects(verb, notes), is_accusation=True, about=accused)


def _charge(prep: Token, table: Claims) -> Iterator[Token]:
    """What follows "accused X of", up to a remark on the accusation ("..., an allegation that Y denies")."""
    remarks = [t for t in prep.subtree if t.dep_ in {"appos", "relcl"} and t.lemma_.lower() in table.assertions]
    end = min((t.left_edge.i for t in remarks), default=len(prep.doc))
    return (t for t in prep.subtree if prep.i < t.i < end)


def words_of(text: str, idle: frozenset[str]) -> frozenset[str]:
    """The words of a text that carry meaning, cut to six letters so that forms of a word meet."""
    return frozenset(w[:6] for w in WORD.findall(text.lower()) if w not in idle)


class Ledger:
    """Finds in an article's assertions the one that is meant. Not shared between articles."""

    def __init__(self, notes: Notes, table: Claims) -> None:
        self._notes = notes
        self._idle = table.idle
        self._all = assertions(notes, table)

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [words_of(self._notes.text[slice(*a.span)], self._idle) for a in self._all]

    def before(self, char: int, deniers: tuple[str, ...], accusations_first: bool = False) -> Assertion | None:
        """The last assertion that ends before `char` and is not the deniers' own; accusations go first where asked."""
        found = self.all_before(char, deniers, accusations_first)
        return found[-1] if found else None

    def all_before(self, char: int, deniers: tuple[str, ...], accusations_first: bool = False) -> list[Assertion]:
        """The last assertions before `char` of whoever made the last one, in order. What tells of the past goes before what does
        not (one denies deeds rather than intentions); what runs on beyond `char` is cut there."""
        near = [self._until(a, char) for a in self._all if a.span[0] < char - 8 and char - REACH <= a.span[1]]
        near = [a for a in near if not (set(a.by) & set(deniers))]
        if accusations_first:
            near = [a for a in near if a.is_accusation] or near
        same = [a for a in near if a.by == near[-1].by] if near else []
        return [a for a in same if a.is_accusation or self._tells_of_past(a.span)] or same[-1:]

    def _until(self, assertion: Assertion, char: int) -> Assertion:
        if assertion.span[1] <= char:
            return assertion
        span = trimmed(t for t in self._notes.tokens((assertion.span[0], char)))
        return replace(assertion, span=span) if span is not None else assertion

    def _tells_of_past(self, span: Span) -> bool:
        tokens = self._notes.tokens(span)
        return any(t.tag_ == "VBD" or (t.tag_ == "VBN" and any(c.lemma_ == "have" for c in t.children)) for t in tokens)

    def _is_negative(self, span: Span) -> bool:
        return any(t.dep_ == "neg" for t in self._notes.tokens(span))

    def about(self, actor: str, char: int, accusations_from: int = NEAR) -> Assertion | None:
        """The last accusation, or remark on something past, by somebody else on what an actor did, in the sentences just before;
        accusations may stand `accusations_from` characters back."""
        near = (a for a in reversed(self._all) if 0 <= char - a.span[1] <= (accusations_from if a.is_accusation else NEAR))
        return next(
            (a for a in near if actor in a.about and actor not in a.by and (a.is_accusation or self._tells_of_past(a.span))), None
        )

    def opposite(self, span: Span, speakers: tuple[str, ...]) -> Assertion | None:
        """What somebody else said before in nearly the same words, without the "not" of `span`."""
        wanted = words_of(self._notes.text[slice(*span)], self._idle)
        for other, words in zip(self._all, self._words, strict=True):
            if other.span[1] > span[0] or not other.by or set(other.by) & set(speakers) or self._is_negative(other.span):
                continue
            common = len(wanted & words)
            if common >= 2 and common / max(1, min(len(wanted), len(words))) >= SAME_WORDS and self._tells_of_past(other.span):
                return other
        return None

    def like(self, span: Span, deniers: tuple[str, ...], least: int = 2) -> Assertion | None:
        """An assertion by somebody else that says the same as `span`: half of the words of either in common, `least` or more."""
        wanted = words_of(self._notes.text[slice(*span)], self._idle)
        best: Assertion | None = None
        best_share = 0.5
        for other, words in zip(self._all, self._words, strict=True):
            if other.span[0] < span[1] and span[0] < other.span[1]:
                continue
            if not other.by or set(other.by) & set(deniers):
                continue
            if self._is_negative(other.span) and not self._is_negative(span):
                continue  # it says the opposite
            common = len(wanted & words)
            share = common / max(1, min(len(wanted), len(words)))
            if common >= least and share >= best_share:
                best, best_share = other, share
        return best
