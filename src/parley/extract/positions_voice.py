"""In whose words a position is told, since when its holder has held it, and how firm it is called."""

from __future__ import annotations

import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_head, clause_span, has_subject
from parley.extract.notes import Notes, subtree_span
from parley.extract.positions_stances import Stance
from parley.extract.voices import party_of
from parley.lexicon.stances import Stances
from parley.records import Span, Timex
from parley.values import Voice

CONTRAST = re.compile(r",? \b(?:while|whereas)\b")
LENGTH = re.compile(r"P(\d+)([YM])")
QUOTES = re.compile(r"[\"“”«»]")
LASTING = frozenset({"for", "over", "past", "last", "these"})  # before a length of time that ends now
CURT = 6  # words of a sentence that only stresses the one before ("That is not negotiable, he repeated")


def voice_of(holder: str, stance: Stance, notes: Notes, table: Stances) -> Voice | None:
    """ "own" where the words that take the side are quoted from the holder or from whoever speaks for it, "attributed" where
    somebody is said to have said so, None where the article itself does."""
    attribution = notes.attribution_at(stance.cue.idx)
    if attribution is None:
        return None
    start = next(s for s, e in attribution.content if s <= stance.cue.idx < e)
    quoted = attribution.type == "direct" or (
        attribution.type == "mixed" and len(QUOTES.findall(notes.text, start, stance.cue.idx)) % 2 == 1
    )
    speaker = attribution.source_actor
    its = speaker is not None and (
        speaker == holder or speaker in stance.holders or party_of(notes, speaker, table, True) == holder
    )
    return "own" if quoted and its else "attributed"


def since_of(stance: Stance, notes: Notes) -> str | None:
    """Since when a stance has been held, where its clause says so: "since 2019", "since the coup in May", "for three years"."""
    head = clause_head(stance.cue)
    for word in (t for t in head.subtree if t.lower_ == "since" and t.head in {head, stance.cue, *stance.issue}):
        span = subtree_span(word.head if word.dep_ == "mark" else word)
        found = _date_in(span, notes)
        if found is not None:
            return found
    for word in (t for t in head.subtree if t.lower_ == "since" and t.dep_ == "mark" and t.head.head in {head, stance.cue}):
        return _date_in(subtree_span(word.head), notes)  # "since the war ended in 2020"
    perfect = head.tag_ in {"VBN", "VBG"} and any(c.lower_ in {"has", "have", "’ve", "'ve"} for c in head.children)
    clause = clause_span(head)
    if not perfect or clause is None:
        return None
    lengths = (t for t in notes.timexes_in(clause) if t.type == "DURATION" and _is_until_now(t, notes))
    return next((begun for t in lengths if (begun := _before_now(t, notes)) is not None), None)


def _date_in(span: Span, notes: Notes) -> str | None:
    dates = (t for t in notes.reading.timexes if t.type in {"DATE", "TIME"} and t.start_char < span[1] and span[0] < t.end_char)
    return next((t.value for t in dates if t.value and not t.value.endswith("_REF")), None)


def _is_until_now(length: Timex, notes: Notes) -> bool:
    tokens = notes.tokens((length.start_char, length.end_char))
    before = tokens[0].nbor(-1).lower_ if tokens and tokens[0].i else ""
    return before in LASTING or any(t.lower_ in LASTING for t in tokens)


def _before_now(length: Timex, notes: Notes) -> str | None:
    """The year or month that lies so long before the day of publication; the grain is that of the length."""
    parts = LENGTH.fullmatch(length.value or "")
    if parts is None or notes.published is None:
        return None
    number = int(parts[1])
    if parts[2] == "Y":
        return str(notes.published.year - number)
    months = notes.published.year * 12 + notes.published.month - 1 - number
    return f"{months // 12}-{months % 12 + 1:02}"


def is_red_line(cue: Token, span: Span, notes: Notes, table: Stances) -> bool:
    """Whether the words of a stance, up to a clause of contrast, say that it is final, or a curt sentence after them does."""
    head = clause_head(cue)
    joined = [c.left_edge.idx for c in head.children if c.dep_ == "conj" and c.pos_ in VERBAL and c.i > cue.i]
    own = CONTRAST.split(notes.text[span[0] : min([span[1], *(i for i in joined if i > span[0])])])[0]
    if table.red_lines.search(own) is not None:
        return True
    after_it = (t for t in head.children if t.dep_ == "conj" and t.pos_ in VERBAL and has_subject(t))
    pointed = (t for t in after_it if any(c.lower_ in {"this", "that", "it", "which"} and c.pos_ == "PRON" for c in t.subtree))
    clauses = (clause_span(t) for t in pointed)  # "..., and on this there is no room for bargaining"
    if any(table.red_lines.search(notes.text, *clause) for clause in clauses if clause is not None):
        return True
    end = cue.sent.end
    return end < len(cue.doc) and _is_curt(cue.doc[end].sent, notes.text[span[1] : cue.doc[end].idx], table)


def _is_curt(sentence: Tokens, between: str, table: Stances) -> bool:
    """ "That is not negotiable," said ...: a short sentence in the same paragraph, about nothing of its own."""
    mark = next((t.i for t in sentence if t.text in {",", "”"} or (t.text == '"' and t.i > sentence.start)), sentence.end)
    said = [t for t in sentence.doc[sentence.start : mark] if t.is_alpha]
    own = any(t.ent_type_ or t.dep_ == "dobj" for t in said)
    return len(said) <= CURT and "\n" not in between and not own and table.firm_lines.search(sentence.text) is not None
