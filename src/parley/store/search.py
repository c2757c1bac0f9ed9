"""What people type -> terms to look for, and a text with marks around what was found -> spans in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parley.errors import UsageError
from parley.records import Article, Span, Spans

AROUND = 120  # characters of context on either side of the first match
_TERM = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that matches: `matches` are the spans of all matched words in its text, `snippet` a span around the first.

    Where only the title matches, `matches` is empty and `snippet` is the beginning of the text.
    """

    article: Article
    snippet: Span
    matches: Spans


def terms_of(words: str) -> list[tuple[str, bool]]:
    """The words and quoted phrases that people typed; True: `word*`, words that begin so. Raises UsageError on none."""
    terms = []
    for phrase, word in _TERM.findall(words):
        term = (phrase or word.rstrip("*")).replace('"', " ").strip()
        if any(map(str.isalnum, term)):
            terms.append((term, word.endswith("*")))
    if not terms:
        raise UsageError(
            f'{words!r} holds no word to search for; try: parley search DOSSIER ceasefire "prisoner exchange" negotiat*'
        )
    return terms


def hit(article: Article, marked: str, mark: str) -> Hit:
    """The hit in an article whose text with `mark` on either side of each match is `marked`."""
    spans, at = [], 0
    for number, part in enumerate(marked.split(mark)):
        if number % 2:
            spans.append((at, at + len(part)))
        at += len(part)
    first = spans[0] if spans else (0, 0)
    return Hit(article, _whole_words(article.text, first[0] - AROUND, first[1] + AROUND), tuple(spans))


def _whole_words(text: str, start: int, end: int) -> Span:
    """The span, drawn in to the next white space where it would cut a word."""
    start, end = max(0, start), min(len(text), end)
    if start and (space := re.compile(r"\s+").search(text, start, end)):
        start = space.end()
    if end < len(text) and (space := re.compile(r"\s+\S*\Z").search(text[start:end])):
        end = start + space.start()
    return start, end
