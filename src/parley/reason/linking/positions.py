"""Whose position on what: labels that name one issue, and the actor's position on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parley.ledger import Link, Trace
from parley.reason.linking.choosing import NONE, Match, first_match
from parley.reason.linking.scene import Scene, Value
from parley.reason.words import containment, fold, jaccard
from parley.records import Position

_SAME_ISSUE = 0.5
_SAME_SENTENCE = 0.7  # a reprint may shorten and respell
_TELLING = 2  # content words that a label needs to be understood by itself
_CONCEPTS = 2  # "talk" and "militant" together are an issue, whatever else the labels say


def same_issue(a: frozenset[str], b: frozenset[str], concepts: frozenset[str]) -> bool:
    """Whether two labels (content words) name one issue: they share two concepts or half of all, or one holds the other."""
    if not a or not b:
        return False
    if len(a & b & concepts) >= _CONCEPTS or a == b:
        return True
    if min(len(a), len(b)) < _TELLING:  # "departure" may be anybody's
        return False
    return jaccard(a, b) >= _SAME_ISSUE or containment(a, b) == 1.0


def link_positions(scene: Scene) -> None:
    """Links every position of the article: its label to an issue, then itself to what its actor holds on that issue."""
    armed = _armed(scene)
    for position in scene.reading.positions:
        issue = _link_issue(scene, position, armed)
        actor = next(iter(scene.who([position.actor])), position.actor)
        key = f"{actor}|{issue}"
        held = scene.near("positions", [key], most=1)
        match = Match(held[0].item, 1.0, "same actor, same issue") if held else NONE
        trace = Trace(who=frozenset([actor]), key=issue)
        scene.join("positions", position.id, match, trace, [key], Value(position.direction, weight=float(position.red_line)))


def _link_issue(scene: Scene, position: Position, armed: Sequence[str]) -> str:
    """The issue that a position is about; its label is linked."""
    words = scene.words(by_kind(position.issue, armed))
    sentence = scene.words(scene.sentence(position.evidence))
    trace = Trace(words=words, names=sentence, type=position.direction)
    match = _copied(scene, trace) or first_match(scene.near("issues", (f"w:{word}" for word in words)), trace, _same(scene))
    keys = [*(f"w:{word}" for word in sorted(words)), f"in:{scene.article.id}"]
    return scene.join("issues", position.id, match, trace, keys)


def _same(scene: Scene) -> Callable[[Trace, Trace], Match | None]:
    concepts = frozenset(scene.table.concepts.values())

    def same(a: Trace, b: Trace) -> Match | None:
        if not same_issue(a.words, b.words, concepts):
            return None
        return Match(None, max(jaccard(a.words, b.words), _SAME_ISSUE), f"both on {' '.join(sorted(a.words & b.words))}")

    return same


def _copied(scene: Scene, trace: Trace) -> Match | None:
    """The issue that the article's original is about in the same sentence."""
    if scene.copy_of is None:
        return None

    def same(a: Trace, b: Trace) -> Match | None:
        words = jaccard(a.names, b.names)
        return Match(None, words, "the same sentence in a copy") if a.type == b.type and words >= _SAME_SENTENCE else None

    match = first_match(_in_article(scene, scene.copy_of), trace, same)
    return None if match is NONE else match


def _in_article(scene: Scene, article: str) -> list[Link]:
    return scene.near("issues", [f"in:{article}"])


def _armed(scene: Scene) -> tuple[str, ...]:
    """Folded names of the article's armed groups, longest first."""
    groups = (actor for actor in scene.reading.actors if actor.kind == "armed_group")
    names = {fold(name) for actor in groups for name in (actor.name, *actor.aliases)}
    return tuple(sorted((name for name in names if name), key=len, reverse=True))


def by_kind(label: str, armed: Sequence[str]) -> str:
    """A label with the names of armed groups made "militants": talks with JNIM and talks with jihadists are one issue."""
    folded = f" {fold(label)} "
    for name in armed:
        folded = folded.replace(f" {name} ", " militants ")
    return folded
