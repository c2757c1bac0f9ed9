"""Readings made by hand: records are tied to words of the text by quoting them."""

from __future__ import annotations

from typing import Any

from parley.lexicon.links import load_links
from parley.reason.merged import View
from parley.reason.shelf import Shelf
from parley.reason.view import desk_of, view_of
from parley.records import (
    Actor,
    Agreement,
    Article,
    Attribution,
    Claim,
    Event,
    Expectation,
    Mention,
    Position,
    Reading,
    Relation,
    Spans,
    Timex,
    record_id,
)

LINKS = load_links("en")


class Story:
    """An article under construction; each method adds a record whose evidence is the (first) place of `quote` in the text."""

    def __init__(self, id: str, text: str, published: str | None, publisher: str | None = None, **more: Any) -> None:
        self.article = Article(id=id, text=text, published=published, publisher=publisher or f"Outlet of {id}", **more)
        self._kept: dict[str, list[Any]] = {}

    def spans(self, quote: str) -> Spans:
        start = self.article.text.index(quote)
        return ((start, start + len(quote)),)

    def _keep(self, kind: str, record: Any) -> Story:
        self._kept.setdefault(kind, []).append(record)
        return self

    def _id(self, letter: str, *content: object) -> str:
        return record_id(letter, self.article.id, *content)

    def actor(self, name: str, kind: str = "government", **more: Any) -> Story:
        id = self.who(name)
        if name in self.article.text:
            ((start, end),) = self.spans(name)
            self._keep("mentions", Mention(start_char=start, end_char=end, actor=id, how="name"))
        return self._keep("actors", Actor(id=id, name=name, kind=kind, **more))  # type: ignore[arg-type]

    def who(self, *names: str) -> Any:
        ids = tuple(self._id("a", name) for name in names)
        return ids[0] if len(ids) == 1 else ids

    def position(self, actor: str, issue: str, direction: Any, quote: str, **more: Any) -> Story:
        return self._keep(
            "positions",
            Position(
                id=self._id("p", actor, issue, quote),
                actor=self.who(actor),
                issue=issue,
                direction=direction,
                evidence=self.spans(quote),
                **more,
            ),
        )

    def agreement(self, kind: Any, quote: str, parties: tuple[str, ...] = (), **more: Any) -> Story:
        return self._keep(
            "agreements",
            Agreement(
                id=self._id("g", kind, quote),
                kind=kind,
                parties=tuple(self.who(p) for p in parties),
                evidence=self.spans(quote),
                **more,
            ),
        )

    def claim(self, quote: str, status: Any, asserted: tuple[str, ...] = (), denied: tuple[str, ...] = ()) -> Story:
        by, no = (tuple(self.who(name) for name in names) for names in (asserted, denied))
        return self._keep(
            "claims",
            Claim(id=self._id("c", quote), text=quote, evidence=self.spans(quote), status=status, asserted_by=by, denied_by=no),
        )

    def expectation(self, quote: str, due: str | None = None) -> Story:
        return self._keep("expectations", Expectation(id=self._id("x", quote), text=quote, evidence=self.spans(quote), due=due))

    def event(self, type: Any, quote: str, actor: tuple[str, ...] = (), **more: Any) -> Story:
        return self._keep(
            "events",
            Event(
                id=self._id("e", type, quote),
                event_type=type,
                evidence=self.spans(quote),
                actor=tuple(self.who(a) for a in actor),
                **more,
            ),
        )

    def statement(self, source: str, quote: str, type: Any = "indirect") -> Story:
        return self._keep(
            "attributions",
            Attribution(
                id=self._id("t", quote),
                content=self.spans(quote),
                source=self.spans(source),
                source_actor=self.who(source),
                type=type,
            ),
        )

    def relation(self, subject: str, type: Any, object: str, quote: str) -> Story:
        return self._keep(
            "relations",
            Relation(
                id=self._id("r", quote), subject=self.who(subject), type=type, object=self.who(object), evidence=self.spans(quote)
            ),
        )

    def timex(self, quote: str, value: str, mod: str | None = None) -> Story:
        ((start, end),) = self.spans(quote)
        return self._keep("timexes", Timex(start_char=start, end_char=end, type="DATE", value=value, mod=mod))

    def read(self) -> Reading:
        return Reading(article=self.article, **{kind: tuple(records) for kind, records in self._kept.items()})


def shelf(*stories: Story, as_of: str | None = None) -> Shelf:
    newest = max((s.article.published for s in stories if s.article.published), default=None)
    return Shelf(desk_of((story.read() for story in stories), LINKS), as_of or newest, LINKS)


def seen(*stories: Story, as_of: str | None = None) -> View:
    return view_of(shelf(*stories, as_of=as_of))
