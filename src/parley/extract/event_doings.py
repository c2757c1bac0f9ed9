"""Who does what to whom in a sentence, by the parse alone: the verb that tells most and the phrases of the two parties.

A verb of saying gives way to what is said. Misses: doings that a noun tells ("the release of prisoners by X"), and parties that
another sentence names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.notes import antecedent_of, subject_of
from parley.records import Span

NAMED = frozenset({"GPE", "ORG", "NORP", "PERSON"})
TIMES = frozenset({"DATE", "TIME"})
# What hangs on a noun and tells of something else.
APART = frozenset({"relcl", "advcl", "acl", "appos"})


@dataclass(frozen=True, slots=True)
class Doing:
    """A verb with the nouns of who does it and whom it befalls, None where the sentence names none."""

    verb: Token
    actor: Token | None
    recipient: Token | None

    @property
    def parties(self) -> int:
        """How many of the two are named."""
        return (self.actor is not None) + (self.recipient is not None)


def doing_of(sentence: Tokens, said: frozenset[str]) -> Doing | None:
    """The doing highest up in a sentence that names most parties; `said`: lemmas of verbs that report what others do."""
    best: Doing | None = None
    verbs = [t for t in sentence if t.pos_ == "VERB" or (t.pos_ == "AUX" and t.dep_ == "ROOT")]
    for verb in sorted(verbs, key=lambda t: (_depth(t, sentence), t.i)):
        if verb.lemma_.lower() in said and any(c.dep_ == "ccomp" for c in verb.children):
            continue
        doing = _doing(verb)
        if best is None or doing.parties > best.parties:
            best = doing
        if doing.parties == 2:
            break
    return best


def _depth(token: Token, sentence: Tokens) -> int:
    return sum(1 for a in token.ancestors if sentence.start <= a.i < sentence.end)


def _doing(verb: Token) -> Doing:
    passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    actor = subject_of(verb)
    if passive is not None:
        return Doing(verb, actor, passive)
    fitting = [*_direct(verb), *_indirect(verb)]
    below = [t for c in verb.children if c.dep_ == "xcomp" for t in (*_direct(c), *_indirect(c))]
    candidates = fitting or below
    recipient = next((t for t in candidates if _is_named(t)), candidates[0] if candidates else None)
    return Doing(verb, antecedent_of(actor) if actor is not None else None, recipient)


def _direct(verb: Token) -> Iterator[Token]:
    return (c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.pos_ in {"NOUN", "PROPN", "PRON"})


def _indirect(verb: Token) -> Iterator[Token]:
    prepositions = (c for c in verb.children if c.dep_ in {"prep", "dative"})
    return (t for p in prepositions for t in p.children if t.dep_ == "pobj" and t.ent_type_ not in TIMES)


def _is_named(token: Token) -> bool:
    return any(t.ent_type_ in NAMED for t in token.subtree)


def phrase_of(token: Token) -> Span:
    """The characters of a noun's phrase, up to the clause or apposition that tells more of it."""
    first = token.left_edge
    last = token
    for child in token.rights:
        if child.dep_ in APART or child.dep_ == "punct":
            break
        last = child.right_edge
    return first.idx, last.idx + len(last)
