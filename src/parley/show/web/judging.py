"""What a person decides on a page, kept as the same records as `parley review` makes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import msgspec

from parley.errors import UsageError
from parley.ledger import KIND_OF, Decision
from parley.reason.decisions.counting import counted, make_decision
from parley.reason.decisions.fields import as_json
from parley.reason.decisions.fields import shown as fields_shown
from parley.reason.merged import Item
from parley.reason.shelf import Asked
from parley.show.book import Book, make_book
from parley.show.review.session import words
from parley.show.reviews import mark
from parley.store.dossier import Dossier

_RECORDS = 60  # of one item that are merged to say how it stands


@dataclass(frozen=True)
class Judged:
    """What became of an item: its state ("" where nobody has a say), in words, and the verdict that was given or taken back."""

    item: str
    state: str
    reviewed: str
    verdict: str


class Judge:
    """Decisions of one person in a dossier, about items as they are on a day."""

    def __init__(self, dossier: Dossier, title: str, who: str, as_of: str | None) -> None:
        self._dossier, self._title, self._who, self._as_of = dossier, title, who, as_of

    def _book(self, item: str) -> Book:
        asked = Asked({KIND_OF[item[0]]: [item]}, _RECORDS)
        return make_book(self._title, self._dossier.library(), self._as_of, wanted=lambda *_: asked)

    def _item(self, book: Book, id: str) -> Item:
        if id not in book.item:
            raise UsageError(f"{id} is no fact of this dossier on that day")
        return book.item[id]

    def decide(self, id: str, *, accepts: bool) -> Judged:
        """Accepts or rejects what an item says now. Raises UsageError where there is none."""
        if id[:1] not in KIND_OF:
            raise UsageError(f"{id} is no fact of this dossier")
        book = self._book(id)
        item = self._item(book, id)
        verdict = "accepted" if accepts else "rejected"
        kind = KIND_OF[id[0]]
        seen = as_json(fields_shown(kind, item, book.name))
        about = Decision(id="", when="", who=self._who, verdict="accepted", kind=kind, item=id, words=words(item))
        self._keep(msgspec.structs.replace(about, verdict=verdict, value=seen))
        return self._stands(id, verdict)

    def undo(self) -> Judged | None:
        """Takes back this person's last decision; None where there is none."""
        mine = [d for d in counted(self._dossier.library().decisions()) if d.who == self._who]
        if not mine:
            return None
        last = mine[-1]
        cleared = {"id": "", "verdict": "undone", "other": last.id, "records": (), "field": None, "value": None}
        self._keep(msgspec.structs.replace(last, **cleared))
        return self._stands(last.item, last.verdict)

    def _keep(self, decision: Decision) -> None:
        """On the disk when this returns; later than every decision that is there, whatever the clock says."""
        last = max((d.when for d in self._dossier.library().decisions()), default="")
        self._dossier.decide(make_decision(decision, datetime.datetime.now(datetime.UTC), last))

    def _stands(self, id: str, verdict: str) -> Judged:
        item = self._book(id).item.get(id)
        return Judged(id, (item.reviewed or "") if item else "", mark(item) if item else "", verdict)
