"""Decisions applied to a view: what was accepted and rejected marked, corrected fields replaced, disagreements shown.

A person's latest verdict on an item counts, and the latest correction of each field. Where two people contradict each other
nobody's word is taken: the field stays as it was read, and the item is disputed. What changes in the course of things (a
status, a direction, an outcome) is corrected for the day of the newest words that were shown: before that day the correction
is not known, and an article that moves it afterwards prevails.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from parley.ledger import Decision, LinkKind
from parley.reason.dates import days
from parley.reason.decisions.counting import verdicts
from parley.reason.decisions.fields import FIELDS, Field, build, same
from parley.reason.decisions.reviewed import Reviewed
from parley.reason.merged import (
    Item,
    Judged,
    MergedActor,
    MergedAgreement,
    MergedClaim,
    MergedExpectation,
    MergedPosition,
    Stage,
    View,
)
from parley.reason.words import fold


@dataclass(frozen=True)
class Opinion:
    """What a person says that a field holds; `day` is the newest on which words that were shown became known."""

    who: str
    value: Any
    day: str
    corrects: bool


def applied(view: View, library: Reviewed) -> View:
    """A view of that library with its decisions applied."""
    ruling = library.ruling
    if not ruling.of:
        return view
    bench = _Bench(view, library)
    changed: dict[str, Any] = {}
    for kind in FIELDS:
        items = getattr(view, kind)
        if any(item.id in ruling.of for item in items):
            made = tuple(bench.judge(kind, item, ruling.of[item.id]) if item.id in ruling.of else item for item in items)
            changed[kind] = _in_order(kind, made)
    return msgspec.structs.replace(view, **changed)


def _in_order(kind: str, items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Items in the order that their kind has, which a corrected day or issue may have upset."""
    if kind == "expectations":
        return tuple(sorted(items, key=lambda x: stretch[1] if (stretch := days(x.due)) else datetime.date.max))
    if kind == "positions":
        rank = {issue: number for number, issue in reversed(list(enumerate(item.issue for item in items)))}
        return tuple(sorted(items, key=lambda x: rank[x.issue]))
    return items


class _Bench:
    """Where the items of a view are judged."""

    def __init__(self, view: View, library: Reviewed) -> None:
        self._view, self._library = view, library
        self._contested = library.ruling.grouping.contested
        self._days = {article.id: (article.published or "")[:10] for article in view.articles}
        self._actors = {actor.id for actor in view.actors}
        self._named: dict[str, set[str]] = {}
        for actor in view.actors:
            for name in (actor.name, *actor.aliases):
                self._named.setdefault(fold(name), set()).add(actor.id)

    def judge[I: Item](self, kind: LinkKind, item: I, mine: Sequence[Decision]) -> I:
        """The item as people decided it."""
        own = [decision for decision in mine if decision.item == item.id]
        said = {decision.verdict for decision in verdicts(own).values()}
        disputed = ("rejected" in said and len(said) > 1) or any(d.id in self._contested for d in mine)
        changed: dict[str, Any] = {}
        if "rejected" not in said:
            for name, field in FIELDS[kind].items():
                opinions = self._opinions(item, own, name, field)
                if not any(each.corrects for each in opinions):
                    continue
                if all(same(field, each.value, opinions[0].value) for each in opinions):
                    changed[name] = build(field, opinions[0].value, self.resolve)
                else:
                    disputed = True
        judged = tuple(
            Judged(id=d.id, who=d.who, when=d.when, verdict=d.verdict, field=d.field, value=d.value, other=d.other) for d in mine
        )
        shaped = any(d.verdict in {"corrected", "merged", "split"} for d in mine)
        reviewed = "disputed" if disputed else "rejected" if "rejected" in said else "corrected" if shaped else "accepted"
        return msgspec.structs.replace(item, **_consistent(item, changed, self._view.as_of), reviewed=reviewed, decisions=judged)

    def _opinions(self, item: Item, mine: Sequence[Decision], name: str, field: Field) -> list[Opinion]:
        """What people say of a field now: of one that is lived, those with the newest words that were known."""
        said = {d.who: (d, json.loads(d.value)) for d in mine if d.verdict == "corrected" and d.field == name and d.value}
        for who, decision in verdicts(mine).items():
            seen = json.loads(decision.value) if decision.verdict == "accepted" and decision.value else {}
            if who not in said and name in seen:
                said[who] = (decision, seen[name])
        opinions = [Opinion(who, value, self._newest(d), d.verdict == "corrected") for who, (d, value) in said.items()]
        if field.lived:
            opinions = [each for each in opinions if self._view.as_of is None or each.day <= self._view.as_of]
            newest = max((each.day for each in opinions), default="")
            opinions = [each for each in opinions if each.day == newest >= _moved(item)]
        return opinions

    def _newest(self, decision: Decision) -> str:
        """The latest day on which words that were shown became known."""
        return max((self._day(article) for article, *_ in decision.words), default="")

    def _day(self, article: str) -> str:
        if article not in self._days:
            reading = self._library.reading(article)
            self._days[article] = (reading.article.published or "")[:10] if reading else ""
        return self._days[article]

    def resolve(self, actor: Any) -> str | None:
        """The id that an actor of a correction has in this view: by id, else by name where one actor alone has it."""
        id = self._library.items_of([actor["id"]], "actors").get(actor["id"], actor["id"])
        id = self._library.ruling.grouping.root(id)
        if id in self._actors:
            return id
        named = self._named.get(fold(str(actor["name"])), set())
        return next(iter(named)) if len(named) == 1 else None


def _moved(item: Item) -> str:
    """The day on which an item last changed by what was read."""
    if isinstance(item, MergedAgreement | MergedPosition | MergedClaim):
        return (item.life[-1].day or "")[:10] if item.life else ""
    return ""


def _consistent(item: Item, changed: dict[str, Any], as_of: str | None) -> dict[str, Any]:
    """The changes, and what follows from them in other fields of the item."""
    match item:
        case MergedActor() if "name" in changed and item.name != changed["name"]:
            names = (item.name, *item.aliases)
            return changed | {"aliases": tuple(name for name in names if name != changed["name"])}
        case MergedPosition() if "direction" in changed:
            return changed | {"life": _lived(item.life, changed["direction"], item)}
        case MergedAgreement() if "status" in changed:
            kept = item.status_date if item.status == changed["status"] else None  # it was that of the other status
            return {"status_date": kept} | changed | {"life": _lived(item.life, changed["status"], item)}
        case MergedClaim() if "status" in changed:
            return changed | {"life": _lived(item.life, changed["status"], item)}
        case MergedExpectation() if "due" in changed and "outcome" not in changed and item.outcome in {"open", "overdue"}:
            stretch = days(changed["due"])
            passed = stretch is not None and as_of is not None and stretch[1] < datetime.date.fromisoformat(as_of)
            return changed | {"outcome": "overdue" if passed else "open"}
        case MergedExpectation() if changed.get("outcome") in {"open", "overdue"}:
            return changed | {"settled": None, "settled_by": None}
    return changed


def _lived(life: tuple[Stage, ...], value: str, item: Item) -> tuple[Stage, ...]:
    """A life whose last stage a person put right."""
    if not life:
        evidence = item.evidence[-1:]
        return tuple(Stage(day=item.known[1], value=value, evidence=each) for each in evidence)
    before = life[:-1]
    if before and before[-1].value == value:
        return before
    return (*before, Stage(day=life[-1].day, value=value, evidence=life[-1].evidence))
