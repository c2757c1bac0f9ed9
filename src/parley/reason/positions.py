"""Where each actor stands on each issue, and how that moved.

An issue goes by the label, of those that articles give it, that says enough in the fewest words.
"""

from __future__ import annotations

from collections import Counter

from parley.reason.groups import Group, known
from parley.reason.linking.positions import by_kind
from parley.reason.merged import MergedPosition, Stage
from parley.reason.shelf import Shelf
from parley.reason.words import fold
from parley.records import Position

_TELLING = 2  # content words that a label needs to be understood by itself


def labels(shelf: Shelf, groups: list[Group[Position]]) -> dict[str, str]:
    """{position id: the label that its issue goes by}."""
    records = [record for group in groups for record in group.records]
    issue = shelf.library.items_of((record.id for record in records), "issues")
    counts: dict[str, Counter[str]] = {}
    for record in records:
        counts.setdefault(issue.get(record.id, record.id), Counter())[record.issue] += 1
    armed = _armed(shelf)
    concepts = frozenset(shelf.links.concepts.values())

    def clumsy(label: str) -> tuple[bool, int, int]:
        words = shelf.words(by_kind(label, armed))
        return len(words) < _TELLING, -len(words & concepts), len(label)

    named = {
        each: min(sorted(found, key=lambda label: (-found[label], len(label), label)), key=clumsy) for each, found in counts.items()
    }
    return {record.id: named[issue.get(record.id, record.id)] for record in records}


def _armed(shelf: Shelf) -> tuple[str, ...]:
    """Folded names of armed groups, longest first."""
    groups = (actor for reading in shelf.readings for actor in reading.actors if actor.kind == "armed_group")
    names = {fold(name) for actor in groups for name in (actor.name, *actor.aliases)}
    return tuple(sorted((name for name in names if name), key=len, reverse=True))


def positions(shelf: Shelf) -> tuple[MergedPosition, ...]:
    """One position per actor and issue: issues that many speak about and those about the talks first, in each red lines first."""
    groups = shelf.groups("positions", Position)
    label_of, armed = labels(shelf, groups), _armed(shelf)
    found = [_merge(shelf, group, label_of[group.records[-1].id]) for group in groups]
    held = Counter(position.issue for position in found)
    newest = {issue: max(p.known[1] or "" for p in found if p.issue == issue) for issue in held}
    concepts = frozenset(shelf.links.concepts.values())

    def weight(issue: str) -> tuple[bool, int, str]:
        words = shelf.words(by_kind(issue, armed))
        about_talks = bool(words & shelf.links.talks)
        return len(words) >= _TELLING, held[issue] + about_talks * len(words & concepts), newest[issue]

    rank = {issue: n for n, issue in enumerate(sorted(held, key=weight, reverse=True))}
    return tuple(sorted(found, key=lambda p: (rank[p.issue], not p.red_line)))


def _merge(shelf: Shelf, group: Group[Position], issue: str) -> MergedPosition:
    members = group.members
    stages: list[Stage] = []
    for one in members:
        evidence = one.evidence(one.record.evidence)
        if evidence and (not stages or stages[-1].value != one.record.direction):
            stages.append(Stage(day=one.day, value=one.record.direction, evidence=evidence[0]))
    latest = members[-1].record
    return MergedPosition(
        id=group.item,
        records=tuple(one.record.id for one in members),
        evidence=tuple(e for one in members for e in one.evidence(one.record.evidence)),
        known=known(members),
        actor=next(iter(shelf.who([latest.actor])), latest.actor),
        issue=issue,
        direction=latest.direction,
        # a red line stands until its holder moves; an article that merely repeats the position does not lift it
        red_line=any(one.record.red_line and one.record.direction == latest.direction for one in members),
        condition=next((one.record.condition for one in reversed(members) if one.record.condition), None),
        since=next((r.since for r in (one.record for one in members) if r.since and r.direction == latest.direction), None),
        life=tuple(stages),
        confidence=max(one.record.confidence for one in members),
    )
