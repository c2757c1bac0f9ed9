"""Notes -> agreements: who agreed what with whom, on which terms, and how it fares; one record per real agreement.

Source of method: stages and kinds after PA-X, states after the ETH/PRIO ceasefire codebook, by rules on the parse.
Misses: agreements that no noun names, parties named only far from every mention, and states that must be concluded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from spacy.tokens import Span as Tokens

from parley.extract.agreement_acts import ActReader
from parley.extract.agreement_deeds import exchanges
from parley.extract.agreement_fates import Fate
from parley.extract.agreement_kinds import KindReader, among_communities
from parley.extract.agreement_mentions import DealMention, DealReader
from parley.extract.agreement_sides import PrincipalReader
from parley.extract.agreement_terms import TermReader
from parley.extract.event_arguments import ArgumentReader
from parley.extract.event_slots import SlotReader, lemma
from parley.extract.notes import Notes
from parley.extract.sides import principal
from parley.lexicon.deals import Deals
from parley.records import Agreement, AgreementKind, AgreementStatus, Spans, Term, record_id

# States that say nothing where neither parties nor a date are known
VAGUE = frozenset({"agreed", "proposed"})
# Terms follow the words for the agreement within so many sentences
TERMS_WITHIN = 3
# The worst that is said of an agreement is its state
GRAVITY: tuple[AgreementStatus, ...] = ("collapsed", "ended", "violated", "in_force")


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
        return max(
            self.mentions,
            key=lambda m: (
                m.made,
                m.draft and m.telling,
                bool(m.parties) + bool(m.date) + bool(m.place),
                m.proposed,
                bool(m.fates),
            ),
        )

    @property
    def proposed(self) -> bool:
        return any(m.proposed for m in self.mentions) and not any(m.made or m.fates for m in self.mentions)

    @property
    def alone(self) -> bool:
        """Whether one party may have bound itself: it announced or undertook something."""
        return any(m.unilateral or m.undertaking for m in self.mentions) or self.kind == "principle"

    def last_year(self, notes: Notes) -> bool:
        """Whether it was made in the year before publication: still the business of the two sides of the article."""
        date, published = self.best.date, notes.article.published
        return date is not None and published is not None and int(published[:4]) - int(date[:4]) == 1

    @property
    def told(self) -> bool:
        """Whether enough is told for a record: it was made or proposed by someone, or is said to hold, fail or provide."""
        first = self.mentions[0]
        said = any(m.named or m.telling or m.made or m.fates or (m.parties and not m.generic) for m in self.mentions)
        return first.draft or said or (self.proposed and bool(self.best.parties))

    def names(self, mention: DealMention) -> bool:
        """Whether a later mention takes up this agreement's own word: "a declaration of principles ... The declaration"."""
        same = any(lemma(m.token) == lemma(mention.token) for m in self.mentions)
        return same and self.kind == "principle" and mention.definite and mention.kind is None

    def fits(self, mention: DealMention) -> bool:
        """Whether a later mention can mean this agreement."""
        if mention.draft or self.mentions[0].draft:
            return mention.draft and self.mentions[0].draft
        if self.names(mention):
            return True
        if mention.new or mention.undertaking or self.mentions[0].undertaking or "principle" in {mention.kind, self.kind}:
            return False
        if mention.made and not mention.definite and any(m.made for m in self.mentions):
            return False
        owned = {m.own[:4] for m in self.mentions if m.own}
        known = owned or ({self.best.date[:4]} if self.best.date and mention.definite else set())
        if mention.own and known and mention.own[:4] not in known:
            return False  # "the accord of 2015" is not the one that was signed last week
        made = [m for m in self.mentions if m.made]
        places, dates = {m.place for m in made if m.place}, {m.date for m in made if m.date}
        if mention.made and (
            (mention.place and places and mention.place not in places) or (mention.date and dates and mention.date not in dates)
        ):
            return False
        if mention.made and not made and self.kind is None:
            return True  # a headline may name what the text then introduces
        if mention.kind is None or self.kind is None or mention.kind == self.kind:
            return mention.kind is None or mention.definite or mention.kind == self.kind
        return mention.definite and mention.kind in {"ceasefire", "comprehensive"} and self.kind != "prisoner_exchange"


