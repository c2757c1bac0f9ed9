"""Who did an event to whom, through whom, when and where: the arguments of a trigger.

Misses: arguments named in another sentence only, unless a mention (pronoun, description) stands for them here.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from parley.extract.event_settings import SettingReader
from parley.extract.event_slots import SlotReader, lemma
from parley.extract.event_triggers import Trigger
from parley.extract.notes import Notes
from parley.extract.sides import SideReader
from parley.lexicon.event_types import EventTypes, Path
from parley.lexicon.parties import Parties
from parley.values import EventType

Ids = tuple[str, ...]
ADVERSE = ("p:with", "p:against", "p:on", "p:upon")
TOWARDS = ("p:to", "p:at", "p:toward", "p:towards")
VERB_ACTOR: tuple[Path, ...] = ((("subj",),),)
NOUN_ACTOR: tuple[Path, ...] = ((("p:between", "p:among"),), (("p:by",),), (("poss",),), (("mod",),), (("subj",),))
VERB_RECIPIENT: tuple[Path, ...] = ((("obj",),), (("dative",),), (ADVERSE,), ((*TOWARDS, "p:for", "p:from", "p:over"),))
# What is told of those who are moved as of those who move them
MOVING = frozenset({"MOBILIZE"})
MOVED: tuple[Path, ...] = ((("obj",),),)
NOUN_RECIPIENT: tuple[Path, ...] = ((ADVERSE,), (TOWARDS,), (("p:of",),))


# What hangs on a word but tells of something else
APART = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj", "cc", "punct", "mark", "appos", "meta", "dep"})


# Parts of speech of words that count out of a whole
COUNTING = frozenset({"NUM", "DET", "PRON", "ADJ"})
PARAGRAPH = "\n\n"
SEMICOLON = ";"
# A gap of so few tokens within a clause ("(TPLF)", a comma, an adverb set off) is quoted along
SMALL_GAP = 4


def clause_of(token: Token, used: frozenset[int] = frozenset()) -> list[Token]:
    """A word with its arguments, in text order; clauses that tell of something else left out, but for `used` words.

    Words beyond a blank line or a semicolon are left out too: the parse may run on from a headline or a caption.
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
    breaks = [t.i for t in token.doc[chosen[0] : chosen[-1] + 1] if (t.is_space and PARAGRAPH in t.text) or t.text == SEMICOLON]
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
    """Finds arguments in one article; with `types`, nationalities before nouns of those who act for their state stand for it."""

    def __init__(
        self, notes: Notes, slots: SlotReader, table: Parties, locative: frozenset[str], types: EventTypes | None = None
    ) -> None:
        self.notes = notes
        self.slots = slots
        self.table = table
        self.nationalities = types.nationalities if types is not None else {}
        self.officials = types.officials if types is not None else frozenset()
        self.sides = SideReader(notes, slots, table)
        self.settings = SettingReader(notes, slots, locative, table)

    def ids(self, token: Token) -> Ids:
        """Actors that a word stands for; where it stands for none, those of its possessor, its "of" or its modifiers."""
        found = self.notes.actors_of(token) or self.sides.sides(token) or self._state(token)
        conjuncts = [t for t in token.conjuncts if t.i > token.i]
        if found and not conjuncts:
            return found
        # "X's envoys and Y signed": the envoys are no actors, but X is
        ours = () if self.notes.mention_of(token) else self._behind(token)
        if found:
            return tuple(dict.fromkeys((*ours, *found)))
        theirs = (i for t in conjuncts for i in self._behind(t))
        return tuple(dict.fromkeys((*ours, *theirs)))

    def _state(self, token: Token) -> Ids:
        """The government of a nationality that stands before a noun ("Israeli strikes"), where the article speaks of it."""
        code = self.nationalities.get(token.lower_) if token.dep_ in {"amod", "compound", "nmod"} else None
        state = self.notes.state.get(code) if code is not None else None
        return (state,) if state is not None else ()

    def _behind(self, token: Token) -> Ids:
        """Who stands behind a noun that stands for no actor: what it explains, its possessor, its "of", its modifiers."""
        if token.dep_ == "appos" and token.head != token:
            found = self.notes.actors_of(token.head)
            if found:
                return found[:1]
        if token.pos_ in COUNTING:  # "one of X's officials": whoever stands behind the counted noun
            counted = (t for t in self.slots(token).get("p:of", ()) if t.pos_ in {"NOUN", "PROPN"})
            return tuple(dict.fromkeys(i for t in counted for i in self.notes.actors_of(t) or self._behind(t)))
        slots = self.slots(token) if token.pos_ in {"NOUN", "PROPN"} else {}
        for name in ("p:by", "poss", "p:from", "p:of", "mod"):
            found = tuple(dict.fromkeys(i for t in slots.get(name, ()) for i in self.notes.actors_of(t) or self.sides.sides(t)))
            if found:
                return found
        mods = slots.get("mod", ()) if lemma(token) in self.officials else ()
        return next((s for s in map(self._state, mods) if s), ())

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

    def standing_between(self, token: Token) -> Ids:
        """Mediators named within what hangs on a word: "under the auspices of X", "mediated by X", "with X as facilitator"."""
        found: dict[str, None] = {}
        table = self.table
        for node in token.subtree:
            preposition = node.head.lower_ if node.dep_ == "pobj" else ""
            if preposition in table.through and lemma(node) in table.auspices | table.mediators:
                found |= dict.fromkeys(self.ids(node))
                beside = node.head.head
                if preposition == "as" and beside.dep_ == "pobj":
                    found |= dict.fromkeys(self.ids(beside))
                elif preposition == "as":  # "signed with X as facilitator"
                    nouns = (t for c in (beside, *beside.children) if c.lower_ == "with" for t in c.children if t.dep_ == "pobj")
                    found |= dict.fromkeys(i for t in nouns for i in self.ids(t))
            elif preposition == "under" and lemma(node) in table.watch:
                found |= dict.fromkeys(self.ids(node))
            elif node.tag_ == "VBN" and node.lemma_ in table.mediating_verbs and node != token:
                found |= dict.fromkeys(i for t in self.slots(node).get("p:by", ()) for i in self.ids(t))
        return tuple(found)

    def arguments(self, trigger: Trigger, mutual: frozenset[EventType]) -> Arguments:
        """Actor, recipient and mediator. What is done together (`mutual`) has its coordinated actors on both sides."""
        frame, is_noun = trigger.frame, trigger.token.pos_ in {"NOUN", "PROPN"}
        actor = self.first(trigger, frame.actor or (NOUN_ACTOR if is_noun else VERB_ACTOR))
        recipient = self.first(trigger, frame.recipient or (NOUN_RECIPIENT if is_noun else VERB_RECIPIENT), actor)
        if not actor and frame.event_type in MOVING and "p:by" not in trigger.slots:
            actor = self.first(trigger, MOVED)  # "a convoy of X's soldiers was deployed": those who are sent act
        mediator = self.standing_between(trigger.token)
        actor = tuple(i for i in actor if i not in mediator)
        recipient = tuple(i for i in recipient if i not in mediator)
        if frame.event_type == "AGREE" and trigger.token.lemma_ in self.table.mediating_verbs:
            return Arguments(recipient, recipient if len(recipient) > 1 else (), tuple(dict.fromkeys((*mediator, *actor))))
        if len(recipient) > 1 and trigger.token.lemma_ in self.table.mediating_verbs:
            # "Kenya hosted talks between X and Y": the host stands between those who talk
            return Arguments(recipient, recipient, tuple(dict.fromkeys((*mediator, *actor))))
        exchanged = frame.event_type == "CONCEDE" and frame.mode == "release"
        together = (frame.event_type in mutual or exchanged) and trigger.token.lemma_ not in self.table.mediating_verbs
        each_other = any(lemma(t) in self.table.others for t in trigger.slots.get("obj", ()))
        if (together or each_other) and len(actor) > 1 and not recipient:
            recipient = actor
        return Arguments(actor, recipient, mediator)

    def date(self, token: Token, clause: list[Token]) -> str | None:
        """Value of the time that belongs to a word (see `SettingReader.date`)."""
        return self.settings.date(token, clause)

    def place(self, token: Token, clause: list[Token]) -> str | None:
        """Name of the place that belongs to a word (see `SettingReader.place`)."""
        return self.settings.place(token, clause)
