"""Words of names as they are compared: folded, without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"\w+")
Words = tuple[str, ...]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word without case and accents: "Séguéla" -> "seguela"."""
    return word.lower() if word.isascii() else _folded(word)


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def words_of(text: str) -> Words:
    """The folded words of a name: "Côte d'Ivoire" -> ("cote", "d", "ivoire")."""
    return tuple(WORD.findall(text.lower() if text.isascii() else _folded(text)))