def _meant(candidates: list[_Deal], mention: DealMention, text: str) -> _Deal | None:
    """Which agreement a mention means: the one of the same paragraph, else the one that the article speaks of most."""
    called = next((d for d in reversed(candidates) if d.names(mention)), None)
    if called is not None:
        return called
    paragraph = text.rfind("\n\n", 0, mention.token.idx)
    for deal in reversed(candidates):
        if paragraph < deal.mentions[-1].token.idx:
            return deal
    # "the deal" is rather another one than the exchange of the day
    others = [d for d in candidates if mention.kind is not None or d.kind != "prisoner_exchange"]
    return max(others or candidates, key=lambda d: len(d.mentions), default=None)


def _group(mentions: list[DealMention], text: str) -> list[_Deal]:
    """Mentions that mean the same agreement, together. What is proposed beside a made agreement is one of its own."""
    deals: list[_Deal] = []
    for mention in mentions:
        known = _meant([d for d in deals if d.base is None and d.fits(mention)], mention, text)
        if not mention.draft and mention.proposed and (mention.extension or mention.new or not mention.definite):
            earlier = next((d for d in deals if d.proposed and (known is None or d.base is known)), None)
            if earlier is not None:
                earlier.mentions.append(mention)
            else:
                deals.append(_Deal([mention], base=known))
        elif known is not None:
            known.mentions.append(mention)
        elif mention.token.pos_ != "PRON":
            deals.append(_Deal([mention]))
    return deals


def _fate(deal: _Deal, published: str | None) -> Fate | None:
    """The gravest that is said of an agreement; an end that is still to come ("expires on Monday") is none yet."""
    fates = []
    for fate in (f for m in deal.mentions for f in m.fates):
        later = bool(published and fate.date and fate.date > published)
        if not later:
            fates.append(fate)
        elif fate.status == "in_force":
            fates.append(replace(fate, date=None))
    return next((f for status in GRAVITY for f in fates if f.status == status), None)


