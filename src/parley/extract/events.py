"""Notes -> events in PLOVER's terms, by lexicon and parse; a network has its say on the sentence that an article opens with.

Source of method: PLOVER's categories with trigger frames over a dependency parse, as in UniversalPetrarch, written anew; the
classifier as in ZSP (Hu et al. 2022), smaller and trained. Misses: events without a word of the lexicon further down than the
lead, implied ones, and arguments that the sentence does not name.
"""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as replace_record
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.event_arguments import ArgumentReader, clause_of
from parley.extract.event_auxiliaries import auxiliary
from parley.extract.event_context import ContextReader
from parley.extract.event_fields import is_elsewhere, is_long_past
from parley.extract.event_leads import LOOSE, NEW, OTHER, OURS, POWERS, Judged, is_about_powers, is_no_event, judged_lead
from parley.extract.event_repeats import Found, distinct, is_told
from parley.extract.event_slots import SlotReader, lemma
from parley.extract.event_triggers import Matcher, Trigger, is_imperative, triggers
from parley.extract.notes import Notes, objects_of, spans_of
from parley.lexicon.classifier import Classifier
from parley.lexicon.event_types import EventTypes
from parley.records import Event, record_id
from parley.values import Aux, EventType

CLASSIFIER = "classifier"
# Done with words alone: not where and when the things are that the words speak of
SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def _as_told(event_type: EventType, aux: Aux | None, token: Token, table: EventTypes) -> tuple[EventType, Aux | None]:
    """The type and aux that a deed takes when it is refused, undertaken, threatened or called for.

    "will not accept" is REJECT, "said that it will release" AGREE, "said that it will strike" THREATEN, "Stop the war!" REQUEST.
    """
    auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
    past = any(c.tag_ == "VBD" for c in token.children if c.dep_ == "aux")
    present = (token.tag_ in {"VBP", "VBZ"} and not past) or bool(auxiliaries & (table.future | table.present))
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
    said = {c.i for c in token.children if c.dep_ == "ccomp" and c.i > token.i} if trigger.frame.event_type in SPOKEN else set()
    return clause_of(token, trigger.used | said)


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
        self.arguments = ArgumentReader(notes, self.slots, table.parties, table.locative, table)
        self.context = ContextReader(notes, table, self.arguments.sides)

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

    def event(self, trigger: Trigger) -> Found | None:
        """The event of a trigger, None where too little is known of it."""
        notes, table, token = self.notes, self.table, trigger.token
        clause = _evidence(trigger)
        settings = self.arguments.settings
        event_type, aux = _as_told(trigger.frame.event_type, auxiliary(token, table), token, table)
        changed = event_type != trigger.frame.event_type
        date = settings.date(token, clause, trigger.frame.event_type in SPOKEN)
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
        told = self.context.speaker(trigger, attribution, self.arguments.arguments(trigger, table.mutual), event_type)
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
            place=settings.place(
                token,
                clause,
                table.striking if event_type in table.struck else frozenset(),
                trigger.frame.event_type in SPOKEN,
            ),
            attribution=attribution.id if attribution else None,
            confidence=min(0.9, 0.4 + 0.1 * trigger.frame.weight + 0.1 * bool(told.actor) + 0.1 * bool(told.recipient)),
        )
        is_noun = token.pos_ in {"NOUN", "PROPN"}
        words = frozenset(lemma(t) for t in (token, *trigger.slots.get("subj", ()), *trigger.slots.get("obj", ())))
        event = self.context.with_sides(event, trigger, words)
        if not self._is_borne(event, trigger, changed):
            return None
        return Found(
            event, lemma(token), words, (_depth(token) + is_noun, table.rank[event_type], token.i), token, trigger.frame.weight
        )

    def is_elsewhere(self, found: Found) -> bool:
        """Whether an event is told in the words of sport, business, the stage or nature, and befalls no power."""
        parties = (*found.event.actor, *found.event.recipient)
        if any(self.notes.actor[p].kind in POWERS for p in parties if p in self.notes.actor):
            return False
        return is_elsewhere(found.token, self.notes, self.table)

    def lead_event(self, judged: Judged) -> Found:
        """The event that the network finds in a sentence where the rules have none."""
        notes, doing = self.notes, judged.doing
        verb = doing.verb
        clause = clause_of(verb)
        attribution = notes.attribution_at(verb.idx)
        evidence = spans_of(clause)
        event = Event(
            id=record_id("e", notes.article.id, judged.event_type, evidence, verb.idx),
            event_type=judged.event_type,
            evidence=evidence,
            contexts=_contexts(judged.sentence, self.table),
            aux=auxiliary(verb, self.table),
            actor=self.arguments.ids(doing.actor) if doing.actor is not None else (),
            recipient=self.arguments.ids(doing.recipient) if doing.recipient is not None else (),
            date=self.arguments.settings.date(verb, clause),
            place=self.arguments.settings.place(verb, clause),
            attribution=attribution.id if attribution else None,
            origin=CLASSIFIER,
            confidence=round(judged.probability, 2),
        )
        return Found(event, lemma(verb), frozenset({lemma(verb)}), (_depth(verb), self.table.rank[judged.event_type], verb.i), verb)


