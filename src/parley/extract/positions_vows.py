"""Stances in vows, slogans and offers: "vowed never to sign", "No to partition", "is adamant: no exit", "offered to mediate"."""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.notes import Notes, is_negated
from parley.extract.positions_held import holders_of
from parley.extract.positions_nouns import owners
from parley.extract.positions_stances import Stance, contested, flipped, is_hypothetical
from parley.extract.voices import subjects, voice_at
from parley.lexicon.stances import Stances


def vow(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Vowed never to recognise it", "pledged not to disarm": a deed forsworn; "pledged to respect the truce": one undertaken."""
    if verb.lemma_ not in table.vows or is_negated(verb) or is_hypothetical(verb):
        return None
    deed = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > verb.i), None)
    if deed is None or not (contested((deed,), table) or deed.lemma_ in table.yielding):
        return None
    never = is_negated(deed) or any(c.lower_ == "never" for c in deed.children)
    if not never and deed.lemma_ not in table.keeping:
        return None
    return Stance(verb, holders_of(verb, notes, table), flipped("for", never), (deed,), own=True)


def slogan(token: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "No to the partition of the country", "Yes to peace", in somebody's words."""
    if token.lower_ not in {"no", "yes"}:
        return None
    prep = next((c for c in token.children if c.lower_ == "to" and c.dep_ == "prep"), None)
    issue = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None) if prep is not None else None
    speaker = voice_at(notes, token.idx, table)
    if issue is None or speaker is None or not contested((issue,), table):
        return None
    return Stance(token, (speaker,), "against" if token.lower_ == "no" else "for", (issue,))


def due(noun: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "The time has come for dialogue", "it is time to negotiate", "this is not the moment for talks": in somebody's words."""
    if noun.lemma_ not in {"time", "moment", "hour"} or noun.head.lemma_ not in {"come", "be", "arrive", "ripen"}:
        return None
    verb = noun.head
    deed = next(
        (c for c in (*noun.children, *verb.children) if c.dep_ in {"relcl", "acl", "xcomp", "advcl"} and c.tag_ == "VB"), None
    )
    preps = (c for c in (*noun.children, *verb.children) if c.dep_ == "prep" and c.lower_ == "for" and c.i > noun.i)
    issue = deed or next((o for c in preps for o in c.children if o.dep_ in {"pobj", "pcomp"}), None)
    speaker = voice_at(notes, noun.idx, table)
    if issue is None or speaker is None or not contested((issue,), table):
        return None
    return Stance(verb, (speaker,), flipped("for", is_negated(verb)), (issue,))


def firm(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Held firm: elections within a year", "is adamant: no withdrawal", "has two demands: a truce and ...", "its position has not
    changed: no talks": what follows the colon is what is wanted or refused."""
    colon = next((t for t in verb.doc[verb.i : verb.sent.end] if t.text in {":", "—", "–"}), None)
    if colon is None:
        return None
    inside = [c for c in verb.children if c.i < colon.i]
    goal = next((c for c in inside if c.lemma_ in table.goals and c.dep_ in {"nsubj", "dobj", "attr"}), None)
    if goal is None and (is_negated(verb) or not any(c.lower_ in table.firmness for c in inside)):
        return None
    issue = next((t for t in verb.doc[colon.i + 1 : verb.sent.end] if t.pos_ == "NOUN" and t.head.i < colon.i), None)
    if issue is None or not contested((issue,), table):
        return None
    holders = owners(goal, notes, table) if goal is not None else ()
    lines = goal is not None and goal.lemma_ == "line" and any(c.lower_ == "red" for c in goal.children)
    none = lines or any(c.lower_ == "no" for c in issue.children)
    return Stance(verb, holders or holders_of(verb, notes, table), flipped("for", none), (issue,))


def go_between(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Has offered to mediate", "offered talks": whoever offers to bring the parties together, or to come, is for that."""
    if verb.lemma_ not in table.offering or is_negated(verb) or is_hypothetical(verb):
        return None
    deed = next((c for c in verb.children if c.dep_ in {"xcomp", "dobj"} and c.i > verb.i), None)
    talks = deed is not None and any(table.family.get(t.lemma_.lower()) == "negotiation" for t in deed.subtree)
    if deed is None or not (deed.lemma_ in table.mediating or (talks and verb.lemma_ in {"offer", "volunteer", "propose"})):
        return None
    return Stance(verb, subjects(verb, notes, table.bodies), "for", (deed,), own=True)
