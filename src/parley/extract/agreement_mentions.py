"""Where an article speaks of agreements, and what each such place says: who made it, where, when, and how it fares.

Misses: agreements that no noun names ("the two sides will stop shooting"), and bare plurals ("local agreements").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.agreement_fates import Fate, FateReader
from parley.extract.agreement_kinds import KindReader
from parley.extract.agreement_parties import PartyReader
from parley.extract.agreement_verbs import hangs_on, is_real, prepositional, signing_of, verbs_of, works_out
from parley.extract.event_arguments import ArgumentReader, clause_of
from parley.extract.event_settings import value_of
from parley.extract.event_slots import lemma
from parley.extract.notes import spans_of
from parley.lexicon.deals import DRAFT, UNDERTAKING, Deals
from parley.records import Spans
from parley.values import AgreementKind


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
    draft: bool
    telling: bool
    named: bool
    unilateral: bool
    parties: tuple[str, ...]
    bound: tuple[str, ...]
    mediators: tuple[str, ...]
    date: str | None
    own: str | None
    place: str | None
    fates: tuple[Fate, ...]


def _would(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "would" for c in verb.children)


class DealReader:
    """Reads the mentions of agreements in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.reader = reader
        self.table = table
        self.fates = FateReader(reader, table)
        self.kinds = KindReader(reader, table)
        self.parties = PartyReader(reader, table)

    def _proposers(self, noun: Token) -> list[Token]:
        """Verbs by which someone asks for an agreement, or for more of it: "proposed a truce", "wants the deal extended"."""
        found = []
        for verb, is_object in verbs_of(noun, self.table):
            if lemma(verb) in self.table.extend and lemma(verb.head) in self.table.propose:
                found.append(verb.head)
            elif is_object and noun.pos_ != "PRON" and lemma(verb) in self.table.propose:
                found.append(verb)
        return found

    def _names_none(self, noun: Token, told: bool, made: bool, fated: bool) -> bool:
        """Whether a noun that could name an agreement names none here."""
        table = self.table
        if noun.dep_ == "pobj" and noun.head.lower_ == "in" and table.nouns[lemma(noun)] == "principle":
            return True  # "agreed in principle"
        plural = noun.tag_ == "NNS" and table.nouns[lemma(noun)] != UNDERTAKING
        if plural and (made or fated) and self._is_definite(noun):
            plural = False
        between = len(self.parties.ids(noun, ("p:between",))) > 1
        alone = lemma(noun) in table.needs_company and not (told or made or between)
        alone = alone or self._is_one_sided(noun)
        negated = noun.head.lower_ in table.negative or any(c.lower_ in table.negative for c in noun.children)
        bare = lemma(noun) in table.needs_company and table.nouns[lemma(noun)] == "ceasefire" and not told
        above = lemma(noun.head.head) if noun.dep_ == "pobj" and noun.head.lower_ == "of" else ""
        within = table.nouns.get(above) in {"principle", DRAFT} or above in table.versions or self._is_term(noun)
        within = within or (above in table.nouns and lemma(noun) in table.needs_company)
        return plural or alone or bare or negated or within

    def _is_one_sided(self, noun: Token) -> bool:
        """Whether a statement is of one speaker: no word says "joint", no two parties make it."""
        verb = noun.head
        if lemma(noun) not in self.table.statements or noun.dep_ != "dobj" or lemma(verb) in self.table.sign:
            return False
        return (
            not any(lemma(c) in self.table.modifiers for c in noun.subtree)
            and len(self.parties.ids(verb, ("subj", "p:by", "p:with"))) < 2
        )

    def _is_term(self, noun: Token) -> bool:
        """Whether another agreement calls for this one, or binds its parties to it: "the accord provides for a truce"."""
        table = self.table
        verb = noun.head if noun.dep_ == "dobj" else prepositional(noun)
        if verb is None or lemma(verb) not in table.provide | table.oblige:
            return False
        subjects = [t for t in self.reader.slots(verb).get("subj", ()) if t.i != noun.i]
        return any(table.nouns.get(lemma(t), DRAFT) != DRAFT for t in subjects)

    def _is_definite(self, noun: Token) -> bool:
        return any(c.lower_ in self.table.definite for c in noun.children if c.dep_ in {"det", "poss"})

    def _joint(self, noun: Token) -> Token | None:
        """The verb of "A and B announced in a joint statement", where two parties or more speak."""
        if lemma(noun) not in self.table.statements or not any(lemma(c) == "joint" for c in noun.children):
            return None
        verb = prepositional(noun)
        if verb is None or not is_real(verb, self.table):
            return None
        promised = (a for c in verb.children if c.dep_ == "ccomp" for a in c.children if a.dep_ == "aux")
        saying = lemma(verb) in self.table.joint_saying and any(a.lower_ in self.table.later | self.table.modal for a in promised)
        if not saying and lemma(verb) not in self.table.announce | self.table.undertake:
            return None
        return verb if len(self.parties.ids(verb, ("subj",))) > 1 else None

    def _makers(self, noun: Token, verbs: list[tuple[Token, bool]], draft: bool) -> list[Token]:
        """Verbs by which an agreement came about; of a draft none."""
        table = self.table
        if draft:
            return []
        joint = self._joint(noun)
        if joint is not None:
            return [joint]
        found = [v for v, o in verbs if o and (lemma(v) in table.make or works_out(v, table)) and is_real(v, table)]
        if found and not self._is_definite(noun) and noun.dep_ == "dobj" and not is_real(noun.head, table):
            found = [v for v in found if not hangs_on(v, noun)]  # "will not accept a deal signed without us"
        signing = signing_of(noun, table) if not found else None
        if signing is not None:
            return [signing]
        if not found and self._leads(noun):
            found = [v for v in (prepositional(noun),) if v is not None and is_real(v, table)]
        return found or [v for v, o in verbs if lemma(v) in table.arise and lemma(noun) in table.annexes and is_real(v, table)]

    def _leads(self, noun: Token) -> bool:
        """Whether an undertaking leads to an agreement: "agreed to a truce", "promised in an accord of 2013".

        Whoever is "committed to the accord" did not make it then.
        """
        table, verb = self.table, prepositional(noun)
        if verb is None or lemma(verb) not in table.undertake or lemma(noun) in table.exchange:
            return False
        return noun.head.lower_ == "in" or (noun.head.lower_ in table.to and not self._is_definite(noun))

    def _tabled(self, noun: Token, verbs: list[tuple[Token, bool]]) -> list[Token]:
        """Verbs by which a draft is handed over, studied, or said to provide for something; "it would give ..." too."""
        table = self.table
        firm = table.nouns[lemma(noun)] != DRAFT  # "her proposal would raise taxes" is no draft of an agreement
        return [
            v
            for v, o in verbs
            if (lemma(v) in table.hand | table.study if o else lemma(v) in table.provide or (firm and _would(v)))
        ]

    def _is_draft(self, noun: Token) -> bool:
        table = self.table
        return table.nouns[lemma(noun)] == DRAFT or any(
            table.nouns.get(lemma(c)) == DRAFT or lemma(c) in table.proposed
            for c in noun.children
            if c.dep_ in {"compound", "amod"}
        )

    def _own_date(self, noun: Token) -> str | None:
        """The year or month beside a noun: "the 2015 accord", "the March pact", "the pact of March"."""
        notes, inside = self.reader.notes, {c.i for c in noun.children if c.i < noun.i}
        year = next((t for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"), None)
        if year is not None:  # "the accord of 2015"
            inside = {t.i for t in year.subtree}
        for timex in notes.timexes_in((noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge))):
            if any(t.i in inside for t in notes.tokens((timex.start_char, timex.end_char))):
                return value_of(timex)
        return None

    def mention(self, noun: Token) -> DealMention | None:
        """What the text says of an agreement at a noun, None where the noun names none here."""
        table, reader = self.table, self.reader
        pronoun = noun.pos_ == "PRON" or lemma(noun) not in table.nouns  # the tagger takes an "it" for a noun now and then
        kind, told = (None, False) if pronoun else self.kinds.kind(noun)
        draft = not pronoun and self._is_draft(noun)
        proposers = self._proposers(noun)
        verbs = [(v, o) for v, o in verbs_of(noun, table) if v.head not in proposers]
        makers = self._makers(noun, verbs, draft)
        if draft:
            proposers = self._tabled(noun, verbs)
            if not proposers or (not told and lemma(noun) in table.needs_company):
                return None  # "a plan" may be for anything
        fates = () if draft else tuple(self.fates.fates(noun))
        if pronoun and not proposers and not any(lemma(v) in table.sign for v in makers):
            fates = tuple(self.fates.of_pronoun(noun)) if self._takes_up(noun) else ()
            makers = []
            if not fates:
                return None
        if not pronoun and self._names_none(noun, told or draft, bool(makers), bool(fates)):
            return None
        if kind in {None, "ceasefire", "comprehensive"} and self.kinds.is_local(noun, makers):
            kind = "local"
        definite = pronoun or self._is_definite(noun)
        anchor = self._anchor(noun, makers, proposers)
        clause = clause_of(anchor, frozenset(v.i for v, _ in verbs_of(noun, table)))
        if makers and lemma(noun) in table.statements:  # what was stated belongs to it
            clause += [t for c in makers[0].children if c.dep_ == "ccomp" for t in clause_of(c)]
        parties, mediators = self.parties.sides(noun, makers, proposers, draft)
        dated = bool(makers) or not (definite or proposers or fates)
        told_by = makers[0] if makers else anchor
        own = None if pronoun else self._own_date(noun)
        made_on = reader.date(told_by, clause_of(told_by)) if dated else None
        extended = any(lemma(v) in table.extend for v, _ in verbs_of(noun, table))
        return DealMention(
            token=noun,
            sentence=noun.sent,
            clause=spans_of(clause),
            kind=kind,
            generic=pronoun or (lemma(noun) in table.generic and not told),
            definite=definite,
            new=any(lemma(c) in table.new or c.lower_ in table.new for c in noun.children if c.dep_ == "amod"),
            made=bool(makers),
            proposed=bool(proposers) and not makers,
            extension=extended,
            undertaking=not pronoun and table.nouns[lemma(noun)] == UNDERTAKING,
            draft=draft,
            named=not pronoun and bool(own or self.kinds.is_named(noun)),
            telling=(definite and noun.head.lower_ == "under") or any(lemma(v) in table.provide for v, o in verbs if not o),
            unilateral=any(lemma(v) in table.announce for v in makers) and len(parties) == 1,
            parties=parties,
            bound=() if pronoun else self.parties.bound(noun),
            mediators=mediators,
            date=made_on if extended and made_on else own or made_on,
            own=own,
            place=reader.place(told_by, clause) if dated else None,
            fates=fates,
        )

    def _takes_up(self, pronoun: Token) -> bool:
        """Whether "it" can stand for an agreement: one is named in its sentence or the one before, and no pronoun in between."""
        first = pronoun.sent.start
        before = pronoun.doc[max(first - 1, 0)].sent.start
        return any(lemma(t) in self.table.nouns and t.pos_ in {"NOUN", "PROPN"} for t in pronoun.doc[before : pronoun.i])

    def _anchor(self, noun: Token, makers: list[Token], proposers: list[Token]) -> Token:
        """The word whose clause tells most: the verb that makes or asks for the agreement, else the verb that it is subject of."""
        if makers:
            return noun if hangs_on(makers[0], noun) else makers[0]
        if proposers:
            return proposers[0]
        return noun.head if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.pos_ == "VERB" else noun

    def mentions(self) -> Iterator[DealMention]:
        """All mentions, in text order."""
        notes = self.reader.notes
        for token in notes.doc:
            named = token.pos_ in {"NOUN", "PROPN"} and lemma(token) in self.table.nouns
            within = token.dep_ == "compound" and lemma(token.head) in self.table.nouns  # "ceasefire agreement" is one
            if ((named and not within) or token.lower_ == "it") and not notes.is_boilerplate(token.idx):
                found = self.mention(token)
                if found is not None:
                    yield found
