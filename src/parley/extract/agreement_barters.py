"""What was given for what under an agreement: "free prisoners in exchange for bodies", "swapped X for Y", "In return, Y will ...".

Misses: what is bartered without such words ("one for one"), and returns told more than a sentence after the gift.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.agreement_terms import BARE, term_span
from parley.extract.agreement_told import Told, is_open, stretch
from parley.extract.agreement_verbs import SUBJECTS, VERBS
from parley.extract.event_arguments import ArgumentReader
from parley.extract.event_slots import lemma
from parley.extract.notes import subject_of
from parley.lexicon.deals import Deals
from parley.values import Exchange, Span

# Sentences after the last that names the agreement
WITHIN = 3
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# What belongs to a noun before it
BESIDE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod"})


def _others(heads: list[Token]) -> list[Token]:
    """Verbs coordinated with some, without subjects of their own: "to release X and let Y go"."""
    return [t for h in heads for t in h.conjuncts if t.i > h.i and not any(c.dep_ in SUBJECTS for c in t.children)]


class BarterReader:
    """Reads exchanges in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.reader = reader
        self.table = table
        self.words = table.details.exchange

    def exchanges(self, told: Told) -> tuple[Exchange, ...]:
        """What was given for what, in text order, once each."""
        found: dict[str, Exchange] = {}
        starts = {s.start for s in told.sentences}
        last = -WITHIN - 1
        for number, sentence in enumerate(self.reader.notes.sentences()):
            if sentence.start in starts:
                last = number
            if number - last <= WITHIN:
                for token in sentence:
                    for exchange in self._at(token, told):
                        found.setdefault(exchange.received, exchange)
        return tuple(found.values())

    def _at(self, token: Token, told: Told) -> Iterator[Exchange]:
        if token.pos_ == "VERB" and lemma(token) in self.words["swap"]:
            yield from self._swapped(token, told)
        elif token.dep_ == "pobj" and token.head.lower_ == "in" and lemma(token) in self.words["nouns"]:
            price = [t for c in token.children if c.lower_ == "for" for t in c.children if t.dep_ in {"pobj", "pcomp"}]
            price += [t for c in token.head.children if c.lower_ == "for" for t in c.children if t.dep_ in {"pobj", "pcomp"}]
            if price:
                yield from self._given(token.head, price[0], told)
            elif len(list(token.children)) == 0:
                yield from self._returned(token.head, told)

    def _binds(self, verb: Token, told: Told) -> bool:
        """Whether a clause tells of the agreement: its words stand in it, or a party does what it tells."""
        if any(t in told.words or t in told.acts for t in verb.sent) or lemma(verb) in self.table.undertake:
            return True
        subject = subject_of(verb) if verb.pos_ in VERBS else None
        return subject is not None and bool(set(self.reader.ids(subject)) & set(told.agreement.parties))

    def _refused(self, verb: Token) -> bool:
        """Whether nothing came of it: "would never give", "refused to"."""
        return is_open(verb, self.table) or any(
            lemma(a) in self.words["denying"] for a in (verb, *verb.ancestors) if a.pos_ == "VERB"
        )

    def _span(self, head: Token, without: Token) -> Span | None:
        """The words of what a verb or noun tells, without "in exchange" and what follows it."""
        if without.i < head.i:
            return term_span(head)
        kept = [head]
        for child in head.children:
            before = child.i < head.i and child.dep_ not in BESIDE
            if child != without and child.dep_ not in BARE and not before:
                kept.extend(child.subtree)
        ordered = [t for t in kept if t.i < without.i]
        return stretch(ordered) if ordered else None

    def _undertaken(self, verb: Token) -> list[Token]:
        """What a verb of undertaking binds its subject to do, the coordinated included; none for other verbs."""
        if lemma(verb) not in self.table.undertake:
            return []
        slots = self.reader.slots(verb)
        return [t for t in (*slots.get("to", ()), *slots.get("p:to", ())) if t.pos_ in VERBS]

    def _given(self, preposition: Token, price: Token, told: Told) -> Iterator[Exchange]:
        """ "free prisoners in exchange for bodies", "In exchange for an amnesty, X agreed to disarm"."""
        giver = preposition.head
        while giver.pos_ == "ADP" and giver.head != giver:
            giver = giver.head
        verb = giver if giver.pos_ in VERBS else next((a for a in giver.ancestors if a.pos_ in VERBS), giver)
        if not self._binds(verb, told) or self._refused(verb) or lemma(price) in self.words["nothing"]:
            return
        heads = self._undertaken(giver)
        if not heads and (giver in told.done or giver in told.acts[:1]):  # "agreed to a truce in exchange for aid"
            heads = [n for n in told.nouns if n.i < preposition.i and n.sent == giver.sent][:1]
        spans = [s for s in (self._span(h, preposition) for h in (*(heads or [giver]), *_others(heads))) if s is not None]
        if spans:
            given = min(spans)[0], max(end for _, end in spans)
            yield self._exchange(given, term_span(price), subject_of(verb) if verb.pos_ in VERBS else None)

    def _swapped(self, verb: Token, told: Told) -> Iterator[Exchange]:
        slots = self.reader.slots(verb)
        objects = [t for t in slots.get("obj", ()) if t.pos_ in NOUNS]
        prices = [t for name in ("p:for",) for o in (verb, *objects) for t in self.reader.slots(o).get(name, ()) if t.pos_ in NOUNS]
        if not objects or not prices or not self._binds(verb, told) or self._refused(verb):
            return
        if {lemma(objects[0]), lemma(prices[0])} & (self.words["blows"] | self.words["nothing"]):
            return
        preposition = prices[0].head
        given = self._span(objects[0], preposition)
        if given is not None:
            yield self._exchange(given, term_span(prices[0]), subject_of(verb))

    def _returned(self, preposition: Token, told: Told) -> Iterator[Exchange]:
        """ "X will lift the blockade. In return, Y will reopen the dam." """
        verb = preposition.head
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if verb.pos_ != "VERB" or subject is None or self._refused(verb) or not self._binds(verb, told):
            return
        theirs = set(self.reader.ids(subject))
        before = [t for t in told.agreement.terms if t.by not in {None, *theirs} and self._precedes(t.evidence[-1], verb)]
        heads = self._undertaken(verb) or [verb]
        spans = [s for s in (self._span(h, preposition) for h in (*heads, *_others(heads))) if s is not None]
        received = min(spans)[0], max(end for _, end in spans)
        first = self._before(verb)
        if before:
            mine = [t for t in before if t.by == before[-1].by]
            yield self._exchange((mine[0].evidence[0][0], mine[-1].evidence[-1][1]), received, None, mine[0].by)
        elif first is not None and not self._refused(first) and self._binds(first, told):
            yield self._exchange(term_span(first), received, subject_of(first))

    def _precedes(self, span: Span, verb: Token) -> bool:
        """Whether a term stands in the same sentence before a verb, or in the sentence before."""
        start = verb.sent.start
        earliest = verb.doc[start - 1].sent.start_char if start else verb.sent.start_char
        return earliest <= span[0] and span[1] <= verb.idx

    def _before(self, verb: Token) -> Token | None:
        """The verb of the clause before: one that it is coordinated with, else what the sentence before tells."""
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
            return verb.head
        start = verb.sent.start
        root = verb.doc[start - 1].sent.root if start else None
        if root is None or root.pos_ != "VERB":
            return None
        return next(iter(self._undertaken(root)), root)

    def _exchange(self, given: Span, received: Span, subject: Token | None, giver: str | None = None) -> Exchange:
        text = self.reader.notes.text
        by = (giver,) if giver else self.reader.ids(subject) if subject is not None else ()
        return Exchange(
            given=text[slice(*given)],
            received=text[slice(*received)],
            by=by[0] if len(by) == 1 else None,
            evidence=(given, received),
        )
