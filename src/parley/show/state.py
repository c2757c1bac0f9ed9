"""The sentences that best say where the talks stand: quoted, never written by us.

A sentence counts for what was read out of it (positions on talks, agreements, claims, meetings) and for words of
negotiation; it loses with every month of age, and where it stands badly alone ("He said ..."). Misses a state of affairs
that no single sentence tells.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from parley.lexicon.links import Links, load_links
from parley.reason.dates import is_day
from parley.reason.merged import Evidence, Item, MergedAgreement, MergedClaim, MergedEvent, MergedExpectation, MergedPosition
from parley.reason.sentences import around, sentences
from parley.reason.words import content, fold
from parley.show.book import Book

_WORTH: dict[type, float] = {MergedPosition: 2.0, MergedAgreement: 2.0, MergedClaim: 1.5, MergedEvent: 0.5, MergedExpectation: 0.5}
_TALKING = {"CONSULT", "AGREE", "REJECT", "REQUEST", "CONCEDE"}
_MONTH = 30.0  # days after which a sentence has lost one point
_LEANING = frozenset({"he", "she", "it", "they", "this", "that", "these", "those", "but", "and", "so", "then", "there", "here"})
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
    for merged in book.view.articles:
        if merged.copy_of:
            continue
        article = book.text_of[merged.id]
        age = _age(merged.published, book.view.as_of)
        for start, end in sentences(article.text):
            text = article.text[start:end]
            if any(s <= start < e for s, e in article.boilerplate) or not _SHORT <= len(text.split()) <= _LONG:
                continue
            if text[-1] not in '.!?”"’':  # a headline or a by-line
                continue
            words = content(text, links)
            here = sorted(at.get((merged.id, start), ()), key=lambda item: -_WORTH[type(item)])
            talking = bool(words & links.talks)
            if not talking:
                continue
            value = 1.0 + len(words & links.talks) / 2 + min(4.0, sum(_worth(item, links) for item in here)) - age / _MONTH
            value -= 2.0 * (fold(text).split()[0] in _LEANING) + 1.0 * (text[0] in "\"“«'")
            yield value, Evidence(article=merged.id, start_char=start, end_char=end, text=text), here[0] if here else None


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
