"""Where one agreement is spoken of: the words that stand for it, and the verbs that tell something of it.

Misses: words for it more than a sentence after the last that is known, pronouns other than "it" and "which".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.agreement_verbs import SUBJECTS, VERBS, prepositional, verbs_of
from parley.extract.event_slots import lemma
from parley.extract.notes import is_negated
from parley.lexicon.deals import Deals
from parley.records import Agreement
from parley.values import Span

# How far above a verb "may" or "failed to" can stand, in verbs
DEPTH = 3


def stretch(tokens: Iterable[Token]) -> Span:
    """The one stretch of text from the first to the last of some tokens."""
    ordered = sorted(tokens, key=lambda t: t.i)
    return ordered[0].idx, ordered[-1].idx + len(ordered[-1])


@dataclass(frozen=True)
class Told:
    """An agreement with the nouns and pronouns that stand for it, or with the verb that tells it and what that verb leads to."""

    agreement: Agreement
    nouns: tuple[Token, ...]
    acts: tuple[Token, ...]
    table: Deals

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """`nouns`, and each "it" that begins the sentence after one of them."""
        found = {t.i: t for t in self.nouns}
        for word in (*self.nouns, *self.acts):
            after = word.doc[min(word.sent.end, len(word.doc) - 1)].sent
            if after.start > word.i:
                found |= {t.i: t for t in after[:1] if t.lower_ == "it" and t.dep_ in SUBJECTS}
        return tuple(found[i] for i in sorted(found))

    @cached_property
    def sentences(self) -> tuple[Tokens, ...]:
        """The sentences in which those words and verbs stand, in text order."""
        starts = {t.sent.start: t.sent for t in (*self.words, *self.acts)}
        return tuple(starts[start] for start in sorted(starts))

    @cached_property
    def said(self) -> tuple[Token, ...]:
        """Verbs that the agreement is the subject of, those included that they lead to ("is to begin", "due to begin")."""
        found = {v.i: v for word in self.words for v, is_object in verbs_of(word, self.table) if not is_object}
        for word in self.words:
            found |= {c.i: c for c in word.children if c.dep_ == "acl" and c.tag_ == "VBG"}
            found |= {c.i: c for a in word.children if a.dep_ in {"amod", "acl", "appos"} for c in a.children if c.dep_ == "xcomp"}
        for verb in list(found.values()):
            found |= {v.i: v for v in _led_to(verb)}
        return tuple(found[i] for i in sorted(found))

    @cached_property
    def done(self) -> tuple[Token, ...]:
        """Verbs that the agreement is the object of, a preposition before it included: "declared it", "agreed to it"."""
        found = {v.i: v for word in self.words for v, is_object in verbs_of(word, self.table) if is_object}
        found |= {v.i: v for v in map(prepositional, self.words) if v is not None}
        return tuple(found[i] for i in sorted(found))


def _led_to(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "xcomp":
            yield child
            yield from (t for t in child.conjuncts if t.i > child.i)
        elif child.dep_ in {"acomp", "attr"}:
            yield from (c for c in child.children if c.dep_ == "xcomp")


def is_open(verb: Token, table: Deals) -> bool:
    """Whether a verb, or one that leads to it, is negated or leaves it open whether it is so: "could begin", "failed to begin"."""
    words = table.details.effect
    node = verb
    for _ in range(DEPTH):
        if is_negated(node) or any(c.dep_ in {"aux", "mark"} and c.lower_ in words["open"] for c in node.children):
            return True
        if node is not verb and lemma(node) in words["failing"]:
            return True
        if node.dep_ not in {"xcomp", "conj"} or node.head.pos_ not in VERBS or node.head == node:
            break
        if node.dep_ == "conj" and any(c.dep_ in SUBJECTS | {"aux"} for c in node.children):
            break
        node = node.head
    return False
