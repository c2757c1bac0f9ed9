"""`parley decisions`: what people decided about a dossier, listed, carried to a colleague's and brought in from there."""

from __future__ import annotations

import datetime
import io
import json as json_
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from parley.errors import InputError
from parley.ledger import KIND_OF, Decision
from parley.reason.decisions.counting import with_id
from parley.reason.decisions.fields import check

if TYPE_CHECKING:
    from parley.reason.decisions.reviewed import Ruling
    from parley.show.book import Book
    from parley.store.dossier import Dossier

app = typer.Typer(
    name="decisions",
    help="What people decided about a dossier (parley review): list it, carry it to a colleague's dossier.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_FIX = "Export it again with: parley decisions export DOSSIER FILE"
DossierName = Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier, a file made by parley add.", show_default=False)]


@contextmanager
def _opened(where: str) -> Iterator[Dossier]:
    from parley.show.book import bring_up_to_date
    from parley.store.dossier import Dossier

    with Dossier.open(where) as dossier:
        bring_up_to_date(dossier)
        yield dossier


@app.command("list")
def list_(
    dossier: DossierName,
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this person decided.")] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only what people disagree about.")] = False,
) -> None:
    """Who decided what, latest last; what people disagree about; what no longer has its words.

    Example: parley decisions list demo.parley --disputed
    """
    from parley.show.terminal import console

    with _opened(dossier) as opened:
        screen = console()
        book = book_of_decided(opened, Path(dossier).name)
        every = [d for d in opened.library().decisions() if who is None or d.who == who]
        if not disputed:
            for line in _lines(book, every):
                screen.print(line, highlight=False, soft_wrap=True)
        print_disputes(book, who)
        if not disputed:
            print_lost(book)
        typer.echo(f"{len(every)} decision{'s' * (len(every) != 1)}")


@app.command()
def export(
    dossier: DossierName,
    output: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Write here and not to standard output.", dir_okay=False, show_default=False),
    ] = None,
) -> None:
    """Every decision as a JSON object on a line, for a colleague's dossier.

    Example: parley decisions export demo.parley ana.jsonl
    """
    from parley.show.files import whole_file

    with _opened(dossier) as opened:
        made = b"".join(msgspec.json.encode(decision) + b"\n" for decision in opened.library().decisions())
    if output is None:
        sys.stdout.buffer.write(made)
        return
    with whole_file(output) as stream:
        stream.write(made)
    typer.echo(f"{output}: {made.count(b'\n')} decisions")


@app.command("import")
def import_(
    dossier: DossierName,
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="What a colleague exported; - for standard input.")] = "-",
) -> None:
    """Add a colleague's decisions: those that are new, nothing else changes. Where two people disagree, both are kept and shown.

    Example: parley decisions import demo.parley ana.jsonl
    """
    with _opened(dossier) as opened:
        found = list(read_decisions(file))
        added = {decision.id for decision in found if opened.decide(decision)}
        book = book_of_decided(opened, Path(dossier).name)
        print_disputes(book)
        unfit = sum(decision.id in added for decision in _ruling(book).lost)
        typer.echo(
            f"{len(added)} added, {len(found) - len(added)} there already, {unfit} of the new fit no item here (kept all the same)"
        )


def read_decisions(file: str) -> Iterator[Decision]:
    """Decisions of a file of JSON lines. Raises InputError at the first line that is none."""
    with io.TextIOWrapper(sys.stdin.buffer, "utf8") if file == "-" else Path(file).open(encoding="utf8") as stream:
        try:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _read(f"{'standard input' if file == '-' else file}, line {number}", line)
        except UnicodeDecodeError:
            raise InputError(file, "this is no text in UTF-8", _FIX) from None


def _read(where: str, line: str) -> Decision:
    try:
        decision = msgspec.json.decode(line, type=Decision)
    except msgspec.MsgspecError as error:
        raise InputError(where, f"this is no decision ({error}); nothing was imported", _FIX) from None
    if fault := _fault(decision):
        raise InputError(where, f"{fault}; nothing was imported", _FIX)
    return decision


