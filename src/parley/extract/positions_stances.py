"""What the rules for stances share: the stance itself, and tests on a cue and on the words of an issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from parley.extract.clauses import VERBAL, mark_of
from parley.extract.notes import is_negated
from parley.lexicon.stances import Stances
from parley.records import Span
from parley.values import Direction

OPPOSITE: dict[Direction, Direction] = {"for": "against", "against": "for", "conditional": "conditional"}
CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "acl"})
NOBODY = frozenset({"no", "neither", "none", "nobody", "few"})


@dataclass(frozen=True, slots=True)
class Stance:
    """A cue, who takes a side (actor ids), which, and the tokens that word the issue. `cue` decides where the evidence is.

    `hangs_on`: where its condition stands, if the rule knows. `only_if`: no stance without a condition ("is not against talks if").
    """

    cue: Token
    holders: tuple[str, ...]
    direction: Direction
    issue: tuple[Token, ...]
    own: bool = False  # the holder is the subject of the deed that words the issue
    hangs_on: Span | None = None
    only_if: bool = False


def contested(tokens: tuple[Token, ...], table: Stances) -> bool:
    """Whether one of the words that hang on `tokens` belongs to a family of contested issues."""
    return any(t.lemma_.lower() in table.family or t.lower_ in table.family for head in tokens for t in _near(head))


def _near(head: Token) -> Iterator[Token]:
    """A head and what hangs on it, without relative clauses."""
    yield head
    apart = {"relcl", "advcl"} if head.pos_ in VERBAL else {"relcl", "advcl", "acl", "ccomp"}
    for child in head.children:
        if child.dep_ not in apart:
            yield from _near(child)


def is_anaphor(tokens: tuple[Token, ...], table: Stances) -> bool:
    """Whether the issue is only pointed at ("it", "this", "do so", "something that ...")."""
    if len(tokens) != 1:
        return False
    token = tokens[0]
    if token.lemma_ in table.vague:
        told = [c for c in token.children if c.dep_ in {"relcl", "acl", "prep", "ccomp", "appos"}]
        pointed = any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "such"} for c in token.children)
        plain = not any(c.dep_ in {"amod", "compound", "poss"} for c in token.children)
        return (pointed and plain and not told) or (any(c.dep_ == "relcl" for c in told) and not contested(tokens, table))
    return token.lower_ in {"it", "this", "that", "one", "so", "them", "these", "those", "which", "yes", "no"} or (
        token.lemma_ == "do" and any(c.lower_ in {"so", "it", "that", "this"} and c.dep_ != "nsubj" for c in token.children)
    )


def flipped(side: Direction, negative: bool) -> Direction:
    """The side, or the opposite one where the cue is negated."""
    return OPPOSITE[side] if negative else side


def says_no(token: Token) -> bool:
    """Whether a word is negated by "not", "never" or "no", or by its subject ("neither side accepts")."""
    if is_negated(token) or any(c.lower_ in {"never", "no"} and c.dep_ in {"advmod", "det"} for c in token.children):
        return True
    if token.pos_ == "NOUN" and any(t.lower_ == "no" and t.head.head == token for t in token.doc[token.left_edge.i : token.i]):
        return True  # "no more truces"
    if any(c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in token.children):
        return True  # "no longer wants it"
    if any(
        c.dep_ == "prep" and c.i < token.i and any(g.lower_ == "no" for o in c.children for g in o.lefts) for c in token.children
    ):
        return True  # "under no circumstances will it ..."
    subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return subject is not None and (subject.lower_ in NOBODY or any(c.lower_ in NOBODY for c in subject.lefts))


def is_hypothetical(verb: Token) -> bool:
    """Not held, or no longer: "if it supports ...", "whether to accept", "may oppose", "used to demand"."""
    given_up = verb.dep_ == "xcomp" and verb.head.lower_ == "used"
    return (
        given_up
        or mark_of(verb) in {"if", "whether", "unless"}
        or any(c.tag_ == "MD" and c.lower_ in {"may", "might", "could"} for c in verb.children)
    )
