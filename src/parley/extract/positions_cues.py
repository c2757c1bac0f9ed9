"""Where in a sentence somebody takes a side: stances, before they become records.

A stance hangs on a cue (a verb, adjective, noun or preposition of stances.toml) and has holders (actors), a side and an issue (the
tokens that word it). Rules over the parse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_head, mark_of
from parley.extract.notes import Notes, is_negated
from parley.extract.voices import speaker_at, subjects
from parley.lexicon.stances import Side, Stances
from parley.records import Direction

OPPOSITE: dict[Direction, Direction] = {"for": "against", "against": "for", "conditional": "conditional"}
CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "acl"})
NEGATIVES = frozenset({"no", "neither", "nor", "none", "never", "nobody", "not", "n't", "n’t", "without"})


@dataclass(frozen=True, slots=True)
class Stance:
    """A cue, who takes a side (actor ids), which, and the tokens that word the issue. `cue` decides where the evidence is."""

    cue: Token
    holders: tuple[str, ...]
    direction: Direction
    issue: tuple[Token, ...]


Rule = Callable[[Token, Notes, Stances], Stance | None]


def stances_in(sentence: Tokens, notes: Notes, table: Stances) -> Iterator[Stance]:
    """The stances of a sentence, in reading order."""
    for token in sentence:
        pos = token.pos_
        if pos in VERBAL:
            rules: tuple[Rule, ...] = (_verb, _adjective, _refusal, _verdict, _offer)
        elif pos in {"ADJ", "NOUN", "ADV", "ADP", "SCONJ"}:
            rules = (_adjective, _noun, _preposition, _nothing)
        else:
            continue
        stance = next((s for rule in rules if (s := rule(token, notes, table)) is not None), None)
        if stance is not None:
            yield stance


def contested(tokens: tuple[Token, ...], table: Stances) -> bool:
    """Whether one of the words that hang on `tokens` belongs to a family of contested issues."""
    return any(t.lemma_.lower() in table.family or t.lower_ in table.family for head in tokens for t in _near(head))


def _near(head: Token) -> Iterator[Token]:
    """A head and what hangs on it, without relative clauses."""
    yield head
    apart = {"relcl", "advcl"} if head.pos_ in VERBAL else {"relcl", "advcl", "acl", "ccomp"}
    for child in head.children:
        if child.dep_ not in apart:
            yield from _near(child)


def is_anaphor(tokens: tuple[Token, ...]) -> bool:
    """Whether the issue is only pointed at ("it", "this", "do so")."""
    return len(tokens) == 1 and (
        tokens[0].lower_ in {"it", "this", "that", "one", "so", "them", "which"}
        or (tokens[0].lemma_ == "do" and any(c.lower_ in {"so", "it", "that", "this"} for c in tokens[0].children))
    )


def _flipped(side: Direction, negative: bool) -> Direction:
    return OPPOSITE[side] if negative else side


def _negative(token: Token) -> bool:
    return is_negated(token) or any(c.lower_ in {"never", "no"} and c.dep_ in {"advmod", "det"} for c in token.children)


def _is_hypothetical(verb: Token) -> bool:
    """ "If it supports ...", "whether to accept", "may oppose"."""
    return mark_of(verb) in {"if", "whether", "unless"} or any(
        c.tag_ == "MD" and c.lower_ in {"may", "might", "could"} for c in verb.children
    )


def _complements(cue: Token, prep: str | None) -> tuple[Token, ...]:
    """The tokens that word what a cue is about: the object of its preposition, an infinitive or clause, or its object."""
    if prep is not None:
        for child in cue.children:
            if child.lower_ == prep and child.dep_ in {"prep", "prt", "agent"}:
                inner = tuple(c for c in child.children if c.dep_ in {"pobj", "pcomp"})
                if inner:
                    return _with_infinitive(cue, inner)
                if child.dep_ == "prt":
                    return tuple(c for c in cue.children if c.dep_ in {"dobj", "xcomp", "ccomp", "nsubjpass"})[:1]
        return ()
    clause = tuple(c for c in cue.children if c.dep_ in CLAUSES and c.i > cue.i and c.tag_ not in {"RB"})
    if clause:
        return clause[:1]
    return tuple(c for c in cue.children if c.dep_ in {"dobj", "nsubjpass"} and c.tag_ not in {"WP", "WDT"})[:1]


def _with_infinitive(cue: Token, inner: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "call on Seoul to stop": the infinitive words the issue, not the one who is called on."""
    infinitive = next(
        (c for c in cue.children if c.dep_ in {"xcomp", "advcl", "ccomp"} and c.i > inner[0].i and c.tag_ == "VB"), None
    )
    return (infinitive,) if infinitive is not None and cue.pos_ in VERBAL else inner


def _side(cue: Token, sides: Mapping[str, Side]) -> tuple[Side, tuple[Token, ...]] | None:
    """The side that a cue takes and its issue, the frame with a preposition before the bare one."""
    lemma = cue.lemma_.lower()
    for child in cue.children:
        if child.dep_ in {"prep", "prt", "agent"}:
            framed = sides.get(f"{lemma}.{child.lower_}")
            if framed is not None:
                issue = _complements(cue, child.lower_)
                if issue:
                    return framed, issue
    bare = sides.get(lemma)
    return (bare, _complements(cue, None)) if bare is not None else None


