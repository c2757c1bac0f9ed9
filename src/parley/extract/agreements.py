"""Notes -> agreements: who agreed what with whom, on which terms, and how it fares; one record per real agreement.

Source of method: stages and kinds after PA-X, states after the ETH/PRIO ceasefire codebook, by rules on the parse.
Misses: agreements that no noun names, parties named only far from every mention, and states that must be concluded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import msgspec
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.agreement_acts import ActReader
from parley.extract.agreement_deeds import exchanges
from parley.extract.agreement_details import DetailReader
from parley.extract.agreement_fates import Fate
from parley.extract.agreement_groups import Deal, group
from parley.extract.agreement_kinds import KindReader, among_communities
from parley.extract.agreement_mentions import DealReader
from parley.extract.agreement_sides import PrincipalReader
from parley.extract.agreement_terms import TermReader
from parley.extract.event_arguments import ArgumentReader
from parley.extract.event_slots import SlotReader
from parley.extract.notes import Notes
from parley.extract.sides import principal
from parley.lexicon.deals import Deals
from parley.records import Agreement, Spans, Term, record_id
from parley.values import AgreementKind, AgreementStatus

# States that say nothing where neither parties nor a date are known
VAGUE_KINDS = frozenset({"other", "framework", "implementation", "principle"})
VAGUE = frozenset({"agreed", "proposed"})
# Terms follow the words for the agreement within so many sentences
TERMS_WITHIN = 3
# Characters between what two sides agreed to and "the deal" that means it
NEARBY = 600
# The worst that is said of an agreement is its state
GRAVITY: tuple[AgreementStatus, ...] = ("collapsed", "ended", "violated", "in_force")


def _fate(deal: Deal, published: str | None) -> Fate | None:
    """The gravest that is said of an agreement; an end that is still to come ("expires on Monday") is none yet."""
    fates = []
    for fate in (f for m in deal.mentions for f in m.fates):
        later = bool(published and fate.date and fate.date > published)
        if not later:
            fates.append(fate)
        elif fate.status == "in_force":
            fates.append(replace(fate, date=None))
    return next((f for status in GRAVITY for f in fates if f.status == status), None)


def _named(deal: Deal, sides: PrincipalReader, mediators: set[str]) -> tuple[str, ...]:
    """Parties that the text names with an agreement: where it was made, else anywhere, else those bound by it."""

    def principals(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(p for p in sides.of(ids) if p not in mediators)

    told = [i for m in deal.mentions for i in m.parties if not m.proposed]
    bound = [i for m in deal.mentions for i in m.bound]
    together = principals(sides.subjects(deal.best.sentence))
    named = principals(deal.best.parties)
    for more in (told, bound):
        if not named or (len(named) < 2 and not deal.best.made):
            named = principals([*named, *more])
    if len(named) == 1 and named[0] not in together and any(c.lower_ in sides.table.owners for c in deal.best.token.children):
        return together or named  # "A and B let C's soldiers in, as their agreement required"
    return named or together


def _parties(deal: Deal, sides: PrincipalReader) -> tuple[tuple[str, ...], bool]:
    """Parties of an agreement, and whether the text names them there (not merely the two sides of the article)."""
    notes = sides.notes
    mediators = {principal(i, notes) for m in deal.mentions for i in m.mediators}
    if deal.base is not None:
        own = tuple(p for p in sides.of(deal.best.parties) if p not in mediators)
        return _parties(deal.base, sides)[0] or own, True
    named = _named(deal, sides, mediators)
    pair = tuple(p for p in sides.of(sides.reader.sides.pair) if p not in mediators)
    among_peers = deal.kind != "local" or all(notes.actor[i].kind != "government" for i in pair)
    if len(named) == 1 and not deal.alone:
        if named[0] in pair and among_peers:
            return pair, True
        if not deal.proposed:
            named = (*named, *(i for i in sides.opponent(named[0]) if i not in mediators))
    recent = deal.best.date is None or deal.best.date[:4] == (notes.article.published or "")[:4]
    if named or not among_peers or not (recent or deal.last_year(notes)):
        return named, True
    return pair, False


def _terms(deal: Deal, reader: TermReader, sentences: list[Tokens], parties: tuple[str, ...]) -> tuple[Term, ...]:
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


def _kind(
    deal: Deal, terms: tuple[Term, ...], parties: tuple[str, ...], kinds: KindReader, usual: AgreementKind | None
) -> AgreementKind:
    """The kind of an agreement: by its words, by those of what it adds to, by its terms, by its name; by who made it."""
    kind = deal.kind or (deal.base.kind if deal.base else None) or (usual if deal.mentions[0].draft else None)
    if kind is None:
        presumed = (kinds.presumed(m.token) for m in deal.mentions)
        kind = _kind_of_terms(terms, kinds) or next((k for k in presumed if k is not None), None) or "other"
    return "local" if among_communities(parties, kinds.reader.notes, kind) else kind


def _made(deal: Deal, parties: tuple[str, ...]) -> AgreementStatus:
    """The state of an agreement whose fate is not told: what one side declared, or both prolonged, is in force."""
    prolonged = any(m.extension and m.made for m in deal.mentions)
    declared = deal.kind == "ceasefire" and len(parties) == 1 and any(m.unilateral for m in deal.mentions)
    return "in_force" if prolonged or declared else "agreed" if deal.best.made else "unknown"


def _agreement(
    deal: Deal, reader: TermReader, kinds: KindReader, sides: PrincipalReader, sentences: list[Tokens], usual: AgreementKind | None
) -> Agreement:
    notes = reader.reader.notes
    best = deal.best
    parties, named = _parties(deal, sides)
    fate = None if deal.proposed else _fate(deal, notes.article.published)
    terms = () if deal.proposed and not best.draft else _terms(deal, reader, sentences, parties)
    if not parties:
        parties = tuple(dict.fromkeys(t.by for t in terms if t.by is not None))
    made = _made(deal, parties)
    kind = _kind(deal, terms, parties, kinds, usual)
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


def _takes_up(deal: Deal, act: Agreement) -> bool:
    """Whether "the deal" is what a verb told shortly before: "A and B agreed to a pull-out. Under the deal ..."."""
    first = deal.mentions[0]
    within = 0 <= first.token.idx - act.evidence[-1][1] < NEARBY
    return within and first.generic and first.definite and not first.own and not first.proposed


def _joined(act: Agreement, later: Agreement) -> Agreement:
    """One agreement told twice, first by a verb and then by a noun; the verb's clause is where it is told."""
    return msgspec.structs.replace(
        later,
        kind=act.kind if later.kind == "other" else later.kind,
        evidence=act.evidence,
        parties=act.parties,
        place=later.place or act.place,
        date=later.date or act.date,
        status="agreed" if later.status == "unknown" else later.status,
        status_date=later.status_date or act.status_date,
        terms=tuple({(t.evidence, t.by): t for t in (*act.terms, *later.terms)}.values()),
    )


