"""A text cut into words as SQLite's unicode61 cuts it, for PostgreSQL, whose parser cuts otherwise ("Al-Qaida").

Misses: phrases beyond word 16,383 of a text, and words of more than 2,000 bytes, which PostgreSQL does not index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_LAST = 16_383  # position that tsvector can hold
_LONGEST = 2_000  # bytes of a word in a tsvector: 2,046 at most
_GAP = 10  # positions between title and text, so that no phrase runs over from one into the other


_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u0331])*")  # letters and digits, and the accents that stand behind them
_LATIN = "\u0250"  # behind the last Latin letter: accents are taken off these alone, as SQLite does


@lru_cache(100_000)
def _folded(word: str) -> str:
    """Without case and, of Latin letters, accents."""
    return "".join(map(_bare, word.lower()))


def _bare(letter: str) -> str:
    if "\u0300" <= letter <= "\u0331":
        return ""
    parts = unicodedata.normalize("NFD", letter)
    return parts[0] if parts[0] < _LATIN else letter


def tokens(text: str) -> list[tuple[str, int, int]]:
    """(word, folded; start; end) of each word of a text."""
    return [(_folded(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def vector(title: str | None, text: str) -> str:
    """A tsvector, as text: words of the title with weight A, of the text with none."""
    places: dict[str, list[str]] = {}
    at = 0
    for weight, part in (("A", title or ""), ("", text)):
        for word, _, _ in tokens(part):
            at += 1
            if len(word.encode()) <= _LONGEST:
                places.setdefault(word, []).append(f"{min(at, _LAST)}{weight}")
        at += _GAP
    return " ".join(f"{_quoted(word)}:{','.join(held[:255])}" for word, held in places.items())


def query(terms: Sequence[tuple[str, bool]]) -> str:
    """A tsquery, as text: all of the terms, each a phrase, whose last word may go on where so marked."""
    phrases = []
    for term, goes_on in terms:
        words = [_quoted(word) for word, _, _ in tokens(term)]
        phrases.append("(" + " <-> ".join(words) + (":*" if goes_on else "") + ")")
    return " & ".join(phrases)


def beginning(word: str) -> str:
    """A tsquery, as text: words of the text that begin so."""
    words = [_quoted(each) for each, _, _ in tokens(word)]
    return " <-> ".join([*(f"{each}:D" for each in words[:-1]), f"{words[-1]}:*D"])


def marked(text: str, terms: Sequence[tuple[str, bool]], mark: str) -> str:
    """The text with `mark` on either side of each match of a term."""
    words = tokens(text)
    spans: list[list[int]] = []
    for start, end in sorted(span for term in terms for span in _matches(words, *term)):
        if spans and start < spans[-1][1]:
            spans[-1][1] = max(end, spans[-1][1])
        else:
            spans.append([start, end])
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], mark, text[start:end], mark]
        at = end
    return "".join([*parts, text[at:]])


def _matches(words: Sequence[tuple[str, int, int]], term: str, goes_on: bool) -> list[tuple[int, int]]:
    wanted = [word for word, _, _ in tokens(term)]
    found = []
    for at in range(len(words) - len(wanted) + 1):
        there = [word for word, _, _ in words[at : at + len(wanted)]]
        last = there[-1][: len(wanted[-1])] if goes_on else there[-1]
        if [*there[:-1], last] == wanted:
            found.append((words[at][1], words[at + len(wanted) - 1][2]))
    return found