def _verb(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    found = _side(verb, table.verbs)
    if found is None or not found[1] or _is_hypothetical(verb):
        return None
    side, issue = found
    negative = _negative(verb) != _negative(issue[0])
    if side.direction == "against" and negative:
        return None  # "did not rule out" takes no side
    if issue[0].lemma_ in table.speech or issue[0].lemma_.lower() in table.claims.assertions - table.claims.deeds:
        return None
    if not side.strong and not is_anaphor(issue) and not contested(issue, table):
        return None
    return Stance(verb, subjects(verb, notes, table.bodies), _flipped(side.direction, negative), issue)


def _refusal(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "We will not bargain over it", "the State does not negotiate": a deed negated in somebody's own words."""
    if not is_negated(verb) or verb.lemma_ in table.speech or _is_hypothetical(verb):
        return None
    aux = next(
        (
            c
            for c in verb.children
            if c.dep_ == "aux" and c.lower_ in {"will", "wo", "can", "ca", "would", "do", "does", "could", "shall"}
        ),
        None,
    )
    if aux is None or notes.attribution_at(verb.idx) is None or not contested((verb,), table):
        return None
    speaker = speaker_at(notes, verb.idx)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return None
    holders = subjects(verb, notes, table.bodies)
    spoken_for = subject.tag_ == "PRP" or _may_speak_for(speaker, holders, notes)  # "it cannot": whoever reports it takes its side
    return Stance(verb, holders, "against", (verb,)) if holders and spoken_for else None


def _may_speak_for(speaker: str | None, holders: tuple[str, ...], notes: Notes) -> bool:
    """Whether somebody tells a party's refusal as its own: its government, member or spokesperson, not a stranger."""
    actor = notes.actor.get(speaker) if speaker is not None else None
    if actor is None or speaker in holders:
        return True
    owners = {role.of for role in actor.roles}
    countries = {notes.actor[h].country for h in holders if h in notes.actor}
    return bool(owners & set(holders)) or (actor.country is not None and actor.country in countries)


def _offer(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "would extend it only if ...": what somebody is going to do on a condition; its side is for, the condition is read later."""
    modal = any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "’ll", "would", "can", "could", "wo", "ca"} for c in verb.children)
    if not modal or mark_of(verb) in {"if", "whether", "unless"} or not contested((verb,), table):
        return None
    if table.conditions.search(notes.text, verb.idx, verb.sent.end_char) is None:
        return None
    holders = subjects(verb, notes, table.bodies)
    speaker = speaker_at(notes, verb.idx)
    if not holders and any(c.dep_ == "poss" for s in verb.children if s.dep_ == "nsubj" for c in s.children):
        holders = (speaker,) if speaker is not None else ()
    issue = next((c for c in verb.children if c.dep_ == "xcomp" and verb.lemma_ == "agree"), verb)
    return Stance(verb, holders, "for", (issue,)) if holders and _may_speak_for(speaker, holders, notes) else None


def _verdict(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Paris sees it as a red line", "annexation is unacceptable, said ..."."""
    if verb.lemma_ in table.verdict_verbs:
        verdict = _said_of(verb, table)
        objects = tuple(c for c in verb.children if c.dep_ == "dobj") or tuple(
            g for c in verb.children if c.dep_ == "ccomp" for g in c.children if g.dep_ == "nsubj"
        )
        if verdict is None or not objects or not (is_anaphor(objects) or contested(objects, table)):
            return None
        return Stance(verb, subjects(verb, notes, table.bodies), _flipped(verdict, _negative(verb)), objects[:1])
    if verb.lemma_ != "be":
        return None
    verdict = next((d for c in verb.children if c.dep_ in {"attr", "acomp", "prep"} for d in _verdicts_of(c, table)), None)
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "csubj"}), None)
    speaker = speaker_at(notes, verb.idx)
    if verdict is None or subject is None or speaker is None or not (is_anaphor((subject,)) or contested((subject,), table)):
        return None
    return Stance(verb, (speaker,), _flipped(verdict, is_negated(verb) and not _is_insisting(verb, table)), (subject,))


def _is_insisting(verb: Token, table: Stances) -> bool:
    text = verb.sent.text.lower()
    return any(phrase in text for phrase in table.refusals if phrase.startswith("not "))


def _said_of(verb: Token, table: Stances) -> Direction | None:
    for child in verb.children:
        if child.dep_ in {"oprd", "prep", "advcl", "ccomp", "xcomp", "acomp"}:
            for token in (child, *child.children):
                if token.i > verb.i and token.lemma_.lower() in table.verdicts:
                    if token.lemma_ == "line" and not any(c.lower_ == "red" for c in token.children):
                        continue
                    return table.verdicts[token.lemma_.lower()]
    return None


