"""Who owes a term and to whom, where its words say so: "handed by X to Y", "the withdrawal of X's troops", "shelling each other".

Misses: whoever is owed something because the other side signed the same paper.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.agreement_verbs import VERBS, is_passive
from parley.extract.event_arguments import ArgumentReader
from parley.extract.event_slots import lemma
from parley.extract.sides import PARTY_KINDS, principal
from parley.lexicon.deals import Deals

# Those who can be owed something beside parties
HELPERS = frozenset({"igo", "ngo", "person", "religious"})
PAIR = 2


class OwedReader:
    """Reads givers and takers of terms in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.reader = reader
        self.table = table
        self.words = table.details.owed

    def by(self, head: Token, parties: tuple[str, ...]) -> str | None:
        """Who does what a term tells by the agent of its verb, or by the words around its noun."""
        slots = self.reader.slots(head)
        names = ["p:by"]
        if head.pos_ not in VERBS:
            names += ["poss", "p:from"] if lemma(head) in self.words["doings"] else ["poss"]
            names = [*names, "p:of"] if lemma(head) in self.words["doings"] else names
        for name in names:
            found = tuple(dict.fromkeys(principal(i, self.reader.notes) for t in slots.get(name, ()) for i in self.reader.ids(t)))
            known = [i for i in found if self.reader.notes.actor[i].kind in PARTY_KINDS | HELPERS]
            if known:
                return self._party(known[0], parties) if len(known) == 1 else None
        return None

    def _party(self, actor: str, parties: tuple[str, ...]) -> str:
        """The government that an army is of, where that is the party."""
        notes = self.reader.notes
        state = notes.state.get(notes.actor[actor].country or "", actor) if notes.actor[actor].kind == "military" else actor
        return state if state in parties and actor not in parties else actor

    def to(self, verb: Token, head: Token, by: str | None, parties: tuple[str, ...]) -> str | None:
        """To whom a term is owed. `verb` is the word that introduces it: "promised X to leave"."""
        found = self._taker(head) or (self._promised(verb) if verb is not head else None)
        if found is None and len(parties) == PAIR and by in parties and self._is_mutual(head):
            found = next(p for p in parties if p != by)
        return None if found == by else found

    def _promised(self, verb: Token) -> str | None:
        """Whom a promise is made to."""
        if lemma(verb) not in self.table.undertake:
            return None
        slots = self.reader.slots(verb)
        return self._one([t for name in ("dative", "obj", "p:to") for t in slots.get(name, ()) if t.pos_ == "PROPN"])

    def _taker(self, head: Token) -> str | None:
        """Who gets what is handed over: "hand the fort over to X", "grant X an amnesty", "the return of the bodies to X"."""
        slots = self.reader.slots(head)
        if head.pos_ not in VERBS:
            return self._one(slots.get("p:to", ())) if slots.get("p:of") else None
        given = slots.get("obj", ())
        goes = lemma(head) in self.words["moving"] and not (given and is_passive(head)) and not given
        if goes or not given:
            return None
        tokens = [*slots.get("dative", ()), *slots.get("p:to", ())]
        beside = [t for o in given if lemma(head) not in self.words["moving"] for t in self.reader.slots(o).get("p:to", ())]
        return self._one([*tokens, *beside])

    def _one(self, tokens: list[Token] | tuple[Token, ...]) -> str | None:
        """The one actor that words stand for; None for places and for several."""
        found = dict.fromkeys(principal(i, self.reader.notes) for t in tokens if t.ent_type_ != "LOC" for i in self.reader.ids(t))
        known = [i for i in found if self.reader.notes.actor[i].kind in PARTY_KINDS | HELPERS]
        return known[0] if len(known) == 1 else None

    def _is_mutual(self, head: Token) -> bool:
        """Whether a term is done to each other."""
        return any(
            t.lower_ in self.words["each_other"] and any(d.lower_ in self.table.both | {"one"} for d in t.children)
            for t in head.subtree
        )
