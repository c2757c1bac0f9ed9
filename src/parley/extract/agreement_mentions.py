"""Where an article speaks of agreements, and what each such place says: who made it, where, when, and how it fares.

Misses: agreements that no noun names ("the two sides will stop shooting"), and bare plurals ("local agreements").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.event_arguments import ArgumentReader, clause_of
from parley.extract.event_slots import lemma
from parley.extract.notes import is_negated, spans_of
from parley.lexicon.deals import UNDERTAKING, Deals
from parley.records import AgreementKind, AgreementStatus, Spans

VERBS = frozenset({"VERB", "AUX"})
HANGING = frozenset({"acl", "relcl"})


@dataclass(frozen=True, slots=True)
class Fate:
    """What a clause says of an agreement's state."""

    status: AgreementStatus
    date: str | None
    clause: Spans


@dataclass(frozen=True, slots=True)
class DealMention:
    """One place where the text speaks of an agreement. `kind` None: the noun alone does not tell."""

    token: Token
    sentence: Tokens
    clause: Spans
    kind: AgreementKind | None
    generic: bool
    definite: bool
    new: bool
    made: bool
    proposed: bool
    extension: bool
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    date: str | None
    place: str | None
    fates: tuple[Fate, ...]


def is_real(verb: Token, table: Deals) -> bool:
    """Whether a verb tells of something that happened: no modal, condition or negation, and no infinitive of purpose."""
    if is_negated(verb):
        return False
    words = {c.lower_ for c in verb.children if c.dep_ in {"aux", "mark"}}
    return not words & table.unreal and not ("to" in words and verb.dep_ in {"xcomp", "advcl", "acl"})


def verbs_of(noun: Token) -> Iterator[tuple[Token, bool]]:
    """The verbs that an agreement is subject or object of, each with whether it is the (passive) object."""
    top = noun
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head.head
    heads = [top, *(h for h in (top.head,) if top.dep_ in {"conj", "appos"})]
    for node in heads:
        if node.head.pos_ in VERBS and node.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
            yield (
                node.head,
                node.dep_ != "nsubj" or (node.head.tag_ == "VBN" and not any(c.dep_ == "aux" for c in node.head.children)),
            )
            yield from ((v, node.dep_ != "nsubj") for v in node.head.conjuncts if v.pos_ in VERBS and v.i > node.head.i)
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            yield child, True
        elif child.dep_ == "relcl":
            subject = [c for c in child.children if c.dep_ == "nsubj"]
            yield child, not (subject and subject[0].tag_ in {"WDT", "WP"})


