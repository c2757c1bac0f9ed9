"""Notes -> events in PLOVER's terms, by lexicon and parse.

Source of method: PLOVER's categories with trigger frames over a dependency parse, as in UniversalPetrarch, written anew.
Misses: events without a word of the lexicon, implied ones, and arguments that the sentence does not name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from msgspec.structs import replace as replace_record
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.event_arguments import ArgumentReader, Arguments, clause_of
from parley.extract.event_auxiliaries import auxiliary
from parley.extract.event_slots import SlotReader, lemma
from parley.extract.event_triggers import Matcher, Trigger, is_imperative, triggers
from parley.extract.notes import Notes, spans_of
from parley.lexicon.event_types import EventTypes
from parley.records import Attribution, Aux, Event, EventType, record_id

MOST_PER_SENTENCE = 3
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class _Found:
    """An event on its way: the record's fields, and what orders it among the others."""

    event: Event
    word: str
    words: frozenset[str]
    order: tuple[int, int, int]


def _as_told(event_type: EventType, aux: Aux | None, token: Token, table: EventTypes) -> tuple[EventType, Aux | None]:
    """The type and aux that a deed takes when it is refused, undertaken, threatened or called for.

    "will not accept" is REJECT, "said that it will release" AGREE, "said that it will strike" THREATEN, "Stop the war!" REQUEST.
    """
    auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
    present = token.tag_ in {"VBP", "VBZ"} or bool(auxiliaries & (table.future | table.present))
    if aux == "negation" and present and (event_type in table.friendly or event_type == "AGREE"):
        return "REJECT", None
    if is_imperative(token):
        return "REQUEST", None
    passive = any(c.dep_ == "auxpass" for c in token.children)
    reported = token.dep_ == "ccomp" and lemma(token.head) in table.said and bool(auxiliaries & (table.future | {"would"}))
    if reported and not passive and aux in {"future", "hypothetical"} and token.head.i < token.i:
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


def _evidence(trigger: Trigger) -> list[Token]:
    """The clause of a trigger; for a noun that is a subject ("Artillery fire shook the capital") that of its verb."""
    token = trigger.token
    head = token.head
    if is_imperative(token):
        return clause_of(token, trigger.used | {c.i for c in token.children if c.dep_ == "ccomp"})
    if token.dep_ in SUBJECTS and head.pos_ == "VERB" and not any(c.dep_ == "ccomp" for c in head.children):
        return clause_of(head, trigger.used)
    return clause_of(token, trigger.used)


def _is_dated_later(date: str | None, notes: Notes) -> bool:
    """Whether a day lies after the day of publication."""
    return date is not None and len(date) == 10 and notes.published is not None and date > notes.published.isoformat()


def _is_conditional(token: Token) -> bool:
    return any(c.dep_ == "advcl" and any(m.lower_ in {"if", "unless"} for m in c.children) for c in token.children)


