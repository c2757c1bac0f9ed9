"""The verbs that say something of an agreement, and whether what they say happened.

Misses: verbs that speak of an agreement through a pronoun other than "it", and across sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.event_slots import lemma
from parley.extract.notes import is_negated
from parley.lexicon.deals import Deals

HANGING = frozenset({"acl", "relcl"})
VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "attr", "npadvmod"})


def hangs_on(verb: Token, noun: Token) -> bool:
    """Whether a verb is a relative clause or a participle that tells of a noun: "the deal struck in May"."""
    while verb.dep_ == "conj":  # "the accord which ended the war and was signed in May"
        verb = verb.head
    return verb.dep_ in HANGING and verb.head in {noun, _top(noun)}


def is_real(verb: Token, table: Deals) -> bool:
    """Whether a verb tells of something that happened: no modal, condition or negation, no infinitive of purpose, no "nobody"."""
    if is_negated(verb):
        return False
    words = {c.lower_ for c in verb.children if c.dep_ in {"aux", "mark"}}
    if any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children):  # "that a pact be concluded", "to be signed"
        return False
    if words & table.unreal or ("to" in words and verb.dep_ in {"xcomp", "advcl", "acl"}):
        return False
    if any(c.dep_ in SUBJECTS and (c.lower_ in table.nobody or _no(c, table)) for c in verb.children):
        return False
    leads = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
    # "would be freed once the accord was signed"
    return not (leads & table.awaiting and any(c.dep_ == "aux" and c.lower_ in table.later for c in verb.head.children))


def _no(noun: Token, table: Deals) -> bool:
    return any(c.dep_ == "det" and c.lower_ in table.negative for c in noun.children)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "mark", "aux"} for c in verb.children)


def _is_participle(verb: Token, table: Deals) -> bool:
    """Whether a verb that an agreement is subject of is a participle in truth ("a pact concluded in March still holds")."""
    if verb.tag_ not in {"VBD", "VBN"} or any(c.dep_ in {"dobj", "aux", "auxpass"} for c in verb.children):
        return verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)
    return verb.tag_ == "VBN" or lemma(verb) in table.sign


def _top(noun: Token) -> Token:
    """The noun that stands for an agreement in its clause: "a series" of "a series of accords"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head.head
    return noun


def verbs_of(noun: Token, table: Deals) -> Iterator[tuple[Token, bool]]:
    """The verbs that an agreement is subject or object of, each with whether it is the (passive) object."""
    top = _top(noun)
    for node in [top, *(h for h in (top.head,) if top.dep_ in {"conj", "appos"})]:
        verb = node.head
        if verb.pos_ not in VERBS or node.dep_ not in SUBJECTS | OBJECTS:
            continue
        if node.dep_ in SUBJECTS:
            # "Signed in May, it runs until July"
            yield from ((c, True) for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBN" and not _has_subject(c))
        reduced = node.dep_ == "nsubj" and _is_participle(verb, table)
        yield verb, node.dep_ != "nsubj" or reduced
        later = (v for v in verb.conjuncts if v.pos_ in VERBS and v.i > verb.i and not _has_own(v))
        yield from ((v, node.dep_ != "nsubj") for v in later if node.dep_ in SUBJECTS or not _has_object(v))
        if node.dep_ in SUBJECTS:
            # "had been observed before breaking up"
            yield from ((c, False) for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pcomp")
        if reduced:
            yield from ((c, False) for c in verb.children if c.dep_ in {"ccomp", "conj"} and c.i > verb.i and not _has_own(c))
    for child in noun.children:
        if child.dep_ == "acl" and (child.tag_ == "VBN" or (child.tag_ == "VBD" and not _has_own(child))):
            yield child, True
        elif child.dep_ == "relcl":
            subject = [c for c in child.children if c.dep_ == "nsubj"]
            is_object = not (subject and subject[0].tag_ in {"WDT", "WP"})
            yield child, is_object
            # "the deal that X says it reached with Y"
            yield from ((c, True) for c in child.children if c.dep_ == "ccomp" and is_object and not _has_object(c))
            yield from ((v, is_passive(v)) for v in child.conjuncts if v.i > child.i and not _has_own(v) and not is_object)


def _has_object(verb: Token) -> bool:
    """Whether a verb has an object beside that of the verb before: "signed the truce and left the town"."""
    return any(c.dep_ == "dobj" and c.tag_ not in {"WDT", "WP"} for c in verb.children)


def _has_own(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb has an auxiliary of the passive."""
    return any(c.dep_ == "auxpass" for c in verb.children)


def works_out(verb: Token, table: Deals) -> bool:
    """Whether a verb makes an agreement with its particle: "worked out", "thrashed out"."""
    return any(f"{lemma(verb)}:{c.lower_}" in table.worked_out for c in verb.children if c.dep_ in {"prt", "advmod"})


def signing_of(noun: Token, table: Deals) -> Token | None:
    """The noun for an agreement's making that leads to it: "the signature in May of the accord"."""
    node = noun
    while node.dep_ == "pobj" and node.head.dep_ == "prep":
        leads = node is not noun or node.head.lower_ == "of"
        node = node.head.head
        if not leads:
            return None
        if lemma(node) in table.signing and node.pos_ == "NOUN":
            return node
    return None


def prepositional(noun: Token) -> Token | None:
    """The verb that leads to an agreement through a preposition, read as "verb:preposition" ("withdraw from", "abide by")."""
    top = _top(noun)
    head = top.head
    while head.dep_ == "prep" and head.head.pos_ == "ADP":
        head = head.head  # "out of"
    return head.head if top.dep_ == "pobj" and head.head.pos_ == "VERB" else None
