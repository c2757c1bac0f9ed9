"""Files, folders and standard input -> articles in a fixed order, and an InputError for each thing that cannot be read.

A folder is read recursively, by name; hidden files and kinds of file that we do not read are left out, with a notice.
`corpus.json` beside text files says what is known of each: a list of {"id", "published"?, "publisher"?, "url"?, "title"?},
where `id` is the file's name without its ending.
"""

from __future__ import annotations

import gzip
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from parley.errors import InputError
from parley.read.article import make_article
from parley.read.decode import decode
from parley.read.lines import read_lines
from parley.read.notices import MAX_CHARS, Found, Notice, Particulars, text_fault
from parley.read.sidecar import SIDECAR, read_sidecar
from parley.values import PublishedFrom

STDIN = "-"
MAX_BYTES = {".txt": 4 * MAX_CHARS, ".html": 20_000_000, ".pdf": 100_000_000}  # a page or PDF is mostly not text
KINDS = {
    ".txt": ".txt",
    ".text": ".txt",
    ".html": ".html",
    ".htm": ".html",
    ".xhtml": ".html",
    ".pdf": ".pdf",
    ".jsonl": ".jsonl",
    ".ndjson": ".jsonl",
}
READABLE = ".txt, .html, .pdf, .jsonl or .jsonl.gz"


def read_inputs(paths: Iterable[str | Path], default: Particulars | None = None) -> Iterator[Found]:
    """Everything in `paths`, in their order; "-" is standard input. `default` fills in what an input does not say of itself."""
    known = default or Particulars()
    for path in paths:
        if str(path) == STDIN:
            yield from read_stream(sys.stdin.buffer, "standard input", known)
        else:
            yield from _read_path(Path(path), known)


def _read_path(path: Path, default: Particulars) -> Iterator[Found]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _os_error(str(path), error)
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(path, default, frozenset())
    elif not stat.S_ISREG(mode):
        yield InputError(str(path), "neither a file nor a folder", "Send it through standard input: 'parley extract - < FILE'")
    elif kind_of(path) is None:
        yield InputError(
            str(path),
            f"a kind of file that Parley does not read ({path.suffix or 'no ending'})",
            f"Expected {READABLE}; rename or convert it",
        )
    else:
        sidecar, problems = read_sidecar(path.parent) if kind_of(path) == ".txt" else ({}, [])
        yield from problems
        yield from read_file(path, default, sidecar.get(path.stem))


def kind_of(path: Path) -> str | None:
    """The kind of a file by its ending: .txt, .html, .pdf or .jsonl (compressed or not); None where we do not read it."""
    name = path.name.lower()
    return KINDS.get(Path(name.removesuffix(".gz")).suffix) if name.endswith(".jsonl.gz") else KINDS.get(Path(name).suffix)


def _read_folder(folder: Path, default: Particulars, above: frozenset[tuple[int, int]]) -> Iterator[Found]:
    """`above` are the folders that this one lies in, by device and inode: a link back to one of them would never end."""
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield _os_error(str(folder), error)
        return
    key = (status.st_dev, status.st_ino)
    if key in above:
        yield Notice(str(folder), "a link back to a folder that it lies in; not followed")
        return
    sidecar, problems = read_sidecar(folder)
    yield from problems
    left_out = []
    for entry in entries:
        if entry.name.startswith(".") or entry.name == SIDECAR:
            continue
        if entry.is_dir():
            yield from _read_folder(entry, default, above | {key})
        elif kind_of(entry) is None:
            left_out.append(entry.name)
        else:
            yield from read_file(entry, default, sidecar.get(entry.stem))
    if left_out:
        names = ", ".join(left_out[:3]) + (", ..." if len(left_out) > 3 else "")
        yield Notice(str(folder), f"left out {len(left_out)} of another kind than {READABLE}: {names}")


def read_file(path: Path, default: Particulars, own: Particulars | None = None) -> Iterator[Found]:
    """Articles of one file whose kind is known by its ending. `own` is what a sidecar says of it."""
    kind = kind_of(path)
    try:
        if kind == ".jsonl":
            opened: Callable[[Path], BinaryIO] = _open_gzip if path.name.lower().endswith(".gz") else _open
            with opened(path) as stream:
                yield from read_lines(stream, str(path), default)
        else:
            size = path.stat().st_size
            limit = MAX_BYTES[kind or ".txt"]
            if size > limit:
                yield InputError(str(path), f"a file of {size:,} bytes, more than {limit:,}", "Split it into its articles")
            else:
                yield from read_data(path.read_bytes(), kind or ".txt", str(path), default, own)
    except OSError as error:
        yield _os_error(str(path), error)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _open_gzip(path: Path) -> BinaryIO:
    return gzip.open(path, "rb")  # type: ignore[return-value]  # GzipFile has all of BinaryIO that is used


