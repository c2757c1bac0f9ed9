"""Notes -> events in PLOVER's terms, by lexicon and parse.

Source of method: PLOVER's categories with trigger frames over a dependency parse, as in UniversalPetrarch, written anew.
Misses: events without a word of the lexicon, implied ones, and arguments that the sentence does not name.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.event_arguments import ArgumentReader, Arguments
from parley.extract.event_auxiliaries import auxiliary
from parley.extract.event_slots import SlotReader, lemma
from parley.extract.event_triggers import Matcher, Trigger, triggers
from parley.extract.notes import Notes
from parley.lexicon.event_types import EventTypes
from parley.records import Aux, Event, EventType, Span, record_id

MOST_PER_SENTENCE = 3
# What hangs on a trigger but tells of something else
APART = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj", "cc", "punct", "mark", "appos", "meta", "dep"})


@dataclass(frozen=True, slots=True)
class _Found:
    """An event on its way: the record's fields, and what orders it among the others."""

    event: Event
    key: tuple[object, ...]
    order: tuple[int, int, int]


def _clause(trigger: Trigger) -> Span:
    """First and last character of a trigger with its arguments, clauses that tell of something else left out."""
    token, kept = trigger.token, []
    stack: list[Token] = [token]
    while stack:
        node = stack.pop()
        kept.append(node)
        for child in node.children:
            apart = child.dep_ in APART and child.i not in trigger.used
            if child.dep_ in {"conj", "cc"} and node is not token:
                apart = False
            if not apart:
                stack.append(child)
    start = min(kept, key=lambda t: t.i)
    end = max(kept, key=lambda t: t.i)
    return start.idx, end.idx + len(end)


def _as_told(event_type: EventType, aux: Aux | None, token: Token, table: EventTypes) -> tuple[EventType, Aux | None]:
    """The type and aux that a deed takes when it is refused ("will not accept") or undertaken ("said that it will release")."""
    auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
    present = token.tag_ in {"VBP", "VBZ"} or bool(auxiliaries & (table.future | {"does", "do", "can", "ca", "would"}))
    if aux == "negation" and present and (event_type in table.friendly or event_type == "AGREE"):
        return "REJECT", None
    reported = token.dep_ == "ccomp" and lemma(token.head) in table.said and bool(auxiliaries & (table.future | {"would"}))
    if reported and aux in {"future", "hypothetical"} and token.head.i < token.i:
        if event_type in table.friendly:
            return "AGREE", None
        if event_type in table.hostile:
            return "THREATEN", None
    return event_type, aux


def _contexts(sentence: Tokens, table: EventTypes) -> tuple[str, ...]:
    words = (table.contexts.get(lemma(t)) for t in sentence if t.pos_ in {"NOUN", "PROPN", "ADJ"})
    return tuple(dict.fromkeys(w for w in words if w is not None))


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _event(notes: Notes, table: EventTypes, reader: ArgumentReader, sentence: Tokens, trigger: Trigger) -> _Found:
    token = trigger.token
    clause = _clause(trigger)
    told: Arguments = reader.arguments(trigger)
    event_type, aux = _as_told(trigger.frame.event_type, auxiliary(token, table), token, table)
    date = reader.date(sentence, trigger, clause)
    if aux is None and event_type == trigger.frame.event_type and _is_later(date, notes):
        aux = "future"
    attribution = notes.attribution_at(token.idx)
    event = Event(
        id=record_id("e", notes.article.id, event_type, clause, token.idx),
        event_type=event_type,
        evidence=(clause,),
        mode=trigger.frame.mode if event_type == trigger.frame.event_type else None,
        contexts=_contexts(sentence, table),
        aux=aux,
        actor=told.actor,
        recipient=told.recipient,
        mediator=told.mediator,
        date=date,
        place=reader.place(sentence, trigger, clause),
        attribution=attribution.id if attribution else None,
        confidence=min(0.9, 0.4 + 0.1 * trigger.frame.weight + 0.1 * bool(told.actor) + 0.1 * bool(told.recipient)),
    )
    is_noun = token.pos_ in {"NOUN", "PROPN"}
    return _Found(
        event,
        (event_type, aux, lemma(token), told.actor, told.recipient),
        (_depth(token) + is_noun, table.rank[event_type], token.i),
    )


def _is_later(date: str | None, notes: Notes) -> bool:
    """Whether a day lies after the day of publication."""
    return date is not None and len(date) == 10 and notes.published is not None and date > notes.published.isoformat()


def events(notes: Notes, table: EventTypes) -> tuple[Event, ...]:
    """The events of an article, sentence by sentence, the most newsworthy of a sentence first; each told once."""
    slots = SlotReader()
    reader = ArgumentReader(notes, table, slots)
    by_sentence: dict[int, list[_Found]] = {}
    seen: set[tuple[object, ...]] = set()
    for trigger in triggers(Matcher(notes, table, slots)):
        sentence = trigger.token.sent
        found = _event(notes, table, reader, sentence, trigger)
        if found.key in seen:
            continue
        seen.add(found.key)
        by_sentence.setdefault(sentence.start, []).append(found)
    kept = [sorted(found, key=lambda f: f.order)[:MOST_PER_SENTENCE] for found in by_sentence.values()]
    return tuple(found.event for sentence in kept for found in sentence)
