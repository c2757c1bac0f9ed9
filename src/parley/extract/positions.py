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

from parley.extract.clauses import VERBAL, clause_head, clause_span, is_question, pieces, trimmed
from parley.extract.issues import Labels, label_of
from parley.extract.notes import Notes
from parley.extract.positions_cues import Stance, contested, is_anaphor, stances_in
from parley.extract.voices import party_of
from parley.lexicon.stances import Stances
from parley.records import Direction, Position, Span, record_id

HOLDERS = frozenset(
    {"person", "government", "armed_group", "igo", "ngo", "party", "military", "religious", "company", "people", "other"}
)


def positions(notes: Notes, table: Stances) -> tuple[Position, ...]:
    """The positions of an article, in reading order."""
    labels = Labels(table)
    found: dict[tuple[str, str, Direction], Position] = {}
    last = None
    for sentence in pieces(notes):
        if is_question(sentence):
            last = _question(sentence, table) or last
            continue
        for stance in stances_in(sentence, notes, table):
            label = last if is_anaphor(stance.issue) else label_of(stance.issue)
            if not label:
                continue
            last = label
            for position in _records(stance, labels.same(label), notes, table):
                key = (position.actor, position.issue, position.direction)
                if key not in found or (position.red_line and not found[key].red_line):
                    found[key] = position
    return tuple(found.values())


def _question(sentence: Tokens, table: Stances) -> str | None:
    """The issue that a question puts ("should we negotiate with ...?"), None where it is about something else."""
    for token in reversed(list(sentence)):
        if token.pos_ in VERBAL and token.dep_ in {"ROOT", "ccomp", "parataxis", "conj"} and contested((token,), table):
            if any(c.tag_ == "MD" for c in token.children):
                return label_of((token,))
    return None


def _records(stance: Stance, issue: str, notes: Notes, table: Stances) -> list[Position]:
    span = _evidence(stance.cue)
    if span is None:
        return []
    condition = _condition(stance, span, notes, table)
    direction: Direction = "conditional" if condition is not None else stance.direction
    attribution = notes.attribution_at(stance.cue.idx)
    found = []
    for holder in dict.fromkeys(party_of(notes, h, table.delegates) for h in stance.holders):
        actor = notes.actor.get(holder)
        if actor is None or actor.kind not in HOLDERS:
            continue
        found.append(
            Position(
                id=record_id("p", notes.article.id, "position", holder, issue, direction, span),
                actor=holder,
                issue=issue,
                direction=direction,
                evidence=(span,),
                red_line=direction == "against" and _is_red_line(stance.cue, span, notes, table),
                condition=condition,
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


def _condition(stance: Stance, span: Span, notes: Notes, table: Stances) -> str | None:
    """On what a stance hangs: a clause of condition on the cue or on the issue, or a phrase such as "in exchange for"."""
    heads = {stance.cue, clause_head(stance.cue), *stance.issue}
    for head in heads:
        for child in head.children:
            if child.dep_ == "advcl" and child.i > stance.cue.i:
                mark = next(
                    (c.lower_ for c in child.children if c.dep_ in {"mark", "advmod"} and c.lower_ in table.condition_marks), None
                )
                hard = mark in {"if", "unless", "provided", "providing"} or (
                    mark in {"until", "once", "before", "after"} and _is_forward(child)
                )
                inner = trimmed(child.subtree) if hard else None
                if inner is not None:
                    return notes.text[slice(*inner)]
    found = table.conditions.search(notes.text, stance.cue.idx, max(span[1], _sentence_end(stance.cue)))
    return re.sub(r"\s+", " ", notes.text[found.start() : max(span[1], found.end())]).strip() if found else None


def _is_forward(clause: Token) -> bool:
    """Whether a clause of time speaks of what is not yet so: present tense, or the past that goes with "would"."""
    return clause.tag_ in {"VBZ", "VBP", "VB", "VBN"} or any(c.tag_ in {"VBZ", "VBP"} for c in clause.children)


def _sentence_end(token: Token) -> int:
    last = token.sent[-1]
    return int(last.idx + len(last))


def _is_red_line(cue: Token, span: Span, notes: Notes, table: Stances) -> bool:
    """Whether the clause, or another sentence of the same statement next to it, says that it is not negotiable."""
    return table.red_lines.search(notes.text, *span) is not None
