"""What the context says of an event's parties where its own sentence does not: who "we" are, and which of the two sides is meant.

An article about two sides leaves much unsaid: a side that refuses, pulls back or breaks off does so towards the other, and a
go-between who calls for restraint calls on both. Misses: articles about three sides, and deeds of outsiders towards one of the two.
"""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as replace_record

from parley.extract.event_arguments import Arguments
from parley.extract.event_slots import lemma
from parley.extract.event_triggers import Trigger
from parley.extract.notes import Notes
from parley.extract.sides import SideReader, principal
from parley.lexicon.event_types import EventTypes
from parley.records import Attribution, Event
from parley.values import EventType

# How sure a reading is whose parties no word of the sentence names
UNNAMED = 0.3
# So many years before publication the two sides were the same two
SAME_SIDES = 5
# Types of what is addressed to somebody
ADDRESSED = frozenset({"REQUEST", "CONSULT", "AGREE", "THREATEN", "CONCEDE"})
TIMES = frozenset({"DATE", "TIME"})
TOGETHER = frozenset({"ASSAULT", "AGREE", "CONSULT"})


class ContextReader:
    """Completes the parties of the events of one article."""

    def __init__(self, notes: Notes, table: EventTypes, sides: SideReader) -> None:
        self.notes = notes
        self.table = table
        self.sides = sides
        self.matters = table.classes["deal"] | table.classes["talks"] | table.classes["halt"] | table.classes["fight"]
        self.things = self.matters | table.classes["offer"] | table.classes["restriction"] | table.restraint

    def speaker(self, trigger: Trigger, attribution: Attribution | None, told: Arguments, event_type: EventType) -> Arguments:
        """In quoted speech the speaker does what only words do; what "we" do besides, those whom the speaker speaks for do."""
        if told.actor or attribution is None or attribution.source_actor is None:
            return told
        subjects = trigger.slots.get("subj", [])
        spoken = event_type in self.table.verbal
        if any(t.lower_ in self.table.first_person for t in subjects):
            plural = any(t.lower_ in self.table.first_plural for t in subjects)
            who = principal(attribution.source_actor, self.notes) if plural and not spoken else attribution.source_actor
            return replace(told, actor=(who,))
        if not subjects and spoken and attribution.type in {"direct", "mixed"}:
            return replace(told, actor=(attribution.source_actor,))
        return told

    def with_sides(self, event: Event, trigger: Trigger, words: frozenset[str]) -> Event:
        """The event, with the two sides of the article put where "the fighting", "the truce", "the talks" of now name nobody.

        What one of the two does without a word to whom is towards the other, where such a deed is towards anybody.
        """
        table = self.table
        if event.actor:
            return event if event.recipient else self._towards(event, trigger, words)
        if trigger.token.pos_ == "NOUN":  # "the opening of negotiations"
            words |= {lemma(t) for t in trigger.slots.get("p:of", ())}
        told_of = table.classes["fight"] | table.classes["deal"] | table.classes["talks"]
        if event.recipient or event.event_type not in TOGETHER or not words & told_of:
            return event
        pair = self.sides.pair
        if not pair or not self._is_recent(event):
            return event
        return replace_record(event, actor=pair, recipient=pair, confidence=UNNAMED)

    def _is_recent(self, event: Event) -> bool:
        year = (self.notes.article.published or "")[:4]
        return event.date is None or not year or int(year) - int(event.date[:4]) <= SAME_SIDES

    def _towards(self, event: Event, trigger: Trigger, words: frozenset[str]) -> Event:
        """The event with the other of the two sides as recipient, or with both where one who stands between them acts."""
        pair = self.sides.pair
        if event.event_type in ADDRESSED and self._is_addressed(trigger):
            return event
        ours = {self.sides.representative(principal(i, self.notes)) for i in event.actor}
        if not pair:
            return event
        if ours <= set(pair):
            others = tuple(i for i in pair if i not in ours)
            return (
                replace_record(event, recipient=others) if len(others) == 1 and self._is_towards(event, trigger, words) else event
            )
        if not ours & set(pair) and self._is_between(event, trigger, words):
            return replace_record(event, recipient=pair)
        return event

    def _is_addressed(self, trigger: Trigger) -> bool:
        """Whether the sentence says towards whom, in words that stand for nobody named ("urged political parties")."""
        names = [name for path in trigger.frame.recipient if len(path) == 1 for name in path[0]]
        tokens = [t for name in names for t in trigger.slots.get(name, ())]
        return any(t.pos_ in {"NOUN", "PROPN"} and t.ent_type_ not in TIMES and lemma(t) not in self.things for t in tokens)

    def _is_towards(self, event: Event, trigger: Trigger, words: frozenset[str]) -> bool:
        """Whether a deed of one side is by its kind towards the other."""
        table, kind = self.table, event.event_type
        if kind in table.towards:
            return event.mode not in {"resign", "expel", "convict"}
        if kind == "REQUEST":
            return bool(self._asked(trigger) & self.matters)
        if kind == "ASSAULT":
            targets = {lemma(t) for t in trigger.slots.get("obj", ())}
            return bool(targets & table.targets)
        return False

    def _asked(self, trigger: Trigger) -> frozenset[str]:
        """Lemmas of what is asked for."""
        return frozenset(lemma(t) for t in trigger.token.subtree if t.i > trigger.token.i)

    def _is_between(self, event: Event, trigger: Trigger, words: frozenset[str]) -> bool:
        """Whether an outsider deals with both: leads their talks, or asks for what only both can do."""
        if event.event_type == "CONSULT":
            return event.mode == "third-party" or bool(words & self.table.leading and words & self.table.classes["talks"])
        return event.event_type == "REQUEST" and bool(self._asked(trigger) & (self.matters | self.table.restraint))
