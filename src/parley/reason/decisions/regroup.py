"""Items joined and parted by people: which item each record tells once that is applied.

Merges and splits are applied in the order in which they were made. Those that two people contradict each other in are not
applied at all: two targets for one item, overlapping but different splits, a merge of what another rejects or has split off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from parley.ledger import Decision
from parley.reason.decisions.counting import by_item, counted, verdicts


@dataclass
class Regrouped:
    """`item` of each record; `part_of`: for an item that is no longer there, the one that it was merged into.

    `refused`: decisions that could not be applied (they would close a circle, join kinds, or name what is not there);
    `contested`: ids of those that people disagree about.
    """

    item: dict[str, str]
    part_of: dict[str, str] = field(default_factory=dict)
    refused: list[Decision] = field(default_factory=list)
    contested: frozenset[str] = frozenset()

    def root(self, item: str) -> str:
        """The item that an item is part of in the end, itself where it was not merged."""
        while item in self.part_of:
            item = self.part_of[item]
        return item


def regroup(groups: Mapping[str, str], decisions: Iterable[Decision]) -> dict[str, str]:
    """{record id: item} after what people merged and split; the same whatever the order of the decisions given."""
    return regrouped(groups, decisions).item


def regrouped(groups: Mapping[str, str], decisions: Iterable[Decision]) -> Regrouped:
    """The same, and what could not be done."""
    every = counted(decisions)
    steps = [d for d in every if d.verdict == "split" or (d.verdict == "merged" and _is_latest(d, every))]
    # Two targets of one item may be one by other merges, so these come first without the doubtful
    doubtful = _two_targets(steps)
    sure = _applied(groups, [d for d in steps if d.id not in doubtful])
    contested = {id for id, target in doubtful.items() if len({sure.root(other) for other in target}) > 1}
    contested |= _against_rejection(every) | _overlapping(steps) | _joined_again(steps)
    steps = sorted((d for d in steps if d.id not in contested), key=lambda d: d.id in doubtful)
    found = _applied(groups, steps)
    found.contested = frozenset(contested)
    return found


def _is_latest(decision: Decision, every: list[Decision]) -> bool:
    return verdicts(d for d in every if d.item == decision.item)[decision.who].id == decision.id


def _two_targets(steps: list[Decision]) -> dict[str, set[str]]:
    """{id of a merge: all targets of its item}, of items that have more than one."""
    found = {}
    for mine in by_item(d for d in steps if d.verdict == "merged").values():
        targets = {d.other for d in mine if d.other}
        found.update({d.id: targets for d in mine if len(targets) > 1})
    return found


def _against_rejection(every: list[Decision]) -> set[str]:
    """Merges of items that another person rejects."""
    contested = set()
    for mine in by_item(every).values():
        latest = verdicts(mine).values()
        if any(d.verdict == "rejected" for d in latest):
            contested |= {d.id for d in latest if d.verdict == "merged"}
    return contested


def _overlapping(steps: list[Decision]) -> set[str]:
    """Splits of two people that take some of the same records out of an item, but not all the same."""
    contested = set()
    for mine in by_item(d for d in steps if d.verdict == "split").values():
        for one in mine:
            for other in mine:
                if one.who != other.who and set(one.records) & set(other.records) and set(one.records) != set(other.records):
                    contested |= {one.id, other.id}
    return contested


def _joined_again(steps: list[Decision]) -> set[str]:
    """Splits, and merges by somebody else that would bring together again what they part."""
    contested = set()
    splits = [d for d in steps if d.verdict == "split" and d.records]
    for merge in (d for d in steps if d.verdict == "merged"):
        for split in splits:
            if merge.who != split.who and {merge.item, merge.other} == {split.records[0], split.item}:
                contested |= {merge.id, split.id}
    return contested


def _applied(groups: Mapping[str, str], steps: list[Decision]) -> Regrouped:
    made = Regrouped(dict(groups))
    members: dict[str, list[str]] = {}
    for record, item in groups.items():
        members.setdefault(item, []).append(record)
    done: set[tuple[str, str, str | None, frozenset[str]]] = set()
    for step in steps:
        what = (step.verdict, step.item, step.other, frozenset(step.records))
        if what in done:  # decided by somebody else as well
            continue
        done.add(what)
        if not (_merge if step.verdict == "merged" else _split)(made, members, step):
            made.refused.append(step)
    return made


def _merge(made: Regrouped, members: dict[str, list[str]], step: Decision) -> bool:
    into, item = made.root(step.other or ""), made.root(step.item)
    if into == item:  # by another way; else it is a circle
        return step.item in made.part_of
    if into not in members or item not in members or into[0] != item[0]:
        return False
    for record in members[item]:
        made.item[record] = into
    members[into] += members.pop(item)
    made.part_of[item] = into
    return True


def _split(made: Regrouped, members: dict[str, list[str]], step: Decision) -> bool:
    item = made.root(step.item)
    leaving = [record for record in step.records if made.item.get(record) == item]
    if item in leaving:  # whatever has the item's id stays: the others leave
        leaving = sorted(record for record in members[item] if record not in leaving)
    if not leaving or len(leaving) == len(members[item]):
        return False
    own = leaving[0]
    for record in leaving:
        made.item[record] = own
    members[item] = [record for record in members[item] if record not in leaving]
    members[own] = leaving
    made.part_of.pop(own, None)
    return True
