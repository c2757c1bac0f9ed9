"""Stretches of a sentence that belong to one verb: helpers that the extractors of stances, claims and outlooks share.

All work on the dependency parse alone. What the parser attaches wrongly comes out wrongly here.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.notes import is_break
from parley.records import Span

VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# What hangs on a verb and yet is another clause: what is said around it, or a sentence that merely follows on.
APART = frozenset({"parataxis", "dep", "intj", "meta"})
QUOTED_END = frozenset("\"”'’»)")
DASHES = frozenset({"-", "–", "—", "--"})
DATELINE = 14  # tokens: two cities, a date and an agency
TRIM = frozenset("\"'“”‘’«»,;:-—–()[]…")
LEADS = frozenset({"that", "and", "but", "or", "as", "while", "whereas", "so", "then", "however", "yet"})


def is_question(piece: Tokens) -> bool:
    """Whether a sentence ends in a question mark, perhaps within quotation marks."""
    last = piece.end - 1
    while last > piece.start and (piece.doc[last].is_space or piece.doc[last].text in QUOTED_END):
        last -= 1
    return bool(piece.doc[last].text == "?")


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep_ in SUBJECTS for c in verb.children)


def is_apart(child: Token, verb: Token) -> bool:
    """Whether a dependent of `verb` is a clause of its own rather than a part of what the verb says."""
    if child.dep_ in APART:
        return True
    if child.dep_ == "conj" and child.pos_ in VERBAL:
        return has_subject(child)
    return child.dep_ == "ccomp" and child.i < verb.i and verb.pos_ in VERBAL


def clause_tokens(verb: Token) -> list[Token]:
    """The tokens of the clause of `verb`, in order: its subtree without the clauses that stand apart (see `is_apart`), nothing
    beyond the line or list item that the verb stands in (parsers run headings and list items together)."""
    found = [verb]
    for child in verb.children:
        if not is_apart(child, verb):
            found.extend(child.subtree)
    found.sort(key=lambda t: t.i)
    breaks = [t.i for t in found if t.is_space and is_break(t)]
    first = max((i for i in breaks if i < verb.i), default=-1)
    last = min((i for i in breaks if i > verb.i), default=len(verb.doc))
    first = max(first, _dateline_end(verb))
    return [t for t in found if first < t.i < last]


def _dateline_end(verb: Token) -> int:
    """Index of the dash after a dateline ("BOGOTA, May 3 (wire) - ...") before a verb, -1 where its sentence begins without one."""
    sentence = verb.sent
    if not sentence[0].is_upper or len(sentence[0]) < 3:
        return -1
    opening = verb.doc[sentence.start : min(sentence.start + DATELINE, verb.i)]
    return max((t.i for t in opening if t.text in DASHES), default=-1)


def trimmed(tokens: Iterable[Token]) -> Span | None:
    """First and last character of `tokens` (in order) without punctuation at either end and without a leading "that" or "and"."""
    kept = list(tokens)
    while kept and (kept[0].is_space or kept[0].text in TRIM or kept[0].is_punct or kept[0].lower_ in LEADS):
        kept.pop(0)
    while kept and (kept[-1].is_space or kept[-1].text in TRIM or kept[-1].is_punct or kept[-1].dep_ == "cc"):
        kept.pop()
    return (kept[0].idx, kept[-1].idx + len(kept[-1])) if kept else None


def clause_span(verb: Token) -> Span | None:
    """Where the clause of `verb` stands, from its first to its last token, trimmed as by `trimmed`."""
    return trimmed(clause_tokens(verb))


def phrase_span(token: Token) -> Span | None:
    """Where all that hangs on `token` stands, trimmed as by `trimmed`."""
    return trimmed(token.subtree)


def mark_of(verb: Token) -> str | None:
    """The word that makes the clause of `verb` a subordinate one ("if", "whether", "until"), None where there is none."""
    for child in verb.children:
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB"):
            return str(child.lower_)
    return None


def clause_head(token: Token) -> Token:
    """The verb whose clause `token` stands in; the sentence's root where no verb is above it."""
    while token.pos_ not in VERBAL and token.head != token:
        token = token.head
    return token
