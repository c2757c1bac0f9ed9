"""Whether the clause of a modal speaks of something else than the future: a power, a habit, an ability, a refusal to speak.

Misses: proverbs, stage directions, and powers that no law is named for.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.clauses import clause_span, mark_of
from parley.extract.notes import Notes, is_negated, subject_of
from parley.extract.outlook_days import due_day, is_past
from parley.lexicon.outlooks import Outlooks
from parley.records import Span, Timex


def is_idle(verb: Token, word: str, span: Span, notes: Notes, table: Outlooks) -> bool:
    """Whether the clause of a modal speaks of something else than the future."""
    if mark_of(verb) in table.marks or _is_leave(verb, word, table) or _is_long_past(verb, notes) or _is_told(verb, notes, table):
        return True
    if verb.dep_ == "ccomp" and verb.head.i < verb.i and is_negated(verb.head):
        return True  # "does not mean that it will"
    if word not in table.firm and any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return True
    if word in table.due:
        return not _is_scheduled(verb, span, notes) and not _is_owed(word, span, notes)
    if word in table.reported:
        return _is_idle_would(verb, span, notes, table)
    if word == "could" and verb.lemma_ in table.perceptions and notes.attribution_at(verb.idx) is None:
        return True
    if word == "could" and is_negated(verb):
        return notes.attribution_at(verb.idx) is None or verb.lemma_ in table.silent
    return False


def _is_leave(verb: Token, word: str, table: Outlooks) -> bool:
    """ "You may pass", "Under Article 5 the president may dissolve parliament": leave and power, no forecast."""
    if word != "may":
        return False
    under = (o for c in verb.children if c.dep_ == "prep" and c.lower_ == "under" for o in c.children)
    subject = subject_of(verb)
    return (subject is not None and subject.lower_ == "you") or any(o.lower_ in table.laws for o in under)


def _is_long_past(verb: Token, notes: Notes) -> bool:
    """ "They had been told that boats would come", "In 2005 he foretold that the south would stay": a forecast long overtaken."""
    head = verb.head
    if verb.dep_ != "ccomp" or head.i > verb.i or notes.published is None:
        return False
    if any(c.dep_ in {"aux", "auxpass"} and c.lower_ == "had" for c in head.children):
        return True
    span = clause_span(head)
    own = clause_span(verb)
    limit = notes.published.replace(year=notes.published.year - 1, day=1).isoformat()
    days = [t for t in notes.timexes_in(span) if own is None or t.start_char < own[0]] if span is not None else []
    return head.tag_ == "VBD" and any(t.type == "DATE" and t.end is not None and t.end < limit for t in days)


def _is_told(verb: Token, notes: Notes, table: Outlooks) -> bool:
    """ "In the last scene a cook will sing", "..., runs a saying": what happens in a story or holds at all times."""
    within = (o for c in verb.children if c.dep_ == "prep" and c.lower_ in {"in", "at"} for o in c.children)
    if any(o.lemma_ in table.stories for o in within):
        return True
    attribution = notes.attribution_at(verb.idx)
    said_by = [t for span in attribution.source for t in notes.tokens(span)] if attribution is not None else []
    above = verb.head if verb.dep_ == "ccomp" else verb
    subject = subject_of(above) if above != verb else None
    return any(t.lemma_ in table.sayings for t in [*said_by, *((subject,) if subject is not None else ())])


def _is_owed(word: str, span: Span, notes: Notes) -> bool:
    """Whether what must be done is a term of an agreement, which is still to be carried out."""
    terms = (s for deal in notes.reading.agreements for term in deal.terms for s in term.evidence)
    return word == "must" and any(start < span[1] and span[0] < end for start, end in terms)


def _is_idle_would(verb: Token, span: Span, notes: Notes, table: Outlooks) -> bool:
    adverbs = {c.lower_ for c in verb.children if c.dep_ == "advmod"}
    if adverbs & table.past_adverbs or verb.lemma_ in table.wishes:
        return True
    if is_negated(verb) and verb.lemma_ in table.silent:
        return True
    return any(is_past(t, notes) for t in notes.timexes_in(span))


def _is_scheduled(verb: Token, span: Span, notes: Notes) -> bool:
    """Whether "should" or "must" tells a schedule rather than a duty: it has a day to come, or the article says it of a third."""
    if due_day(span, notes) is not None or any(t.type == "DURATION" and _is_within(t, notes) for t in notes.timexes_in(span)):
        return True
    aux = next((c for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"), None)
    subject = subject_of(verb)
    if aux is None or aux.lower_ != "should" or subject is None or subject.tag_ == "PRP" or is_negated(verb):
        return False
    return notes.attribution_at(verb.idx) is None and verb.dep_ == "ROOT"


def _is_within(timex: Timex, notes: Notes) -> bool:
    """ "within 90 days" """
    before = notes.text[max(0, timex.start_char - 8) : timex.start_char + 7].lower()
    return "within" in before
