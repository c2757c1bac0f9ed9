"""Between which days a tie holds: "has led the army since 2018", "president until July 2023", "backed by Rwanda from 2012 to 2013".

The times are those of the words that make the tie, or that hang on the verb they stand under. Misses: times that another sentence
gives, and beginnings that a verb tells ("took over in May").
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.clauses import VERBAL
from parley.extract.notes import Notes
from parley.records import Span, Spans, Timex

BEGINS = frozenset({"since", "from"})
ENDS = frozenset({"until", "till", "to", "through"})
REACH = 3  # tokens between the word and the time ("since late July 2021")
POINTS = frozenset({"DATE", "TIME"})


def held(evidence: Spans, notes: Notes) -> tuple[str | None, str | None]:
    """TIMEX3 values of the day from which a tie holds and of that until which it holds, None where the words do not say."""
    tokens = [t for span in evidence for t in notes.tokens(span)]
    if not tokens:
        return None, None
    sentence = tokens[0].sent
    around = (min(t.idx for t in tokens), min(sentence.end_char, max(t.idx + len(t) for t in tokens) + 1))
    scope = _scope(tokens, sentence.end_char)
    since = until = None
    for timex in notes.timexes_in((around[0], max(scope, around[1]))):
        word = _word_before(timex, notes)
        if timex.value is None or timex.type not in POINTS or word is None or not timex.value[:4].isdigit():
            continue
        if word.lower_ in BEGINS and since is None and (word.lower_ == "since" or _has_end(timex, notes)):
            since = timex.value
        elif word.lower_ in ENDS and until is None and (word.lower_ in {"until", "till"} or since is not None):
            until = timex.value
    return since, until


def is_over(until: str | None, notes: Notes) -> bool:
    """Whether what held until a day no longer does when the article is published."""
    published = notes.published
    return until is not None and published is not None and until[:10] < published.isoformat()[: len(until[:10])]


def _scope(tokens: list[Token], end: int) -> int:
    """The character up to which times may belong to a tie: the end of the clause that its last word stands in."""
    last = tokens[-1]
    verb = next((t for t in (last, *last.ancestors) if t.pos_ in VERBAL), None)
    heads = [tokens[0], *(t for t in tokens if t.head not in tokens)]
    inside = max((t.right_edge.idx + len(t.right_edge) for t in heads if t.pos_ not in VERBAL or t == verb), default=0)
    said = (t.head for t in heads if t.dep_ == "attr" and t.head.lemma_ in {"be", "become", "remain"})  # "was president until 2020"
    inside = max((inside, *(t.right_edge.idx + len(t.right_edge) for t in said)))
    comma = next((t.idx for t in last.doc[last.i + 1 : last.sent.end] if t.text in {",", ";", ":", ")", "—", "–"}), end)
    return min(max(inside, last.idx + len(last)), comma, end)


def _word_before(timex: Timex, notes: Notes) -> Token | None:
    """The preposition that a time hangs on, or that its own words begin with."""
    tokens = notes.tokens((timex.start_char, timex.end_char))
    if not tokens:
        return None
    near = [tokens[0], *reversed(tokens[0].doc[max(0, tokens[0].i - REACH) : tokens[0].i])]
    return next((t for t in near if t.lower_ in BEGINS | ENDS), None)


def _has_end(timex: Timex, notes: Notes) -> bool:
    """Whether "to", "until" or a dash and another time follow ("from 2001 to 2019")."""
    span: Span = (timex.end_char, timex.end_char + 20)
    words = notes.tokens(span)[:1]
    return bool(words) and words[0].lower_ in ENDS
