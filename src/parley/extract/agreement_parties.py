"""Who the parties and the mediators of an agreement are, as the clauses around a mention name them.

Misses: parties named only in other sentences (the caller falls back on the two sides of the article).
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.agreement_verbs import HANGING, hangs_on, prepositional, verbs_of
from parley.extract.event_arguments import ArgumentReader
from parley.extract.event_settings import owner_of
from parley.extract.event_slots import lemma
from parley.extract.sides import PARTY_KINDS, principal
from parley.lexicon.deals import Deals

ARMED = frozenset({"armed_group", "military"})


def stand_for(token: Token, reader: ArgumentReader) -> tuple[str, ...]:
    """Actors that a noun phrase stands for, with those behind its conjuncts; of "rebels of X" it is X."""
    notes, behind = reader.notes, dict[str, tuple[str, ...]]()
    nouns = (token, *(t for t in token.conjuncts if t.i > token.i))
    for noun in nouns:
        mention = notes.mention_of(noun)
        if mention is not None and noun.tag_ == "NNS":
            of = tuple(i for o in reader.slots(noun).get("p:of", ()) for i in reader.ids(o))
            if of and all(notes.actor[i].kind in ARMED for i in of):
                behind[mention.actor] = of
    # "Mali's government and Tuareg rebels": the parse may make the first of two a modifier of the second
    before = [c for c in token.children if c.dep_ == "nmod" and c.pos_ == "NOUN" and any(a.dep_ == "cc" for a in c.children)]
    found = dict.fromkeys(i for noun in (*before, *nouns) for i in reader.ids(noun))
    return tuple(dict.fromkeys(j for i in found for j in behind.get(i, (i,))))


class PartyReader:
    """Reads parties and mediators in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.reader = reader
        self.table = table

    def ids(self, node: Token, names: tuple[str, ...]) -> dict[str, None]:
        """Actors in slots of a word."""
        return dict.fromkeys(i for name in names for t in self.reader.slots(node).get(name, ()) for i in stand_for(t, self.reader))

    def sides(
        self, noun: Token, makers: list[Token], proposers: list[Token], draft: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Parties and mediators that the clauses around a mention name."""
        parties = self.ids(noun, ("p:between", "p:with", "poss", "p:among"))
        if len(parties) == 1 and not makers and any(c.lower_ == "with" for c in noun.children):
            parties |= self._companion(noun)
        mediators: dict[str, None] = {}
        if draft:  # "a proposal by X": those who fight propose for themselves
            actors = self.reader.notes.actor
            parties |= {i: None for i in self.ids(noun, ("p:by", "p:from")) if actors[i].kind in ARMED}
        for verb in makers + (proposers if len(parties) < 2 else []):
            theirs, between = self._of_maker(verb, noun, draft, verb in proposers)
            parties |= theirs
            mediators |= between
        if len(parties) < 2:
            parties |= self._between(noun, makers)
        theirs, between = self._around(noun)
        parties |= theirs
        mediators |= between
        # "Signed in May under the auspices of X, the accord ..."
        heads = [v.head for v in makers if v.dep_ == "advcl"]
        ahead = [c for h in heads for c in h.children if c.dep_ == "prep" and c.i < noun.i]
        for node in [noun, *makers, *ahead]:
            mediators |= dict.fromkeys(self.reader.standing_between(node))
        return tuple(i for i in parties if i not in mediators), tuple(mediators)

    def _companion(self, noun: Token) -> dict[str, None]:
        """Whoever acts in the clause of an agreement "with" another: "Under its accord with X, Y withdrew"."""
        verb = owner_of(noun)
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        ids = stand_for(subject, self.reader) if subject is not None and subject != noun else ()
        actors = self.reader.notes.actor
        return dict.fromkeys(i for i in ids if actors[principal(i, self.reader.notes)].kind in PARTY_KINDS)

    def _of_maker(self, verb: Token, noun: Token, draft: bool, proposed: bool) -> tuple[dict[str, None], dict[str, None]]:
        """Parties and mediators that a verb of making or proposing names."""
        table = self.table
        ids = self.ids(verb, ("p:by", "p:between", "p:with") if hangs_on(verb, noun) else ("subj", "p:with", "p:between", "p:by"))
        if draft and lemma(verb) in table.hand:
            # the parse may hang the receivers on what they receive
            to = (t for p in noun.subtree if p.lower_ == "to" and p.dep_ == "prep" for t in p.children if t.dep_ == "pobj")
            return self.ids(verb, ("dative", "p:to")) | dict.fromkeys(i for t in to for i in self.reader.ids(t)), ids
        if lemma(verb) in table.obtain and (theirs := self.ids(verb, ("p:from",)) | self.ids(noun, ("p:from",))):
            return theirs, ids
        if lemma(verb) in table.parties.mediating_verbs or self._announces(verb, noun, ids):
            return {}, ids
        if proposed and lemma(verb) in table.offer:  # "offered X a swap", "proposed a truce to X"
            ids |= self.ids(verb, ("dative", "p:to")) | self.ids(noun, ("p:to",))
        return ids, {}

    def _around(self, noun: Token) -> tuple[dict[str, None], dict[str, None]]:
        """Parties and mediators that other verbs name: "it bound X and Y", "the truce that they keep with X", "brokered by Z"."""
        table = self.table
        parties: dict[str, None] = {}
        mediators: dict[str, None] = {}
        for verb, is_object in verbs_of(noun, table):
            if not is_object and lemma(verb) in table.oblige:
                parties |= self.ids(verb, ("obj",))
            if is_object and verb.dep_ == "relcl" and lemma(verb) not in table.offer:
                parties |= self.ids(verb, ("p:with",))
            if is_object and verb.dep_ in HANGING and lemma(verb) in table.parties.mediating_verbs | table.offer:
                mediators |= self.ids(verb, ("p:by",))
        return parties, mediators

    def _between(self, noun: Token, makers: list[Token]) -> dict[str, None]:
        """Those that a "between" further down names: the parse may hang it on the place ("in the church of X between Y and Z")."""
        for node in (noun, *makers):
            for preposition in node.subtree:
                if preposition.dep_ == "prep" and preposition.lower_ == "between":
                    found = [i for t in preposition.children if t.dep_ == "pobj" for i in stand_for(t, self.reader)]
                    if len(set(found)) > 1:
                        return dict.fromkeys(found)
        return {}

    def bound(self, noun: Token) -> tuple[str, ...]:
        """Those who keep, break or leave an agreement: they are bound by it."""
        reader, table = self.reader, self.table
        verbs = [v for v, is_object in verbs_of(noun, table) if is_object and self._touches(v)]
        leading = prepositional(noun)
        if leading is not None and any(f"{lemma(leading)}:{c.lower_}" in table.through for c in leading.children):
            verbs.append(leading)
        found = dict.fromkeys(principal(i, reader.notes) for v in verbs for i in self.ids(v, ("subj", "p:with")))
        return tuple(i for i in found if reader.notes.actor[i].kind in PARTY_KINDS)

    def _touches(self, verb: Token) -> bool:
        """Whether a verb tells of those bound by its object: "broke the truce", "tore up the deal", "breached by X"."""
        torn = lemma(verb) in self.table.particle_verbs and any(c.dep_ == "prt" and c.lower_ == "up" for c in verb.children)
        return torn or lemma(verb) in self.table.object

    def _announces(self, verb: Token, noun: Token, ids: dict[str, None]) -> bool:
        """Whether a verb has a third party, none of the two sides, make a truce between them known."""
        pair = self.reader.sides.pair
        known = {principal(i, self.reader.notes) for i in ids}
        return bool(
            pair and ids and lemma(verb) in self.table.announce and self.table.nouns.get(lemma(noun)) == "ceasefire"
        ) and not (known & set(pair))