class DealReader:
    """Reads the mentions of agreements in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.reader = reader
        self.table = table

    def kind(self, noun: Token) -> tuple[AgreementKind | None, bool]:
        """The kind that a noun tells with the words beside it (None: nothing), and whether it is more than the bare word."""
        slots = self.reader.slots(noun)
        beside = [t for name in ("mod", "p:of", "p:on", "p:for", "poss") for t in slots.get(name, ())]
        words = [lemma(t) for b in beside for t in (b, *b.children) if t.pos_ in {"NOUN", "ADJ", "PROPN", "VERB"}]
        words += [lemma(c) for t in slots.get("by", ()) for a in self.reader.slots(t).get("p:by", ()) for c in (a, *a.children)]
        by_noun = self.table.nouns[lemma(noun)]
        kinds = [self.table.modifiers[w] for w in words if w in self.table.modifiers]
        if by_noun == "principle":
            return ("principle", True) if kinds else (None, False)
        for kind in ("prisoner_exchange", "local"):
            if kind in kinds:
                return kind, True
        if by_noun == "ceasefire":
            return "ceasefire", True
        if kinds:
            return kinds[0], True
        return (None if by_noun in {"other", UNDERTAKING, "prisoner_exchange", "humanitarian"} else by_noun), False  # type: ignore[return-value]

    def _fate(self, verb: Token, is_object: bool) -> AgreementStatus | None:
        word, table = lemma(verb), self.table
        children = {lemma(c) for c in verb.children if c.dep_ in {"prt", "advmod", "dobj", "acomp", "attr"}}
        children |= {lemma(t) for c in verb.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj"}
        if verb.pos_ == "AUX" or word in {"be", "remain", "lie"}:
            return next((table.predicates[c] for c in children if c in table.predicates), None)
        if word in table.particle_verbs and not is_object:
            return next((table.particles[c] for c in children if c in table.particles), None)
        if word in table.force_verbs and not is_object:
            return "in_force" if children & table.force_words else None
        return (table.object if is_object else table.subject).get(word)

    def fates(self, noun: Token) -> Iterator[Fate]:
        """What the clauses around a mention say of the agreement's state."""
        for verb, is_object in verbs_of(noun):
            status = self._fate(verb, is_object)
            if status == "in_force" and is_negated(verb) and not is_object:
                status = "collapsed"
            elif status is None or not is_real(verb, self.table):
                continue
            clause = clause_of(verb)
            yield Fate(status, self.reader.date(verb, clause), spans_of(clause))
        if noun.dep_ == "pobj" and lemma(noun.head.head) in self.table.happenings:
            clause = clause_of(noun.head.head)
            yield Fate(self.table.happenings[lemma(noun.head.head)], self.reader.date(noun, clause), spans_of(clause))

    def mention(self, noun: Token) -> DealMention | None:
        """What the text says of an agreement at a noun, None where the noun names none here."""
        table, reader = self.table, self.reader
        kind, told = self.kind(noun)
        verbs = list(verbs_of(noun))
        makers = [(v, o) for v, o in verbs if o and lemma(v) in table.make and lemma(v) != "be" and is_real(v, table)]
        proposers = [
            v for v, _ in verbs if lemma(v) in table.propose or (lemma(v) in table.extend and lemma(v.head) in table.propose)
        ]
        company = told or bool(makers)
        if (lemma(noun) in table.needs_company and not company) or (
            noun.tag_ in {"NNS", "NNPS"} and table.nouns[lemma(noun)] != UNDERTAKING
        ):
            return None
        determiners = {c.lower_ for c in noun.children if c.dep_ in {"det", "poss"}}
        if "no" in determiners or any(c.lower_ in {"no", "without"} for c in (noun.head,)):
            return None
        slots = reader.slots(noun)
        sentence = noun.sent
        anchor = makers[0][0] if makers else noun
        clause = clause_of(noun if anchor.dep_ in HANGING else anchor)
        fates = tuple(self.fates(noun))
        parties: dict[str, None] = {}
        mediators: dict[str, None] = {}
        for name in ("p:between", "p:with", "poss", "p:among"):
            parties |= dict.fromkeys(i for t in slots.get(name, ()) for i in reader.notes.actors_of(t))
        for verb in [v for v, _ in makers] + proposers:
            found = reader.slots(verb)
            names = ("p:by", "p:between", "p:with") if verb.dep_ in HANGING else ("subj", "p:with", "p:between", "p:by")
            ids = dict.fromkeys(i for name in names for t in found.get(name, ()) for i in reader.ids(t))
            if lemma(verb) in {"broker", "mediate", "facilitate", "host"}:
                mediators |= ids
            else:
                parties |= ids
        for name in ("p:under", "p:through", "p:at", "p:via"):
            for token in [t for v in [noun, *(v for v, _ in verbs)] for t in reader.slots(v).get(name, ())]:
                if token.lemma_.lower() in {"auspex", "auspice", "auspices", "aegis", "mediation", "instigation", "umbrella"}:
                    mediators |= dict.fromkeys(reader.ids(token))
        return DealMention(
            token=noun,
            sentence=sentence,
            clause=spans_of(clause),
            kind=kind,
            generic=lemma(noun) in table.generic and not told,
            definite=bool(determiners & table.definite),
            new=any(lemma(c) in table.new for c in noun.children if c.dep_ == "amod"),
            made=bool(makers),
            proposed=bool(proposers) and not makers,
            extension=any(lemma(v) in table.extend for v, _ in verbs),
            parties=tuple(i for i in parties if i not in mediators),
            mediators=tuple(mediators),
            date=reader.date(anchor, clause, beyond=not fates) if makers else None,
            place=reader.place(anchor, clause) if makers else None,
            fates=fates,
        )

    def mentions(self) -> Iterator[DealMention]:
        """All mentions, in text order."""
        for sentence in self.reader.notes.sentences():
            for token in sentence:
                if token.pos_ in {"NOUN", "PROPN"} and lemma(token) in self.table.nouns:
                    found = self.mention(token)
                    if found is not None:
                        yield found
