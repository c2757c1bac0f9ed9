"""JSON Lines -> articles: one object a line, {"id"?, "text", "published"?, "url"?, "publisher"?, "title"?}.

Other keys are passed over.
A line that cannot be read is an error of its own; the lines after it are read. Memory holds one line.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from gzip import BadGzipFile
from typing import BinaryIO

import msgspec

from parley.errors import InputError
from parley.read.article import day_of, make_article
from parley.read.notices import MAX_CHARS, Found, Particulars, text_fault

MAX_LINE = 12 * MAX_CHARS  # bytes: twelve is what JSON takes at most for a character, as an escaped surrogate pair
EXPECTED = 'Expected one JSON object a line, {"id", "text", "published"?, "url"?, "publisher"?, "title"?}'
_BOM = b"\xef\xbb\xbf"


class _Line(msgspec.Struct):
    text: str
    id: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None


_DECODER = msgspec.json.Decoder(_Line)


def read_lines(stream: BinaryIO, name: str, default: Particulars) -> Iterator[Found]:
    """Articles and errors of a stream of JSON Lines; `default` fills in what a line does not say."""
    number = 0
    try:
        while line := stream.readline(MAX_LINE + 1):
            number += 1
            where = f"{name}, line {number}"
            if len(line) > MAX_LINE:
                _skip_line(stream, line)
                yield InputError(where, f"a line of more than {MAX_LINE:,} bytes", "Put each article on a line of its own")
                continue
            line = line.removeprefix(_BOM) if number == 1 else line
            if line.strip():
                yield _article(line, where, default, is_whole=line.endswith(b"\n"))
    except (EOFError, zlib.error, BadGzipFile) as error:
        found = f"the compressed file is damaged or cut short after line {number} ({error})"
        yield InputError(name, found, "What came before has been read; fetch the file again for the rest")


def _skip_line(stream: BinaryIO, part: bytes) -> None:
    while part and not part.endswith(b"\n"):
        part = stream.readline(1 << 20)


def _article(line: bytes, where: str, default: Particulars, *, is_whole: bool) -> Found:
    try:
        fields = _DECODER.decode(line)
    except msgspec.ValidationError as error:
        return InputError(where, str(error), EXPECTED)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        cut = "" if is_whole else "; it is the last line and does not end, so the file may be cut short"
        return InputError(where, f"not JSON ({error}){cut}", EXPECTED)
    fault = text_fault(fields.text)
    if fault:
        return InputError(where, *fault)
    if fields.id is not None and not is_id(fields.id):
        return InputError(
            where, f"the id {fields.id[:60]!r}", "Expected up to 200 printable characters; leave it out to have one made"
        )
    published = fields.published or default.published
    day = day_of(published) if published else None
    if published and day is None:
        return InputError(where, f"published is {published[:60]!r}", "Expected a date as YYYY-MM-DD, or null where it is not known")
    return make_article(
        fields.text,
        id=fields.id,
        published=day,
        url=fields.url or default.url,
        publisher=fields.publisher or default.publisher,
        title=fields.title or default.title,
    )


def is_id(text: str) -> bool:
    """Whether an id can be shown on a line and typed: 1 to 200 printable characters."""
    return 0 < len(text) <= 200 and text.isprintable() and text == text.strip()
