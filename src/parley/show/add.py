"""`parley add`: inputs -> a dossier, one transaction per article; what is there already is not read again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.errors import InputError
from parley.records import Article, Reading
from parley.show.inputs import Complaints, Inputs, Published, Publisher, Workers, guarded, language_notice

if TYPE_CHECKING:
    from parley.read.notices import Found, Notice
    from parley.store.dossier import Dossier

ADDED, THERE = "added", "already there"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the dossier has, under the id given."""

    id: str


def add(
    dossier: Annotated[
        Path, typer.Argument(metavar="DOSSIER", help="The dossier's file; made where there is none.", show_default=False)
    ],
    inputs: Inputs,
    published: Published = None,
    publisher: Publisher = None,
    workers: Workers = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Report each article as a JSON object on a line.")] = False,
) -> None:
    """Read articles into a dossier, the oldest first. What is reported as added is on the disk; adding twice changes nothing.

    Example: parley add talks.parley articles/ --workers 2
    """
    from parley.read.files import count_inputs, read_inputs
    from parley.read.notices import Particulars
    from parley.show.progress import with_progress
    from parley.store.dossier import Dossier

    with guarded() as complaints, Dossier.create(dossier) as opened:
        found = read_inputs(inputs, Particulars(published=published, publisher=publisher))
        if "-" not in map(str, inputs):  # what is piped in is added as it comes
            found = oldest_first(found)
        total = count_inputs(inputs) if sys.stderr.isatty() else None
        tally = {ADDED: 0, THERE: 0}
        for article_id, status in with_progress(add_all(opened, found, workers, complaints), "adding", total):
            tally[status] += 1
            print(json.dumps({"id": article_id, "status": status}) if as_json else f"{status}  {article_id}", flush=True)  # noqa: T201
        complaints.note(f"{tally[ADDED]} added, {tally[THERE]} already there, {complaints.count} not read")


def add_all(dossier: Dossier, found: Iterator[Found], workers: int, complaints: Complaints) -> Iterator[tuple[str, str]]:
    """Adds articles; yields (id, status) of each once it is safe. What cannot be read or added is complained of."""
    from parley.keep import keep
    from parley.workers import read_in_order

    results: Iterator[Reading | InputError | Known | Notice] = read_in_order(_sorted_out(dossier, found), workers)
    reported: set[str] = set()
    for result in results:
        if isinstance(result, Known):
            yield result.id, THERE
        elif isinstance(result, InputError):
            complaints.add(result)
        elif isinstance(result, Reading):
            try:  # it may have come in since, by another process or twice in the same input
                status = ADDED if keep(dossier, result) else THERE
            except InputError as error:
                complaints.add(error)
                continue
            yield result.article.id, status
            if notice := language_notice(result, reported):
                complaints.note(notice)
        else:
            complaints.note(result)


def oldest_first(found: Iterator[Found]) -> Iterator[Found]:
    """Articles in the order of publication, those without a day first, `_AT_ONCE` at a time: later ones settle what earlier ones
    expected, and deny what they said. What is no article comes before the articles that it was found among.
    """
    for batch in batched(found, _AT_ONCE):
        yield from (item for item in batch if not isinstance(item, Article))
        yield from sorted((item for item in batch if isinstance(item, Article)), key=lambda article: article.published or "")


def _sorted_out(dossier: Dossier, found: Iterator[Found]) -> Iterator[Article | InputError | Known | Notice]:
    """Articles that the dossier has already become Known before any work goes into them."""
    for item in found:
        if not isinstance(item, Article):
            yield item
            continue
        try:
            known = dossier.same_as(item)
        except InputError as error:
            yield error
            continue
        yield item if known is None else Known(known)
