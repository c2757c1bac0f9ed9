"""Notes -> Expectation records: what an article or somebody in it says is to come.

Rules over the dependency parse: a modal ("will", "could"), a plan ("vowed to"), a state ("is due to"), a timetable ("expires on
Monday") or an attribute ("the announced departure") makes its clause an expectation, unless the clause is a question, a
condition, a habit of the past or a refusal to speak. Evidence is the clause. One clause gives one expectation.

Misses: forecasts without any such word, and noun phrases such as "fears of a famine". "Would" in a narrative about the past is only
kept out where an adverb or a date betrays it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.clauses import SUBJECTS, VERBAL, clause_head, clause_span, is_question, mark_of, trimmed
from parley.extract.notes import Notes, is_negated, subject_of
from parley.extract.outlook_days import due_day, is_past
from parley.extract.outlook_modals import is_idle
from parley.lexicon.outlooks import Outlooks
from parley.records import Expectation, Likelihood, Span, record_id

FULL_FORM = {"wo": "will", "'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "sha": "shall"}


@dataclass(frozen=True, slots=True)
class Outlook:
    """A verb (or noun) whose clause speaks of the future, the word that says so, and whose plan it is, where it is somebody's."""

    head: Token
    word: str
    span: Span
    planner: Token | None = None


def expectations(notes: Notes, table: Outlooks) -> tuple[Expectation, ...]:
    """The expectations of an article, in reading order, no two of them nested in one another."""
    found: dict[str, Expectation] = {}
    for sentence in notes.paragraphs_apart:
        if is_question(sentence):
            continue
        taken: list[Span] = []
        for outlook in outlooks_in(sentence, notes, table):
            if any(outlook.span[0] < end and start < outlook.span[1] for start, end in taken):
                continue
            taken.append(outlook.span)
            record = _record(outlook, notes, table)
            found[record.id] = record
    return tuple(sorted(found.values(), key=lambda x: x.evidence))


def outlooks_in(sentence: Tokens, notes: Notes, table: Outlooks) -> Iterator[Outlook]:
    """What looks ahead in a sentence: modals first, then the weaker signs."""
    modals = [t for t in sentence if t.lower_ in table.modals and t.tag_ == "MD"]
    verbs = [t for t in sentence if t.lemma_ in table.signs and (t.pos_ in VERBAL or t.tag_ == "MD")]
    for rule, words in ((_modal, modals), (_state, verbs), (_plan, verbs)):
        for token in words:
            outlook = rule(token, notes, table)
            if outlook is not None:
                yield outlook
    for token in verbs:
        outlook = _timetable(token, notes, table)
        if outlook is not None:
            yield outlook
    for token in sentence:
        outlook = None
        if token.lower_ in table.attributes:
            outlook = _attribute(token, table)
        elif token.lemma_ in table.deadlines and token.pos_ == "NOUN":
            outlook = _deadline(token, notes)
        if outlook is not None:
            yield outlook


def _modal(token: Token, notes: Notes, table: Outlooks) -> Outlook | None:
    word = token.lower_
    if word not in table.modals or token.tag_ != "MD":
        return None
    verb = token.head
    if token.dep_ != "aux" or any(c.dep_ in SUBJECTS and c.i > token.i for c in verb.children):
        return None  # a noun that is spelt like a modal; a question
    span = clause_span(verb)
    if span is None or is_idle(verb, word, span, notes, table):
        return None
    word = FULL_FORM.get(word, word)
    return Outlook(verb, f"{word} not" if is_negated(verb) else word, span)


