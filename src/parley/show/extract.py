"""`parley extract`: inputs -> JSON Lines, without a dossier."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from parley.errors import InputError
from parley.show.files import whole_file
from parley.show.inputs import Inputs, Published, Publisher, Workers, guarded, language_notice


def extract(
    inputs: Inputs,
    published: Published = None,
    publisher: Publisher = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here and not to standard output.", dir_okay=False)
    ] = None,
    workers: Workers = 1,
) -> None:
    """Read articles and write what is in them, one JSON object a line, in the order of the inputs.

    Example: parley extract article.txt --published 2022-02-15 -o records.jsonl
    """
    import msgspec

    from parley.read.files import count_inputs, read_inputs
    from parley.read.notices import Notice, Particulars
    from parley.records import Reading, reading_to_json
    from parley.show.progress import with_progress
    from parley.workers import read_in_order

    with guarded() as complaints, _opened(output) as stream:
        encoder = msgspec.json.Encoder()
        found = read_inputs(inputs, Particulars(published=published, publisher=publisher))
        results: Iterator[Reading | InputError | Notice] = read_in_order(found, workers)
        languages: set[str] = set()
        for result in with_progress(results, "reading", count_inputs(inputs) if sys.stderr.isatty() else None):
            if isinstance(result, InputError):
                complaints.add(result)
            elif isinstance(result, Notice):
                complaints.note(result)
            else:
                stream.write(encoder.encode(reading_to_json(result)) + b"\n")
                stream.flush()
                if notice := language_notice(result, languages):
                    complaints.note(notice)


def _opened(output: Path | None) -> AbstractContextManager[BinaryIO]:
    """Where lines go. An input may be the output: the file takes its place when it is whole."""
    return whole_file(output) if output is not None else nullcontext(sys.stdout.buffer)
