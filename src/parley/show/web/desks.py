"""Open dossiers for requests: one connection a thread, kept open, so that what was read last is at hand."""

from __future__ import annotations

import datetime
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from parley.reason.agenda import agenda
from parley.show.book import Book, Wanted, make_book
from parley.store.dossier import Dossier

_PAGES = 24  # pages that are kept


class Desks:
    """The dossier at `where` (a file or postgresql://...), opened once in each thread that asks; `who` decides on its pages."""

    def __init__(self, where: str, title: str, who: str = "") -> None:
        self.where, self.title, self.who = where, title, who
        self._held = threading.local()
        self._pages: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    def dossier(self) -> Dossier:
        """This thread's dossier."""
        if not hasattr(self._held, "dossier"):
            self._held.dossier = Dossier.open(self.where)
        dossier: Dossier = self._held.dossier
        return dossier

    def state(self) -> tuple[object, ...]:
        """What changes whenever anything is added, read anew or decided."""
        sql = "SELECT (SELECT max(seq) FROM linkings), (SELECT max(seq) FROM readings), (SELECT max(seq) FROM decisions)"
        return tuple(self.dossier().database.row(sql) or ())

    def kept(self, address: str, make: Callable[[], bytes]) -> bytes:
        """What `make` gives for an address, made again only where the dossier or the day is another."""
        key = (address, datetime.datetime.now(datetime.UTC).date(), self.state())
        found = self._pages.get(key)
        if found is None:
            found = self._pages[key] = make()
            while len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        return found

    @contextmanager
    def book(self, as_of: str | None = None, since: str | None = None, wanted: Wanted = agenda) -> Iterator[Book]:
        """A book of one moment of the dossier, whoever adds to it meanwhile."""
        dossier = self.dossier()
        with dossier.snapshot():
            yield make_book(self.title, dossier.library(), as_of, since, wanted)
