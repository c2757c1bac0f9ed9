"""Events that fulfil an expectation: of the kind that was expected, by the same people, told later, in words that it shares.

What was expected is the coming event that the expectation's words hold ("the sanctions will be lifted"); what fulfils it is an
event of the same type in a later article. Misses expectations that no event was read out of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from parley.reason.dates import days
from parley.reason.groups import Told
from parley.reason.merged import Evidence, Outcome
from parley.reason.sentences import around
from parley.reason.shelf import Shelf
from parley.records import Article, Event, Expectation

_COMING = frozenset({"future", "hypothetical"})
_SHARED = 2  # words that the two must share, and
_PART = 0.5  # part of the words of what was expected


def fulfilling(
    shelf: Shelf, members: Iterable[Told[Expectation]], due: tuple[date, date] | None
) -> tuple[Outcome, Evidence] | None:
    """The newest event that fulfils an expectation (met), or that is said not to have happened (missed), with its sentence."""
    for one in members:
        for expected in _coming(shelf, one):
            for reading in reversed(shelf.readings):
                article = reading.article
                if article.id in shelf.copy_of or not one.day or not article.published or article.published <= one.day:
                    continue
                found = next((e for e in reading.events if _fits(shelf, one.article, expected, article, e, due)), None)
                if found is not None:
                    return ("missed" if found.aux == "negation" else "met"), _sentence(article, found)
    return None


def _coming(shelf: Shelf, one: Told[Expectation]) -> Iterator[Event]:
    for event in shelf.reading[one.article.id].events:
        inside = (s < end and start < e for s, e in one.record.evidence for start, end in event.evidence)
        if event.aux in _COMING and any(inside):
            yield event


def _fits(shelf: Shelf, before: Article, expected: Event, after: Article, event: Event, due: tuple[date, date] | None) -> bool:
    if event.event_type != expected.event_type or event.aux not in {None, "negation"}:
        return False
    if event.mode and expected.mode and event.mode != expected.mode:
        return False
    told, happened = days(before.published), days(event.date)
    earliest = due[0] if due else told[0] if told else None
    if earliest and happened and happened[1] < earliest:
        return False
    ours = set(shelf.who(before.id, (*expected.actor, *expected.recipient)))
    theirs = set(shelf.who(after.id, (*event.actor, *event.recipient)))
    if ours and theirs and not ours & theirs:
        return False
    wanted, said = (shelf.words(_words(article, e)) for article, e in ((before, expected), (after, event)))
    return len(wanted & said) >= max(_SHARED, _PART * len(wanted))


def _words(article: Article, event: Event) -> str:
    return " ".join(article.text[start:end] for start, end in event.evidence)


def _sentence(article: Article, event: Event) -> Evidence:
    start, end = around(article.text, event.evidence[0])
    return Evidence(article=article.id, start_char=start, end_char=end, text=article.text[start:end])
