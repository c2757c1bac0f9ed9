"""Whether an event happened, will, might or did not: the `aux` of a trigger, read off the words that govern it.

Misses: irony, and doubt cast in another sentence.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.event_slots import lemma
from parley.extract.notes import is_negated
from parley.lexicon.event_types import EventTypes
from parley.values import Aux

# How far up the tree the governing words are looked for; further up they govern something else
DEPTH = 4


def _no_longer(verb: Token) -> bool:
    return any(c.lower_ == "longer" and any(g.lower_ in {"no", "any"} for g in c.children) for c in verb.children)


def _befalls_nobody(verb: Token, table: EventTypes) -> bool:
    """Whether nobody does it, or it is done to nothing: "has released nobody", "no shot was exchanged", "not a single unit"."""
    for noun in (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}):
        if noun.lower_ in table.nobody or any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children):
            return True
    return False


def _opens_with_negation(verb: Token) -> bool:
    """ "Not once has X met Y", "At no time did X fire": what is negated stands before the verb and turns it round."""
    for child in verb.children:
        if child.i < verb.i and child.dep_ in {"advmod", "npadvmod", "prep"}:
            words = [t.lower_ for t in child.subtree]
            if "only" not in words and (words[0] == "not" or words[:2] == ["at", "no"]):
                return True
    return False


def _is_inverted(verb: Token, table: EventTypes) -> bool:
    """ "Had X shelled Y, ...": the auxiliary opens a clause that another hangs on, and the subject follows it."""
    if verb.dep_ not in {"advcl", "ccomp", "csubj"} or verb.head.i < verb.i:
        return False
    first = next(iter(t for t in verb.subtree if not t.is_punct), verb)
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return first.lower_ in table.inverted and subject is not None and first.i < subject.i and first.head in (verb, verb.head)


def _adverbs(verb: Token) -> list[Token]:
    """Adverbs of a verb, those that the parse hangs on its auxiliary ("Nowhere did X agree") too."""
    words = (verb, *(c for c in verb.children if c.dep_ == "aux"))
    return [c for word in words for c in word.children if c.dep_ in {"advmod", "preconj"}]


def _own(verb: Token, table: EventTypes) -> Aux | None:
    if _is_inverted(verb, table):
        return "hypothetical"
    if (
        is_negated(verb)
        or _no_longer(verb)
        or _befalls_nobody(verb, table)
        or _opens_with_negation(verb)
        or any(c.lower_ in table.negative_words for c in _adverbs(verb))
    ):
        return "negation"
    words = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if any(c.dep_ == "mark" and c.lower_ in table.hypothetical_marks for c in verb.children):
        return "hypothetical"
    if words & table.future:
        return "future"
    if words & table.hypothetical:
        return "hypothetical"
    return None


def _governed(verb: Token, table: EventTypes) -> Aux | None:
    """What the word above says of a clause that hangs on it."""
    head = verb.head
    if verb.dep_ not in {"xcomp", "ccomp", "acl", "pcomp", "advcl"} or head == verb:
        return None
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if verb.dep_ == "pcomp" and head.lower_ in table.negative_words:
        return "negation"  # "without freeing anybody"
    while verb.dep_ == "pcomp" and head.head != head and head.pos_ not in {"VERB", "AUX"}:
        head = head.head  # "stopped short of breaking off": past the preposition and the adverb
        if head.pos_ in {"NOUN", "PROPN"}:
            break
    word = lemma(head)
    if any(f"{word}:{c.lower_}" in table.negative_phrases for c in head.children if c.dep_ in {"prt", "advmod", "prep"}):
        return "negation"  # "is holding off on imposing"
    if verb.dep_ == "advcl":
        turned = head.lower_ in table.inverted and head.dep_ == "advcl" and next(head.subtree, verb) == head  # "Were X to pull out"
        return "hypothetical" if infinitive and (turned or word in table.hypothetical_heads) else None
    if word in table.negative_heads:
        return "negation"
    if infinitive and (word in table.future_heads or word == "be"):
        return "future"
    if infinitive and (word in table.hypothetical_heads or verb.dep_ == "acl"):
        return "hypothetical"
    return None


def _is_definite(noun: Token, table: EventTypes) -> bool:
    return any(c.lower_ in table.definite or c.dep_ == "poss" for c in noun.children)


def _is_to_come(noun: Token, table: EventTypes) -> bool:
    """Whether a noun, the object of a verb, names what that verb brings about: "would host the signing", "may cancel the talks"."""
    return noun.dep_ == "dobj" and lemma(noun) in table.brought_about


def _noun(noun: Token, table: EventTypes) -> Aux | None:
    for child in noun.children:
        if child.dep_ == "det" and child.lower_ == "no":
            return "negation"
        if child.lower_ in table.future_words:
            return "future"
        if child.lower_ in table.hypothetical_words:
            return "hypothetical"
    if noun.dep_ == "pobj" and noun.head.lower_ in table.negative_words:
        return "negation"
    if noun.dep_ == "dobj" and lemma(noun.head) in table.hypothetical_objects and not _is_definite(noun, table):
        return "hypothetical"
    return None


def auxiliary(token: Token, table: EventTypes) -> Aux | None:
    """None where the event is told as fact; "future", "hypothetical" or "negation" otherwise."""
    node = token
    for _ in range(DEPTH):
        found = _own(node, table) or _governed(node, table) if node.pos_ in {"VERB", "AUX"} else _noun(node, table)
        if found is not None:
            return found
        head = node.head
        if node.pos_ in {"NOUN", "PROPN"} and _is_definite(node, table) and not _is_to_come(node, table):
            return None  # "want to apply the agreement signed in May": what is definite is there already
        if head == node or (node.pos_ == "VERB" and node.dep_ in {"ccomp", "relcl", "advcl", "parataxis"}):
            return None
        if node.dep_ == "conj" and any(c.dep_ == "nsubj" for c in node.children):
            return None
        node = head
    return None