def _parties(deal: _Deal, sides: PrincipalReader) -> tuple[tuple[str, ...], bool]:
    """Parties of an agreement, and whether the text names them there (not merely the two sides of the article)."""
    notes = sides.notes
    mediators = {principal(i, notes) for m in deal.mentions for i in m.mediators}

    def principals(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(p for p in sides.of(ids) if p not in mediators)

    if deal.base is not None:
        return _parties(deal.base, sides)[0] or principals(deal.best.parties), True
    named = principals(deal.best.parties)
    if len(named) < 2 and not deal.best.made:
        named = principals([*named, *(i for m in deal.mentions for i in m.parties if not m.proposed)])
    named = named or principals(i for m in deal.mentions for i in m.parties if not m.proposed)
    if len(named) < 2 and not deal.best.made:
        named = principals([*named, *(i for m in deal.mentions for i in m.bound)])
    named = named or principals(sides.subjects(deal.best.sentence))
    pair = principals(sides.reader.sides.pair)
    among_peers = deal.kind != "local" or all(notes.actor[i].kind != "government" for i in pair)
    if len(named) == 1 and not deal.alone and named[0] in pair and among_peers:
        return pair, True
    if len(named) == 1 and not deal.alone and not deal.proposed:
        named = principals([*named, *sides.opponent(named[0])])
    recent = deal.best.date is None or deal.best.date[:4] == (notes.article.published or "")[:4]
    if named or not among_peers or not (recent or deal.last_year(notes)):
        return named, True
    return pair, False


def _terms(deal: _Deal, reader: TermReader, sentences: list[Tokens], parties: tuple[str, ...]) -> tuple[Term, ...]:
    starts = {m.sentence.start for m in deal.mentions}
    found: dict[tuple[Spans, str | None], Term] = {}
    last = -TERMS_WITHIN - 1
    for number, sentence in enumerate(sentences):
        if sentence.start in starts:
            last = number
        if number - last <= TERMS_WITHIN:
            for term in reader.terms(sentence, parties, deal.best.draft):
                found.setdefault((term.evidence, term.by), term)
    return tuple(found.values())


def _kind_of_terms(terms: tuple[Term, ...], kinds: KindReader) -> AgreementKind | None:
    """The kind that half of the terms tell."""
    notes = kinds.reader.notes
    told = Counter({t.evidence: kinds.of_content(w for s in t.evidence for w in notes.tokens(s)) for t in terms}.values())
    kind, count = next(iter((k, n) for k, n in told.most_common() if k is not None), (None, 0))
    return kind if 2 * count >= told.total() else None


def _made(deal: _Deal, parties: tuple[str, ...]) -> AgreementStatus:
    """The state of an agreement whose fate is not told: what one side declared, or both prolonged, is in force."""
    prolonged = any(m.extension and m.made for m in deal.mentions)
    declared = deal.kind == "ceasefire" and len(parties) == 1 and any(m.unilateral for m in deal.mentions)
    return "in_force" if prolonged or declared else "agreed" if deal.best.made else "unknown"


def _agreement(
    deal: _Deal, reader: TermReader, kinds: KindReader, sides: PrincipalReader, sentences: list[Tokens], usual: AgreementKind | None
) -> Agreement:
    notes = reader.reader.notes
    best = deal.best
    parties, named = _parties(deal, sides)
    fate = None if deal.proposed else _fate(deal, notes.article.published)
    terms = () if deal.proposed and not best.draft else _terms(deal, reader, sentences, parties)
    if not parties:
        parties = tuple(dict.fromkeys(t.by for t in terms if t.by is not None))
    made = _made(deal, parties)
    kind = deal.kind or (deal.base.kind if deal.base else None) or (usual if deal.mentions[0].draft else None)
    if kind is None:
        kind = _kind_of_terms(terms, kinds) or next((k for m in deal.mentions if (k := kinds.presumed(m.token))), "other")
    if kind in {"ceasefire", "other", "comprehensive"} and among_communities(parties, notes):
        kind = "local"
    return Agreement(
        id=record_id("g", notes.article.id, kind, best.clause, best.token.idx),
        kind=kind,
        evidence=best.clause,
        parties=parties,
        mediators=tuple(dict.fromkeys(i for m in deal.mentions for i in m.mediators)),
        place=best.place,
        date=best.date,
        status="proposed" if deal.proposed else fate.status if fate else made,
        status_date=fate.date if fate else best.date if best.made and not deal.proposed else None,
        status_evidence=fate.clause if fate else (),
        terms=terms,
        confidence=0.3 + 0.2 * best.made + 0.2 * (named and bool(parties)),
    )


def _is_known(found: Agreement) -> bool:
    """Whether a record would tell anything: parties or a date where its state tells little, two parties where none is told."""
    if found.status == "unknown":
        return len(found.parties) > 1
    return bool(found.parties or found.date) or found.status not in VAGUE


def agreements(notes: Notes, table: Deals) -> tuple[Agreement, ...]:
    """The agreements of an article in the order of their first mention; exchanges of prisoners last."""
    arguments = ArgumentReader(notes, SlotReader(), table.parties, table.locative)
    deals = DealReader(arguments, table)
    mentions = list(deals.mentions())
    usual = deals.kinds.usual_kind() if any(m.draft for m in mentions) else None
    sentences = list(notes.sentences())
    reader = TermReader(arguments, table, frozenset(m.token.i for m in mentions))
    sides = PrincipalReader(arguments)
    made = ((deal, _agreement(deal, reader, deals.kinds, sides, sentences, usual)) for deal in _group(mentions, notes.text) if deal.told)
    known = [(deal, a) for deal, a in made if _is_known(a)]
    found = [a for _, a in known]
    if not any(a.kind == "prisoner_exchange" for a in found):
        found.extend(exchanges(notes))
    told = frozenset(m.sentence.start for deal, _ in known for m in deal.mentions)
    found.extend(ActReader(reader, deals.kinds).acts(told))
    return tuple(found)