def _fault(decision: Decision) -> str | None:
    """What is wrong with a decision, None where nothing is."""
    if with_id(decision).id != decision.id:
        return "the id does not fit the rest: the line was changed"
    if KIND_OF.get(decision.item[:1]) != decision.kind:
        return f"{decision.item!r} is no id of {decision.kind}"
    try:
        datetime.datetime.fromisoformat(decision.when)
        value = json_.loads(decision.value) if decision.value is not None else None
    except ValueError as error:
        return f"a value cannot be read ({error})"
    shown = [decision.who, decision.item, decision.other or "", decision.field or ""]
    shown += _strings(value) if decision.verdict == "corrected" else ()
    if not decision.who or not all(text.isprintable() for text in shown):
        return "a name or value cannot be shown on a terminal"
    if decision.verdict == "corrected":
        return check(decision.kind, decision.field or "", value)
    if decision.verdict == "accepted" and value is not None and not isinstance(value, dict):
        return "what was accepted is no object"
    return None


def _strings(value: object) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def book_of_decided(dossier: Dossier, title: str) -> Book:
    """The book of the items that decisions are about."""
    from parley.ledger import Library, LinkKind
    from parley.reason.decisions.reviewed import Reviewed
    from parley.reason.shelf import Asked
    from parley.show.book import make_book

    def wanted(library: Library, *_: str | None) -> Asked:
        assert isinstance(library, Reviewed)
        chosen: dict[LinkKind, list[str]] = {}
        for item in library.ruling.of:
            chosen.setdefault(KIND_OF[item[0]], []).append(item)
        return Asked({kind: tuple(items) for kind, items in chosen.items()})

    return make_book(title, dossier.library(), wanted=wanted)


def _ruling(book: Book) -> Ruling:
    from parley.reason.decisions.reviewed import reviewed

    return reviewed(book.library).ruling


def _lines(book: Book, every: list[Decision]) -> Iterator[str]:
    from parley.reason.decisions.counting import counted
    from parley.show.reviews import told

    counts = {decision.id for decision in counted(every)}
    for decision in every:
        note = "" if decision.id in counts or decision.verdict == "undone" else " (taken back)"
        yield f"{decision.id[:8]} {told(decision)}{note}: {_about(book, decision)}"


def _about(book: Book, decision: Decision) -> str:
    """The item in a few words, else the words that were shown."""
    from parley.show import wording
    from parley.show.listing import rows
    from parley.show.review.screen import CONTROLS

    item = book.item.get(decision.item)
    if item is not None:
        row = next(row for row in rows(book, decision.kind) if row.item is item)
        return f"{row.kind} {book.short(item.id)} " + wording.cut(
            " · ".join(part for part in (row.who, row.state, row.what) if part), 90
        )
    shown = " … ".join(text for *_, text in decision.words[:2]).translate(CONTROLS)
    return f"{decision.kind} {decision.item[:6]}" + (f" {wording.quoted(shown, 90)}" if shown else "")


def print_disputes(book: Book, who: str | None = None) -> None:
    """Items that people disagree about, with what each says."""
    from parley.show.reviews import told

    for item in book.item.values():
        if item.reviewed == "disputed" and (who is None or any(judged.who == who for judged in item.decisions)):
            typer.echo(f"disputed: {KIND_OF[item.id[0]]} {book.short(item.id)}")
            for judged in item.decisions:
                typer.echo(f"  {told(judged)}")


def print_lost(book: Book) -> int:
    """Decisions whose words belong to no record any more, and how many there are."""
    from parley.show.reviews import told

    lost = _ruling(book).lost
    for decision in lost:
        typer.echo(f"no longer fits: {told(decision)}: {_about(book, decision)}")
    return len(lost)
