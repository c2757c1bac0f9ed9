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
    undertaking: bool
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


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "mark", "aux"} for c in verb.children)


def verbs_of(noun: Token) -> Iterator[tuple[Token, bool]]:
    """The verbs that an agreement is subject or object of, each with whether it is the (passive) object."""
    top = noun
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head.head
    heads = [top, *(h for h in (top.head,) if top.dep_ in {"conj", "appos"})]
    for node in heads:
        if node.head.pos_ in VERBS and node.dep_ in {"nsubj", "nsubjpass"}:
            # "Signed in May, it runs until July"
            yield from ((c, True) for c in node.head.children if c.dep_ == "advcl" and c.tag_ == "VBN" and not _has_subject(c))
        if node.head.pos_ in VERBS and node.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "npadvmod"}:
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

    def _is_local(self, makers: list[Token]) -> bool:
        """Whether those who made an agreement are of one place: notables, villages, tribes."""
        slots = self.reader.slots
        sides = [t for v in makers if v.dep_ not in HANGING for t in slots(v).get("subj", ())]
        words = [lemma(t) for s in sides for t in (s, *slots(s).get("p:of", ()), *slots(s).get("mod", ()))]
        return any(self.table.modifiers.get(word) == "local" for word in words)

    def _proposers(self, noun: Token) -> list[Token]:
        """Verbs by which someone asks for an agreement, or for more of it: "proposed a truce", "wants the deal extended"."""
        found = []
        for verb, is_object in verbs_of(noun):
            if lemma(verb) in self.table.extend and lemma(verb.head) in self.table.propose:
                found.append(verb.head)
            elif is_object and noun.pos_ != "PRON" and lemma(verb) in self.table.propose:
                found.append(verb)
        return found

    def _sides(self, noun: Token, makers: list[Token], proposers: list[Token]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Parties and mediators that the clauses around a mention name."""
        reader, table = self.reader, self.table
        parties: dict[str, None] = {}
        mediators: dict[str, None] = {}
        slots = reader.slots(noun)
        for name in ("p:between", "p:with", "poss", "p:among"):
            parties |= dict.fromkeys(i for t in slots.get(name, ()) for i in reader.ids(t))
        for verb in makers + (proposers if len(parties) < 2 else []):
            names = ("p:by", "p:between", "p:with") if verb.dep_ in HANGING else ("subj", "p:with", "p:between", "p:by")
            ids = dict.fromkeys(i for name in names for t in reader.slots(verb).get(name, ()) for i in reader.ids(t))
            if lemma(verb) in table.parties.mediating_verbs:
                mediators |= ids
            else:
                parties |= ids
        for node in [noun, *makers]:
            mediators |= dict.fromkeys(reader.standing_between(node))
        return tuple(i for i in parties if i not in mediators), tuple(mediators)

    def _names_none(self, noun: Token, told: bool, made: bool) -> bool:
        """Whether a noun that could name an agreement names none here."""
        table = self.table
        plural = noun.tag_ in {"NNS", "NNPS"} and table.nouns[lemma(noun)] != UNDERTAKING
        alone = lemma(noun) in table.needs_company and not (told or made)
        negated = noun.head.lower_ in table.negative or any(c.lower_ in table.negative for c in noun.children)
        within = noun.dep_ == "pobj" and table.nouns.get(lemma(noun.head.head)) == "principle"
        return plural or alone or negated or within

    def mention(self, noun: Token) -> DealMention | None:
        """What the text says of an agreement at a noun, None where the noun names none here."""
        table, reader = self.table, self.reader
        pronoun = noun.pos_ == "PRON" or lemma(noun) not in table.nouns  # the tagger takes an "it" for a noun now and then
        kind, told = (None, False) if pronoun else self.kind(noun)
        proposers = self._proposers(noun)
        verbs = [(v, o) for v, o in verbs_of(noun) if v.head not in proposers]
        makers = [v for v, o in verbs if o and lemma(v) in table.make and is_real(v, table)]
        if pronoun and not proposers and not any(lemma(v) in table.sign for v in makers):
            return None
        if not pronoun and self._names_none(noun, told, bool(makers)):
            return None
        determiners = {c.lower_ for c in noun.children if c.dep_ in {"det", "poss"}}
        if kind in {None, "ceasefire"} and self._is_local(makers):
            kind = "local"
        definite = pronoun or bool(determiners & table.definite)
        anchor = self._anchor(noun, makers, proposers)
        clause = clause_of(anchor, frozenset(v.i for v, _ in verbs_of(noun)))
        fates = tuple(self.fates(noun))
        parties, mediators = self._sides(noun, makers, proposers)
        dated = bool(makers) or not (definite or proposers)
        return DealMention(
            token=noun,
            sentence=noun.sent,
            clause=spans_of(clause),
            kind=kind,
            generic=pronoun or (lemma(noun) in table.generic and not told),
            definite=definite,
            new=any(lemma(c) in table.new for c in noun.children if c.dep_ == "amod"),
            made=bool(makers),
            proposed=bool(proposers) and not makers,
            extension=any(lemma(v) in table.extend for v, _ in verbs_of(noun)),
            undertaking=not pronoun and table.nouns[lemma(noun)] == UNDERTAKING,
            parties=parties,
            mediators=mediators,
            date=reader.date(anchor, clause) if dated else None,
            place=reader.place(anchor, clause) if dated else None,
            fates=fates,
        )

    def _anchor(self, noun: Token, makers: list[Token], proposers: list[Token]) -> Token:
        """The word whose clause tells most: the verb that makes or asks for the agreement, else the verb that it is subject of."""
        if makers:
            return noun if makers[0].dep_ in HANGING else makers[0]
        if proposers:
            return proposers[0]
        return noun.head if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.pos_ == "VERB" else noun

    def mentions(self) -> Iterator[DealMention]:
        """All mentions, in text order."""
        notes = self.reader.notes
        for token in notes.doc:
            named = token.pos_ in {"NOUN", "PROPN"} and lemma(token) in self.table.nouns
            if (named or token.lower_ == "it") and not notes.is_boilerplate(token.idx):
                found = self.mention(token)
                if found is not None:
                    yield found
