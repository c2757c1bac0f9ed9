"""A walk through what nobody has reviewed: where the reviewer is, what was decided, what can be taken back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from parley.ledger import KIND_OF, Decision, LinkKind
from parley.reason.decisions.apply import applied
from parley.reason.decisions.counting import counted, make_decision
from parley.reason.decisions.fields import as_json, shown
from parley.reason.decisions.reviewed import Reviewed
from parley.reason.decisions.walk import is_judged, to_walk, walk
from parley.reason.merged import Item
from parley.reason.shelf import Asked
from parley.reason.view import view_as_read
from parley.show.book import Book, Wanted, make_book
from parley.store.dossier import Dossier

_WORDS = 40  # stretches that a decision keeps: enough to find an item again by


@dataclass
class Session:
    """`queue` holds ids of items in the order of the walk, `at` is the place in it; `made` what was decided in this session."""

    dossier: Dossier
    title: str
    who: str
    kinds: Sequence[LinkKind]
    as_of: str | None = None
    queue: list[str] = field(default_factory=list)
    at: int = 0
    made: list[Decision] = field(default_factory=list)
    book: Book = field(init=False)

    def __post_init__(self) -> None:
        library = Reviewed(self.dossier.library())
        self._last = max((decision.when for decision in library.decisions()), default="")
        self._look(library, lambda lib, day, _: to_walk(lib, day, self.kinds))
        asked = self.book.shelf.asked
        self._chosen: dict[LinkKind, list[str]] = {kind: list(ids) for kind, ids in asked.chosen.items()} if asked else {}
        self.queue = [item.id for item in walk(self.book.view, self.kinds)]

    def _look(self, library: Reviewed, wanted: Wanted) -> None:
        """Merges what is wanted: what an item is without verdicts is kept, since these change with every key."""
        made = make_book(self.title, library, self.as_of, wanted=wanted)
        self._as_read = view_as_read(made.shelf)
        self.book = made.with_view(applied(self._as_read, library))

    def _renew(self, about: Decision | None = None) -> None:
        """The book with what was decided (or taken back) by now; merged again where that regroups items or brings in actors."""
        library = Reviewed(self.dossier.library())
        if about is not None and about.verdict in {"accepted", "rejected", "corrected"}:
            if library.put_in([about.item]) <= self.book.actor.keys():
                self.book = self.book.with_view(applied(self._as_read, library))
                return
        asked = self.book.shelf.asked
        chosen = Asked({kind: tuple(ids) for kind, ids in self._chosen.items()}, asked.most if asked else None)
        self._look(library, lambda *_: chosen)

    @property
    def item(self) -> Item | None:
        """What is on the screen, None at the end."""
        return self.book.item.get(self.queue[self.at]) if self.at < len(self.queue) else None

    @property
    def left(self) -> int:
        """How many of the walk nobody has decided."""
        return sum(not is_judged(self.book.item[id]) for id in self.queue if id in self.book.item)

    @property
    def done(self) -> int:
        """How many decisions of this session stand."""
        return len(self.made)

    def move(self, step: int) -> bool:
        """On to the next item that is there, or back; False where there is none in that direction."""
        at = self.at + step
        while 0 <= at < len(self.queue) and self.queue[at] not in self.book.item:
            at += step
        if at < 0:
            return False
        self.at = min(at, len(self.queue))
        return True

    def decide(self, decision: Decision, taken_back: Decision | None = None) -> Decision:
        """Keeps a decision; it is on the disk when this returns. Raises DossierError where it could not be kept."""
        made = make_decision(decision, datetime.datetime.now(datetime.UTC), self._last)
        self.dossier.decide(made)
        self._last = made.when
        self._renew(taken_back or made)
        return made

    def _about(self, item: Item) -> Decision:
        return Decision(id="", when="", who=self.who, verdict="accepted", kind=KIND_OF[item.id[0]], item=item.id, words=words(item))

    def judge(self, item: Item, *, accepts: bool) -> None:
        """Accepts or rejects what the item says now, which is kept with the decision."""
        seen = as_json(shown(KIND_OF[item.id[0]], item, self.book.name))
        self.made.append(self.decide(_replace(self._about(item), verdict="accepted" if accepts else "rejected", value=seen)))

    def correct(self, item: Item, name: str, value: object) -> None:
        """Puts a value into a field."""
        self.made.append(self.decide(_replace(self._about(item), verdict="corrected", field=name, value=as_json(value))))

    def merge(self, item: Item, into: Item) -> bool:
        """Makes an item part of another; False where that would close a circle or cannot be."""
        kind = KIND_OF[item.id[0]]
        if into.id not in self._chosen.setdefault(kind, []):
            self._chosen[kind].append(into.id)
        made = self.decide(_replace(self._about(item), verdict="merged", other=into.id, value=as_json(words(into))))
        if item.id in self.book.item:  # nothing came of it: another's decision stands against it
            self._take_back(made)
            return False
        self.made.append(made)
        return True

    def split(self, item: Item, articles: Sequence[str]) -> str | None:
        """Takes the records of some articles out of an item: the id of their own; None where nothing came of it."""
        library, kind = self.book.library, KIND_OF[item.id[0]]
        links = library.links(kind, [item.id], self.book.view.as_of)
        leaving = [link.record for link in links if link.article in articles]
        if any(record == item.id for record in leaving):  # whatever has the item's id stays
            leaving = [link.record for link in links if link.article not in articles]
        gone = {link.article for link in links if link.record in leaving}
        about = _replace(self._about(item), words=words(item, gone))
        made = self.decide(_replace(about, verdict="split", records=tuple(leaving)))
        own = leaving[0] if leaving else item.id
        self._chosen.setdefault(kind, []).append(own)
        self._renew()
        if own not in self.book.item or own == item.id:
            self._take_back(made)
            return None
        self.made.append(made)
        self.queue.insert(self.at + 1, own)
        return own

    def _take_back(self, decision: Decision) -> None:
        undone = _replace(decision, id="", verdict="undone", other=decision.id, records=(), field=None, value=None)
        self.decide(undone, decision)

    def undo(self) -> Decision | None:
        """Takes back the reviewer's last decision and goes to its item; None where there is nothing to take back."""
        mine = self.made or [d for d in counted(self.book.library.decisions()) if d.who == self.who]
        if not mine:
            return None
        last = mine[-1]
        self._take_back(last)
        if self.made:
            self.made.pop()
        kept = self._chosen.setdefault(last.kind, [])
        if last.item not in kept:
            kept.append(last.item)
            self._renew()
        if last.item not in self.queue and last.item in self.book.item:
            self.queue.insert(self.at, last.item)
        if last.item in self.queue:
            self.at = self.queue.index(last.item)
        return last


def _replace(decision: Decision, **changes: object) -> Decision:
    return msgspec.structs.replace(decision, **changes)


def words(item: Item, articles: set[str] | None = None) -> tuple[tuple[str, int, int, str], ...]:
    """The stretches that an item comes from, in some articles or all: of many, the first and the latest."""
    found = [(e.article, e.start_char, e.end_char, e.text) for e in item.evidence if articles is None or e.article in articles]
    return tuple(found if len(found) <= _WORDS else (*found[: _WORDS // 2], *found[-_WORDS // 2 :]))
