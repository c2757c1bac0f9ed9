"""Notes -> Position records: who is for, against or conditionally for what.

The stances of each sentence (`positions_cues`) become one record per actor, issue and direction. An issue that is only pointed
at ("is in favour of it") is the one that was asked or spoken of last. A red line needs words that say so. Spokespersons speak
for their party.

Misses: stances that must be inferred from deeds, and issues spread over several sentences.
"""

from __future__ import annotations

import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_head, clause_span, is_question, trimmed
from parley.extract.issues import Labels, label_of
from parley.extract.notes import Notes, is_negated
from parley.extract.positions_cues import stances_in
from parley.extract.positions_stances import Stance, contested, flipped, is_anaphor
from parley.extract.voices import party_of
from parley.lexicon.stances import Stances
from parley.records import Direction, Position, Span, record_id

CONDITION_END = re.compile(r"[.;!?\n]|,[\"”]|, (?:\w+ ){0,3}(?:said|says|told|added)\b")


def positions(notes: Notes, table: Stances) -> tuple[Position, ...]:
    """The positions of an article, in reading order."""
    labels = Labels(table)
    found: dict[tuple[str, str, Direction], Position] = {}
    last: tuple[str, int] | None = None  # the issue spoken of last, and where
    for sentence in notes.paragraphs_apart:
        if is_question(sentence):
            asked = _question(sentence, table)
            last = (asked, sentence.end_char) if asked is not None else last
            continue
        for stance in stances_in(sentence, notes, table):
            condition = _condition(stance, notes, table)
            end = condition[0] if condition is not None and condition[0] > stance.issue[0].idx else sentence.end_char
            if is_anaphor(stance.issue, table):
                label = _meant(stance, last, notes, table)
            else:
                label = label_of(stance.issue, sentence.start_char, end, table)
            if not label:
                continue
            last = (label, sentence.end_char)
            issue, turned = labels.same(label)
            for position in _records(stance, (issue, turned), condition, notes, table):
                key = (position.actor, position.issue, position.direction)
                if key not in found or (position.red_line and not found[key].red_line):
                    found[key] = position
    return tuple(found.values())


def _meant(stance: Stance, last: tuple[str, int] | None, notes: Notes, table: Stances) -> str | None:
    """What "it" or "this" points at: the issue spoken of last where that was in this sentence or the one before, else what the
    sentence before is about, else the issue spoken of last."""
    sentence = stance.cue.sent
    before = sentence.doc[sentence.start - 1].sent if sentence.start else None
    if before is None or (last is not None and last[1] >= before.start_char):
        return last[0] if last is not None else None
    told = next((t for t in before if t.dep_ in {"ccomp", "ROOT", "conj"} and t.pos_ in VERBAL and contested((t,), table)), None)
    if told is None and (last is None or stance.issue[0].lower_ in {"this", "that"}):
        told = next((t for t in before if t.pos_ in VERBAL and any(c.tag_ == "MD" for c in t.children)), None)
    if told is None:
        return last[0] if last is not None else None
    return label_of((told,), before.start_char, before.end_char, table)


def _question(sentence: Tokens, table: Stances) -> str | None:
    """The issue that a question puts ("should we negotiate with ...?"), None where it is about something else."""
    for token in reversed(list(sentence)):
        if token.pos_ in VERBAL and token.dep_ in {"ROOT", "ccomp", "parataxis", "conj"} and contested((token,), table):
            if any(c.tag_ == "MD" for c in token.children):
                return label_of((token,), sentence.start_char, sentence.end_char, table)
    return None


def _records(stance: Stance, named: tuple[str, bool], condition: Span | None, notes: Notes, table: Stances) -> list[Position]:
    span = _evidence(stance.cue)
    if span is None:
        return []
    issue, turned = named
    direction: Direction = "conditional" if condition is not None else flipped(stance.direction, turned)
    if condition is not None:
        span = (min(span[0], condition[0]), max(span[1], condition[1]))
    attribution = notes.attribution_at(stance.cue.idx)
    found = []
    for holder in dict.fromkeys(party_of(notes, h, table) for h in stance.holders):
        actor = notes.actor.get(holder)
        if actor is None or actor.kind == "media":
            continue
        found.append(
            Position(
                id=record_id("p", notes.article.id, "position", holder, issue, direction, span),
                actor=holder,
                issue=issue,
                direction=direction,
                evidence=(span,),
                red_line=direction != "conditional" and table.red_lines.search(notes.text, *span) is not None,
                condition=None if condition is None else re.sub(r"\s+", " ", notes.text[slice(*condition)]),
                attribution=attribution.id if attribution is not None else None,
                date=attribution.date if attribution is not None else None,
                confidence=0.6,
            )
        )
    return found


def _evidence(cue: Token) -> Span | None:
    """The clause that a cue stands in."""
    head = clause_head(cue)
    return clause_span(head) if head.pos_ in VERBAL else trimmed(head.subtree)


def _condition(stance: Stance, notes: Notes, table: Stances) -> Span | None:
    """On what a stance hangs: a clause of condition on the cue or on the issue, or a phrase such as "in exchange for"."""
    for head in {stance.cue, clause_head(stance.cue), *stance.issue}:
        for child in head.children:
            if child.dep_ == "advcl" and child.i > stance.cue.i and _is_condition(child, is_negated(head), table):
                return trimmed(child.subtree)
    found = table.conditions.search(notes.text, stance.cue.idx, stance.cue.sent.end_char)
    if found is None:
        return None
    end = CONDITION_END.search(notes.text, found.end())
    return (found.start(), end.start() if end is not None else len(notes.text))


def _is_condition(clause: Token, refused: bool, table: Stances) -> bool:
    """Whether a clause says on what a stance hangs; with a refusal, "until" and "before" do in any tense."""
    marks = [c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"} and c.lower_ in table.condition_marks]
    if not marks:
        return False
    return marks[0] in table.hard_marks or (refused and marks[0] in {"until", "till", "before"}) or _is_forward(clause)


def _is_forward(clause: Token) -> bool:
    """Whether a clause of time speaks of what is not yet so: present tense, or the past that goes with "would"."""
    return clause.tag_ in {"VBZ", "VBP", "VB", "VBN"} or any(c.tag_ in {"VBZ", "VBP"} for c in clause.children)
