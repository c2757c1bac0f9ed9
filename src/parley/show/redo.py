"""`parley redo`: articles of a dossier read anew by the installed version; items keep their ids, people's decisions stay."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.errors import InputError
from parley.records import Article, Reading
from parley.show.inputs import Complaints, Workers, guarded

if TYPE_CHECKING:
    from parley.store.dossier import Dossier


def redo(
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier, a file made by parley add.", show_default=False)],
    workers: Workers = 1,
    every: Annotated[bool, typer.Option("--all", help="Also articles that this version has read.")] = False,
) -> None:
    """Read the articles of a dossier anew with the installed version. What people decided stays; at the end it is said which
    decisions no longer have their words. It may be interrupted: run it again for the rest.

    Example: parley redo demo.parley --workers 2
    """
    from parley import __version__
    from parley.show.decisions import book_of_decided, print_disputes, print_lost
    from parley.show.progress import with_progress
    from parley.store.dossier import Dossier
    from parley.store.versions import articles_in_order

    with guarded() as complaints, Dossier.open(dossier) as opened:
        waiting = articles_in_order(opened.database, None if every else __version__)
        before = sum(1 for _ in articles_in_order(opened.database)) - len(waiting)
        changed = done = 0
        for is_new in with_progress(redo_all(opened, waiting, workers, complaints), "reading anew", len(waiting)):
            done += 1
            changed += is_new
        complaints.note(
            f"{done} read anew, {changed} with other records now, {before} are of this version, {complaints.count} not read"
        )
        book = book_of_decided(opened, Path(dossier).name)
        print_disputes(book)
        lost = print_lost(book)
        if opened.library().decisions():
            print(f"{lost} decision{'s' * (lost != 1)} without words now", file=sys.stderr)  # noqa: T201


def redo_all(dossier: Dossier, ids: list[str], workers: int, complaints: Complaints) -> Iterator[bool]:
    """Reads and links articles anew, in the order given; whether each says something else now, once it is safe."""
    from parley.keep import link
    from parley.workers import read_in_order

    for result in read_in_order(_articles(dossier, ids), workers):
        if isinstance(result, InputError):
            complaints.add(result)
        elif isinstance(result, Reading):
            yield dossier.reread(result, link)


def _articles(dossier: Dossier, ids: list[str]) -> Iterator[Article]:
    for id in ids:
        article = dossier.article(id)
        if article is not None:
            yield article
