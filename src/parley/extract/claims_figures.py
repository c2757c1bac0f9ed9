"""Two figures that two sources give for one thing ("The army put the dead at 40. The rebels spoke of three").

Misses: figures that are not numbers ("half of them", "dozens"), and those that stand far apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_head, clause_span, mark_of
from parley.extract.notes import Notes, is_negated
from parley.extract.voices import named, subjects
from parley.lexicon.stances import Claims
from parley.records import Span

UNITS = frozenset({"PERCENT", "MONEY", "DATE", "TIME", "ORDINAL", "QUANTITY"})  # kinds of numbers that count no one and nothing
NEAR = 4  # sentences within which both figures stand
DEFINITE = frozenset({"the", "these", "those", "both", "first", "last", "next", "other", "all", "its", "their", "his", "her"})
SETTING = frozenset({"while", "whereas", "although", "though"})  # begin what another source tells


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A stretch that `by` put forward and `answers` (both actor ids) contradict; `is_open` where it is not denied outright."""

    span: Span
    by: tuple[str, ...]
    answers: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number somebody gives: of what (a family of claims.toml or a noun, None where left out), and who in words and ids."""

    value: float
    of: str | None
    source: str
    by: tuple[str, ...]
    span: Span
    sentence: int


def figures(notes: Notes, table: Claims) -> Iterator[Contradiction]:
    """The figures of an article that another source gives differently, in reading order."""
    given = [f for n, sentence in enumerate(notes.sentences()) for f in _figures_in(list(sentence), n, notes, table)]
    answered: set[Span] = set()
    for at, first in enumerate(given):
        later = given[at + 1 :]
        other = next((f for n, f in enumerate(later) if _contradict(first, f, n == 0, notes, table)), None)
        if other is not None and first.span not in answered:
            answered |= {first.span, other.span}
            yield Contradiction(first.span, first.by, other.by, True)


def _contradict(first: _Figure, second: _Figure, is_next: bool, notes: Notes, table: Claims) -> bool:
    """Whether two sources give two figures of the same thing."""
    same_of = first.of == second.of if first.of and second.of else is_next and _is_elliptic(first, second, table)
    if second.sentence - first.sentence >= NEAR or not same_of or first.value == second.value:
        return False
    if first.source == second.source or (set(first.by) & set(second.by)) or not (first.by or second.by):
        return False
    times = [{t.value for t in notes.timexes_in(f.span)} for f in (first, second)]
    return not all(times) or bool(times[0] & times[1])


def _is_elliptic(first: _Figure, second: _Figure, table: Claims) -> bool:
    """Whether a number without its noun takes up the one just before ("... 14. Azerbaijan spoke of one")."""
    return second.sentence - first.sentence <= 1 and first.of is not None and second.of is None


def _figures_in(sentence: list[Token], number: int, notes: Notes, table: Claims) -> Iterator[_Figure]:
    for token in sentence:
        value = _value(token, table)
        if value is None or token.ent_type_ in UNITS or token.dep_ in {"compound", "npadvmod", "appos"}:
            continue
        if any(c.lower_ in DEFINITE for c in (*token.lefts, *(token.head.lefts if token.dep_ == "nummod" else ()))):
            continue  # "the two", "the first three": no count of its own
        source = _source(token, notes, table)
        if source is None:
            continue
        head = clause_head(token)
        noun = token.head if token.dep_ in {"nummod", "nmod"} and token.head.pos_ in {"NOUN", "PROPN"} else None
        if noun is not None and (noun.ent_type_ in UNITS or noun.lemma_ in table.measures):
            continue
        span = clause_span(head) if head.i >= sentence[0].i else None
        if span is not None:
            yield _Figure(value, _family(token, noun, head, table), *source, span, number)


def _value(token: Token, table: Claims) -> float | None:
    """The number that a token is, None for any other word and for years."""
    if token.lower_ in table.numbers:
        return float(table.numbers[token.lower_])
    text = token.text.replace(",", "")
    if not text.isdecimal() or (len(text) == 4 and text == token.text and text[:2] in {"19", "20"}):
        return None
    return float(text)


def _source(token: Token, notes: Notes, table: Claims) -> tuple[str, tuple[str, ...]] | None:
    """Who gives a number, in words and as actor ids: the source of its statement, or the subject of a verb of counting."""
    verb = next((t for t in token.ancestors if t.pos_ in VERBAL), None)
    counts = verb is not None and verb.lemma_ in table.counting and not is_negated(verb)
    apart = counts and verb is not None and (mark_of(verb) in SETTING or _gapped(token, verb) is not None)
    attribution = notes.attribution_at(token.idx) if not apart else None
    if attribution is not None and attribution.source:
        start, end = attribution.source[0]
        known = attribution.source_actor
        inside = notes.tokens((start, end))
        head = next((t for t in inside if t.head not in inside), None)
        return notes.text[start:end].lower(), (known,) if known is not None else named(head, notes, table.bodies)
    if verb is None or not counts:
        return None
    left_out = _gapped(token, verb)
    if left_out is not None:
        return left_out.lower_, named(left_out, notes, table.bodies)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return (subject.lower_, subjects(verb, notes, table.bodies)) if subject is not None and subject.pos_ != "PRON" else None


def _gapped(number: Token, verb: Token) -> Token | None:
    """Who gives the second number where the verb is left out ("Diplomats put it at 1,200; the army at 2,000")."""
    if number.dep_ != "pobj":
        return None
    beside = number.head.head if number.head.head != verb else None
    gapped = [beside] if beside is not None else [c for c in verb.children if verb.i < c.i < number.i]
    return next((c for c in gapped if c.pos_ in {"NOUN", "PROPN"} and c.dep_ in {"conj", "appos", "npadvmod", "dep"}), None)


def _family(number: Token, noun: Token | None, head: Token, table: Claims) -> str | None:
    """What is counted: the family of the words around a number in its clause, nearest first, else the noun that it counts."""
    around = sorted((t for t in (head, *head.subtree)), key=lambda t: abs(t.i - number.i))
    if noun is None and number.dep_ == "pobj" and number.head.lower_ == "at":  # "put the number of men at 40"
        put = next((c for c in head.children if c.dep_ == "dobj" and c.i < number.i), None)
        of = next((o for c in put.children if c.lower_ == "of" for o in c.children), None) if put is not None else None
        noun = of if of is not None else put
    found = next((table.counted[t.lemma_.lower()] for t in around if t.lemma_.lower() in table.counted), None)
    return found or (noun.lemma_.lower() if noun is not None else None)
