"""What a cue of a stance is about: the frame that it takes (a preposition, an infinitive, an object) and what fills it."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from parley.extract.clauses import VERBAL, mark_of
from parley.extract.positions_stances import CLAUSES, says_no
from parley.lexicon.stances import Side, Stances

UNTOLERATED = Side("for", True)  # turned round by the negation that goes with it
ADVERBS = frozenset({"aside", "away", "off", "down", "out"})  # what parsers make of the particle of "brushed it aside"


def side_of(cue: Token, sides: Mapping[str, Side], table: Stances) -> tuple[Side, tuple[Token, ...]] | None:
    """The side that a cue takes and its issue, the frame with a preposition before the bare one."""
    lemma = cue.lemma_.lower()
    if lemma not in table.heads:
        return None
    for child in cue.children:
        if child.dep_ in CLAUSES | {"advcl"} and mark_of(child) == "for" and f"{lemma}.for" in sides:
            return sides[f"{lemma}.for"], (child,)  # "pleaded for the town to be spared"
        if child.dep_ in {"prep", "prt", "agent"} or (child.dep_ == "advmod" and child.lower_ in ADVERBS):
            dated = any(c.ent_type_ in {"DATE", "TIME"} for c in child.children)  # "called on Friday to thank her"
            framed = None if dated else sides.get(f"{lemma}.{child.lower_}")
            if framed is not None:
                issue = complements(cue, child.lower_)
                if issue:
                    return framed, issue
    bare = sides.get(lemma)
    return (bare, complements(cue, None)) if bare is not None else None


def complements(cue: Token, prep: str | None) -> tuple[Token, ...]:
    """The tokens that word what a cue is about: the object of its preposition, an infinitive or clause, or its object."""
    if prep is not None:
        for child in cue.children:
            if child.lower_ == prep and child.dep_ in {"prep", "prt", "agent", "advmod"}:
                inner = tuple(c for c in child.children if c.dep_ in {"pobj", "pcomp"})
                if inner:
                    return _with_infinitive(cue, inner)
                if child.dep_ in {"prt", "advmod"}:
                    filled = tuple(c for c in cue.children if c.dep_ in {"dobj", "xcomp", "ccomp", "nsubjpass"})[:1]
                    return filled or ((cue.head,) if cue.dep_ == "relcl" else ())  # "an idea that Israel turned down"
        return ()
    clause = tuple(c for c in cue.children if c.dep_ in CLAUSES and c.i > cue.i and c.tag_ not in {"RB"} and not stands_for_verb(c))
    if clause:
        return clause[:1]
    objects = [c for c in cue.children if c.dep_ in {"dobj", "nsubjpass"}]
    plain = tuple(c for c in objects if c.tag_ not in {"WP", "WDT"})
    if (
        not plain
        and cue.dep_ == "relcl"
        and cue.pos_ in VERBAL
        and any(c.dep_ == "nsubj" and c.tag_ not in {"WP", "WDT"} for c in cue.children)
    ):
        return (cue.head,)  # "talks that Kabul rejects"
    if not plain and cue.dep_ == "conj" and cue.tag_ == "VBN" and any(c.dep_ == "agent" for c in cue.children):
        return tuple(c for c in cue.head.children if c.dep_ == "nsubjpass")[:1]  # "is opposed by Paris and backed by Rome"
    return plain[:1]


def stands_for_verb(clause: Token) -> bool:
    """ "Hamas accepted, Israel did not": "did" stands for a verb said before and is no complement."""
    return clause.lemma_ == "do" and all(c.dep_ in {"nsubj", "neg", "punct", "advmod", "mark"} for c in clause.children)


def _with_infinitive(cue: Token, inner: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "call on Seoul to stop": the infinitive words the issue, not the one who is called on."""
    after = (c for c in cue.children if c.dep_ in {"xcomp", "advcl", "ccomp"} and c.i > inner[0].i and c.tag_ == "VB")
    infinitive = next((c for c in after if any(g.lower_ == "to" for g in c.children)), None)
    called = cue.lemma_ not in {"agree", "object", "commit"}
    return (infinitive,) if infinitive is not None and called and cue.pos_ in VERBAL else inner


def untolerated(verb: Token, table: Stances) -> tuple[Side, tuple[Token, ...]] | None:
    """ "Will brook no interference", "would not hear of it": what these verbs say only where they are negated."""
    preps = (c.lower_ for c in verb.children if c.dep_ == "prep")
    frame = next((f"{verb.lemma_}.{p}" for p in preps if f"{verb.lemma_}.{p}" in table.negated), None)
    strong = frame is None and (verb.lemma_ not in table.negated or table.verbs.get(verb.lemma_, Side("for", False)).strong)
    if strong:
        return None
    issue = complements(verb, frame.rpartition(".")[2] if frame is not None else None)
    if not issue or says_no(verb) == says_no(issue[0]):
        return None
    if issue[0].tag_ == "WDT" and verb.dep_ == "relcl":
        issue = (verb.head,)  # "a matter on which it will not bend"
    return UNTOLERATED, issue


def existing(issue: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "Insists that there will be no more truces": the thing of which a clause says that it is there, not the clause."""
    clause = issue[0] if issue else None
    if clause is None or clause.lemma_ != "be" or not any(c.dep_ == "expl" for c in clause.children):
        return issue
    thing = next((c for c in clause.children if c.dep_ in {"attr", "dobj", "nsubj"} and c.pos_ == "NOUN"), None)
    none = thing is not None and any(t.lower_ == "no" for t in thing.doc[thing.left_edge.i : thing.i])
    return (thing,) if thing is not None and none else issue
