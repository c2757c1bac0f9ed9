"""An article's text cut into segments, so that overlapping evidence can be marked and linked without nesting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parley.records import Spans

# of kinds on the same words, the first is the one that a click leads to
PRIORITY = ("position", "agreement", "claim", "expectation", "event", "relation", "statement", "actor")


@dataclass(frozen=True)
class Mark:
    """Evidence from `start` to `end` of the fact with anchor `fact`; `number` counts the stretches of that fact in this article."""

    start: int
    end: int
    kind: str
    fact: str
    number: int


@dataclass(frozen=True)
class Segment:
    """A stretch of text that the same marks cover. `begins` are marks that start here, `ends` those that end here."""

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()
    boilerplate: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of the marks, each once, most important first."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def facts(self) -> tuple[str, ...]:
        """Anchors of the marks' facts, each once, most important first."""
        return tuple(dict.fromkeys(mark.fact for mark in self.marks))


def segments(text: str, marks: Iterable[Mark], boilerplate: Spans = ()) -> tuple[Segment, ...]:
    """Segments whose texts joined give `text`. Marks outside the text, or empty, are left out."""
    kept = sorted(
        (m for m in marks if 0 <= m.start < m.end <= len(text)), key=lambda m: (PRIORITY.index(m.kind), m.end - m.start, m.start)
    )
    edges = {0, len(text)} | {at for m in kept for at in (m.start, m.end)}
    edges |= {at for start, end in boilerplate for at in (start, end) if 0 <= at <= len(text)}
    cuts = sorted(edges)
    begins, ends = _by(kept, "start"), _by(kept, "end")
    running: dict[Mark, None] = {}
    found = []
    for start, end in pairwise(cuts):
        for mark in ends.get(start, ()):
            running.pop(mark, None)
        running.update(dict.fromkeys(begins.get(start, ())))
        covering = tuple(sorted(running, key=lambda m: (PRIORITY.index(m.kind), m.end - m.start, m.start)))
        grey = any(s <= start < e for s, e in boilerplate)
        found.append(Segment(text[start:end], covering, tuple(begins.get(start, ())), tuple(ends.get(end, ())), grey))
    return tuple(found)


def _by(marks: Sequence[Mark], edge: str) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(getattr(mark, edge), []).append(mark)
    return found


def paragraphs(text_segments: Iterable[Segment]) -> list[list[Segment]]:
    """Segments grouped into paragraphs, cut at line ends (which are dropped, as are empty paragraphs)."""
    found: list[list[Segment]] = [[]]
    for segment in text_segments:
        parts = segment.text.split("\n")
        for number, part in enumerate(parts):
            if number:
                found.append([])
            first, last = number == 0, number == len(parts) - 1
            if part or (first and segment.begins) or (last and segment.ends):
                found[-1].append(
                    Segment(part, segment.marks, segment.begins if first else (), segment.ends if last else (), segment.boilerplate)
                )
    return [paragraph for paragraph in found if any(segment.text.strip() for segment in paragraph)]
