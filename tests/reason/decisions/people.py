"""People who decide, for tests: the clock moves one minute with each decision."""

from __future__ import annotations

import datetime
from typing import Any

from parley.ledger import KIND_OF, Decision
from parley.reason.decisions.counting import make_decision
from parley.reason.decisions.fields import as_json, shown
from parley.reason.decisions.reviewed import Reviewed
from parley.reason.desk import Desk
from parley.reason.merged import Item, View, items
from parley.reason.shelf import Shelf
from parley.reason.view import desk_of, view_of
from tests.reason.builders import LINKS, Story

_START = datetime.datetime(2030, 7, 1, tzinfo=datetime.UTC)


class Room:
    """A dossier in memory and people who decide about it."""

    def __init__(self, *stories: Story) -> None:
        self.desk: Desk = desk_of((story.read() for story in stories), LINKS)
        self.minutes = 0

    def view(self, as_of: str | None = None) -> View:
        return view_of(Shelf(Reviewed(self.desk), as_of, LINKS))

    def one(self, kind: str, as_of: str | None = None) -> Any:
        (item,) = getattr(self.view(as_of), kind)
        return item

    def item(self, id: str, as_of: str | None = None) -> Item:
        return next(item for item in items(self.view(as_of)) if item.id == id)

    def actor(self, name: str) -> str:
        return next(actor.id for actor in self.view().actors if actor.name == name)

    def decide(self, who: str, verdict: Any, item: Item, **more: Any) -> Decision:
        self.minutes += 1
        if verdict in {"accepted", "rejected"}:
            names = {actor.id: actor.name for actor in self.view().actors}
            more.setdefault("value", as_json(shown(KIND_OF[item.id[0]], item, lambda id: names.get(id, ""))))
        made = make_decision(
            Decision(
                id="", when="", who=who, verdict=verdict, kind=KIND_OF[item.id[0]], item=item.id,
                words=tuple((e.article, e.start_char, e.end_char, e.text) for e in item.evidence), **more,
            ),
            _START + datetime.timedelta(minutes=self.minutes),
        )  # fmt: skip
        assert self.desk.decide(made)
        return made

    def correct(self, who: str, item: Item, field: str, value: Any) -> Decision:
        return self.decide(who, "corrected", item, field=field, value=as_json(value))

    def undo(self, who: str, decision: Decision) -> Decision:
        self.minutes += 1
        made = make_decision(
            Decision(id="", when="", who=who, verdict="undone", kind=decision.kind, item=decision.item, other=decision.id),
            _START + datetime.timedelta(minutes=self.minutes),
        )
        assert self.desk.decide(made)
        return made
