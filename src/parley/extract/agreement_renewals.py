"""Whether an agreement can be renewed: "renewable", "may be extended", "with the option of an extension".

Misses: conditions of renewal, and renewals told more than a sentence after the agreement.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.agreement_told import Told
from parley.extract.agreement_verbs import is_passive, verbs_of
from parley.extract.event_slots import lemma
from parley.extract.notes import is_negated
from parley.lexicon.deals import Deals

ABLE = frozenset({"can", "may", "could"})
# Words before an adjective among which "non-" or "not" stands
BEFORE = 2


def renewable(told: Told, table: Deals, unit: Token) -> bool | None:
    """Whether an agreement can be renewed, None where that is not told. `unit`: the last word of its duration."""
    words = table.details.duration
    for token in (t for sentence in told.sentences for t in sentence):
        if lemma(token) in words["renewable"] and _speaks_of(token, told, unit):
            return not any(t.lower_ in words["not"] for t in token.doc[max(0, token.i - BEFORE) : token.i])
        if lemma(token) in words["chance"] and _renews(token, table):
            above = {token.head.lower_, *(c.lower_ for c in token.children)}
            return not above & words["not"]
        if token.lower_ in words["subject"] and any(
            lemma(t) in words["lengthening"] for p in token.children if p.lower_ == "to" for t in p.children
        ):
            return not is_negated(token.head)
    for verb, _ in (pair for word in told.words for pair in verbs_of(word, table)):
        able = any(c.dep_ == "aux" and c.lower_ in ABLE for c in verb.children)
        if able and lemma(verb) in words["lengthened"] and is_passive(verb):
            return not is_negated(verb)
    return None


def _speaks_of(adjective: Token, told: Told, unit: Token) -> bool:
    """Whether an adjective is said of the agreement or its duration, and not of another noun ("renewable energy")."""
    if adjective.dep_ == "amod" and adjective.head.i > adjective.i:
        return adjective.head in told.words
    return adjective.sent.start == unit.sent.start or any(c in told.words for c in adjective.head.children)


def _renews(noun: Token, table: Deals) -> bool:
    words = table.details.duration
    return any(lemma(t) in words["lengthened"] | words["lengthening"] for t in noun.subtree if t != noun)
