"""A text as the tagger reads it: words, their pieces, and windows of paragraphs that fit the network.

Training and use share this module, so that both see the same. It runs on Python 3.11 too, where the network is trained.
Quotation marks are brought to one form, so that the network need not learn each: which mark opens and which closes is what
extract/quotations.py finds. Nothing here alters the article; all spans are code points of its text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from parley.extract.quotations import paragraphs, quotations
from parley.records import Span

LONGEST = 384  # pieces in a window, marks included
# As far as windows are filled: attention takes time by the square of it. On the articles kept aside from training 384, 256, 224,
# 192, 160 and 128 give F1 73.3, 72.9, 73.9, 73.3, 73.2 and 72.9.
FILLED = 224
_WORD = re.compile(r"[^\W_]+|[^\s]")
_STOPS = ".!?…"
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*")
_LONGEST_WORD = 40  # characters; longer ones are addresses and noise, and become one unknown piece
_OPENING, _CLOSING = "“", "”"
_FORMS = str.maketrans({"’": "'", "‘": "'", "«": _OPENING, "»": _CLOSING, "„": _OPENING, "–": "—"})


class Vocabulary(Protocol):
    """Ids of the marks that frame windows, end paragraphs and stand for the unknown, and of the pieces of a word in lower case."""

    start: int
    end: int
    unknown: int

    def encode(self, word: str) -> Sequence[int]:
        """Ids of the pieces of a word."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive words: `ids` of their pieces and marks, `at` where in `ids` each word begins, `words` their spans in the text."""

    ids: tuple[int, ...]
    at: tuple[int, ...]
    words: tuple[Span, ...]


def canonical(text: str) -> str:
    """The text with quotation marks in one form, as long as before."""
    marks = list(text.translate(_FORMS))
    for quotation in quotations(text):
        opening = range(quotation.start, min(quotation.inner[0], quotation.start + 2))
        closing = range(max(quotation.inner[1], quotation.end - 2), quotation.end) if quotation.closed else range(0)
        for place, mark in ((opening, _OPENING), (closing, _CLOSING)):
            inked = [i for i in place if not text[i].isspace()]
            for i in inked:
                marks[i] = mark if i == inked[0] else " "
    return "".join(marks)


def word_spans(text: str, stretch: Span) -> list[Span]:
    """The words of a stretch of text; punctuation marks are words of their own."""
    return [m.span() for m in _WORD.finditer(text, *stretch)]


@lru_cache(maxsize=1 << 15)
def _plain(word: str) -> str:
    """Lower case, accents stripped, as the network's vocabulary has it."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


def pieces_of(text: str, word: Span, vocabulary: Vocabulary) -> Sequence[int]:
    """Ids of the pieces of a word of a text, at least one."""
    if word[1] - word[0] > _LONGEST_WORD:
        return [vocabulary.unknown]
    return vocabulary.encode(_plain(text[slice(*word)])) or [vocabulary.unknown]


def _units(text: str, block: Span, vocabulary: Vocabulary, room: int) -> Iterator[list[tuple[Span, Sequence[int]]]]:
    """The words of a paragraph with their pieces, cut at ends of sentences where it is longer than `room`."""
    unit: list[tuple[Span, Sequence[int]]] = []
    size = stop = stop_size = 0
    ending = -1  # where a sentence ends whose last mark has been read or is to come
    for word in word_spans(text, block):
        pieces = pieces_of(text, word, vocabulary)[:room]
        while size + len(pieces) > room:
            cut, cut_size = (stop, stop_size) if stop else (len(unit), size)
            yield unit[:cut]
            unit, size, stop = unit[cut:], size - cut_size, 0
        unit.append((word, pieces))
        size += len(pieces)
        if text[word[0]] in _STOPS and (end := _SENTENCE_END.match(text, word[0])):
            ending = end.end()
        if word[1] == ending and text[ending : ending + 1].isspace():
            stop, stop_size = len(unit), size
    if unit:
        yield unit


def windows(
    text: str,
    vocabulary: Vocabulary,
    blocks: Sequence[Span] | None = None,
    longest: Callable[[], int] = lambda: FILLED,
) -> list[Window]:
    """The words of a text in windows of at most `longest()` pieces, whole paragraphs as far as they fit.

    A paragraph that is longer by itself gets up to LONGEST.

    `blocks` are the paragraphs where they are not those of the text, `longest` is asked anew for each window: training varies both.
    """
    form = canonical(text)
    found: list[Window] = []
    ids: list[int] = [vocabulary.start]
    at: list[int] = []
    words: list[Span] = []
    limit = longest()
    for block in blocks if blocks is not None else paragraphs(text):
        for unit in _units(form, block, vocabulary, LONGEST - 2):
            if words and len(ids) + sum(len(pieces) for _, pieces in unit) + 1 > limit:
                found.append(Window(tuple(ids), tuple(at), tuple(words)))
                ids, at, words, limit = [vocabulary.start], [], [], longest()
            for word, pieces in unit:
                at.append(len(ids))
                words.append(word)
                ids.extend(pieces)
            ids.append(vocabulary.end)
    if words:
        found.append(Window(tuple(ids), tuple(at), tuple(words)))
    return found
