"""Notes -> Expectation records: what an article or somebody in it says is to come.

Rules over the dependency parse: a modal ("will", "could"), a plan ("vowed to"), a state ("is due to"), a timetable ("expires on
Monday") or an attribute ("the announced departure") makes its clause an expectation, unless the clause is a question, a
condition, a habit of the past or a refusal to speak. Evidence is the clause. One clause gives one expectation.

Misses: forecasts without any such word, and noun phrases such as "fears of a famine". "Would" in a narrative about the past is only
kept out where an adverb or a date betrays it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.clauses import SUBJECTS, VERBAL, clause_head, clause_span, is_question, mark_of, trimmed
from parley.extract.notes import Notes, is_negated, subject_of
from parley.extract.outlook_days import due_day, is_past
from parley.extract.outlook_modals import is_idle
from parley.extract.outlook_states import Outlook, state
from parley.lexicon.outlooks import Outlooks
from parley.records import Expectation, Likelihood, Span, record_id

FULL_FORM = {"wo": "will", "'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "sha": "shall"}


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
    verbs = [t for t in sentence if t.lemma_ in table.signs and (t.pos_ in VERBAL or t.tag_ == "MD" or _is_finite(t))]
    for rule, words in ((_modal, modals), (state, verbs), (_plan, verbs)):
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


def _plan(token: Token, notes: Notes, table: Outlooks) -> Outlook | None:
    """ "plans to withdraw", "fears that the quarrel will last"; with a plain noun only where a day to come is named."""
    if token.lemma_ not in table.plans or (token.tag_ == "VBN" and not any(c.lemma_ == "have" for c in token.children)):
        return None
    if mark_of(token) in table.marks or is_negated(token) or any(c.dep_ == "auxpass" for c in token.children):
        return None
    span = clause_span(token)
    if span is None or any(is_past(t, notes) for t in notes.timexes_in(span)):
        return None
    clause = any(c.dep_ in {"xcomp", "ccomp"} and c.i > token.i and c.tag_ in {"VB", "VBG"} for c in token.children)
    objects = [c for c in token.children if c.dep_ == "dobj" and c.i > token.i]
    dated = bool(objects) and due_day(span, notes) is not None
    happens = token.lemma_ in table.weighing and any(o.lower_ in table.attribute_events for o in objects)
    seen = bool(objects) and token.lemma_ in table.foresights and token.tag_ in {"VBZ", "VBP"}
    if _is_demand(token, notes) or not (clause or dated or happens or seen):
        return None
    return Outlook(token, token.lower_, span, planner=subject_of(token))


def _is_demand(token: Token, notes: Notes) -> bool:
    """ "We expect our ally to stop": what the speaker wants of somebody."""
    subject = subject_of(token)
    if token.lemma_ != "expect" or subject is None or subject.lower_ not in {"we", "i"}:
        return False
    others = [g for c in token.children if c.dep_ == "ccomp" for g in c.children if g.dep_ == "nsubj"]
    return any(notes.mention_of(g) is not None or g.tag_ == "PRP" or any(c.tag_ == "PRP$" for c in g.children) for g in others)


def _timetable(token: Token, notes: Notes, table: Outlooks) -> Outlook | None:
    """ "The truce expires on Monday": present tense and a day to come."""
    if (
        token.lemma_ not in table.timetable
        or not (token.tag_ in {"VBZ", "VBP"} or _is_finite(token))
        or (mark_of(token) in table.marks and token.dep_ != "relcl")
        or is_negated(token)
    ):
        return None
    if any(c.lower_ == "back" and c.dep_ == "advmod" for c in token.children) and token.lemma_ == "go":
        return None  # "the quarrel goes back to 2019"
    if token.lemma_ in {"be", "have", "do"} and token.dep_ in {"aux", "auxpass"}:
        return None
    span = clause_span(token)
    return Outlook(token, token.lower_, span) if span is not None and due_day(span, notes) is not None else None


def _is_finite(token: Token) -> bool:
    """Whether a word that the tagger takes for an infinitive or a noun ("4,000 soldiers leave by June") is a sentence's verb."""
    kinds = {c.dep_ for c in token.children}
    return token.dep_ == "ROOT" and token.tag_ in {"VB", "NN"} and "nsubj" in kinds and "aux" not in kinds


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
    word = _measured(outlook.head, word, table)
    key = outlook.head.lemma_ if outlook.planner is not None and word not in table.scale else word
    low, high = table.scale.get(key, (None, None))
    return Likelihood(word=word, low=low, high=high)


def _measured(head: Token, word: str, table: Outlooks) -> str:
    """The word with what denies it ("not expected"), or the object that measures it ("would have every interest in")."""
    if is_negated(head) and not word.endswith(" not"):
        return f"not {word}"
    for child in head.children if head.lemma_ == "have" else ():
        measured = " ".join([*(c.lower_ for c in child.children if c.dep_ in {"det", "amod"}), child.lower_])
        if child.dep_ == "dobj" and measured in table.scale:
            return measured
    return word


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
