"""Notes -> Claim records: what somebody says happened and somebody else denies, disputes or confirms.

Replies (`claims_replies`) are found sentence by sentence and tied to what was asserted before (`claims_assertions`). Replies to the
same words make one claim. What nobody answers to is no claim.

Misses: contradictions that only the meaning of the words shows ("alive" and "dead").
"""

from __future__ import annotations

import re

from spacy.tokens import Span as Tokens

from parley.extract.claims_assertions import Ledger
from parley.extract.claims_contradictions import contradictions
from parley.extract.claims_denied import Reply
from parley.extract.claims_replies import replies_in
from parley.extract.notes import Notes
from parley.extract.voices import subjects
from parley.lexicon.stances import Stances
from parley.records import Claim, Span, record_id
from parley.values import ClaimStatus


def claims(notes: Notes, table: Stances) -> tuple[Claim, ...]:
    """The contested or confirmed claims of an article, in reading order."""
    ledger = Ledger(notes, table.claims)
    found: dict[Span, list[Reply]] = {}
    last: Reply | None = None
    for sentence in notes.paragraphs_apart:
        joined = _so_does(sentence, notes)
        if joined and last is not None:
            found[last.span].append(Reply(last.span, last.by, joined, last.status))
            continue
        for reply in replies_in(sentence, notes, table.claims, ledger):
            found.setdefault(_same(reply.span, found), []).append(reply)
            last = found[_same(reply.span, found)][-1]
            last = Reply(_same(reply.span, found), last.by, last.answers, last.status)
    for other in contradictions(notes, table.claims, ledger):
        span = _same(other.span, found)
        if other.is_open and other.span[1] - other.span[0] < (span[1] - span[0]) / 2:
            span = other.span  # a figure within a claim that is denied as a whole is contested by itself
        if span not in found:  # what is denied in so many words is a claim already
            found[span] = [Reply(span, other.by, other.answers, "disputed" if other.is_open else "denied")]
    return tuple(_record(span, replies, notes) for span, replies in sorted(found.items()))


def _same(span: Span, known: dict[Span, list[Reply]]) -> Span:
    """The claim already known that a stretch overlaps with, the stretch itself where there is none."""
    return next((k for k in known if k[0] < span[1] and span[0] < k[1]), span)


def _so_does(sentence: Tokens, notes: Notes) -> tuple[str, ...]:
    """ "So does the UN": who joins in the reply of the sentence before; nobody for any other sentence."""
    words = [t for t in sentence if not t.is_space][:2]
    if len(words) < 2 or words[0].lower_ not in {"so", "neither", "nor"} or words[1].lemma_ not in {"do", "have", "be"}:
        return ()
    found = subjects(words[1], notes) or subjects(words[1].head, notes)
    if found:
        return found
    return next((notes.actors_of(t) for t in sentence[2:8] if notes.actors_of(t)), ())


def _record(span: Span, replies: list[Reply], notes: Notes) -> Claim:
    statuses = {r.status for r in replies}
    status: ClaimStatus = next(iter(statuses)) if len(statuses) == 1 else "denied" if "denied" in statuses else "disputed"
    confirmed = tuple(dict.fromkeys(a for r in replies if r.status == "confirmed" for a in r.answers))
    denied = tuple(dict.fromkeys(a for r in replies if r.status != "confirmed" for a in r.answers))
    asserted = tuple(dict.fromkeys(a for r in replies for a in r.by))
    if status == "denied":
        asserted = tuple(a for a in asserted if a not in denied)  # nobody denies what he says himself
    return Claim(
        id=record_id("c", notes.article.id, "claim", span),
        text=re.sub(r"\s+", " ", notes.text[slice(*span)]),
        evidence=(span,),
        status=status,
        asserted_by=asserted,
        denied_by=denied,
        confirmed_by=confirmed,
        confidence=0.6,
    )
