"""Whether confidence means what it says: how often attributions of a given confidence are right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_WORD = re.compile(r"\w+")
EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
Spans = Iterable[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Bin:
    """Attributions of a confidence from `low` up to `high`: how many, their mean confidence, and the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def words(text: str, spans: Spans) -> frozenset[int]:
    """Where words begin within spans."""
    return frozenset(m.start() for start, end in spans for m in _WORD.finditer(text, start, end))


def alike(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether two sets of words share half of what they have, or both have none."""
    return (not a and not b) or (bool(a and b) and 2 * len(a & b) >= len(a | b))


def judged(text: str, found: Iterable[Mapping[str, Any]], gold: Iterable[Mapping[str, Any]]) -> Iterator[tuple[float, bool]]:
    """For each attribution found its confidence and whether it is right: content and source share half of their words with
    those of an annotated one. The surest come first, and nothing annotated counts twice."""
    left = [(words(text, a["source"] or ()), words(text, a["content"])) for a in gold]
    for one in sorted(found, key=lambda a: -float(a["confidence"])):
        source, content = words(text, one.get("source") or ()), words(text, one["content"])
        match = next((pair for pair in left if alike(source, pair[0]) and content and alike(content, pair[1])), None)
        if match is not None:
            left.remove(match)
        yield float(one["confidence"]), match is not None


def bins(outcomes: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The outcomes by confidence; empty bins are left out."""
    outcomes = list(outcomes)
    found = []
    for number, (low, high) in enumerate(pairwise(EDGES)):
        last = number == len(EDGES) - 2
        inside = [(c, right) for c, right in outcomes if low <= c < high or (last and c == high)]
        if inside:
            size = len(inside)
            found.append(Bin(low, high, size, sum(c for c, _ in inside) / size, sum(right for _, right in inside) / size))
    return found


def gap(table: Sequence[Bin]) -> float:
    """The mean distance between confidence and share of right ones, weighted by count (expected calibration error), 0 to 1."""
    total = sum(b.count for b in table)
    return sum(b.count * abs(b.confidence - b.right) for b in table) / total if total else 0.0


def reliability_section(outcomes: Iterable[tuple[float, bool]]) -> str:
    """The section of docs/quality.md."""
    table = bins(outcomes)
    lines = [
        "## What confidence means",
        "",
        "Attributions of polnear-dev by their `confidence`, beside the share that is right (content and source share half of",
        f"their words with an annotated one). On average the two are {100 * gap(table):.0f} points apart.",
        "",
        "| confidence | attributions | mean confidence | right |",
        "|---|---|---|---|",
    ]
    lines += [f"| {b.low:.1f} to {b.high:.1f} | {b.count} | {100 * b.confidence:.0f} | {100 * b.right:.0f} |" for b in table]
    return "\n".join(lines) + "\n"
