"""Stances that hang on a noun: "its opposition to the deal", "Hamas's demands include ...", "has the support of Kenya"."""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_head, trimmed
from parley.extract.notes import Notes, is_negated
from parley.extract.positions_frames import side_of
from parley.extract.positions_stances import Stance, contested, flipped, is_hypothetical
from parley.extract.voices import named, subjects, voice_at
from parley.lexicon.stances import Side, Stances
from parley.records import Span

LISTING = frozenset({"be", "remain", "include", "comprise", "cover", "concern"})  # between a goal and what it is


def noun_of_stance(token: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "its opposition to the deal", "voiced support for talks", "Hamas's demand that ..."."""
    if token.pos_ != "NOUN":
        return None
    if token.lemma_ in table.preconditions:
        return _precondition(token, notes, table)
    found = _goal(token, table) or side_of(token, table.nouns, table)
    if found is None or not found[1] or not contested(found[1], table):
        return None
    side, issue = found
    if (issue[0].dep_ == "acl" and issue[0].tag_ == "VBN") or is_hypothetical(clause_head(token)):
        return None
    verdict = token.dep_ == "dobj" and f"{token.head.lemma_}.{token.lemma_}" in table.idiom_heads
    if verdict or (token.dep_ in {"dobj", "pobj", "nsubjpass"} and side_of(clause_head(token), table.verbs, table) is not None):
        return None  # "rejected all calls for talks": the verb takes the side
    given_up = token.dep_ == "dobj" and token.head.lemma_ in table.giving_up
    if given_up and side.direction == "for":
        return None
    verb = clause_head(token)
    holders = owners(token, notes, table)
    if not holders and token.dep_ in {"dobj", "pobj", "attr"} and verb.pos_ in VERBAL:
        holders = subjects(verb, notes, table.bodies)
    negative = any(c.lower_ == "no" for c in token.children) or is_negated(verb)
    if negative and side.direction == "against" and not given_up:
        return None  # "has no objection to it"
    if token.lemma_ in {"intention", "plan"} and not negative:
        return None  # a plan is no stance, "no intention" is
    return Stance(token, holders, flipped(side.direction, negative != given_up), issue)


def _precondition(noun: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "made the release of prisoners a condition for talks": a conditional stance on the talks."""
    verb = clause_head(noun)
    if verb.lemma_ not in {"make", "set", "see", "lay", "impose", "name", "put", "consider", "regard"}:
        return None
    issue = next((o for c in noun.children if c.dep_ == "prep" and c.lower_ in {"for", "of", "to"} for o in c.children), None)
    ground = next((c for c in verb.children if c.dep_ in {"dobj", "nsubj", "nsubjpass"} and verb.i < c.i < noun.i), None)
    clause = next((c for h in (noun, verb) for c in h.children if c.dep_ in {"ccomp", "acl"} and c.i > noun.i), None)
    it = next((t for t in verb.subtree if t.lower_ == "it" and verb.i < t.i < noun.i), None)
    if issue is None and it is not None and clause is not None:  # "made it a condition that they leave", for what was spoken of
        return Stance(noun, subjects(verb, notes, table.bodies), "conditional", (it,), hangs_on=trimmed(clause.subtree))
    if issue is None or not contested((issue,), table):
        return None
    hangs_on = trimmed(ground.subtree) if ground is not None and ground != noun else _listed(noun)
    return Stance(noun, subjects(verb, notes, table.bodies), "conditional", (issue,), hangs_on=hangs_on)


def _listed(noun: Token) -> Span | None:
    """What is listed after "three conditions for talks:"."""
    colon = next((t for t in noun.doc[noun.i : noun.sent.end] if t.text == ":"), None)
    return trimmed(noun.doc[colon.i + 1 : noun.sent.end]) if colon is not None else None


def _goal(token: Token, table: Stances) -> tuple[Side, tuple[Token, ...]] | None:
    """ "Its aim is to obtain a truce", "its demands include a truce", "among its demands is a truce": what a goal is said to be."""
    among = token.dep_ == "pobj" and token.head.lower_ in {"among", "amongst"}
    verb = token.head.head if among else token.head
    if token.lemma_ not in table.goals or not (among or token.dep_ == "nsubj") or verb.lemma_ not in LISTING:
        return None
    said = tuple(c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "attr", "dobj", "nsubj"} and c.i > verb.i)[:1]
    return (Side("for", False), said) if said else None


def owners(noun: Token, notes: Notes, table: Stances) -> tuple[str, ...]:
    """Whose demand or position a noun names: the actors before "'s" or after "of"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    found = named(owner, notes, table.bodies) if owner is not None else ()
    if found or noun.lemma_ not in table.goals:
        return found
    preps = (c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "for", "by"})
    return next((who for c in preps for o in c.children if (who := notes.actors_of(o))), ())


def backed(noun: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "The plan has the backing of Kenya": for what has it, the side of those who give it."""
    verb = noun.head
    if (
        noun.lemma_ not in table.backing
        or noun.dep_ != "dobj"
        or verb.lemma_ not in {"have", "enjoy", "win", "gain", "get", "receive", "secure"}
    ):
        return None
    issue = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    giver = next((o for c in noun.children if c.lower_ in {"of", "from"} for o in c.children if o.dep_ == "pobj"), None)
    if issue is None or giver is None or not contested((issue,), table):
        return None
    return Stance(verb, named(giver, notes, table.bodies), flipped("for", is_negated(verb)), (issue,))


def wanted(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "What we want is talks", "the only way out is dialogue": what the predicate names is wanted."""
    if verb.lemma_ != "be" or is_negated(verb):
        return None
    issue = next((c for c in verb.children if c.dep_ in {"attr", "xcomp", "ccomp"} and c.i > verb.i), None)
    if issue is None or not contested((issue,), table):
        return None
    clause = next((c for c in verb.children if c.dep_ == "csubj"), None)
    if clause is not None:
        what = any(c.lower_ == "what" and c.dep_ in {"dobj", "pobj"} for c in clause.subtree)
        asks = clause.lemma_ in table.demanding | {"need", "support"}
        return (
            Stance(verb, subjects(clause, notes, table.bodies), flipped("for", is_negated(clause)), (issue,))
            if what and asks
            else None
        )
    way = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if way is None or way.lemma_ not in table.remedies or not any(c.lower_ in {"only", "best", "sole"} for c in way.children):
        return None
    speaker = voice_at(notes, verb.idx, table)
    return Stance(verb, (speaker,), "for", (issue,)) if speaker is not None else None
