"""Near copies of one wire story: which article repeats which.

Two articles are copies where the shorter shares most of its shingles (runs of four words, boilerplate left out) with the
longer. Candidates share one of the smallest shingles (a sketch: MinHash with one hash function, Broder 1997). Misses rewrites
that keep no run of words; takes an update that repeats most of yesterday's story for a copy of it.
"""

from __future__ import annotations

import heapq
from hashlib import blake2b

from parley.ledger import Memory
from parley.reason.words import fold
from parley.records import Article

_RUN = 4  # words to a shingle: names of four words repeat between stories, whole clauses do not
_SKETCH = 48  # smallest shingles kept to find candidates without comparing all pairs
_TOUCHED = 5  # of these that two copies have in common; unrelated stories of the same people share one or two
_SHARED = 0.5  # part of the shorter article's shingles that a copy shares; unrelated stories share under 0.05
_FEWEST = 20  # shorter texts (a headline, a flash) are no evidence of copying
_BITS = 63  # of a shingle's hash: what every database holds as an integer


def _body(article: Article) -> str:
    parts, at = [], 0
    for start, end in sorted(article.boilerplate):
        parts.append(article.text[at:start])
        at = max(at, end)
    return " ".join([*parts, article.text[at:]])


def _shingles(article: Article) -> frozenset[int]:
    words = fold(_body(article)).split()
    runs = (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest()) >> (64 - _BITS) for run in runs)


def find_copy(article: Article, memory: Memory) -> tuple[str | None, tuple[int, ...]]:
    """The earliest article of the dossier that this one copies (chains are closed) or None, and the sketch of its own."""
    shingles = _shingles(article)
    if len(shingles) < _FEWEST:
        return None, ()
    sketch = tuple(heapq.nsmallest(_SKETCH, shingles))
    for other in memory.with_sketch(sketch, _TOUCHED):
        reading = memory.reading(other)
        if reading is None or reading.article.id == article.id:
            continue
        theirs = _shingles(reading.article)
        if len(shingles & theirs) >= _SHARED * min(len(shingles), len(theirs)):
            return memory.copy_of(other) or other, sketch
    return None, sketch
