"""States that look ahead: "is expected to", "is due on Friday", "is to meet", "is going to", "is on the cards".

Misses: what came to nothing where only a later sentence says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_span, mark_of, phrase_span
from parley.extract.notes import Notes, is_negated, subject_of
from parley.extract.outlook_days import due_day, is_past
from parley.lexicon.outlooks import Outlooks
from parley.records import Span, Timex


@dataclass(frozen=True, slots=True)
class Outlook:
    """A verb (or noun) whose clause speaks of the future, the word that says so, and whose plan it is, where it is somebody's."""

    head: Token
    word: str
    span: Span
    planner: Token | None = None


def state(token: Token, notes: Notes, table: Outlooks) -> Outlook | None:
    """ "is expected to", "is due in Doha", "is to meet"."""
    if token.lemma_ == "be" and token.pos_ in VERBAL:
        return _copula(token, notes, table)
    if token.lemma_ == "go":
        return _going(token, table)
    shifted = token.lemma_ in table.shifted and token.lemma_ not in table.participles
    if not (shifted or token.lemma_ in table.participles) or token.tag_ != "VBN" or mark_of(token) in table.marks:
        return None
    span = clause_span(token)
    if span is None or _is_overtaken(token) or is_off(token, table):
        return None
    if not (_has_new_day(token, notes) if shifted else _looks_ahead(token, span, notes)):
        return None
    finite = any(c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP"} for c in token.children) or token.dep_ in {"acl", "amod"}
    if not finite and notes.attribution_at(token.idx) is None and due_day(span, notes) is None:
        return None
    return Outlook(token, token.lower_, span)


def _has_new_day(token: Token, notes: Notes) -> bool:
    """ "has been put back to 9 October": the new day is still to come."""
    preps = (c for c in token.children if c.dep_ == "prep" and c.lower_ in {"to", "until", "till", "for"})
    return any((span := phrase_span(prep)) is not None and due_day(span, notes) is not None for prep in preps)


def _is_limit(timex: Timex, notes: Notes) -> bool:
    """ "by 8 August": that the day is past does not say that it was kept."""
    return "by " in notes.text[max(0, timex.start_char - 3) : timex.start_char + 3].lower()


def _looks_ahead(token: Token, span: Span, notes: Notes) -> bool:
    """Whether an infinitive or a day to come follows."""
    to_verb = any(c.dep_ in {"xcomp", "advcl", "ccomp"} and any(g.lower_ == "to" for g in c.children) for c in token.children)
    return to_verb or due_day(span, notes) is not None


def _copula(token: Token, notes: Notes, table: Outlooks) -> Outlook | None:
    said = [c for c in token.children if c.dep_ in {"acomp", "attr", "xcomp", "prep"}]
    span = clause_span(token) if said and mark_of(token) not in table.marks else None
    if span is None or _is_overtaken(token):
        return None
    for child in said:
        phrase = _phrase(child)
        if phrase in table.phrases and token.tag_ in {"VBZ", "VBP"} and not is_negated(token):
            return Outlook(token, phrase, span)
        if child.lemma_.lower() in table.chances and child.dep_ == "attr" and _is_there(token, child):
            return Outlook(token, _with_measure(child), span)
        if child.lower_ in table.verdicts or child.lower_ in table.adjectives:
            bare = child.lower_ in table.verdicts and token.tag_ in {"VBZ", "VBP"}
            if bare or _looks_ahead(child, span, notes):
                return Outlook(token, child.lower_, span)
        if child.dep_ == "xcomp" and child.tag_ in {"VB", "VBN"} and token.tag_ in {"VBZ", "VBP", "VBD"} and _has_to(child):
            days = [t for t in notes.timexes_in(span) if t.type == "DATE" and t.value and t.value[:1].isdigit()]
            dated = any(not is_past(t, notes) or _is_limit(t, notes) for t in days)
            if (token.tag_ != "VBD" or dated) and not _defines(token, table):
                return Outlook(token, f"{token.lower_} to", span)
    return None


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _defines(verb: Token, table: Outlooks) -> bool:
    """ "The aim is to ...", "The only way is to ...": a definition, no schedule."""
    subject = subject_of(verb)
    return (
        subject is None
        or subject.lemma_.lower() in table.definitions
        or subject.tag_ in {"DT", "WP", "VBG"}
        or subject.lower_ == "it"
    )


def _going(token: Token, table: Outlooks) -> Outlook | None:
    """ "are going to sign"."""
    present = any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in token.children)
    to_verb = any(c.dep_ == "xcomp" and _has_to(c) for c in token.children)
    span = clause_span(token) if token.tag_ == "VBG" and present and to_verb and mark_of(token) not in table.marks else None
    return None if span is None else Outlook(token, "going to", span)


def _is_overtaken(token: Token) -> bool:
    """ "had been expected", "was expected to play, but sat on the bench": what was to come and is over or did not."""
    aux = [token, *(c for c in token.children if c.dep_ in {"aux", "auxpass"})]
    if any(t.lower_ == "had" for t in aux):
        return True
    past = any(t.tag_ == "VBD" and t.lemma_ == "be" for t in aux)
    dashed = any(c.dep_ == "cc" and c.lower_ == "but" for c in token.children)
    return past and dashed and any(c.dep_ == "conj" and c.tag_ == "VBD" for c in token.children)


def is_off(token: Token, table: Outlooks) -> bool:
    """ "A prayer planned for Sunday was called off"."""
    if token.dep_ not in {"acl", "amod"} or token.head.dep_ != "nsubjpass":
        return False
    verb = token.head.head
    particles = {f"{verb.lemma_}.{c.lower_}" for c in verb.children if c.dep_ == "prt"}
    return bool((particles | {verb.lemma_}) & table.cancelled)


def _phrase(prep: Token) -> str:
    """ "on the cards" of a preposition, its noun and the words between."""
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    return " ".join(t.lower_ for t in prep.doc[prep.i : noun.i + 1]) if noun is not None and prep.dep_ == "prep" else ""


def _is_there(verb: Token, noun: Token) -> bool:
    """ "There is every chance that ...", "there is a risk that ..."."""
    there = any(c.dep_ == "expl" for c in verb.children) and verb.tag_ in {"VBZ", "VBP"}
    clause = any(c.dep_ in {"acl", "relcl", "ccomp", "prep"} and c.i > noun.i for c in noun.children)
    return there and clause


def _with_measure(noun: Token) -> str:
    """ "every chance", "slim chance"; the noun alone where nothing measures it."""
    words = [c.lower_ for c in noun.children if c.i < noun.i and c.lower_ not in {"a", "an", "the"}]
    return " ".join([*words, noun.lower_])
