"""Who did an event to whom, through whom, when and where: the arguments of a trigger.

Misses: arguments named in another sentence only, unless a mention (pronoun, description) stands for them here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.event_slots import SlotReader
from parley.extract.event_triggers import Trigger
from parley.extract.notes import Notes
from parley.lexicon.event_types import Path
from parley.records import Actor, Event, EventType, Timex

Ids = tuple[str, ...]
ADVERSE = ("p:with", "p:against", "p:on", "p:upon")
TOWARDS = ("p:to", "p:at", "p:toward", "p:towards")
VERB_ACTOR: tuple[Path, ...] = ((("subj",),),)
NOUN_ACTOR: tuple[Path, ...] = ((("p:between", "p:among"),), (("p:by",),), (("poss",),), (("mod",),), (("subj",),))
VERB_RECIPIENT: tuple[Path, ...] = ((("obj",),), (("dative",),), (ADVERSE,), ((*TOWARDS, "p:for", "p:from", "p:over"),))
NOUN_RECIPIENT: tuple[Path, ...] = ((ADVERSE,), (TOWARDS,), (("p:of",),))
MEDIATED = ("p:under", "p:through", "p:via", "p:by")
MEDIATOR_NOUNS = frozenset(
    {"aegis", "auspices", "auspice", "auspex", "mediation", "sponsorship", "patronage", "umbrella", "facilitation", "chairmanship"}
)
MEDIATING_VERBS = frozenset({"mediate", "broker", "facilitate", "sponsor", "host"})
FIGHTERS = frozenset({"government", "armed_group", "military"})
AGAINST = frozenset({"ASSAULT", "ACCUSE", "THREATEN", "COERCE"})
# Words far from their trigger belong to something else: how far a date of the sentence may stand, in tokens
NEAR = 25


# What hangs on a word but tells of something else
APART = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj", "cc", "punct", "mark", "appos", "meta", "dep"})


PARAGRAPH = "\n\n"
# A gap of so few tokens within a clause ("(TPLF)", a comma, an adverb set off) is quoted along
SMALL_GAP = 4


def clause_of(token: Token, used: frozenset[int] = frozenset()) -> list[Token]:
    """A word with its arguments, in text order; clauses that tell of something else left out, but for `used` words.

    Words beyond a blank line are left out too: the parse may run on from a headline or a caption.
    """
    kept: list[Token] = []
    stack = [token]
    while stack:
        node = stack.pop()
        kept.append(node)
        for child in node.children:
            together = child.dep_ in {"conj", "cc"} and node != token
            if child.dep_ not in APART or child.i in used or together:
                stack.append(child)
    chosen = sorted(t.i for t in kept)
    breaks = [t.i for t in token.doc[chosen[0] : chosen[-1] + 1] if t.is_space and PARAGRAPH in t.text]
    before, after = (
        max((i for i in breaks if i < token.i), default=-1),
        min((i for i in breaks if i > token.i), default=len(token.doc)),
    )
    chosen = [i for i in chosen if before < i < after]
    filled = chosen[:1]
    for i in chosen[1:]:
        gap = token.doc[filled[-1] + 1 : i]
        if len(gap) <= SMALL_GAP or all(t.is_punct or t.is_space for t in gap):
            filled.extend(t.i for t in gap)
        filled.append(i)
    return [token.doc[i] for i in filled]


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of one event."""

    actor: Ids
    recipient: Ids
    mediator: Ids


