"""How an agreement fares, as the clauses around a mention tell it: it holds, is broken, ended, collapsed.

Misses: states that must be concluded from events, and states told with words that the tables lack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from parley.extract.agreement_verbs import is_passive, is_real, prepositional, verbs_of
from parley.extract.event_arguments import ArgumentReader, clause_of
from parley.extract.event_slots import lemma
from parley.extract.notes import is_negated, spans_of
from parley.lexicon.deals import Deals
from parley.records import Spans
from parley.values import AgreementStatus


def _is_denied(verb: Token) -> bool:
    """Whether a verb is negated, "no longer" included."""
    return is_negated(verb) or any(
        c.lower_ == "longer" and any(g.lower_ in {"no", "any"} for g in c.children) for c in verb.children
    )


@dataclass(frozen=True, slots=True)
class Fate:
    """What a clause says of an agreement's state."""

    status: AgreementStatus
    date: str | None
    clause: Spans


class FateReader:
    """Reads the states of agreements in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.reader = reader
        self.table = table

    def fates(self, noun: Token) -> Iterator[Fate]:
        """What the clauses around a mention say of the agreement's state."""
        for verb, is_object in verbs_of(noun, self.table):
            status = self._told(verb, is_object)
            if _is_denied(verb):
                status = self._denied(verb, status, is_object)
            elif not is_real(verb, self.table):
                status = None
            if status is not None:
                yield self._fate(status, verb)
        yield from self._through(noun)
        above = noun.head.head
        if noun.dep_ == "pobj" and lemma(above) in self.table.happenings:
            yield self._fate(self.table.happenings[lemma(above)], above)

    def of_pronoun(self, pronoun: Token) -> Iterator[Fate]:
        """What is said of an "it" that is said of little but agreements: that somebody breached it, that it expired."""
        for verb, is_object in verbs_of(pronoun, self.table):
            words = self.table.breach if is_object else self.table.lapse
            apart = not is_object and lemma(verb) in self.table.particle_verbs and any(c.dep_ == "prt" for c in verb.children)
            begun = not is_object and lemma(verb) in self.table.force_verbs
            telling = apart or begun or lemma(verb) in words
            status = self._told(verb, is_object) if telling and is_real(verb, self.table) else None
            if status is not None:
                yield self._fate(status, verb)

    def _fate(self, status: AgreementStatus, word: Token) -> Fate:
        clause = clause_of(word)
        return Fate(status, self.reader.date(word, clause), spans_of(clause))

    def _through(self, noun: Token) -> Iterator[Fate]:
        """States told by a verb with a preposition: "withdrew from the deal", "abide by the truce"."""
        verb = prepositional(noun)
        if verb is None:
            return
        words = {c.lower_ for c in verb.children if c.dep_ in {"prep", "prt", "advmod"}}
        status = next((s for w in words if (s := self.table.through.get(f"{lemma(verb)}:{w}")) is not None), None)
        if status == "ended" and _is_denied(verb):
            yield self._fate("in_force", verb)
        elif status is not None and (is_real(verb, self.table) or (status == "in_force" and self._vowed(verb))):
            yield self._fate(status, verb)

    def _vowed(self, verb: Token) -> bool:
        """Whether someone says that they will: "vowed that they would keep to the truce"."""
        return not _is_denied(verb) and any(c.dep_ == "aux" and c.lower_ in self.table.later for c in verb.children)

    def _told(self, verb: Token, is_object: bool) -> AgreementStatus | None:
        word, table = lemma(verb), self.table
        children = {lemma(c) for c in verb.children if c.dep_ in {"prt", "advmod", "dobj", "acomp", "attr"}}
        children |= {lemma(t) for c in verb.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj"}
        if verb.pos_ == "AUX" or word in table.copulas:
            return next((table.predicates[c] for c in children if c in table.predicates), None)
        if word in table.particle_verbs and children & table.particles.keys() and (not is_object or "up" in children):
            torn = is_object and not is_passive(verb) and "up" in children  # a party that tears it up puts an end to it
            return "ended" if torn else next(table.particles[c] for c in children if c in table.particles)
        particle = next((f"{word}:{c.lower_}" for c in verb.children if c.dep_ in {"prt", "advmod"}), "")
        if particle in table.phrasal:
            return table.phrasal[particle]
        if word in table.force_verbs and not is_object:
            return "in_force" if children & table.force_words else None
        if word in table.rule and not is_object and verb.tag_ in {"VBZ", "VBP"}:
            return "in_force"
        governs = any(c.dep_ == "dobj" for c in verb.children)
        if is_object:
            return table.object.get(word)
        return None if governs else table.subject.get(word)  # "the accord ended four decades of war" is alive

    def _denied(self, verb: Token, status: AgreementStatus | None, is_object: bool) -> AgreementStatus | None:
        """The state where a verb is negated: "no longer exists", "did not hold"; "is not leaving the agreement"."""
        if status == "in_force" and not is_object:
            return "collapsed"
        if status == "ended" and is_object:
            return "in_force"
        return "collapsed" if lemma(verb) in self.table.exist else None
