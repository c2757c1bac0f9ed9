"""Who is a go-between by what he does: chairs talks, brings the sides together, shuttles between them, carries their messages.

Each rule takes a word of the parse and gives the ids of the go-betweens that it makes; between whom they stand is read elsewhere.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.clauses import mark_of
from parley.extract.notes import Notes, is_negated, subject_of
from parley.extract.relations_who import PARTIES, prep_objects, who
from parley.lexicon.ties import Ties

IDLE = frozenset({"if", "whether", "unless"})


def between(token: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """The go-betweens that a verb or preposition makes, none for most words and where it is denied or only possible."""
    if token.lower_ in table.channels:
        return _channel(token, notes, table)
    if token.pos_ != "VERB" or not _is_go_between(token, notes, table):
        return ()
    if is_negated(token) or mark_of(token) in IDLE or any(c.tag_ == "MD" for c in token.children):
        return ()
    return who(subject_of(token), notes, table)


def _is_go_between(verb: Token, notes: Notes, table: Ties) -> bool:
    """Whether a verb says that its subject stands between two parties."""
    if verb.lemma_ in table.chairs:
        return any(c.dep_ in {"dobj", "nsubjpass"} and _is_of_talks(c, table) for c in verb.children)
    if table.verbs.get(verb.lemma_) == "leads":  # "led the mediation"
        return any(c.dep_ == "dobj" and c.lower_ in table.mediation_nouns for c in verb.children)
    if verb.lemma_ in table.joins:
        return any(c.dep_ in {"advmod", "prt"} and c.lower_ == "together" for c in verb.children)
    if verb.lemma_ in table.shuttles or (verb.lemma_ in table.goes and _moves(verb, table)):
        carried = (c for c in verb.children if c.dep_ == "dobj" and c.lower_ in table.channelled)
        ways = [*prep_objects(verb), *(found for c in carried for found in prep_objects(c))]
        return any(len(_sides(o, notes, table)) > 1 for p, o in ways if p == "between")
    return False


def _moves(verb: Token, table: Ties) -> bool:
    """Whether a verb goes "back and forth" or carries what is said."""
    if any(c.dep_ == "dobj" and c.lower_ in table.channelled for c in verb.children):
        return True  # "carried messages between"
    parts = (t for t in verb.subtree if t.dep_ in {"advmod", "prt", "conj", "cc", "prep", "pcomp"})
    return any(t.lower_ in table.to_and_fro for t in parts)


def _is_of_talks(noun: Token, table: Ties) -> bool:
    """ "the talks", "ten days of talks": in the plural or with a name for a round of them."""
    return noun.lower_ in table.deals or any(p == "of" and o.lower_ in table.deals for p, o in prep_objects(noun))


def _sides(noun: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    return tuple(a for a in who(noun, notes, table) if a in notes.actor and notes.actor[a].kind in PARTIES | {"person"})


def _channel(prep: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """ "exchanged messages through Norway", "indirect talks via Oman"."""
    above = [prep.head, *(c for c in prep.head.children if c.dep_ == "dobj")]
    if is_negated(prep.head) or not any({t.lower_, t.lemma_.lower()} & table.channelled for t in above):
        return ()
    return next((who(c, notes, table) for c in prep.children if c.dep_ == "pobj"), ())
