"""Training examples: windows with a tag for each word, a link from each tagged word to its cue, a pointer from cue to source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from corpus import ROLES, Annotated

from parley.extract.windows import Window

IGNORED = -100


@dataclass(frozen=True)
class Example:
    """Arrays over the pieces of a window; positions are pieces. `pointer` is 0, the opening mark, where a cue has no source.
    `words` is true where words begin; an example without labels has IGNORED everywhere."""

    ids: np.ndarray
    words: np.ndarray
    tags: np.ndarray
    links: np.ndarray
    pointers: np.ndarray


def _owners(article: Annotated) -> list[np.ndarray]:
    """For each role, the number of the attribution whose span covers each character, -1 for none."""
    owners = [np.full(len(article.text) + 1, -1, np.int32) for _ in ROLES]
    for number, roles in enumerate(article.attributions):
        for role, owner in zip(ROLES, owners, strict=True):
            for start, end in roles[role]:
                owner[start:end] = number
    return owners


def examples(article: Annotated, found: list[Window]) -> list[Example]:
    """One example a window."""
    owners = _owners(article)
    return [_example(article, window, owners) for window in found]


def _example(article: Annotated, window: Window, owners: list[np.ndarray]) -> Example:
    size = len(window.ids)
    tags, links, pointers = (np.full(size, IGNORED, np.int64) for _ in range(3))
    starts = np.array([s for s, _ in window.words])
    at = np.array(window.at)
    owner = [o[starts] for o in owners]
    # a cue beats a source beats a content where spans overlap
    role = np.where(owner[1] >= 0, 1, np.where(owner[0] >= 0, 0, np.where(owner[2] >= 0, 2, -1)))
    mine = np.choose(np.maximum(role, 0), owner)
    same = np.zeros(len(role), bool)
    same[1:] = (role[1:] == role[:-1]) & (mine[1:] == mine[:-1])
    tags[at] = np.where(role < 0, 0, 1 + 2 * np.maximum(role, 0) + same)
    cue_at: dict[int, int] = {}
    for k in np.flatnonzero(role == 1):
        cue_at.setdefault(int(mine[k]), int(at[k]))
    for k in np.flatnonzero(role >= 0):
        if int(mine[k]) in cue_at:
            links[at[k]] = cue_at[int(mine[k])]
    index = {int(s): int(a) for s, a in zip(starts, at, strict=True)}
    for number, place in cue_at.items():
        source = article.attributions[number]["source"]
        if not source:
            pointers[place] = 0
        elif source[0][0] in index:  # else it stands in another window
            pointers[place] = index[source[0][0]]
    return Example(np.array(window.ids, np.int64), _words(window), tags, links, pointers)


def _words(window: Window) -> np.ndarray:
    words = np.zeros(len(window.ids), bool)
    words[list(window.at)] = True
    return words


def unlabelled(window: Window) -> Example:
    """An example of a text that nobody annotated, from which a teacher may teach."""
    nothing = np.full(len(window.ids), IGNORED, np.int64)
    return Example(np.array(window.ids, np.int64), _words(window), nothing, nothing, nothing)