def _is_refused(judged: Judged, table: EventTypes) -> bool:
    """Whether a lead tells no event by its words: a claim denied ("rejected the allegation"), or talks that nobody has planned."""
    if judged.event_type != "REJECT":
        return False
    verb = judged.doing.verb
    claimed = lemma(verb) in table.denied or any(lemma(c) in table.claims for c in objects_of(verb) if c.dep_ != "dative")
    return claimed or any(t.dep_ == "det" and t.lower_ == "no" for c in verb.children for t in c.children)


def _with_lead(found: list[Found], judged: Judged, reader: EventReader) -> list[Found]:
    """The events of an opening sentence, with what the network knows better: a type, or an event where the rules have none."""
    if not found:
        return [reader.lead_event(judged)] if judged.probability >= NEW and not _is_refused(judged, reader.table) else []
    main = min(found, key=lambda f: f.order)
    ours = main.event.event_type
    if judged.probability < OTHER or judged.event_type == ours or main.weight > LOOSE or not judged.is_of(main.token):
        return found
    if (ours, judged.event_type) in OURS:
        return found
    if main.event.aux == "future" and judged.event_type == "AGREE":
        return found  # what is agreed for a day to come is told as that, with its aux
    told = replace_record(
        main.event, event_type=judged.event_type, mode=None, origin=CLASSIFIER, confidence=round(judged.probability, 2)
    )
    return [replace(main, event=told) if one is main else one for one in found]


def events(notes: Notes, table: EventTypes, classifier: Classifier | None = None) -> tuple[Event, ...]:
    """The events of an article, sentence by sentence, the most newsworthy of a sentence first; each told once.

    A language without a classifier does with the rules alone.
    """
    reader = EventReader(notes, table)
    by_sentence: dict[int, list[Found]] = {}
    doubter = classifier if classifier is not None and not is_about_powers(notes) else None
    for trigger in triggers(Matcher(notes, table, reader.slots)):
        found = reader.event(trigger)
        if found is not None and (doubter is None or not is_no_event(notes, trigger, doubter)):
            by_sentence.setdefault(trigger.token.sent.start, []).append(found)
    judged = judged_lead(notes, table.said, classifier) if classifier is not None else None
    if judged is not None:
        start = judged.doing.verb.sent.start
        by_sentence[start] = _with_lead(by_sentence.get(start, []), judged, reader)
    if doubter is not None:
        by_sentence = {start: [f for f in found if not reader.is_elsewhere(f)] for start, found in by_sentence.items()}
    told: list[Found] = []
    for _, sentence in sorted(by_sentence.items()):
        recent = [f for f in sentence if not is_long_past(f.event.date, notes)]
        told.extend(f for f in distinct(recent) if not is_told(f, told))
    return tuple(found.event for found in told)
