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
from parley.reason.merged import Evidence
from parley.reason.sentences import around, sentences
from parley.reason.words import content, fold
from parley.records import Agreement, Claim, Event, Expectation, Position, Reading, Span
from parley.show.book import Book

Telling = Position | Agreement | Claim | Event | Expectation
_WORTH: dict[type, float] = {Position: 2.0, Agreement: 2.0, Claim: 1.5, Event: 0.5, Expectation: 0.5}
_RECENT = 40  # articles that are looked at: what is older tells where the talks stood
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


def state_of_talks(book: Book, most: int) -> list[tuple[Evidence, str | None]]:
    """Up to `most` sentences as evidence, best first, each with the item that was read out of it (None where none was)."""
    links = load_links(book.language)
    scored = sorted(_candidates(book, links), key=lambda each: -each[0])
    chosen: list[tuple[Evidence, str | None]] = []
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


def _told_at(reading: Reading) -> dict[int, list[Telling]]:
    """What was read out of an article, by the start of the sentence that it stands in."""
    found: dict[int, list[Telling]] = {}
    text = reading.article.text
    records: tuple[Telling, ...] = (
        *reading.events, *reading.agreements, *reading.positions, *reading.claims, *reading.expectations,
    )  # fmt: skip
    for record in records:
        for span in record.evidence:
            mine = found.setdefault(around(text, span)[0], [])
            if record not in mine:
                mine.append(record)
    return found


def _candidates(book: Book, links: Links) -> Iterator[tuple[float, Evidence, str | None]]:
    recent = book.library.recent(book.view.as_of, most=_RECENT)
    copies = book.library.copies(recent)
    for reading in (book.reading(article) for article in reversed(recent) if article not in copies):
        article, at = reading.article, _told_at(reading)
        age = _age(article.published, book.view.as_of)
        for start, end in sentences(article.text):
            here = sorted(at.get(start, ()), key=lambda record: -_worth(record, links))
            if value := _value(book, reading, (start, end), here, links):
                text = article.text[start:end]
                value -= _DAY * math.log2(1 + age) + age / _MONTH + _OLD * _looks_back(reading, (start, end))
                value -= _ALONE * (fold(text).split()[0] in links.leaning) + 1.0 * (text[0] in "\"“«'") + 1.0 * (text[-1] == "?")
                item = book.library.items_of([here[0].id]).get(here[0].id) if here else None
                yield value, Evidence(article=article.id, start_char=start, end_char=end, text=text), item


def _value(book: Book, reading: Reading, span: Span, here: list[Telling], links: Links) -> float:
    """What a sentence is worth by what it says and by who is in it, its age apart; 0 where it does not speak of talks."""
    article = reading.article
    text = article.text[slice(*span)]
    if any(s <= span[0] < e for s, e in article.boilerplate) or not _SHORT <= len(text.split()) <= _LONG:
        return 0.0
    if text[-1] not in '.!?”"’':  # a headline or a by-line
        return 0.0
    value = _talking(content(text, links), here, links)
    return value and value + min(_MOST, sum(_worth(each, links) for each in here)) + _PARTY * len(_parties(book, reading, span))


def _talking(words: frozenset[str], here: list[Telling], links: Links) -> float:
    """How much a sentence speaks of talks, by its words, else by a meeting or offer read out of it; 0 where it does not."""
    said = sum(_TALKS.get(word, 0.5) for word in words & links.talks)
    if said < _LEAST and any(isinstance(item, Event) and item.event_type in _TALKING and item.recipient for item in here):
        return 1.0
    return said if said >= _LEAST else 0.0


def _parties(book: Book, reading: Reading, span: Span) -> set[str]:
    """Parties that the sentence names, three at most: who talks to whom is what is asked."""
    kinds = {actor.id: actor.kind for actor in reading.actors}
    named = {m.actor for m in reading.mentions if span[0] <= m.start_char < span[1] and kinds.get(m.actor) in _KINDS}
    return set(sorted(book.library.items_of(named, "actors").values())[:3])


def _looks_back(reading: Reading, span: Span) -> bool:
    """Whether a sentence tells of a day long before its article."""
    told = days(reading.article.published)
    dated = (days(t.value) for t in reading.timexes if span[0] <= t.start_char < span[1])
    return told is not None and any(day and (told[0] - day[1]).days > _BACK for day in dated)


def _worth(record: Telling, links: Links) -> float:
    match record:
        case Event():
            return 1.0 if record.event_type in _TALKING else 0.2
        case Position():
            return 2.0 if content(record.issue, links) & links.talks else 0.5
    return _WORTH[type(record)]


def _age(published: str | None, as_of: str | None) -> float:
    if not published or not as_of or not is_day(published[:10]):
        return 365.0
    return float((datetime.date.fromisoformat(as_of) - datetime.date.fromisoformat(published[:10])).days)
