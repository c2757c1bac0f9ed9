"""What else is told of an agreement: its stage, its effect and duration, who sent its mediators, what was given for what.

Misses: what articles tell far from any word for the agreement.
"""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from parley.extract.agreement_barters import BarterReader
from parley.extract.agreement_clocks import ClockReader
from parley.extract.agreement_mandates import MandateReader
from parley.extract.agreement_stages import StageReader
from parley.extract.agreement_told import Told
from parley.extract.event_arguments import ArgumentReader
from parley.lexicon.deals import Deals
from parley.records import Agreement, Term
from parley.values import Exchange


class DetailReader:
    """Reads such details in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.table = table
        self.stages = StageReader(reader, table)
        self.clocks = ClockReader(reader.notes, table)
        self.mandates = MandateReader(reader, table)
        self.barters = BarterReader(reader, table)

    def detailed(self, agreement: Agreement, nouns: tuple[Token, ...], acts: tuple[Token, ...]) -> Agreement:
        """The agreement with its details. `nouns` stand for it; `acts` is the verb that tells it, with what that leads to."""
        told = Told(agreement, nouns, acts, self.table)
        effect = self.clocks.effect(told)
        value, evidence = effect or (None, ())
        if effect is not None and self.clocks.is_alone(told, effect):
            agreement = _undated(agreement, effect[0].partition("T")[0])
        exchange = self.barters.exchanges(told)
        return msgspec.structs.replace(
            agreement,
            terms=_bartered(agreement, exchange),
            stage=self.stages.stage(told),
            mandate=self.mandates.mandates(told),
            effective=value,
            effective_evidence=evidence,
            duration=self.clocks.duration(told),
            exchange=exchange,
        )


def _undated(agreement: Agreement, day: str) -> Agreement:
    """An agreement without a date of making that is the day of its effect, and is told as that alone."""
    date = None if agreement.date == day else agreement.date
    made = agreement.status == "agreed" and agreement.status_date == day
    return msgspec.structs.replace(agreement, date=date, status_date=None if made else agreement.status_date)


def _bartered(agreement: Agreement, exchanges: tuple[Exchange, ...]) -> tuple[Term, ...]:
    """The terms, with whom they are owed by and to where they are part of an exchange; what was given for a term is one too."""
    terms, parties = list(agreement.terms), agreement.parties
    for exchange in exchanges:
        if len(parties) != len(("by", "to")) or exchange.by not in parties:
            continue
        by, other = exchange.by, next(p for p in parties if p != exchange.by)
        given, received = (
            [n for n, t in enumerate(terms) if (t.text in text or text in t.text) and t.by in {None, owner}]
            for text, owner in ((exchange.given, by), (exchange.received, other))
        )
        for found, owner, taker in ((given, by, other), (received, other, by)):
            for n in found:
                terms[n] = msgspec.structs.replace(terms[n], by=owner, to=terms[n].to or taker)
        if received and not given:
            terms.append(Term(text=exchange.given, by=by, to=other, evidence=exchange.evidence[:1]))
    return tuple(sorted(terms, key=lambda t: t.evidence))
