"""The two sides that an article is about, and the words that stand for them: "both sides", "the parties", "the two delegations".

A side is a government, an army, an armed group, a party or a people. Pairs are counted: told of as dealing or fighting with each
other ("between A and B", "A signed with B") for much, merely named in one sentence for little. Misses: articles about three sides,
and articles that speak more of a third party than of the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from spacy.tokens import Token

from parley.extract.event_slots import SlotReader, lemma
from parley.extract.notes import Notes
from parley.lexicon.parties import Parties

PARTY_KINDS = frozenset({"government", "armed_group", "military", "party", "people", "religious", "other"})
OFFICES = frozenset({"government", "armed_group", "military", "party"})
DIRECT = 3  # what "between A and B" weighs against two names in one sentence
SHARE = 2  # of so many mentions of the less named of two, each weighs as much as a sentence that names both
LEAST = 3  # the weight from which a pair counts as the two sides
WORDS = frozenset({"VERB", "NOUN", "PROPN"})
NEAR = 12  # tokens between a name and the noun that explains it ("the BIAF, which he leads, the armed wing of the MILF")
NAMED_AT_MOST = 4  # a sentence that names more is an enumeration, and pairs nobody
# "the ELN, Colombia's last guerrilla": whose it is or where it is from is no part of it
OWNING = frozenset({"poss", "amod", "nmod"})
AGAINST = ("p:with", "p:against", "obj", "p:on")


def principal(actor: str, notes: Notes) -> str:
    """The government, group or party that a person acts for, where the text tells their office; any other actor is itself."""
    record = notes.actor.get(actor)
    if record is None or record.kind != "person":
        return actor
    for role in record.roles:
        if role.of in notes.actor and role.current is not False and notes.actor[role.of].kind in OFFICES:
            return role.of
    return actor


class SideReader:
    """Finds the two sides of one article, once, when first asked."""

    def __init__(self, notes: Notes, slots: SlotReader, table: Parties) -> None:
        self.notes = notes
        self.slots = slots
        self.table = table
        self._pair: tuple[str, ...] | None = None

    @property
    def pair(self) -> tuple[str, ...]:
        """Ids of the two sides in the order in which they are named first; () where no pair is ahead of all others."""
        if self._pair is None:
            self._pair = self._foremost()
        return self._pair

    def sides(self, token: Token) -> tuple[str, ...]:
        """The two sides where a word stands for both ("both sides", "the two", "each other", "the parties"), else ()."""
        table = self.table
        word = lemma(token)
        if word in table.sides:
            counted = any(c.lower_ in table.both or (c.lower_ == "the" and word in table.plain) for c in token.children)
            plural = token.tag_ in {"NNS", "NNPS"} and not any(c.dep_ in {"compound", "nmod"} for c in token.children)
            specific = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
            return self.pair if counted and plural and not specific else ()
        alone = token.lower_ in table.both_alone and not any(c.dep_ == "prep" for c in token.children)
        return self.pair if alone and token.dep_ in {"nsubj", "pobj", "dobj"} else ()

    def _parties(self, ids: tuple[str, ...]) -> list[str]:
        actors = self.notes.actor
        acting = (self.representative(principal(i, self.notes)) for i in ids)
        return list(dict.fromkeys(p for p in acting if actors[p].kind in PARTY_KINDS))

    def representative(self, actor: str) -> str:
        """The army and the government of a country are one side: whichever of the two the article names more often."""
        return self._one_side_of.get(actor, actor)

    @cached_property
    def _one_side_of(self) -> dict[str, str]:
        armies: dict[str, list[str]] = {}
        for actor in self.notes.reading.actors:
            if actor.kind == "military" and actor.country:
                armies.setdefault(actor.country, []).append(actor.id)
        mentioned = Counter(mention.actor for mention in self.notes.reading.mentions)
        found: dict[str, str] = {}
        for country, ids in armies.items():
            state = self.notes.state.get(country)
            if state is not None and len(ids) == 1:
                more = max(state, ids[0], key=lambda i: mentioned[i])
                found |= {state: more, ids[0]: more}
        return found

    def _told(self, token: Token) -> Iterator[tuple[str, str]]:
        """Pairs that a word tells of as dealing or fighting with each other."""
        if token.dep_ == "prep" and token.lower_ == "between":
            found = self._parties(tuple(i for t in self.slots(token.head).get("p:between", ()) for i in self.notes.actors_of(t)))
            yield from combinations(found[:2], 2)
        elif token.pos_ == "VERB" and lemma(token) in self.table.dealing:
            slots = self.slots(token)
            ours = self._parties(tuple(i for t in slots.get("subj", ()) for i in self.notes.actors_of(t)))
            theirs = self._parties(tuple(i for n in AGAINST for t in slots.get(n, ()) for i in self.notes.actors_of(t)))
            yield from combinations(ours[:2], 2)
            yield from ((a, b) for a in ours for b in theirs if a != b)

    def _foremost(self) -> tuple[str, ...]:
        counted: Counter[frozenset[str]] = Counter()
        first: dict[str, int] = {}
        mentioned: Counter[str] = Counter()
        standing_between: set[str] = set()
        one_side: set[frozenset[str]] = set()
        for sentence in self.notes.sentences():
            named: dict[str, None] = {}
            for token in sentence:
                mention = self.notes.mention_of(token)
                if mention is not None:
                    for party in self._parties((mention.actor,)):
                        named[party] = None
                        first.setdefault(party, token.i)
                        mentioned[party] += token.i == 0 or self.notes.mention_of(token.nbor(-1)) is not mention
                kind = token.pos_
                if kind in {"VERB", "ADP"}:
                    for pair in self._told(token):
                        counted[frozenset(pair)] += DIRECT
                if kind in WORDS:
                    standing_between |= self._mediating(token)
                    one_side |= self._explained(token) | self._backed(token)
            if len(named) <= NAMED_AT_MOST:
                counted.update(frozenset(pair) for pair in combinations(named, 2))
        weighed = {
            p: n + min(mentioned[i] for i in p) / SHARE
            for p, n in counted.items()
            if p not in one_side and not p & standing_between
        }
        ranked = sorted(((p, n) for p, n in weighed.items() if n >= LEAST), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return ()
        return tuple(sorted(ranked[0][0], key=lambda i: first.get(i, 0)))

    def _explained(self, token: Token) -> set[frozenset[str]]:
        """Pairs of which one explains the other ("the BIAF, the armed wing of the MILF"): they are on one side."""
        if lemma(token) in self.table.parts:
            # the parse may hang the apposition elsewhere: the name before it is explained
            owners = [t for name in ("poss", "p:of") for t in self.slots(token).get(name, ())]
            wholes = self._parties(tuple(i for t in owners for i in self.notes.actors_of(t)))
            before = (self.notes.mention_of(t) for t in token.doc[max(token.sent.start, token.i - NEAR) : token.left_edge.i])
            names = [m.actor for m in before if m is not None]
            return {frozenset((a, b)) for a in wholes for b in self._parties(tuple(names[-1:])) if a != b}
        after = token.right_edge.i + 1
        closed = after >= token.sent.end or token.doc[after].is_punct or token.doc[after].is_space
        if token.dep_ != "appos" or not closed:
            return set()  # "Colombia, ELN rebels to resume talks": headlines coordinate with a comma
        whole = self._parties(self.notes.actors_of(token.head)[:1])
        others = {t.i for c in token.children if c.dep_ == "conj" for t in c.subtree}
        inside = (self.notes.mention_of(t) for t in token.subtree if t.i not in others and t.dep_ not in OWNING)
        parts = self._parties(tuple(m.actor for m in inside if m is not None))
        return {frozenset((a, b)) for a in whole for b in parts if a != b}

    def _backed(self, token: Token) -> set[frozenset[str]]:
        """Pairs of which one is said to back or arm the other: they are on one side."""
        if token.pos_ != "VERB" or lemma(token) not in self.table.backing:
            return set()
        slots = self.slots(token)
        ours, theirs = (
            self._parties(tuple(i for name in names for t in slots.get(name, ()) for i in self.notes.actors_of(t)))
            for names in (("subj",), ("obj", "dative"))
        )
        return {frozenset((a, b)) for a in ours for b in theirs if a != b}

    def _mediating(self, token: Token) -> set[str]:
        """Who is said to mediate at a word: the subject of "brokered", whoever has "mediators"."""
        table, word = self.table, lemma(token)
        found: list[Token] = []
        if token.pos_ == "VERB" and word in table.mediating_verbs:
            found = [t for name in ("subj", "p:by") for t in self.slots(token).get(name, ())]
        elif word in table.mediators:
            found = [t for name in ("mod", "poss", "p:of", "p:from") for t in self.slots(token).get(name, ())]
        elif word in table.auspices and token.dep_ == "pobj":
            found = [t for name in ("poss", "p:of") for t in self.slots(token).get(name, ())]
        return {principal(i, self.notes) for t in found for i in self.notes.actors_of(t)}