def _is_known(found: Agreement) -> bool:
    """Whether a record would tell anything: parties or a date where its state tells little, two parties where none is told."""
    if found.status == "unknown":
        return len(found.parties) > 1
    if not found.parties and found.kind in VAGUE_KINDS:
        return False  # "the agreement on the tower"
    return bool(found.parties or found.date) or found.status not in VAGUE


def agreements(notes: Notes, table: Deals) -> tuple[Agreement, ...]:
    """The agreements of an article in the order of their first mention; exchanges of prisoners last."""
    arguments = ArgumentReader(notes, SlotReader(), table.parties, table.locative)
    deals = DealReader(arguments, table)
    mentions = list(deals.mentions())
    usual = deals.kinds.usual_kind() if any(m.draft for m in mentions) else None
    sentences = list(notes.sentences())
    reader = TermReader(arguments, table, frozenset(m.token.i for m in mentions))
    sides = PrincipalReader(arguments, table)
    made = (
        (deal, _agreement(deal, reader, deals.kinds, sides, sentences, usual)) for deal in group(mentions, notes.text) if deal.told
    )
    known = [(deal, a) for deal, a in made if _is_known(a) and (a.parties or deal.kind)]
    found = [a for _, a in known]
    if not any(a.kind == "prisoner_exchange" for a in found):
        found.extend(exchanges(notes))
    told = frozenset(m.sentence.start for deal, _ in known for m in deal.mentions)
    listed = tuple(reader.listed())
    if listed and known:  # of the agreement that the article speaks of most
        main = max(known, key=lambda pair: len(pair[0].mentions))[1]
        found[found.index(main)] = msgspec.structs.replace(main, terms=(*main.terms, *listed))
    owed = [(t.evidence, set(a.parties)) for a in found for t in a.terms]
    nouns = {a.id: tuple(m.token for m in deal.mentions) for deal, a in known}
    verbs: dict[str, tuple[Token, ...]] = {}
    for act, words in ActReader(reader, deals.kinds).acts(told):
        if any((t.evidence == evidence and parties <= set(act.parties)) for t in act.terms for evidence, parties in owed):
            continue  # a term of what the same parties are told to have agreed
        later = next((a for deal, a in known if a in found and _takes_up(deal, act)), None)
        verbs[later.id if later is not None else act.id] = words
        if later is None:
            found.append(act)
        else:
            found[found.index(later)] = _joined(act, later)
    details = DetailReader(arguments, table)
    return tuple(details.detailed(a, nouns.get(a.id, ()), verbs.get(a.id, ())) for a in found)
