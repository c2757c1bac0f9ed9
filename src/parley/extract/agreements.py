"""Notes -> agreements: who agreed what with whom, on which terms, and how it fares; one record per real agreement.

Source of method: stages and kinds after PA-X, states after the ETH/PRIO ceasefire codebook, by rules on the parse.
Misses: agreements that no noun names, parties named only far from every mention, and states that must be concluded.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens

from parley.extract.agreement_mentions import DealMention, DealReader, Fate
from parley.extract.agreement_terms import TermReader
from parley.extract.event_arguments import ArgumentReader
from parley.extract.event_slots import SlotReader
from parley.extract.notes import Notes
from parley.lexicon.deals import Deals
from parley.records import Agreement, AgreementKind, AgreementStatus, Spans, Term, record_id

# Terms follow the words for the agreement within so many sentences
TERMS_WITHIN = 3
# The worst that is said of an agreement is its state
GRAVITY: tuple[AgreementStatus, ...] = ("collapsed", "ended", "violated", "in_force")
HOSTILE = frozenset({"ASSAULT", "ACCUSE", "THREATEN", "COERCE"})
FIGHTERS = frozenset({"government", "armed_group", "military"})


@dataclass
class _Deal:
    """The mentions of one agreement, in text order."""

    mentions: list[DealMention] = field(default_factory=list)
    base: _Deal | None = None

    @property
    def kind(self) -> AgreementKind | None:
        kinds = [m.kind for m in self.mentions if m.kind]
        return next((k for k in kinds if k != "ceasefire"), kinds[0] if kinds else None)

    @property
    def best(self) -> DealMention:
        """The mention that says most about how it was made."""
        return max(self.mentions, key=lambda m: (m.made, bool(m.parties) + bool(m.date) + bool(m.place), m.proposed, bool(m.fates)))

    @property
    def proposed(self) -> bool:
        return any(m.proposed for m in self.mentions) and not any(m.made or m.fates for m in self.mentions)

    @property
    def told(self) -> bool:
        """Whether enough is told for a record: it was made or proposed by someone, or is said to hold or fail."""
        return any(m.made or m.fates or (m.parties and not m.generic) for m in self.mentions) or (
            self.proposed and bool(self.best.parties)
        )

    def fits(self, mention: DealMention) -> bool:
        """Whether a later mention can mean this agreement."""
        if mention.new or mention.kind == "principle" or self.kind == "principle":
            return False
        if mention.made and not mention.definite and any(m.made for m in self.mentions):
            return False
        places, dates = {m.place for m in self.mentions if m.place}, {m.date for m in self.mentions if m.date}
        if mention.made and (
            (mention.place and places and mention.place not in places) or (mention.date and dates and mention.date not in dates)
        ):
            return False
        if mention.kind is None or self.kind is None or mention.kind == self.kind:
            return mention.kind is None or mention.definite or mention.kind == self.kind
        return mention.definite and mention.kind in {"ceasefire", "comprehensive"} and self.kind != "prisoner_exchange"


def _group(mentions: list[DealMention]) -> list[_Deal]:
    """Mentions that mean the same agreement, together. What is proposed beside a made agreement is one of its own."""
    deals: list[_Deal] = []
    for mention in mentions:
        known = next((d for d in reversed(deals) if d.base is None and d.fits(mention)), None)
        if mention.proposed and (mention.extension or mention.new or not mention.definite):
            earlier = next((d for d in deals if d.proposed and (known is None or d.base is known)), None)
            if earlier is not None:
                earlier.mentions.append(mention)
            else:
                deals.append(_Deal([mention], base=known))
        elif known is not None:
            known.mentions.append(mention)
        else:
            deals.append(_Deal([mention]))
    return deals


def _fate(deal: _Deal) -> Fate | None:
    fates = [f for m in deal.mentions for f in m.fates]
    return next((f for status in GRAVITY for f in fates if f.status == status), None)


def _fighters(notes: Notes) -> tuple[str, ...]:
    """The two sides of the fighting, where an article has exactly one such pair foremost; () otherwise."""
    pairs: Counter[frozenset[str]] = Counter()
    for event in notes.reading.events:
        if event.event_type in HOSTILE:
            pairs.update({frozenset((a, r)) for a in event.actor for r in event.recipient if a != r})
    pairs = Counter({p: n for p, n in pairs.items() if all(notes.actor[i].kind in FIGHTERS for i in p if i in notes.actor)})
    ranked = pairs.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ()
    return tuple(sorted(ranked[0][0]))


def _parties(deal: _Deal, notes: Notes) -> tuple[tuple[str, ...], bool]:
    """Parties of an agreement, and whether the text names them there (not merely the two sides that fight)."""
    mediators = {i for m in deal.mentions for i in m.mediators}
    named = tuple(dict.fromkeys(i for i in deal.best.parties if i not in mediators))
    if deal.base is not None:
        return _parties(deal.base, notes)[0] or named, True
    if not named:
        named = tuple(dict.fromkeys(i for m in deal.mentions for i in m.parties if not m.proposed and i not in mediators))
    if named or deal.kind not in {"ceasefire", "local"}:
        return named, True
    return tuple(i for i in _fighters(notes) if i not in mediators), False


def _terms(deal: _Deal, reader: TermReader, sentences: list[Tokens], parties: tuple[str, ...]) -> tuple[Term, ...]:
    starts = {m.sentence.start for m in deal.mentions}
    found: dict[tuple[Spans, str | None], Term] = {}
    last = -TERMS_WITHIN - 1
    for number, sentence in enumerate(sentences):
        if sentence.start in starts:
            last = number
        if number - last <= TERMS_WITHIN:
            for term in reader.terms(sentence, parties):
                found.setdefault((term.evidence, term.by), term)
    return tuple(found.values())


def _agreement(deal: _Deal, notes: Notes, reader: TermReader, sentences: list[Tokens]) -> Agreement:
    best = deal.best
    parties, named = _parties(deal, notes)
    fate = None if deal.proposed else _fate(deal)
    made: AgreementStatus = "agreed" if best.made else "unknown"
    kind = deal.kind or (deal.base.kind if deal.base else None) or "other"
    return Agreement(
        id=record_id("g", notes.article.id, kind, best.clause, best.token.idx),
        kind=kind,
        evidence=best.clause,
        parties=parties,
        mediators=tuple(dict.fromkeys(i for m in deal.mentions for i in m.mediators)),
        place=best.place,
        date=best.date,
        status="proposed" if deal.proposed else fate.status if fate else made,
        status_date=fate.date if fate else best.date if best.made else None,
        status_evidence=fate.clause if fate else (),
        terms=() if deal.proposed else _terms(deal, reader, sentences, parties),
        confidence=0.3 + 0.2 * best.made + 0.2 * (named and bool(parties)),
    )


def agreements(notes: Notes, table: Deals) -> tuple[Agreement, ...]:
    """The agreements of an article in the order of their first mention."""
    arguments = ArgumentReader(notes, SlotReader(), table.locative)
    mentions = list(DealReader(arguments, table).mentions())
    if not mentions:
        return ()
    sentences = list(notes.sentences())
    reader = TermReader(arguments, table, frozenset(m.token.i for m in mentions))
    return tuple(_agreement(deal, notes, reader, sentences) for deal in _group(mentions) if deal.told)
