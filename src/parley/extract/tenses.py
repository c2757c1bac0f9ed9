"""Where in time the clause around a word lies, from its verb's form and its auxiliaries.

Used for dates that do not say their year and for days of the week. It misses headlines without a verb, the historical present, and
what the parse attaches to the wrong verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Token

from parley.lexicon.times import Tense

# Longest way up a parse that is still about the clause around a word.
REACH = 25

Side = Literal["past", "future", "present"]


def side_of(token: Token, table: Tense) -> Side | None:
    """Whether what stands at `token` lies in the past or the future; "present" for a present tense, None where no verb says."""
    preposition: str | None = None
    ahead = False
    edge = _paragraph_start(token)
    for word in _upwards(token):
        if word.i < edge:
            return _next_verb_side(token, table)
        if word.dep_ == "prep" or word.tag_ == "IN":
            preposition = preposition or word.lower_
        if preposition in table.past_prepositions:
            return "past"
        ahead = ahead or word.lower_ in table.forward_nouns or preposition in table.forward_prepositions
        if word.pos_ in {"VERB", "AUX"} or word.tag_ in {"VBN", "VBD"}:
            side = verb_side(word, table)
            perfect = any(c.lower_ in table.present_perfect for c in word.children if c.dep_ == "aux")
            return "future" if ahead and (perfect or side in {None, "present"}) else side
        if word.lower_ in table.forward_participles or (word.pos_ == "ADJ" and word.lemma_ in table.forward):
            return "future"
    return "future" if ahead else None


def _upwards(token: Token) -> Iterator[Token]:
    """A token and its heads up to the root, or at most REACH of them."""
    for _ in range(REACH):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _paragraph_start(token: Token) -> int:
    """Index of the first token of the paragraph; 0 where it began more than REACH tokens before."""
    for i in range(token.i - 1, max(token.i - 2 * REACH, -1), -1):
        if token.doc[i].is_space and token.doc[i].text.count("\n") > 1:
            return i + 1
    return 0


def _next_verb_side(token: Token, table: Tense) -> Side | None:
    """The side of the next finite verb: for a parse that runs on from a headline into the text and so cannot be trusted."""
    for word in token.doc[token.i + 1 : token.i + REACH]:
        if word.is_space and "\n" in word.text:
            return None
        if word.tag_ == "VBD" or word.lower_ in table.present_perfect:
            return "past"
        if word.lower_ in table.future_auxiliaries:
            return "future"
        if word.tag_ in {"VBZ", "VBP"}:
            return "present"
    return None


def verb_side(verb: Token, table: Tense, depth: int = 4) -> Side | None:
    """The side of a verb: its auxiliaries first, then its form, then (without a tense of its own) the verb that it hangs on."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & table.future_auxiliaries:
        return "past" if helpers & table.perfect_auxiliaries and verb.tag_ == "VBN" else "future"
    if verb.lower_ in table.forward_participles and verb.tag_ in {"VBG", "VBN", "JJ"}:
        return "future"
    if helpers & table.past_auxiliaries or verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in {"VBZ", "VBP"} or helpers & table.present_auxiliaries:
        return "present"
    if verb.tag_ == "VBN" and not any(child.tag_ == "TO" for child in verb.children):
        return "past"
    return _borrowed(verb, table, depth)


def _borrowed(verb: Token, table: Tense, depth: int) -> Side | None:
    """The side of an infinitive, a gerund or an imperative."""
    head = next((w for w in _upwards(verb.head) if w.pos_ in {"VERB", "AUX"} or w.lemma_ in table.forward), verb)
    infinitive = any(child.tag_ == "TO" for child in verb.children)
    if infinitive and (head.lemma_ in table.forward or head.i == verb.i or head.lemma_ in table.copulas):
        return "future"
    if head.i == verb.i or not depth:
        return "future" if infinitive else None
    side = verb_side(head, table, depth - 1)
    return "future" if infinitive and side != "past" else side
