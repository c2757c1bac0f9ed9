"""Who stands between whom: mediators of agreements and events, "under the auspices of", "brokered by".

A mediator is tied to each party. Where no record says who the parties are, they are the two actors named "between A and B",
or the only two groups or governments beside the mediator in the sentence or in the one before.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.notes import Notes, is_negated, spans_of, subject_of
from parley.extract.relations_go_between import between
from parley.extract.relations_sides import main_pair
from parley.extract.relations_who import HYPHENS, PARTIES, Tie, hyphened, prep_objects, who
from parley.extract.voices import is_unnamed
from parley.lexicon.ties import Ties
from parley.records import Spans

BEING = frozenset({"be", "become", "remain"})
NOTHING: frozenset[str] = frozenset()


def mediations(notes: Notes, table: Ties) -> Iterator[Tie]:
    """Ties of type mediates_between, one per mediator and party."""
    for deal in notes.reading.agreements:
        yield from _between(deal.mediators, deal.parties, deal.evidence)
    for event in notes.reading.events:
        yield from _between(event.mediator, (*event.actor, *event.recipient), event.evidence)
    for sentence in notes.paragraphs_apart:
        for token in sentence:
            mediators = _mediators_at(token, notes, table)
            if mediators:
                evidence = spans_of(token.subtree)
                envoys = tuple(e for p, o in prep_objects(token) if p == "through" for e in who(o, notes, table))
                yield from (Tie(m, "mandates", e, evidence) for m in mediators for e in envoys)
                parties = _parties(token, sentence, (*mediators, *envoys), notes, table)
                yield from _between((*mediators, *envoys), parties, evidence)


def _between(mediators: tuple[str, ...], parties: tuple[str, ...], evidence: Spans) -> Iterator[Tie]:
    if len({p for p in parties if p not in mediators}) < 2:
        return
    for mediator in mediators:
        for party in parties:
            if party not in mediators:
                yield Tie(mediator, "mediates_between", party, evidence, 0.6)


def _mediators_at(token: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """The actors that a word makes mediators, none for most words."""
    if token.pos_ in {"VERB", "ADP", "NOUN"}:
        found = between(token, notes, table)
        if found:
            return found
    if token.lower_ in table.brokered and token.i > 1 and token.nbor(-1).text in HYPHENS:
        name = token.nbor(-2)  # "a Qatari-brokered truce"
        state = notes.state.get(table.countries.get(name.lower_, ""))
        return who(name, notes, table) or ((state,) if state is not None else ())
    if token.lemma_ in table.mediation_verbs:
        agent = next((o for c in token.children if c.dep_ in {"agent", "prep"} and c.lower_ == "by" for o in c.children), None)
        if agent is not None:  # "was sent to mediate by X" does not make X a mediator
            return who(agent, notes, table) if token.tag_ != "VB" else ()
        return who(subject_of(token), notes, table) if token.pos_ == "VERB" and token.tag_ != "VBN" else ()
    if token.lower_ in table.mediation_nouns:
        owner = next((o for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "by"} for o in c.children), None)
        poss = next((c for c in token.children if c.dep_ in {"poss", "compound", "amod"} and notes.mention_of(c) is not None), None)
        return who(owner if owner is not None else poss, notes, table)
    if hyphened(token) in table.mediators:
        if token.dep_ == "pobj" and token.head.lower_ == "as":
            return _as_mediator(token.head, notes, table)
        named_by = {"attr": BEING, "dobj": table.serves_as}.get(token.dep_, NOTHING)  # "is the mediator", "played go-between"
        if token.head.lemma_ in named_by and not is_negated(token.head):
            return who(subject_of(token.head), notes, table)
        origin = next((o for p, o in prep_objects(token) if p == "from"), None)
        if origin is not None:
            return who(origin, notes, table)
        named = notes.actors_of(token) or (who(token.head, notes, table) if token.dep_ in {"appos", "compound"} else ())
        return tuple(n for n in named if not is_unnamed(notes.actor[n])) or _by_adjective(token, notes, table)
    return ()


def _as_mediator(prep: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """ "with Malaysia as facilitator": what stands before "as"."""
    if prep.head.lemma_ in table.serves_as and not is_negated(prep.head):
        return who(subject_of(prep.head), notes, table)
    before = prep.nbor(-1) if prep.i else prep
    return who(before, notes, table) if before.pos_ == "PROPN" else ()


def _by_adjective(noun: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """ "Qatari and Egyptian mediators": the governments, where the article has them."""
    first = next((c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"}), None)
    words = (first, *first.conjuncts) if first is not None else ()
    codes = (table.countries.get(w.lower_) for w in words)
    return tuple(notes.state[code] for code in codes if code is not None and code in notes.state)


def _both(noun: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """The actors of an enumeration; a country that is no mention of one stands for its government."""
    state = notes.state.get(table.countries.get(noun.lower_, ""))
    return tuple(dict.fromkeys([*((state,) if state is not None else ()), *who(noun, notes, table)]))


def _parties(token: Token, sentence: Tokens, mediators: tuple[str, ...], notes: Notes, table: Ties) -> tuple[str, ...]:
    """Those between whom a mediator stands: read the sentence, then the one before; none where that leaves a doubt."""
    own = [who(o, notes, table) for p, o in prep_objects(token) if p in {"of", "for"} and hyphened(token) in table.mediators]
    if own and len(own[0]) > 1:
        return own[0]
    for other in sentence:
        if other.lower_ == "between" and other.dep_ == "prep":
            sides = next((who(o, notes, table) for o in other.children if o.dep_ == "pobj"), ())
            if len(sides) > 1:
                return sides
    if token.dep_ == "nsubj":
        given = [_both(c, notes, table) for c in token.head.children if c.dep_ in {"dobj", "dative"}]
        pair = next((sides for sides in given if len(sides) > 1), ())
        if pair:
            return pair
    before = sentence.doc[sentence.start - 1].sent if sentence.start else sentence
    for place in (sentence, before):
        named = dict.fromkeys(m.actor for t in place if (m := notes.mention_of(t)) is not None)
        sides = tuple(a for a in named if a not in mediators and a in notes.actor and notes.actor[a].kind in PARTIES)
        if len(sides) == 2:
            return sides
    deals = [d for d in notes.reading.agreements if len(d.parties) > 1 and d.evidence[0][0] < token.idx]
    return max(deals, key=lambda d: d.evidence[0][0]).parties if deals else main_pair(notes)