def _state(token: Token, notes: Notes, table: Outlooks) -> Outlook | None:
    """ "is expected to", "is due in Doha", "is to meet"."""
    if token.lemma_ == "be" and token.pos_ in VERBAL:
        return _copula(token, notes, table)
    if token.lemma_ not in table.participles or token.tag_ != "VBN" or mark_of(token) in table.marks:
        return None
    span = clause_span(token)
    if span is None or not _looks_ahead(token, span, notes):
        return None
    finite = any(c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP"} for c in token.children) or token.dep_ in {"acl", "amod"}
    if not finite and notes.attribution_at(token.idx) is None and due_day(span, notes) is None:
        return None
    return Outlook(token, token.lower_, span)


def _looks_ahead(token: Token, span: Span, notes: Notes) -> bool:
    """Whether an infinitive or a day to come follows."""
    to_verb = any(c.dep_ in {"xcomp", "advcl", "ccomp"} and any(g.lower_ == "to" for g in c.children) for c in token.children)
    return to_verb or due_day(span, notes) is not None


def _copula(token: Token, notes: Notes, table: Outlooks) -> Outlook | None:
    said = [c for c in token.children if c.dep_ in {"acomp", "attr", "xcomp"}]
    span = clause_span(token) if said and mark_of(token) not in table.marks else None
    if span is None:
        return None
    for child in said:
        if child.lower_ in table.verdicts or child.lower_ in table.adjectives:
            bare = child.lower_ in table.verdicts and token.tag_ in {"VBZ", "VBP"}
            if bare or _looks_ahead(child, span, notes):
                return Outlook(token, child.lower_, span)
        if child.dep_ == "xcomp" and child.tag_ in {"VB", "VBN"} and token.tag_ in {"VBZ", "VBP", "VBD"} and _has_to(child):
            dated = any(t.type == "DATE" and t.value and t.value[:1].isdigit() for t in notes.timexes_in(span))
            if (token.tag_ != "VBD" or dated) and not _defines(token, table):
                return Outlook(token, "is to" if token.tag_ != "VBD" else f"{token.lower_} to", span)
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


def _plan(token: Token, notes: Notes, table: Outlooks) -> Outlook | None:
    """ "plans to withdraw", "fears that the quarrel will last"; with a plain noun only where a day to come is named."""
    if token.lemma_ not in table.plans or (token.tag_ == "VBN" and not any(c.lemma_ == "have" for c in token.children)):
        return None
    if mark_of(token) in table.marks or is_negated(token):
        return None
    span = clause_span(token)
    if span is None or any(is_past(t, notes) for t in notes.timexes_in(span)):
        return None
    clause = any(c.dep_ in {"xcomp", "ccomp"} and c.i > token.i and c.tag_ in {"VB", "VBG"} for c in token.children)
    dated = any(c.dep_ == "dobj" for c in token.children) and due_day(span, notes) is not None
    return Outlook(token, token.lower_, span, planner=subject_of(token)) if clause or dated else None


def _timetable(token: Token, notes: Notes, table: Outlooks) -> Outlook | None:
    """ "The truce expires on Monday": present tense and a day to come."""
    if (
        token.lemma_ not in table.timetable
        or token.tag_ not in {"VBZ", "VBP"}
        or mark_of(token) in table.marks
        or is_negated(token)
    ):
        return None
    if token.lemma_ in {"be", "have", "do"} and token.dep_ in {"aux", "auxpass"}:
        return None
    span = clause_span(token)
    return Outlook(token, token.lower_, span) if span is not None and due_day(span, notes) is not None else None


def _attribute(token: Token, table: Outlooks) -> Outlook | None:
    """ "the announced departure"."""
    noun = token.head
    if token.dep_ != "amod" or noun.lower_ not in table.attribute_events:
        return None
    span = trimmed(noun.subtree)
    return None if span is None else Outlook(noun, token.lower_, span)


def _deadline(noun: Token, notes: Notes) -> Outlook | None:
    """ "an ultimatum until Friday": with a day that is still to come."""
    span = clause_span(clause_head(noun))
    return Outlook(noun, noun.lower_, span) if span is not None and due_day(span, notes) is not None else None


def likelihood_of(outlook: Outlook, table: Outlooks) -> Likelihood:
    """The word of likelihood: an adverb that a survey knows ("will probably") goes before the auxiliary itself."""
    adverbs = [c for c in outlook.head.children if c.dep_ == "advmod"]
    for adverb in adverbs:
        words = " ".join([*(g.lower_ for g in adverb.children if g.dep_ == "advmod"), adverb.lower_])
        for form in (words, adverb.lower_):
            if form in table.scale:
                return Likelihood(word=form, low=table.scale[form][0], high=table.scale[form][1])
    graded = outlook.word
    for child in outlook.head.children:
        if child.lower_ == outlook.word:
            graded = " ".join([*(g.lower_ for g in child.children if g.dep_ == "advmod"), child.lower_])
    word = graded if graded in table.scale else outlook.word
    low, high = table.scale.get(word, (None, None))
    return Likelihood(word=word, low=low, high=high)


def _record(outlook: Outlook, notes: Notes, table: Outlooks) -> Expectation:
    attribution = notes.attribution_at(outlook.head.idx)
    made_by = attribution.source_actor if attribution is not None else None
    if made_by is None and outlook.planner is not None:
        made_by = next(iter(notes.actors_of(outlook.planner)), None)
    start, end = outlook.span
    return Expectation(
        id=record_id("x", notes.article.id, "expectation", outlook.span),
        text=notes.text[start:end],
        evidence=(outlook.span,),
        made_by=made_by,
        likelihood=likelihood_of(outlook, table),
        due=due_day(outlook.span, notes),
        confidence=0.6,
    )
