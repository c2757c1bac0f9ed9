"""Whom the words of a tie stand for, and the tie itself before it becomes a record: what all rules for relations share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from spacy.tokens import Token

from parley.extract.clauses import clause_span
from parley.extract.notes import Notes
from parley.lexicon.ties import Ties
from parley.records import Spans
from parley.values import RelationType

PARTIES = frozenset({"government", "armed_group", "military", "party"})
HYPHENS = frozenset({"-", "‑", "–"})
RELATIVE = frozenset({"WP", "WDT", "WP$"})


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation before it becomes a record: two actor ids, its type, where it stands, how sure the rule is; of land that somebody
    controls its words and the share of it."""

    subject: str
    type: RelationType
    object: str
    evidence: Spans
    confidence: float = 0.6
    area: str | None = None
    share: str | None = None


def who(token: Token | None, notes: Notes, table: Ties) -> tuple[str, ...]:
    """Ids of the actors of a noun phrase; a relative pronoun stands for what it follows, "the latter" for one of two."""
    if token is None:
        return ()
    if token.tag_ in {"PRP$", "WP$"}:
        return _whose(token, notes, table)
    if token.tag_ in RELATIVE:
        verb = token.head
        while verb.dep_ in {"conj", "xcomp", "aux"} and verb.head != verb:
            verb = verb.head
        return who(verb.head, notes, table) if verb.dep_ == "relcl" and verb.head != token else ()
    if token.lower_ in table.first | table.second:
        pair = _pair_before(token, notes)
        return (pair[token.lower_ in table.second],) if pair else ()
    found = notes.actors_of(token) or _by_name(token, notes)
    if not found and token.dep_ == "appos":
        return who(token.head, notes, table)
    return found or _of_body(token, notes, table)


def _of_body(token: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """ "the command of the FMLN", "the government's delegation": whose part it is."""
    if token.lower_ not in table.inner or notes.mention_of(token) is not None:
        return ()
    owners = [o for p, o in prep_objects(token) if p == "of"] + [c for c in token.children if c.dep_ == "poss"]
    return who(owners[0], notes, table) if owners else ()


def _whose(token: Token, notes: Notes, table: Ties) -> tuple[str, ...]:
    """Whom a possessive stands for: "whose" for what its clause hangs on, "its" and "his" for the nearest name before that can be
    meant, in the same sentence or the one before."""
    if token.tag_ == "WP$":
        clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
        noun = token.head if clause is None and token.head.dep_ == "appos" else clause
        return () if noun is None else who(noun.head, notes, table)
    mention = notes.mention_of(token)
    if mention is not None:
        return (mention.actor,)
    if token.lower_ not in table.its | table.his:
        return ()
    start = token.sent.start
    first = token.doc[start - 1].sent.start if start else 0
    described = notes.actors_of(token.head.head) if token.head.dep_ == "appos" else ()  # "Y and X, its ally": not X's
    for other in reversed(token.doc[first : token.i]):
        near = notes.mention_of(other)
        if near is not None and near.actor in described:
            continue
        actor = notes.actor.get(near.actor) if near is not None else None
        if actor is not None and (actor.kind == "person") == (token.lower_ in table.his):
            return (actor.id,)
    return ()


def hyphened(token: Token) -> str:
    """A word in lower case, with what a hyphen ties to it from the left ("go-between")."""
    if token.i > 1 and token.nbor(-1).text in HYPHENS and not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_:
        return f"{token.nbor(-2).lower_}-{token.lower_}"
    return str(token.lower_)


def counted(noun: Token) -> Token:
    """ "one of its nurses": the word that stands where "its nurse" would; any other noun is itself."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.tag_ == "CD":
        return noun.head.head
    return noun


def _by_name(token: Token, notes: Notes) -> tuple[str, ...]:
    """Actors that the article names elsewhere in the same words; here they are no mention, since a country is a place as well."""
    found: dict[str, None] = {}
    for head in [token, *(t for t in token.conjuncts if t.i > token.i)]:
        if head.pos_ == "PROPN":
            name = " ".join(t.text for t in [*(c for c in head.lefts if c.dep_ == "compound"), head])
            actor = notes.named.get(name.lower())
            if actor is not None:
                found[actor] = None
    return tuple(found)


def _pair_before(token: Token, notes: Notes) -> tuple[str, str] | None:
    """The last two actors that were named side by side within the sentence before."""
    start = token.sent.start
    first = token.doc[start - 1].sent.start if start else 0
    for other in reversed(token.doc[first : token.i]):
        if other.dep_ == "conj":
            left, right = notes.mention_of(other.head), notes.mention_of(other)
            if left is not None and right is not None and left.actor != right.actor:
                return left.actor, right.actor
    found = dict.fromkeys(m.actor for t in token.doc[first : token.i] if (m := notes.mention_of(t)) is not None)
    return (next(iter(found)), list(found)[1]) if len(found) == 2 else None


def prep_objects(token: Token) -> Iterator[tuple[str, Token]]:
    """Prepositions that hang on a word, each with its object."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"}:
            for grandchild in child.children:
                if grandchild.dep_ in {"pobj", "pcomp"}:
                    yield child.lower_, grandchild


def join(subjects: tuple[str, ...], kind: RelationType, objects: tuple[str, ...], evidence: Spans) -> Iterator[Tie]:
    """One tie for each pair."""
    for subject, obj in product(subjects, objects):
        yield Tie(subject, kind, obj, evidence)


def clause_of(verb: Token) -> Spans:
    """Where the clause of a verb stands, as evidence."""
    span = clause_span(verb)
    return () if span is None else (span,)