class EventReader:
    """Makes events of the triggers of one article."""

    def __init__(self, notes: Notes, table: EventTypes) -> None:
        self.notes = notes
        self.table = table
        self.slots = SlotReader()
        self.arguments = ArgumentReader(notes, self.slots, table.parties, table.locative)

    def _speaker(self, trigger: Trigger, attribution: Attribution | None, told: Arguments, event_type: EventType) -> Arguments:
        """In quoted speech the speaker does what "we" do, and what only words do."""
        if told.actor or attribution is None or attribution.source_actor is None:
            return told
        subjects = trigger.slots.get("subj", [])
        own = any(t.lower_ in self.table.first_person for t in subjects)
        if own or (not subjects and event_type in self.table.verbal and attribution.type in {"direct", "mixed"}):
            return replace(told, actor=(attribution.source_actor,))
        return told

    def _with_sides(self, event: Event, words: frozenset[str]) -> Event:
        """The event, with the two sides of the article put where "the fighting", "the truce", "the talks" of now name nobody."""
        table, year = self.table, (self.notes.article.published or "")[:4]
        told_of = table.classes["fight"] | table.classes["deal"] | table.classes["talks"]
        if event.actor or event.recipient or event.event_type not in {"ASSAULT", "AGREE", "CONSULT"} or not words & told_of:
            return event
        pair = self.arguments.sides.pair
        if not pair or (event.date is not None and event.date[:4] != year):
            return event
        return replace_record(event, actor=pair, recipient=pair, confidence=0.3)

    def _is_borne(self, event: Event, trigger: Trigger, changed: bool) -> bool:
        """Whether enough is known: who did it; whom it befell; for deeds also a day or place.

        What is done with words or together, and what is read out of a deed, needs its actor or at least a subject that bears it
        ("officials", "students").
        """
        if event.actor:
            return True
        bearers = [*trigger.slots.get("subj", ()), *trigger.slots.get("p:by", ())]
        borne = any(t.pos_ in {"NOUN", "PROPN"} for t in bearers)
        if borne or changed:
            return borne
        soft = event.event_type in self.table.verbal or event.event_type in self.table.mutual - self.table.hostile
        if event.recipient:
            return event.aux is None or not soft
        if soft or event.aux is not None:
            return event.aux is None and event.event_type not in self.table.verbal and bool(event.date and event.place)
        return event.event_type in self.table.hostile or bool(event.date or event.place)

    def event(self, trigger: Trigger) -> _Found | None:
        """The event of a trigger, None where too little is known of it."""
        notes, table, token = self.notes, self.table, trigger.token
        clause = _evidence(trigger)
        date = self.arguments.date(token, clause)
        event_type, aux = _as_told(trigger.frame.event_type, auxiliary(token, table), token, table)
        changed = event_type != trigger.frame.event_type
        worded = event_type in table.verbal or event_type == "AGREE"
        if (
            not changed
            and not worded
            and aux in {None, "hypothetical"}
            and _is_dated_later(date, notes)
            and not _is_conditional(token)
        ):
            aux = "future"
        attribution = notes.attribution_at(token.idx)
        told = self._speaker(trigger, attribution, self.arguments.arguments(trigger, table.mutual), event_type)
        evidence = spans_of(clause)
        event = Event(
            id=record_id("e", notes.article.id, event_type, evidence, token.idx),
            event_type=event_type,
            evidence=evidence,
            mode=None if changed else trigger.frame.mode,
            contexts=_contexts(token.sent, table),
            aux=aux,
            actor=told.actor,
            recipient=told.recipient,
            mediator=told.mediator,
            date=date,
            place=self.arguments.place(token, clause),
            attribution=attribution.id if attribution else None,
            confidence=min(0.9, 0.4 + 0.1 * trigger.frame.weight + 0.1 * bool(told.actor) + 0.1 * bool(told.recipient)),
        )
        is_noun = token.pos_ in {"NOUN", "PROPN"}
        words = frozenset(lemma(t) for t in (token, *trigger.slots.get("subj", ()), *trigger.slots.get("obj", ())))
        event = self._with_sides(event, words)
        if not self._is_borne(event, trigger, changed):
            return None
        return _Found(event, lemma(token), words, (_depth(token) + is_noun, table.rank[event_type], token.i))


def _is_told(found: _Found, earlier: list[_Found]) -> bool:
    """Whether an earlier event of the article says the same: same word and actors, nothing new of when and where."""
    event = found.event
    for other in earlier:
        known = other.event
        same = (known.event_type, known.aux, known.actor) == (event.event_type, event.aux, event.actor)
        if same and other.word == found.word and set(event.recipient) <= set(known.recipient):
            if event.date in {None, known.date} and event.place in {None, known.place} and (event.actor or event.recipient):
                return True
    return False


def _distinct(found: list[_Found]) -> list[_Found]:
    """The events of one sentence in order of news value, without what repeats another ("attacked ..., killing four")."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: f.order):
        event = one.event
        if not any(
            (k.event.event_type, k.event.aux) == (event.event_type, event.aux)
            and (set(event.actor) <= set(k.event.actor) and set(event.recipient) <= set(k.event.recipient))
            for k in kept
        ):
            kept.append(one)
    return kept[:MOST_PER_SENTENCE]


def events(notes: Notes, table: EventTypes) -> tuple[Event, ...]:
    """The events of an article, sentence by sentence, the most newsworthy of a sentence first; each told once."""
    reader = EventReader(notes, table)
    by_sentence: dict[int, list[_Found]] = {}
    for trigger in triggers(Matcher(notes, table, reader.slots)):
        found = reader.event(trigger)
        if found is not None:
            by_sentence.setdefault(trigger.token.sent.start, []).append(found)
    told: list[_Found] = []
    for sentence in by_sentence.values():
        told.extend(f for f in _distinct(sentence) if not _is_told(f, told))
    return tuple(found.event for found in told)
