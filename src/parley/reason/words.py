"""Texts as sets of content words: what two labels, sentences or names have in common."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from parley.lexicon.links import Links

_WORD = re.compile(r"[^\W_]+")
_STEM = 6  # letters kept of a word that stands for no concept: enough to tell words apart, few enough to lose their endings


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, no accents, words separated by single spaces: "Assimi Goïta's" -> "assimi goita s"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(bare.casefold()))


@lru_cache(maxsize=65536)
def _stem(word: str, links: Links) -> str:
    for length in range(min(links.longest, len(word)), 2, -1):
        concept = links.concepts.get(word[:length])
        if concept is not None:
            return concept
    return word[:_STEM].rstrip("s") if len(word) <= _STEM else word[:_STEM]


@lru_cache(maxsize=65536)
def content(text: str, links: Links) -> frozenset[str]:
    """Stems and concepts of the words that carry content; numbers count as words."""
    return frozenset(
        _stem(word, links) for word in fold(text).split() if word not in links.idle and (len(word) > 1 or word.isdigit())
    )


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared part of all words, 0 where there are none."""
    return len(a & b) / len(a | b) if a or b else 0.0


def containment(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared part of the smaller set, 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def bare_name(name: str, links: Links) -> str:
    """A folded name without leading article and titles: "Colonel Assimi Goïta" -> "assimi goita". Titles alone stay."""
    words = fold(name).split()
    if words and words[0] == "the":
        words = words[1:]
    kept = words
    while len(kept) > 1 and kept[0] in links.titles:
        kept = kept[1:]
    return " ".join(kept if kept and kept[0] not in {"of", "for", "in", "and"} else words)
