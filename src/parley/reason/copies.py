"""Near copies of one wire story: which article repeats which.

Two articles are copies where the shorter shares most of its shingles (runs of four words, boilerplate left out) with the
longer. Misses rewrites that keep no run of words; takes an update that repeats most of yesterday's story for a copy of it.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from hashlib import blake2b

from parley.reason.words import fold
from parley.records import Article

_RUN = 4  # words to a shingle: names of four words repeat between stories, whole clauses do not
_SKETCH = 48  # smallest shingles kept to find candidates without comparing all pairs
_SHARED = 0.5  # part of the shorter article's shingles that a copy shares; unrelated stories share under 0.05
_FEWEST = 20  # shorter texts (a headline, a flash) are no evidence of copying


def _body(article: Article) -> str:
    parts, at = [], 0
    for start, end in sorted(article.boilerplate):
        parts.append(article.text[at:start])
        at = max(at, end)
    return " ".join([*parts, article.text[at:]])


def _shingles(article: Article) -> frozenset[int]:
    words = fold(_body(article)).split()
    runs = (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest()) for run in runs)


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """{article id: id of the earliest article that it copies}; `articles` come oldest first, chains are closed."""
    found: dict[str, str] = {}
    seen: dict[str, frozenset[int]] = {}
    holders: dict[int, list[str]] = {}
    for article in articles:
        shingles = _shingles(article)
        if len(shingles) < _FEWEST:
            continue
        sketch = heapq.nsmallest(_SKETCH, shingles)
        candidates = dict.fromkeys(other for shingle in sketch for other in holders.get(shingle, ()))
        for other in candidates:
            if len(shingles & seen[other]) >= _SHARED * min(len(shingles), len(seen[other])):
                found[article.id] = found.get(other, other)
                break
        seen[article.id] = shingles
        for shingle in sketch:
            holders.setdefault(shingle, []).append(article.id)
    return found
