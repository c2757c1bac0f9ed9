"""On what a stance hangs: clauses and phrases of condition, and demands that have to be met before something else.

Misses conditions that stand in a sentence of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_head, mark_of, trimmed
from parley.extract.notes import Notes
from parley.extract.positions_held import holders_of
from parley.extract.positions_stances import Stance, contested, is_anaphor, says_no
from parley.lexicon.stances import Stances
from parley.records import Span

CONDITION_END = re.compile(r"[.;!?\n]|,[\"”]|, (?:\w+ ){0,3}(?:said|says|told|added)\b")
FORWARD = frozenset({"VBZ", "VBP", "VB", "VBN"})
WILLING = frozenset({"will", "'ll", "’ll", "would", "can", "could"})
EARLIER = frozenset({"before", "ahead", "prior"})


def condition_of(stance: Stance, notes: Notes, table: Stances) -> Span | None:
    """Where the words stand on which a stance hangs: a clause on the cue or on the issue, or a phrase such as "in exchange for"."""
    if stance.hangs_on is not None:
        return stance.hangs_on
    refused = stance.direction == "against" or says_no(stance.cue)
    for head in {stance.cue, clause_head(stance.cue), *stance.issue}:
        for child in head.children:
            ahead = child.i < stance.cue.i and not (says_no(head) or _is_ahead(head))
            if child.dep_ == "advcl" and not ahead and _is_condition(child, says_no(head), table):
                if mark_of(child) == "before" and is_demand(stance, table):
                    continue  # "demand that it leave before talks begin" hangs on nothing
                return _with_mark(child)
    without = _without(stance)
    if without is not None:
        return without
    found = table.conditions.search(notes.text, stance.cue.idx, stance.cue.sent.end_char)
    if found is None or (found.group().lower().startswith("until") and not refused) or _is_of_another(found.start(), stance.cue):
        return None
    end = CONDITION_END.search(notes.text, found.end())
    return (found.start(), end.start() if end is not None else len(notes.text))


def _with_mark(clause: Token) -> Span | None:
    """A clause of condition with the word that makes it one, which `trimmed` would take for an idle "while"."""
    span = trimmed(clause.subtree)
    return (clause.left_edge.idx, span[1]) if span is not None and mark_of(clause) == "while" else span


def is_demand(stance: Stance, table: Stances) -> bool:
    """Whether a stance is something that others are asked to do or to give."""
    return stance.direction == "for" and stance.cue.pos_ == "VERB" and stance.cue.lemma_ in table.demanding


def put_first(stance: Stance, table: Stances) -> Iterator[Stance]:
    """ "Demands that it withdraw before any talks": the stance on the talks, which hangs on the withdrawal."""
    if not is_demand(stance, table):
        return
    span = trimmed(t for head in stance.issue for t in head.subtree)
    for token in (t for t in stance.cue.subtree if t.lower_ in EARLIER and t.i > stance.issue[0].left_edge.i):
        if token.dep_ == "mark":
            later: Token | None = token.head if token.lower_ == "before" else None
        else:
            later = next((t for t in token.subtree if t.dep_ == "pobj" and t.head.lower_ in EARLIER | {"of", "to"}), None)
        if later is not None and contested((later,), table) and span is not None:
            demanded = trimmed(t for t in stance.cue.doc[stance.issue[0].left_edge.i : token.i] if t.idx < span[1])
            yield Stance(stance.cue, stance.holders, "conditional", (later,), hangs_on=demanded)
            return


def conditioned(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Conditioned its return to the table on a release", "made the truce conditional on it": what hangs on what."""
    if verb.lemma_ not in table.conditioning or says_no(verb):
        return None
    hanging, prep = _made_to_hang(verb, table) if verb.lemma_ == "make" else _tied(verb, table)
    if hanging is None or prep is None or not (contested((hanging,), table) or is_anaphor((hanging,), table)):
        return None
    ground = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    span = trimmed(ground.subtree) if ground is not None else None
    if ground is None or span is None or (table.conditioning[verb.lemma_] == "both" and not contested((ground,), table)):
        return None
    return Stance(verb, holders_of(verb, notes, table), "conditional", (hanging,), hangs_on=span)


def _tied(verb: Token, table: Stances) -> tuple[Token | None, Token | None]:
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    return thing, next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"on", "upon", "to"}), None)


def _made_to_hang(verb: Token, table: Stances) -> tuple[Token | None, Token | None]:
    """What "make it conditional on that" makes hang, and the preposition before what it hangs on."""
    word = next((t for t in verb.subtree if t.lower_ in table.dependent and verb.i < t.i <= verb.i + 12), None)
    if word is None:
        return None, None
    preps = (
        c for head in (word, verb) for c in head.children if c.dep_ == "prep" and c.i > word.i and c.lower_ in {"on", "upon", "to"}
    )
    things = (
        c for head in (verb, word, *word.children) for c in head.children if c.dep_ in {"dobj", "nsubj"} and verb.i < c.i < word.i
    )
    return next(things, None), next(preps, None)


def _without(stance: Stance) -> Span | None:
    """ "There can be no deal without an end to the war": what a negated stance hangs on."""
    none = any(c.lower_ == "no" for t in (stance.cue, *stance.issue) for c in t.children)
    if stance.direction != "against" or not (says_no(stance.cue) or none):
        return None
    heads = {stance.cue, clause_head(stance.cue), *stance.issue}
    word = next((c for h in heads for c in h.children if c.lower_ == "without" and (c.i > stance.cue.i or none)), None)
    return trimmed(word.subtree) if word is not None and any(c.dep_ in {"pobj", "pcomp"} for c in word.children) else None


def _is_of_another(char: int, cue: Token) -> bool:
    """Whether a condition belongs to a clause of somebody else that is joined to that of a cue ("..., and Fayulu will come if")."""
    joined = (t for t in cue.sent if t.dep_ == "conj" and t.pos_ in VERBAL and t.i > cue.i)
    subjects = (c for t in joined for c in t.children if c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "PROPN")
    return any(cue.idx < c.idx < char for c in subjects)


def _is_ahead(verb: Token) -> bool:
    """Whether a clause says what somebody is going to do, so that an "if" before it is a condition."""
    return any(c.tag_ == "MD" and c.lower_ in WILLING for c in verb.children)


def _is_condition(clause: Token, refused: bool, table: Stances) -> bool:
    """Whether a clause says on what a stance hangs; with a refusal, "until" and "before" do in any tense."""
    marks = [c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"} and c.lower_ in table.condition_marks]
    if not marks:
        return False
    return marks[0] in table.hard_marks or (
        refused if marks[0] in {"until", "till", "while"} else (refused and marks[0] == "before") or _is_forward(clause)
    )


def _is_forward(clause: Token) -> bool:
    """Whether a clause of time speaks of what is not yet so: present tense, or the past that goes with "would"."""
    return clause.tag_ in FORWARD or any(c.tag_ in {"VBZ", "VBP"} for c in clause.children)
