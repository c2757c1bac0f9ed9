"""Attributions as the tagger sees them: reads the network's scores over a text and puts speakers, cues and contents together.

Tags come first (the best sequence of them, Viterbi), then each stretch of content goes to the cue that its words link to, and
each cue points to its source or to none. Follows the taggers of PolNeAR (Newell et al. 2018) in what it marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.extract.windows import Window, windows
from parley.lexicon.tagger import TAGS, Tagger
from parley.records import Span

SOURCE, CUE, CONTENT = range(3)
_NEVER = -1e9
Floats = NDArray[np.floating]
INSIDE = range(2, len(TAGS), 2)  # tags of words within a stretch; the one before each begins it


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution: spans of the text, `source` None where nobody is named, and how sure the network is of it (0 to 1)."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` to `last` (one past) of a window that share a role, and how sure the tags are."""

    role: int
    first: int
    last: int
    probability: float


def tagged(text: str, tagger: Tagger) -> list[Tagged]:
    """The attributions of a text, in order of their cues within each window."""
    return [found for window in windows(text, tagger) for found in decoded(window, *tagger.run(window.ids), tagger)]


def decoded(window: Window, tags: Floats, pairs: Floats, tagger: Tagger) -> Iterator[Tagged]:
    """The attributions of a window from the network's scores of its pieces."""
    at = np.array(window.at)
    stretches = list(_stretches(_log_softmax(tags[at].astype(np.float64))))
    cues = [s for s in stretches if s.role == CUE]
    sources = [s for s in stretches if s.role == SOURCE]
    contents = [s for s in stretches if s.role == CONTENT]
    if not cues or not contents:
        return
    size = pairs.shape[1] // 4
    link_q, link_k, point_q, point_k = (pairs[:, i * size : (i + 1) * size] for i in range(4))
    cue_at = at[[c.first for c in cues]]
    links = _scores(link_q[at], link_k[cue_at], at, cue_at, tagger.link_distance)
    goals = np.concatenate([[0], at[[s.first for s in sources]]]).astype(int)
    points = np.exp(_log_softmax(_scores(point_q[cue_at], point_k[goals], cue_at, goals, tagger.point_distance)))
    mine: dict[int, list[tuple[Stretch, float]]] = {}
    for content in contents:
        share = np.exp(_log_softmax(links[content.first : content.last])).mean(0)
        best = int(share.argmax())
        mine.setdefault(best, []).append((content, float(share[best])))
    for number, held in sorted(mine.items()):
        goal = int(points[number].argmax())
        sure = [cues[number].probability, float(points[number][goal]), *(c.probability * share for c, share in held)]
        yield Tagged(
            _span(window, sources[goal - 1]) if goal else None,
            _span(window, cues[number]),
            tuple(_span(window, content) for content, _ in held),
            calibrated(sure, tagger.calibration),
        )


def calibrated(sure: list[float], calibration: tuple[float, float]) -> float:
    """How often an attribution is right of whose parts the network is so sure (logistic in the log odds of the least sure)."""
    least = min(max(min(sure), 1e-6), 1 - 1e-6)
    slope, offset = calibration
    return float(1 / (1 + np.exp(-(slope * np.log(least / (1 - least)) + offset))))


def _scores(queries: Floats, keys: Floats, here: NDArray[np.int64], there: NDArray[np.int64], distance: Floats) -> Floats:
    """Scores of `there` for each of `here`: likeness and distance in pieces."""
    reach = len(distance) // 2
    apart = np.clip(there[None] - here[:, None], -reach, reach) + reach
    scores: Floats = queries.astype(np.float64) @ keys.T.astype(np.float64) / np.sqrt(queries.shape[1]) + distance[apart]
    return scores


def _log_softmax(scores: Floats) -> Floats:
    top = scores - scores.max(-1, keepdims=True)
    found: Floats = top - np.log(np.exp(top).sum(-1, keepdims=True))
    return found


def _best_tags(scores: Floats) -> list[int]:
    """The most likely sequence of tags in which no stretch begins in its middle."""
    likeliest = scores.argmax(-1)
    before = np.concatenate([[0], likeliest[:-1]])
    begun = (before == likeliest) | (before == likeliest - 1)
    if np.all((likeliest == 0) | (likeliest % 2 == 1) | begun):
        return likeliest.tolist()  # type: ignore[no-any-return]
    return _viterbi(scores.tolist())


def _viterbi(scores: list[list[float]]) -> list[int]:
    """The same where the likeliest tag of each word is not enough; plain lists are quicker than arrays of seven numbers."""
    best = [_NEVER if tag in INSIDE else score for tag, score in enumerate(scores[0])]
    came: list[list[int]] = []
    for row in scores[1:]:
        ways = [best.index(max(best))] * len(TAGS)  # a stretch goes on only after its own role
        for tag in INSIDE:
            ways[tag] = tag - 1 if best[tag - 1] >= best[tag] else tag
        best = [best[way] + score for way, score in zip(ways, row, strict=True)]
        came.append(ways)
    tags = [best.index(max(best))]
    for ways in reversed(came):
        tags.append(ways[tags[-1]])
    return tags[::-1]


def _stretches(scores: Floats) -> Iterator[Stretch]:
    """Runs of words of one role from log probabilities of tags."""
    tags = _best_tags(scores)
    odds = np.exp(scores)
    sure = np.log(np.maximum(odds[:, 1::2] + odds[:, 2::2], 1e-9)).T.copy()
    first = 0
    for word in range(1, len(tags) + 1):
        if word < len(tags) and tags[word] == tags[word - 1] + (tags[word - 1] % 2) and tags[word] and tags[word] % 2 == 0:
            continue
        if tags[first]:
            role = (tags[first] - 1) // 2
            yield Stretch(role, first, word, float(np.exp(sure[role, first:word].mean())))
        first = word


def _span(window: Window, stretch: Stretch) -> Span:
    return window.words[stretch.first][0], window.words[stretch.last - 1][1]
