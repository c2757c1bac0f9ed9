"""The sentences that best say where the talks stand: quoted, never written by us.

A sentence counts for what was read out of it (positions on talks, agreements, claims, meetings) and for words of
negotiation; it loses with every month of age, and where it stands badly alone ("He said ..."). Misses a state of affairs
that no single sentence tells.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator

from parley.lexicon.links import Links, load_links
from parley.reason.dates import days, is_day
from parley.reason.merged import Evidence, Item, MergedAgreement, MergedClaim, MergedEvent, MergedExpectation, MergedPosition
from parley.reason.sentences import around, sentences
from parley.reason.words import content, fold
from parley.records import Reading, Span
from parley.show.book import Book

_WORTH: dict[type, float] = {MergedPosition: 2.0, MergedAgreement: 2.0, MergedClaim: 1.5, MergedEvent: 0.5, MergedExpectation: 0.5}
_TALKING = {"CONSULT", "AGREE", "REJECT", "REQUEST", "CONCEDE"}
# talks themselves count for more than what they lead to; captives are freed in many ways
_TALKS = {"talk": 1.5, "mediate": 1.0, "deal": 1.0, "truce": 1.0, "captive": 0.3}
_KINDS = {"government", "armed_group", "igo", "military", "religious", "party"}
_PARTY = 0.7
_MOST = 4.0  # for all that was read out of one sentence
_DAY = 0.35  # lost by what is a day old; yesterday's news is nearly as good as that of two days ago
_MONTH = 60.0  # days after which a sentence has lost one point more
_LEAST = 0.5  # captives alone are no talks
_BACK, _OLD = 60, 1.5  # days before its article from which a sentence tells the past, and what it loses by that
_ALONE = 2.0  # lost by a sentence that leans on the one before
_SHORT, _LONG = 6, 60  # words between which a sentence sums something up


def state_of_talks(book: Book, most: int) -> list[tuple[Evidence, Item | None]]:
    """Up to `most` sentences as evidence, best first, each with the item that was read out of it (None where none was)."""
    links = load_links(book.language)
    at = _items_at(book)
    scored = sorted(_candidates(book, links, at), key=lambda each: -each[0])
    chosen: list[tuple[Evidence, Item | None]] = []
    seen: list[frozenset[str]] = []
    for _, evidence, item in scored:
        if item and any(item == other for _, other in chosen):
            continue  # an older sentence about the same thing may say the contrary
        words = content(evidence.text, links)
        if all(len(words & other) < 0.5 * len(words) for other in seen):
            chosen.append((evidence, item))
            seen.append(words)
        if len(chosen) == most:
            break
    return chosen


def _items_at(book: Book) -> dict[tuple[str, int], list[Item]]:
    """Items by article and start of the sentence that their evidence stands in."""
    found: dict[tuple[str, int], list[Item]] = {}
    for item in book.item.values():
        if type(item) not in _WORTH:
            continue
        for evidence in item.evidence:
            text = book.text_of[evidence.article].text
            start = around(text, (evidence.start_char, evidence.end_char))[0]
            mine = found.setdefault((evidence.article, start), [])
            if item not in mine:
                mine.append(item)
    return found


def _candidates(book: Book, links: Links, at: dict[tuple[str, int], list[Item]]) -> Iterator[tuple[float, Evidence, Item | None]]:
    readings = {reading.article.id: reading for reading in book.readings}
    for merged in book.view.articles:
        if merged.copy_of:
            continue
        reading = readings[merged.id]
        article = reading.article
        age = _age(merged.published, book.view.as_of)
        for start, end in sentences(article.text):
            text = article.text[start:end]
            if any(s <= start < e for s, e in article.boilerplate) or not _SHORT <= len(text.split()) <= _LONG:
                continue
            if text[-1] not in '.!?”"’':  # a headline or a by-line
                continue
            here = sorted(at.get((merged.id, start), ()), key=lambda item: -_worth(item, links))
            value = _talking(content(text, links), here, links)
            if not value:
                continue
            value += min(_MOST, sum(_worth(item, links) for item in here)) + _PARTY * len(_parties(book, reading, (start, end)))
            value -= _DAY * math.log2(1 + age) + age / _MONTH + _OLD * _looks_back(reading, (start, end))
            value -= _ALONE * (fold(text).split()[0] in links.leaning) + 1.0 * (text[0] in "\"“«'") + 1.0 * (text[-1] == "?")
            yield value, Evidence(article=merged.id, start_char=start, end_char=end, text=text), here[0] if here else None


def _talking(words: frozenset[str], here: list[Item], links: Links) -> float:
    """How much a sentence speaks of talks, by its words, else by a meeting or offer read out of it; 0 where it does not."""
    said = sum(_TALKS.get(word, 0.5) for word in words & links.talks)
    if said < _LEAST and any(isinstance(item, MergedEvent) and item.event_type in _TALKING and item.recipient for item in here):
        return 1.0
    return said if said >= _LEAST else 0.0


def _parties(book: Book, reading: Reading, span: Span) -> set[str]:
    """Parties that the sentence names, three at most: who talks to whom is what is asked."""
    named = (m.actor for m in reading.mentions if span[0] <= m.start_char < span[1])
    found = {book.holder[actor].id for actor in named if actor in book.holder}
    return set(sorted(actor for actor in found if book.actor[actor].kind in _KINDS)[:3])


def _looks_back(reading: Reading, span: Span) -> bool:
    """Whether a sentence tells of a day long before its article."""
    told = days(reading.article.published)
    dated = (days(t.value) for t in reading.timexes if span[0] <= t.start_char < span[1])
    return told is not None and any(day and (told[0] - day[1]).days > _BACK for day in dated)


def _worth(item: Item, links: Links) -> float:
    match item:
        case MergedEvent():
            return 1.0 if item.event_type in _TALKING else 0.2
        case MergedPosition():
            return 2.0 if content(item.issue, links) & links.talks else 0.5
    return _WORTH[type(item)]


def _age(published: str | None, as_of: str | None) -> float:
    if not published or not as_of or not is_day(published[:10]):
        return 365.0
    return float((datetime.date.fromisoformat(as_of) - datetime.date.fromisoformat(published[:10])).days)