def _verdicts_of(token: Token, table: Stances) -> Iterator[Direction]:
    """What a predicate says of its subject: phrases such as "out of the question" before single words."""
    text = " ".join(t.lower_ for t in token.subtree).replace(" - ", "-")
    for phrase, direction in table.refusals.items():
        if phrase.removeprefix("not ").removeprefix("a ") in text:
            yield direction
    word = token.lemma_.lower()
    if word in table.verdicts and word != "line":
        yield table.verdicts[word]


def _adjective(token: Token, notes: Notes, table: Stances) -> Stance | None:
    if token.pos_ not in {"ADJ", "ADV"} and token.lower_ not in {"opposed", "committed", "prepared", "attached"}:
        return None
    found = _framed_adjective(token, table)
    if found is None or not found[1]:
        return None
    side, issue = found
    if not is_anaphor(issue) and not contested(issue, table):
        return None
    verb = token.head if token.dep_ in {"acomp", "attr", "oprd", "xcomp", "ccomp", "conj"} else token
    negative = is_negated(verb) or is_negated(token)
    holders = subjects(verb, notes, table.bodies) if verb is not token else _described(token, notes, table)
    return Stance(token, holders, _flipped(side.direction, negative), issue)


def _framed_adjective(token: Token, table: Stances) -> tuple[Side, tuple[Token, ...]] | None:
    for prep in (c for c in token.children if c.dep_ == "prep"):
        side = table.adjectives.get(f"{token.lower_}.{prep.lower_}")
        inner = tuple(c for c in prep.children if c.dep_ in {"pobj", "pcomp"})
        if side is not None and inner:
            return side, inner
    bare = table.adjectives.get(token.lower_)
    return (bare, tuple(c for c in token.children if c.dep_ in {"xcomp", "ccomp"})[:1]) if bare is not None else None


def _described(token: Token, notes: Notes, table: Stances) -> tuple[str, ...]:
    if token.dep_ in {"amod", "acl", "appos"}:
        return notes.actors_of(token.head)
    return subjects(token, notes, table.bodies) or subjects(clause_head(token.head), notes, table.bodies)


def _noun(token: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "its opposition to the deal", "voiced support for talks", "Hamas's demand that ..."."""
    if token.pos_ != "NOUN":
        return None
    found = _goal(token, table) or _side(token, table.nouns)
    if found is None or not found[1] or not contested(found[1], table):
        return None
    side, issue = found
    if issue[0].dep_ == "acl" and issue[0].tag_ == "VBN":
        return None
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    verb = clause_head(token)
    holders = notes.actors_of(owner) if owner is not None and notes.actors_of(owner) else ()
    if not holders and token.dep_ in {"dobj", "pobj", "attr"} and verb.pos_ in VERBAL:
        holders = subjects(verb, notes, table.bodies)
    return Stance(
        token, holders, _flipped(side.direction, any(c.lower_ == "no" for c in token.children) or is_negated(verb)), issue
    )


def _goal(token: Token, table: Stances) -> tuple[Side, tuple[Token, ...]] | None:
    """ "Its aim is to obtain a truce": what a goal is said to be."""
    if token.lemma_ not in table.goals or token.dep_ != "nsubj" or token.head.lemma_ not in {"be", "remain"}:
        return None
    said = tuple(c for c in token.head.children if c.dep_ in {"xcomp", "ccomp", "attr"} and c.i > token.head.i)[:1]
    return (Side("for", False), said) if said else None


def _preposition(token: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "is in favour of talks", "are against the deal"."""
    word = token.lower_
    if word == "in" and token.dep_ == "prep":
        favour = next((c for c in token.children if c.lower_ in {"favour", "favor"}), None)
        of = next((c for c in favour.children if c.lower_ == "of"), None) if favour is not None else None
        inner, direction = (tuple(of.children) if of is not None else ()), "for"
    elif word in {"against", "for"} and token.dep_ == "prep" and token.head.lemma_ in {"be", "come"}:
        inner, direction = tuple(c for c in token.children if c.dep_ in {"pobj", "pcomp"}), word
    else:
        return None
    inner = tuple(c for c in inner if c.dep_ in {"pobj", "pcomp"})[:1]
    verb = token.head
    if not inner or verb.pos_ not in VERBAL or not (is_anaphor(inner) or contested(inner, table) or word == "in"):
        return None
    side: Direction = "against" if direction == "against" else "for"
    return Stance(verb, subjects(verb, notes, table.bodies), _flipped(side, is_negated(verb)), inner)


def _nothing(token: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "No dialogue!", "there can be no talks": in somebody's own words."""
    if token.pos_ != "NOUN" or not any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return None
    verb = token.head
    attribution = notes.attribution_at(token.idx)
    alone = token.dep_ == "ROOT" or (attribution is not None and not any(s <= verb.idx < e for s, e in attribution.content))
    exists = verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children) and token.dep_ in {"attr", "nsubj", "dobj"}
    ahead = exists and any(c.tag_ == "MD" and c.lower_ in {"can", "will", "could", "would", "must"} for c in verb.children)
    speaker = attribution.source_actor if attribution is not None else None
    if speaker is None or not (alone or ahead) or not contested((token,), table):
        return None
    return Stance(verb if exists else token, (speaker,), "against", (token,))
