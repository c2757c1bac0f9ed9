"""What the steps that find actors share: the words, the cast so far, and runs of capitalised words taken apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from parley.extract.casts import Cast, Draft
from parley.extract.mentions import Hit, Label, Run
from parley.extract.notes import Notes
from parley.extract.wording import Wording
from parley.lexicon.actors import Actors
from parley.values import ActorKind


@dataclass(slots=True)
class Scene:
    """What the steps of this extractor share: the words, the cast, names of countries found, which words are taken.

    `weight`: how much the article speaks of a country; `certain`: keys of actors that stand there under an unmistakable name.
    """

    notes: Notes
    table: Actors
    words: Wording
    cast: Cast
    lands: list[Hit]
    taken: set[int]
    weight: Counter[str]
    certain: set[str]
    country_at: dict[int, Hit]
    titles: list[tuple[Draft, Run]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A run taken apart: words `role` (titles and what they belong to), then words `name`."""

    run: Run
    name: Run
    role: Run | None
    label: Label
    hits: tuple[Hit, ...]


def span_of(words: Wording, first: int, last: int) -> tuple[int, int]:
    """Characters of words first..last."""
    return words.start[first], words.end[last]


def form_of(words: Wording, first: int, last: int) -> str:
    """Words first..last as they are written, white space folded."""
    end = words.end[last]
    pointed = words.source[end : end + 1] == "." and last > first and words.source[end - 2 : end - 1] == "."  # "U.N."
    return " ".join(words.source[words.start[first] : end + pointed].split())


def mention(scene: Scene, draft: Draft, first: int, last: int, alias: bool = False) -> None:
    """A mention of a draft by name or alias; its words are taken."""
    scene.cast.mention(draft, span_of(scene.words, first, last), "alias" if alias else "name", form_of(scene.words, first, last))
    scene.taken.update(range(first, last + 1))


def head_before(scene: Scene, name: Run) -> tuple[int, ActorKind] | None:
    """A lower-case head right before a name ("the rights group RNDDH"); the name's last word and the kind."""
    words, i = scene.words, name.first
    for length in (2, 1):
        if i >= length and all(words.joined[i - length + 1 : i + 1]):
            head = scene.table.org_heads.get(" ".join(words.folded[i - length : i]))
            if head is not None and head.plain and words.text[i - 1].islower():
                return name.last, head.kind
    return None
