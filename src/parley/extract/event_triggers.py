"""Words that carry an event: frames of the lexicon matched against the parse.

Misses: events told without a word of the lexicon, and constructions across sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from parley.extract.event_slots import CLASS_OF, SPLIT, SlotReader, Slots, lemma
from parley.extract.notes import Notes
from parley.extract.trees import tree_of
from parley.lexicon.event_types import Condition, EventTypes, Frame

# What is asked, refused, threatened or promised has not happened: its words are no events of their own
OPAQUE = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE"})
NOUNS = frozenset({"NOUN", "PROPN"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
# What is undertaken is told too, where it is a deed that the parties owe each other: "agreed to free the prisoners"
OWED = frozenset({"RETREAT", "CONCEDE"})
# Verbs that speak of a deed which a noun then names
ABOUT = frozenset({"ACCUSE", "SUPPORT"})
TIMES = frozenset({"DATE", "TIME"})
OPAQUE_DEPENDENCIES = frozenset({"dobj", "xcomp", "ccomp", "nsubjpass"})
OPAQUE_PREPOSITIONS = frozenset({"for", "to", "on", "upon", "of"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word, the frame that it matched, its slots and the words that the frame used up."""

    token: Token
    frame: Frame
    slots: Slots
    used: frozenset[int]


class Matcher:
    """Matches frames against the tokens of one article."""

    def __init__(self, notes: Notes, table: EventTypes, slots: SlotReader) -> None:
        self.notes = notes
        self.table = table
        self.slots = slots

    def fillers(self, slots: Slots, names: tuple[str, ...]) -> Iterator[Token]:
        """What stands in any of some slots: coordinated words too, and the counted noun of "a series of attacks"."""
        for name in names:
            for token in slots.get(name, ()):
                yield token
                yield from (t for t in token.conjuncts if t.i > token.i)
                if lemma(token) in self.table.classes["partitive"]:
                    yield from self.slots(token).get("p:of", ())

    def _is_kind(self, token: Token, kinds: frozenset[str]) -> bool:
        if "PERSON" in kinds and (token.ent_type_ == "PERSON" or self._is_person(token)):
            return True
        if "ACTOR" in kinds and (self.notes.actors_of(token) or self._is_nationality(token)):
            return True
        return "PLACE" in kinds and (
            token.ent_type_ in {"GPE", "LOC"} or bool(self.notes.places_in((token.idx, token.idx + len(token))))
        )

    def _is_nationality(self, token: Token) -> bool:
        """ "the American pullout": the word stands for a government that the article speaks of."""
        return token.dep_ in {"amod", "compound", "nmod"} and self.table.nationalities.get(token.lower_) in self.notes.state

    def _is_person(self, token: Token) -> bool:
        mention = self.notes.mention_of(token)
        return mention is not None and self.notes.actor[mention.actor].kind == "person"

    def holds(self, condition: Condition, slots: Slots) -> Token | bool | None:
        """The filler that meets a condition; True where an unwanted one is absent; None where the condition fails."""
        for token in self.fillers(slots, condition.slots):
            fits = not condition.words and not condition.kinds and token.ent_type_ not in TIMES
            fits = fits or lemma(token) in condition.words or (bool(condition.kinds) and self._is_kind(token, condition.kinds))
            if fits:
                return token if condition.wanted else None
        return None if condition.wanted else True

    def match(self, token: Token) -> Trigger | None:
        """The trigger that a token is, None where no frame of its lemma holds."""
        frames = self.table.frames.get((CLASS_OF.get(token.pos_, ""), lemma(token)))
        if not frames:
            return None
        slots = self.slots(token)
        for frame in frames:
            used: set[int] = set()
            for condition in frame.conditions:
                filler = self.holds(condition, slots)
                if filler is None:
                    break
                if (
                    isinstance(filler, Token)
                    and condition.slots != ("by",)
                    and (condition.words or filler.dep_ in {"xcomp", "ccomp"})
                ):
                    used.add(filler.i)
            else:
                return Trigger(token, frame, slots, frozenset(used))
        return None


def is_imperative(token: Token) -> bool:
    """Whether a verb calls on someone: a bare form without a subject, at the head of its sentence or quotation."""
    if token.tag_ != "VB" or token.dep_ not in {"ROOT", "ccomp", "parataxis"}:
        return False
    return not any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in token.children)


def _inside(trigger: Trigger, table: EventTypes) -> Iterator[int]:
    """Indices of the words within what an opaque trigger governs, "in exchange for" what the other side does included.

    A relative clause tells of what is so, whoever asks for what ("demanded the release of the men who had killed X").
    """
    for child in trigger.token.children:
        if child.dep_ == "prep" and any(lemma(t) in table.barter for t in child.children):
            yield from (t.i for t in child.subtree)
        if child.dep_ in OPAQUE_DEPENDENCIES or (child.dep_ == "prep" and child.lower_ in OPAQUE_PREPOSITIONS):
            facts = {t.i for c in child.subtree if c.dep_ == "relcl" for t in c.subtree}
            yield from (t.i for t in child.subtree if t.i not in facts)


def triggers(matcher: Matcher) -> list[Trigger]:
    """The triggers of an article in text order, those used up or governed by another left out."""
    notes, frames = matcher.notes, matcher.table.frames
    tree = tree_of(notes)
    known = (
        notes.doc[i]
        for i, word in enumerate(zip(tree.pos, tree.lemma, strict=True))
        if (CLASS_OF.get(word[0], ""), word[1]) in frames or tree.lower[i] in SPLIT
    )
    candidates = (t for t in known if (CLASS_OF.get(t.pos_, ""), lemma(t)) in frames and not notes.is_boilerplate(t.idx))
    found = [t for t in map(matcher.match, candidates) if t is not None]
    covered = {i for trigger in found for i in trigger.used if i != trigger.token.i}
    types = {t.token.i: t.frame.event_type for t in found}
    for trigger in found:
        token = trigger.token
        above = types.get(token.head.i) if token.pos_ in NOUNS and token.dep_ in ARGUMENTS else None
        if above in ABOUT:
            covered.discard(token.i)  # "documented killings by soldiers" tells of the killings too
        elif above is not None:
            covered.add(token.i)  # "lifted the sanctions" does not impose them
    for trigger in found:
        if (trigger.frame.event_type in OPAQUE or is_imperative(trigger.token)) and trigger.token.i not in covered:
            inside = _inside(trigger, matcher.table)
            owed = trigger.frame.event_type == "AGREE" and not is_imperative(trigger.token)
            covered.update(
                i for i in inside if not (owed and types.get(i) in OWED and notes.doc[i].dep_ in {"xcomp", "conj", "ccomp"})
            )
    return [t for t in found if t.token.i not in covered and t.token.dep_ != "attr" and not _is_name(t.token, notes)]


def _is_name(token: Token, notes: Notes) -> bool:
    """Whether a noun is part of an actor's name ("the Peace Conference") or of a day ("March 27"), not a word for an event."""
    if token.pos_ == "PROPN" and token.ent_type_ in TIMES:
        return True
    mention = notes.mention_of(token) if token.pos_ == "PROPN" else None
    return mention is not None and mention.how in {"name", "alias"}