class ArgumentReader:
    """Finds arguments in one article."""

    def __init__(self, notes: Notes, slots: SlotReader, locative: frozenset[str]) -> None:
        self.notes = notes
        self.slots = slots
        self.locative = locative

    def ids(self, token: Token) -> Ids:
        """Actors that a word stands for; where it stands for none, those of its possessor, its "of" or its modifiers."""
        found = self.notes.actors_of(token)
        if found:
            return found
        if token.dep_ == "appos" and token.head != token:
            found = self.notes.actors_of(token.head)
            if found:
                return found[:1]
        slots = self.slots(token) if token.pos_ in {"NOUN", "PROPN"} else {}
        for name in ("p:by", "poss", "p:from", "p:of", "mod"):
            found = tuple(dict.fromkeys(i for t in slots.get(name, ()) for i in self.notes.actors_of(t)))
            if found:
                return found
        return ()

    def along(self, slots: dict[str, list[Token]], path: Path) -> Ids:
        """The actors at the end of a path of slots."""
        level = [slots]
        for step in path[:-1]:
            level = [self.slots(t) for s in level for name in step for t in s.get(name, ())]
        tokens = [t for s in level for name in path[-1] for t in s.get(name, ())]
        return tuple(dict.fromkeys(i for t in tokens for i in self.ids(t)))

    def first(self, trigger: Trigger, paths: tuple[Path, ...], taken: Ids = ()) -> Ids:
        """The actors of the first path that leads to any that are not `taken`."""
        for path in paths:
            found = tuple(i for i in self.along(trigger.slots, path) if i not in taken)
            if found:
                return found
        return ()

    def mediators(self, trigger: Trigger, taken: Ids) -> Ids:
        """Who an event went through: "under the auspices of", "mediated by", "brokered by"."""
        found: dict[str, None] = {}
        for token in (t for name in MEDIATED for t in trigger.slots.get(name, ())):
            if token.lemma_.lower() in MEDIATOR_NOUNS:
                found |= dict.fromkeys(self.ids(token))
        for token in trigger.token.subtree:
            if token.tag_ == "VBN" and token.lemma_ in MEDIATING_VERBS and token != trigger.token:
                found |= dict.fromkeys(i for t in self.slots(token).get("p:by", ()) for i in self.ids(t))
        return tuple(i for i in found if i not in taken)

    def arguments(self, trigger: Trigger, mutual: frozenset[EventType]) -> Arguments:
        """Actor, recipient and mediator. What is done together (`mutual`) has its coordinated actors on both sides."""
        frame, is_noun = trigger.frame, trigger.token.pos_ in {"NOUN", "PROPN"}
        actor = self.first(trigger, frame.actor or (NOUN_ACTOR if is_noun else VERB_ACTOR))
        recipient = self.first(trigger, frame.recipient or (NOUN_RECIPIENT if is_noun else VERB_RECIPIENT), actor)
        mediator = self.mediators(trigger, ())
        actor = tuple(i for i in actor if i not in mediator)
        recipient = tuple(i for i in recipient if i not in mediator)
        if frame.event_type == "AGREE" and trigger.token.lemma_ in MEDIATING_VERBS:
            return Arguments(recipient, recipient if len(recipient) > 1 else (), tuple(dict.fromkeys((*mediator, *actor))))
        if len(recipient) > 1 and trigger.token.lemma_ in MEDIATING_VERBS:
            # "Kenya hosted talks between X and Y": the host stands between those who talk
            return Arguments(recipient, recipient, tuple(dict.fromkeys((*mediator, *actor))))
        if frame.event_type in mutual and len(actor) > 1 and not recipient:
            recipient = actor
        return Arguments(actor, recipient, mediator)

    def date(self, token: Token, clause: list[Token], beyond: bool = True) -> str | None:
        """Value of the nearest time in the clause, else (`beyond`) in the sentence; never the publication date for want of one."""
        times = [t for t in self._times(token.sent) if _value(t)]
        if not times:
            return None
        starts = {t.idx for t in clause}
        inside = [t for t in times if any(x.idx in starts for x in self.notes.tokens((t.start_char, t.end_char)))]
        nearest = min(inside or (times if beyond else []), key=lambda t: abs(t.start_char - token.idx), default=None)
        if nearest is None or len(self.notes.text[slice(*sorted((token.idx, nearest.start_char)))].split()) > NEAR:
            return None
        return _value(nearest)

    def _times(self, sentence: Tokens) -> list[Timex]:
        return self.notes.timexes_in((sentence.start_char, sentence.end_char))

    def place(self, token: Token, clause: list[Token]) -> str | None:
        """Name of the nearest place after a preposition of place in the clause, else in the sentence."""
        found: list[tuple[bool, int, str]] = []
        inside = {t.i for t in clause}
        struck = self.slots(token).get("obj", ()) if token.pos_ == "VERB" else ()
        for place in self.notes.places_in((token.sent.start_char, token.sent.end_char)):
            tokens = self.notes.tokens((place.start_char, place.end_char))
            if tokens and (tokens[-1] in struck or self._is_locative(tokens[-1])):
                found.append((tokens[-1].i not in inside, abs(place.start_char - token.idx), place.name))
        return min(found)[2] if found else None

    def _is_locative(self, token: Token) -> bool:
        while token.dep_ in {"compound", "nmod", "amod", "appos", "conj", "poss"} and token.head != token:
            token = token.head
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.dep_ in {"pobj", "appos"}:
            return self._is_locative(token.head.head)  # "in the city of Niono"
        return token.dep_ == "pobj" and token.head.lower_ in self.locative


def _value(timex: Timex) -> str | None:
    """A date's value without its time of day; None for durations, sets and references without a calendar date."""
    if timex.type not in {"DATE", "TIME"} or timex.value is None or not timex.value[:4].isdigit() or len(timex.value) < 4:
        return None
    return timex.value.partition("T")[0]


def foremost_pair(events: Iterable[Event], actors: Mapping[str, Actor]) -> tuple[Ids, int]:
    """The two fighting sides that act most often against each other, and how often; ((), 0) where no pair is ahead of all."""
    pairs: Counter[frozenset[str]] = Counter()
    for event in events:
        if event.event_type in AGAINST:
            sides = [{i for i in ids if i in actors and actors[i].kind in FIGHTERS} for ids in (event.actor, event.recipient)]
            pairs.update({frozenset((a, r)) for a in sides[0] for r in sides[1] if a != r})
    ranked = pairs.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return (), 0
    return tuple(sorted(ranked[0][0])), ranked[0][1]
