"""Notes -> Position records: who is for, against or conditionally for what.

The stances of each sentence (`positions_cues`) become one record per actor, issue and direction. An issue that is only pointed
at ("is in favour of it") is the one that was asked or spoken of last. A red line needs words that say so. Spokespersons speak
for their party.

Misses: stances that must be inferred from deeds, and issues spread over several sentences.
"""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_head, clause_span, is_question, trimmed
from parley.extract.issues import Labels, label_of
from parley.extract.notes import Notes
from parley.extract.positions_cues import stances_in
from parley.extract.positions_held import is_on_conflict
from parley.extract.positions_stances import Stance, contested, flipped, is_anaphor
from parley.extract.positions_terms import condition_of
from parley.extract.positions_voice import is_red_line, since_of, voice_of
from parley.extract.voices import party_of
from parley.lexicon.stances import Stances
from parley.records import Position, Span, record_id
from parley.values import Direction


def positions(notes: Notes, table: Stances) -> tuple[Position, ...]:
    """The positions of an article, in reading order."""
    groups = {a.id for a in notes.reading.actors if a.kind == "armed_group" and not a.name.islower()}
    armed = {form: i for form, i in notes.named.items() if i in groups and form not in table.militants}
    labels = Labels(table, armed)
    found: dict[tuple[str, str, Direction], Position] = {}
    last: tuple[str, int] | None = None  # the issue spoken of last, and where
    for sentence in notes.paragraphs_apart:
        if is_question(sentence):
            asked = _question(sentence, table)
            last = (asked, sentence.end_char) if asked is not None else last
            continue
        for stance in stances_in(sentence, notes, table):
            condition = condition_of(stance, notes, table)
            if stance.only_if and condition is None:
                continue
            named = not stance.issue or condition is None or condition[0] <= stance.issue[0].idx
            end = sentence.end_char if named or condition is None else condition[0]
            if not stance.issue:
                label = (
                    last[0] if last is not None and last[1] >= sentence.doc[max(0, sentence.start - 1)].sent.start_char else None
                )
            elif is_anaphor(stance.issue, table):
                label = _meant(stance, last, notes, table) or _proposal(stance, notes, table)
            else:
                stance = _without_end(stance, table) if condition is None else stance
                label = label_of(stance.issue, sentence.start_char, end, table, stance.own)
            if not label:
                continue
            last = (label, sentence.end_char)
            issue, turned = labels.same(label)
            for position in _records(stance, (issue, turned), condition, notes, table):
                key = (position.actor, position.issue, position.direction)
                found[key] = _fuller(found[key], position) if key in found else position
    return tuple(found.values())


def _fuller(first: Position, again: Position) -> Position:
    """The same position met twice: the words that call it a red line count, and the first that say since when."""
    kept = again if again.red_line and not first.red_line else first
    return msgspec.structs.replace(kept, since=first.since or again.since)


def _proposal(stance: Stance, notes: Notes, table: Stances) -> str | None:
    """ "Rejected the proposal", of which nothing was said before: the words themselves, in an article about a conflict."""
    head = stance.issue[0]
    if head.pos_ != "NOUN" or head.lemma_.lower() not in table.proposals or not is_on_conflict(notes):
        return None
    return label_of(stance.issue, head.sent.start_char, head.sent.end_char, table)


def _without_end(stance: Stance, table: Stances) -> Stance:
    """Whoever wants sanctions lifted or talks called off is against them; any other stance is itself."""
    head = stance.issue[0] if stance.issue else stance.cue
    if head.lemma_.lower() in table.scrapping and len(stance.issue) == 1:
        thing = next((c for c in head.children if c.dep_ in {"dobj", "nsubjpass", "nsubj"} and contested((c,), table)), None)
        passive = head.tag_ in {"VBN", "VBD"}
        family = table.family.get(thing.lemma_.lower()) if thing is not None else None
        if thing is not None and family in table.scrapped and (thing.dep_ == "dobj" or passive) and thing.pos_ in {"NOUN", "PROPN"}:
            return replace(stance, direction=flipped(stance.direction, True), issue=(thing,))
    if head.lemma_.lower() not in table.endings or len(stance.issue) > 1:
        return stance
    preps = (c for c in head.children if c.dep_ == "prep" and c.lower_ in {"of", "to"})
    ended = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass"}] + [
        o for p in preps for o in p.children if o.dep_ == "pobj"
    ]
    imposed = next((t for t in ended if t.lemma_.lower() in table.impositions), None)
    return stance if imposed is None else replace(stance, direction=flipped(stance.direction, True), issue=(imposed,))


def _meant(stance: Stance, last: tuple[str, int] | None, notes: Notes, table: Stances) -> str | None:
    """What "it" or "this" points at: the issue spoken of last where that was in this sentence or the one before, else what the
    sentence before is about, else the issue spoken of last."""
    sentence = stance.cue.sent
    before = sentence.doc[sentence.start - 1].sent if sentence.start else None
    here = [t for t in sentence if t.i < stance.cue.left_edge.i and t.pos_ in VERBAL and any(c.tag_ == "MD" for c in t.children)]
    if here and (last is None or last[1] <= sentence.start_char):
        return label_of(here[-1:], sentence.start_char, stance.cue.left_edge.idx, table)
    if before is None or (last is not None and last[1] >= before.start_char):
        return last[0] if last is not None else None
    if stance.issue[0].lemma_.lower() in table.proposals:
        return None  # "the plan": no deed told before is one
    told = next((t for t in before if t.dep_ in {"ccomp", "ROOT", "conj"} and t.pos_ in VERBAL and contested((t,), table)), None)
    if told is None and (last is None or stance.issue[0].lower_ in {"this", "that"}):
        told = next((t for t in before if t.pos_ in VERBAL and any(c.tag_ == "MD" for c in t.children)), None)
    if told is None and stance.issue[0].lower_ == "it":
        subjects = (t for t in before if t.dep_ in {"nsubj", "nsubjpass"} and t.pos_ in {"NOUN", "PROPN"})
        told = next((t for t in subjects if notes.mention_of(t) is None or contested((t,), table)), None)
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
    together = any(c.lower_ == "we" for c in clause_head(stance.cue).children)
    for holder in dict.fromkeys(party_of(notes, h, table, together) for h in stance.holders):
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
                red_line=direction != "conditional" and is_red_line(stance.cue, span, notes, table),
                condition=None if condition is None else re.sub(r"\s+", " ", notes.text[slice(*condition)]),
                condition_evidence=() if condition is None else (condition,),
                since=since_of(stance, notes),
                voice=voice_of(holder, stance, notes, table),
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
