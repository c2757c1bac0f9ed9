"""Who controls which land: "the M23 controls Goma", "most of Darfur is held by the RSF", "Jilib is in the hands of al-Shabaab".

The object of such a tie is the government of the country that the land lies in, where the article has it. Misses: land whose
country no place of the article tells, and control that another verb tells ("drove the army out of").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.notes import Notes, is_negated, spans_of, subject_of
from parley.extract.relations_who import PARTIES, Tie, clause_of, prep_objects, who
from parley.lexicon.ties import Ties


def area_ties(notes: Notes, table: Ties) -> Iterator[Tie]:
    """Ties of type controls with an area, in reading order."""
    if not notes.reading.places:
        return
    for sentence in notes.paragraphs_apart:
        for token in sentence:
            if token.pos_ == "VERB" and token.lemma_ in table.land_verbs:
                yield from _by_verb(token, notes, table)
            elif token.dep_ == "pobj" and token.lemma_.lower() in table.holding:
                yield from _in_hands(token, notes, table)


def _by_verb(verb: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "controls most of Darfur", "a town held by the RSF"."""
    if is_negated(verb) or any(c.tag_ == "MD" for c in verb.children) or _is_wish(verb, table):
        return
    agent = next((o for p, o in prep_objects(verb) if p == "by"), None)
    if agent is not None:
        land = next((c for c in verb.children if c.dep_ == "nsubjpass"), verb.head if verb.dep_ in {"acl", "relcl"} else None)
        yield from _ties(who(agent, notes, table), land, verb, notes, table)
    elif verb.tag_ != "VBN" or any(c.lemma_ == "have" for c in verb.children):
        for land in (c for c in verb.children if c.dep_ == "dobj"):
            yield from _ties(who(subject_of(verb), notes, table), land, verb, notes, table)


def _is_wish(verb: Token, table: Ties) -> bool:
    return (verb.dep_ == "xcomp" and verb.head.lemma_ not in table.going_on) or (verb.dep_ == "acl" and verb.tag_ == "VB")


def _in_hands(noun: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "is in the hands of X", "under X's control"."""
    holder = next((o for p, o in prep_objects(noun) if p == "of"), None)
    holder = holder if holder is not None else next((c for c in noun.children if c.dep_ == "poss"), None)
    verb = noun.head.head
    if noun.head.lower_ not in {"in", "under"} or holder is None or is_negated(verb) or any(c.tag_ == "MD" for c in verb.children):
        return
    land = subject_of(verb) if verb.pos_ in {"VERB", "AUX"} else verb
    yield from _ties(who(holder, notes, table), land, verb, notes, table)


def _ties(holders: tuple[str, ...], land: Token | None, verb: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    holders = tuple(h for h in holders if h in notes.actor and notes.actor[h].kind in PARTIES | {"people"})
    if land is None or not holders:
        return
    share, area = _share(land, table)
    if notes.mention_of(land) is not None and share is None:
        return
    for piece in (area, *area.conjuncts):
        if not _is_land(piece, area, verb, notes, table):
            continue
        state = _state_of(piece, area, notes)
        for holder in holders:
            if state is not None and state != holder:
                evidence = clause_of(verb) or spans_of([land])
                yield Tie(holder, "controls", state, evidence, 0.5, _words(piece, notes), share)


def _share(land: Token, table: Ties) -> tuple[str | None, Token]:
    """How much of which area: "most of Darfur", "60 percent of the country"; None for all of it."""
    of = next((c for c in land.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if whole is None or of is None or (land.lemma_.lower() not in table.shares and land.text not in table.shares):
        return None, land
    words = land.doc[land.left_edge.i : of.i].text
    return " ".join(words.split()), whole


def _is_land(piece: Token, area: Token, verb: Token, notes: Notes, table: Ties) -> bool:
    """Whether a noun names land: a place by name, or a word such as "town" with a place in its phrase."""
    named = any(p.start_char <= piece.idx < p.end_char for p in notes.places_in((piece.idx, piece.idx + len(piece))))
    if named:
        return True
    return verb.lemma_ not in table.narrow_verbs and piece.lemma_.lower() in table.lands


def _state_of(piece: Token, area: Token, notes: Notes) -> str | None:
    """The government of the country that a piece of land lies in, by the places in its words, else by those of its sentence."""
    for span in (_edges(piece), _edges(area), (piece.sent.start_char, piece.sent.end_char)):
        codes = {p.country for p in notes.places_in(span) if p.country}
        if len(codes) == 1:
            return notes.state.get(codes.pop())
        if codes:
            return None
    return None


def _edges(token: Token) -> tuple[int, int]:
    return token.left_edge.idx, token.right_edge.idx + len(token.right_edge)


def _words(piece: Token, notes: Notes) -> str:
    """The words for a piece of land, without an article and without what "and" adds."""
    ends = [c.left_edge.i for c in piece.children if c.dep_ in {"cc", "conj", "appos", "relcl", "punct"} and c.i > piece.i]
    first, last = piece.left_edge.i, min(ends, default=piece.right_edge.i + 1)
    text = notes.text[piece.doc[first].idx : piece.doc[last - 1].idx + len(piece.doc[last - 1])]
    return re.sub(r"\s+", " ", re.sub(r"(?i)^(?:the|a|an) ", "", text))
