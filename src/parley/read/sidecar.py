"""`corpus.json` beside text files -> what is known of each, by the file's name without its ending."""

from __future__ import annotations

from pathlib import Path

import msgspec

from parley.errors import InputError
from parley.read.article import day_of
from parley.read.lines import is_id
from parley.read.notices import Found, Particulars

SIDECAR = "corpus.json"
EXPECTED = 'Expected a list of {"id", "published"?, "publisher"?, "url"?, "title"?}, "id" being the name of a .txt file beside it'


class _Row(msgspec.Struct):
    id: str
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None


def read_sidecar(folder: Path) -> tuple[dict[str, Particulars], list[Found]]:
    """Particulars by file stem (none without a corpus.json), and what is wrong with it: the files are read all the same."""
    path = folder / SIDECAR
    if not path.is_file():
        return {}, []
    try:
        rows = msgspec.json.decode(path.read_bytes(), type=list[_Row])
    except (msgspec.DecodeError, OSError) as error:
        return {}, [InputError(str(path), str(error), EXPECTED)]
    found, problems = {}, list[Found]()
    for number, row in enumerate(rows, 1):
        day = day_of(row.published) if row.published else None
        if (row.published and day is None) or not is_id(row.id):
            problems.append(
                InputError(
                    f"{path}, entry {number}",
                    f"id {row.id[:60]!r}, published {row.published!r}",
                    "Expected a printable id and a date as YYYY-MM-DD",
                )
            )
        else:
            found[row.id] = Particulars(row.id, day, row.url, row.publisher, row.title)
    return found, problems