def read_stream(stream: BinaryIO, name: str, default: Particulars) -> Iterator[Found]:
    """Standard input by how it begins: JSON Lines ("{"), a page ("<!doctype html", "<html"), a PDF, else one text."""
    from io import BufferedReader, BytesIO

    buffered = stream if isinstance(stream, BufferedReader) else BufferedReader(BytesIO(stream.read()))
    start = buffered.peek(1024)[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"{"):
        yield from read_lines(buffered, name, default)
        return
    kind = ".html" if start.startswith((b"<!doctype html", b"<html")) else ".pdf" if start.startswith(b"%pdf-") else ".txt"
    data = buffered.read(MAX_BYTES[kind] + 1)
    if len(data) > MAX_BYTES[kind]:
        yield InputError(name, f"more than {MAX_BYTES[kind]:,} bytes", "Split it into its articles")
    else:
        yield from read_data(data, kind, name, default)


def read_data(data: bytes, kind: str, name: str, default: Particulars, own: Particulars | None = None) -> Iterator[Found]:
    """The article in the bytes of a .txt, .html or .pdf, after a notice where its encoding was guessed."""
    if not data:
        yield InputError(name, "the file is empty", "Leave it out, or save the article's text in it")
        return
    found = _READERS[kind](data, name)
    if isinstance(found, InputError):
        yield found
        return
    text, declared, notice = found
    if notice:
        yield notice
    fault = text_fault(text)
    yield InputError(name, *fault) if fault else _article(text, own or Particulars(), default, declared)


def _article(text: str, own: Particulars, default: Particulars, declared: Particulars) -> Found:
    """What is said of this article comes first, then what the user says of all, then what its own page declares."""
    given = replace(default, **{f: v for f in ("id", "published", "url", "publisher", "title") if (v := getattr(own, f))})
    published_from: PublishedFrom = "given" if given.published else "metadata"
    return make_article(
        text,
        id=given.id,
        published=given.published or declared.published,
        published_from=published_from,
        url=given.url or declared.url,
        publisher=given.publisher or declared.publisher,
        title=given.title or declared.title,
    )


Raw = tuple[str, Particulars, Notice | None]


def _from_txt(data: bytes, name: str) -> Raw | InputError:
    decoded = decode(data)
    if decoded is None:
        return InputError(name, "binary data, not text", f"Expected {READABLE}, text in UTF-8")
    notice = Notice(name, f"not UTF-8; read as {decoded.guess}, which is a guess: look at the accents") if decoded.guess else None
    return decoded.text, Particulars(), notice


def _from_html(data: bytes, name: str) -> Raw | InputError:
    from parley.read.html import read_html

    found = read_html(data)
    if found is None:
        return InputError(name, "no article found in the page", "Save the article's own page, or its text as .txt")
    return (*found, None)


def _from_pdf(data: bytes, name: str) -> Raw | InputError:
    from parley.read.pdf import PdfError, read_pdf

    try:
        return read_pdf(data), Particulars(), None
    except PdfError as error:
        return InputError(name, *error.args)


_READERS: dict[str, Callable[[bytes, str], Raw | InputError]] = {".txt": _from_txt, ".html": _from_html, ".pdf": _from_pdf}


def _os_error(name: str, error: OSError) -> InputError:
    fixes = {
        FileNotFoundError: ("no such file", "Check the name"),
        PermissionError: ("you may not read it", "Change its permissions"),
    }
    found, fix = fixes.get(
        type(error), (os.strerror(error.errno) if error.errno else str(error), "Check that the disk and the path are sound")
    )
    return InputError(name, found, fix)


def count_inputs(paths: Iterable[str | Path]) -> int | None:
    """About how many articles `paths` hold, for a progress bar; None where counting would mean reading it all."""
    total = 0
    for path in map(Path, paths):
        if path.is_dir():
            inner = count_inputs(entry for entry in path.rglob("*") if entry.is_file() and kind_of(entry))
            if inner is None:
                return None
            total += inner
        elif str(path) == STDIN or path.name.lower().endswith(".gz") or not path.is_file():
            return None
        elif kind_of(path) == ".jsonl":
            with path.open("rb") as stream:
                total += sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
        else:
            total += 1
    return total
