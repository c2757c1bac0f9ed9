"""Where each actor stands on each issue, and how that moved.

Articles word an issue in different ways: labels that share most of their content words, or two concepts, are one issue.
Misses issues that share no word and no concept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from parley.reason.groups import Told, group, known
from parley.reason.merged import MergedPosition, Stage
from parley.reason.shelf import Shelf
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


def issues(shelf: Shelf) -> dict[str, str]:
    """{label: the label that its issue goes by}: the shortest that says enough."""
    counts = Counter(one.record.issue for one in shelf.told("positions", Position))
    concepts = frozenset(shelf.links.concepts.values())
    words_of = {label: shelf.words(_by_kind(shelf, label)) for label in counts}
    groups: list[list[str]] = []
    for label in sorted(counts, key=lambda each: (-counts[each], len(each), each)):
        mine = next((g for g in groups if any(same_issue(words_of[label], words_of[other], concepts) for other in g)), None)
        if mine is None:
            groups.append([label])
        else:
            mine.append(label)
    for one, other in _copied(shelf):
        ours, theirs = (next(g for g in groups if label in g) for label in (one, other))
        if ours is not theirs:
            ours += theirs
            groups.remove(theirs)

    def clumsy(label: str) -> tuple[bool, int, int]:
        return len(words_of[label]) < _TELLING, -len(words_of[label] & concepts), len(label)

    named = {g[0]: min(g, key=clumsy) for g in groups}
    return {label: named[g[0]] for g in groups for label in g}


def _copied(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Labels that an article and its copy give to the same sentence."""
    originals: dict[str, list[Told[Position]]] = {}
    for one in shelf.told("positions", Position):
        story = shelf.copy_of.get(one.article.id)
        if story is None:
            originals.setdefault(one.article.id, []).append(one)
            continue
        words = shelf.words(shelf.sentence(one.article.id, one.record.evidence))
        for other in originals.get(story, ()):
            same = one.record.direction == other.record.direction
            if same and jaccard(words, shelf.words(shelf.sentence(story, other.record.evidence))) >= _SAME_SENTENCE:
                yield other.record.issue, one.record.issue


def _by_kind(shelf: Shelf, label: str) -> str:
    """A label with the names of armed groups made "militants": talks with JNIM and talks with jihadists are one issue."""
    folded = f" {fold(label)} "
    for name in shelf.armed:
        folded = folded.replace(f" {name} ", " militants ")
    return folded


def positions(shelf: Shelf) -> tuple[MergedPosition, ...]:
    """One position per actor and issue: issues that many speak about and those about the talks first, in each red lines first."""
    labels = issues(shelf)

    def key(one: Told[Position]) -> tuple[str, str]:
        actor = next(iter(shelf.who(one.article.id, [one.record.actor])), one.record.actor)
        return actor, labels[one.record.issue]

    groups = group(shelf.told("positions", Position), lambda members, one: key(members[0]) == key(one), lambda one: [key(one)])
    found = [_merge(*key(members[0]), members) for members in groups]
    held = Counter(position.issue for position in found)
    newest = {issue: max(p.known[1] or "" for p in found if p.issue == issue) for issue in held}
    concepts = frozenset(shelf.links.concepts.values())

    def weight(issue: str) -> tuple[bool, int, str]:
        words = shelf.words(_by_kind(shelf, issue))
        about_talks = bool(words & shelf.links.talks)
        return len(words) >= _TELLING, held[issue] + about_talks * len(words & concepts), newest[issue]

    rank = {issue: n for n, issue in enumerate(sorted(held, key=weight, reverse=True))}
    return tuple(sorted(found, key=lambda p: (rank[p.issue], not p.red_line)))


def _merge(actor: str, issue: str, members: list[Told[Position]]) -> MergedPosition:
    stages: list[Stage] = []
    for one in members:
        evidence = one.evidence(one.record.evidence)
        if evidence and (not stages or stages[-1].value != one.record.direction):
            stages.append(Stage(day=one.day, value=one.record.direction, evidence=evidence[0]))
    latest = members[-1].record
    return MergedPosition(
        id=members[0].record.id,
        records=tuple(one.record.id for one in members),
        evidence=tuple(e for one in members for e in one.evidence(one.record.evidence)),
        known=known(members),
        actor=actor,
        issue=issue,
        direction=latest.direction,
        # a red line stands until its holder moves; an article that merely repeats the position does not lift it
        red_line=any(one.record.red_line and one.record.direction == latest.direction for one in members),
        condition=next((one.record.condition for one in reversed(members) if one.record.condition), None),
        since=next((r.since for r in (one.record for one in members) if r.since and r.direction == latest.direction), None),
        life=tuple(stages),
        confidence=max(one.record.confidence for one in members),
    )
