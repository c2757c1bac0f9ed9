"""Open dossiers for requests: one connection a thread, kept open, so that what was read last is at hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from parley.reason.agenda import agenda
from parley.show.book import Book, Wanted, make_book
from parley.store.dossier import Dossier


class Desks:
    """The dossier at `where` (a file or postgresql://...), opened once in each thread that asks; `who` decides on its pages."""

    def __init__(self, where: str, title: str, who: str = "") -> None:
        self.where, self.title, self.who = where, title, who
        self._held = threading.local()

    def dossier(self) -> Dossier:
        """This thread's dossier."""
        if not hasattr(self._held, "dossier"):
            self._held.dossier = Dossier.open(self.where)
        dossier: Dossier = self._held.dossier
        return dossier

    @contextmanager
    def book(self, as_of: str | None = None, since: str | None = None, wanted: Wanted = agenda) -> Iterator[Book]:
        """A book of one moment of the dossier, whoever adds to it meanwhile."""
        dossier = self.dossier()
        with dossier.snapshot():
            yield make_book(self.title, dossier.library(), as_of, since, wanted)
