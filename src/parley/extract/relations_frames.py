"""Ties that a verb makes together with its object: "swore allegiance to X", "froze the assets of X", "gave up the presidency of X".

Misses: the same said with other verbs than those listed, and objects that a clause stands between.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.clauses import mark_of
from parley.extract.notes import Notes, is_negated, subject_of
from parley.extract.relations_who import Tie, clause_of, join, prep_objects, who
from parley.lexicon.ties import Frame, Ties

# Where parsers hang the participle of "kept the accounts frozen".
BARE = frozenset({"ccomp", "xcomp", "oprd", "advcl", "acl"})
IDLE = frozenset({"if", "whether", "unless"})


def frame_ties(verb: Token, notes: Notes, table: Ties) -> Iterator[Tie]:
    """The ties of one verb, its object and a name, none where the clause is denied, supposed or only possible."""
    verb_of = _frozen(verb)
    lemma = verb_of.lemma_.lower()
    if lemma not in table.frame_verbs or _is_idle(verb):
        return
    particle = next((f"{lemma}.{c.lower_}" for c in verb.children if c.dep_ == "prt"), lemma)
    for frame in table.frames:
        if {particle, lemma} & frame.verbs:
            for noun in _nouns(verb, verb_of):
                if noun.lemma_.lower() in frame.nouns:
                    yield from join(
                        _doers(verb, notes, table), frame.type, _named(noun, verb, frame, notes, table), clause_of(verb)
                    )


def _is_idle(verb: Token) -> bool:
    above = verb.head if verb.dep_ in {"xcomp", "ccomp"} else verb
    denied = is_negated(verb) or (verb.dep_ == "xcomp" and above.pos_ == "VERB")
    return denied or mark_of(verb) in IDLE or any(c.tag_ == "MD" for c in verb.children)


def _frozen(verb: Token) -> Token:
    """ "has kept the accounts frozen": the participle that says what is done; any other verb is itself."""
    if verb.lemma_ not in {"keep", "have", "hold", "leave"}:
        return verb
    below = [verb, *(c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "dobj"})]
    said = (c for t in below for c in (t, *t.children) if c.i > verb.i and c.tag_ in {"VBN", "VBD"} and c.dep_ in BARE)
    return next((c for c in said if not any(g.dep_ in {"mark", "aux"} for g in c.children)), verb)


def _nouns(verb: Token, said: Token) -> Iterator[Token]:
    """The objects of a verb, those that "and" adds included; the subject of a participle counts as one."""
    for child in (*verb.children, *(said.children if said != verb else ())):
        if child.dep_ in {"dobj", "nsubjpass"} or (child.dep_ == "nsubj" and child.i > verb.i):
            yield child
            yield from child.conjuncts


def _all(verb: Token) -> Iterator[Token]:
    return (t for child in verb.children if child.dep_ == "dobj" for t in (child, *child.conjuncts))


def _doers(verb: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    return who(subject_of(verb), notes, table)


def _named(noun: Token, verb: Token, frame: Frame, notes: Notes, table: Ties) -> tuple[str, ...]:
    """The name that goes with the object: behind the preposition, in the genitive, or to whom something is given."""
    for prep, obj in [*prep_objects(noun), *((p, o) for c in _all(verb) for p, o in prep_objects(c)), *prep_objects(verb)]:
        if prep in frame.prepositions:
            found = who(obj, notes, table)
            if found:
                return found
    given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"] if "to" in frame.prepositions else []
    owner = [c for c in noun.children if c.dep_ == "poss"] if "of" in frame.prepositions else []
    return next((found for c in (*given, *owner) if (found := who(c, notes, table))), ())
