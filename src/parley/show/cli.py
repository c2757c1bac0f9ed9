"""The command line: parses, calls, prints. What a command needs is imported when it runs, so that `--help` is quick."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from parley import __version__
from parley.errors import ParleyError
from parley.show.actors import app as actors
from parley.show.add import add
from parley.show.care import backup, check
from parley.show.decisions import app as decisions
from parley.show.extract import extract
from parley.show.files import explain, whole_file
from parley.show.redo import redo
from parley.show.review.command import review
from parley.show.serve import serve

app = typer.Typer(
    name="parley",
    help="Reads news on a conflict and keeps a dossier of the negotiation, every line tied to the words it comes from.",
    epilog="Example: parley demo   (then: parley brief demo.parley)",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(extract)
app.command()(add)
app.command()(review)
app.command()(redo)
app.command()(serve)
app.command()(check)
app.command()(backup)
app.add_typer(actors)
app.add_typer(decisions)

DossierFile = Annotated[Path, typer.Argument(metavar="DOSSIER", help="The dossier, a file made by parley add.", show_default=False)]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Only what had been published by this day (or 'today'). Default: the newest article's day."),
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="What is new counts from this day. Default: 30 days before.")]
Kind = Literal["actors", "statements", "events", "agreements", "positions", "claims", "expectations", "relations"]


def _day(value: str | None) -> str | None:
    from parley.errors import UsageError
    from parley.show.days import read_day

    try:
        return read_day(value) if value else None
    except UsageError as error:
        raise typer.BadParameter(str(error)) from None


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"parley {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_print_version, is_eager=True)
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the code an unexpected error happened.")] = False,
) -> None:
    if debug:
        os.environ["PARLEY_DEBUG"] = "1"


@app.command()
def demo(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The dossier to make.", dir_okay=False)] = Path(
        "demo.parley"
    ),
    workers: Annotated[int, typer.Option(min=0, metavar="N", help="Processes that read; 0: one per core.")] = 0,
) -> None:
    """Read the bundled articles into a dossier here, and print its brief.

    Example: parley demo
    """
    from parley.show.book import open_book
    from parley.show.demo import build_demo, next_steps
    from parley.show.terminal import console, fitted, print_brief

    added, failed = build_demo(output, workers)
    screen = console()
    screen.print(f"{output}: {f'{added} articles read' if added else 'nothing new to read'}", highlight=False)
    with open_book(output) as book:
        print_brief(screen, fitted(screen, book))
        screen.print(next_steps(book, output), highlight=False, soft_wrap=True)
    for error in failed:
        typer.echo(f"parley: {error}", err=True)
    if failed:
        raise typer.Exit(1)


@app.command()
def brief(
    dossier: DossierFile,
    as_of: AsOf = None,
    since: Since = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write one self-contained page instead.", dir_okay=False)
    ] = None,
) -> None:
    """Where the talks stand: positions, agreements, claims, what is next and overdue, what changed; each line with its source.

    Example: parley brief demo.parley --as-of 2022-02-14 --html brief.html
    """
    from parley.reason.agenda import agenda
    from parley.show.book import open_book

    with open_book(dossier, _day(as_of), _day(since), agenda) as book:
        if html is not None:
            from parley.show.html import render_page

            with whole_file(html) as stream:
                stream.write(render_page(book).encode("utf8"))
            typer.echo(f"{html}: written; open it in a browser, or print it")
            return
        from parley.show.terminal import console, fitted, print_brief

        screen = console()
        print_brief(screen, fitted(screen, book))


@app.command()
def show(
    dossier: DossierFile,
    id: Annotated[
        str, typer.Argument(metavar="ID", help="The id at the beginning of a line, or an article's.", show_default=False)
    ],
    as_of: AsOf = None,
) -> None:
    """A record in full: the words that it comes from in their paragraph, who said them, and where else they are told.

    Example: parley show demo.parley x4f4
    """
    from parley.show.book import open_book
    from parley.show.show import asked_for, find, print_found
    from parley.show.terminal import console

    with open_book(dossier, _day(as_of), wanted=lambda library, *_: asked_for(library, find(library, dossier.name, id))) as book:
        print_found(console(), book, find(book.library, dossier.name, id))


@app.command("list")
def list_(
    dossier: DossierFile,
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="KIND",
            help="actors, statements, events, agreements, positions, claims, expectations or relations.",
            show_default=False,
        ),
    ],
    as_of: AsOf = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only what was read after this day.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this actor is in.")] = None,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="At most so many rows; 0: all.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="JSON, one record a line, instead of a table.")] = False,
) -> None:
    """Records of one kind as a table.

    Example: parley list demo.parley positions --actor France
    """
    from parley.ledger import Library, LinkKind
    from parley.reason.shelf import Asked
    from parley.show.book import open_book
    from parley.show.listing import rows
    from parley.show.tables import print_json, print_rows
    from parley.show.terminal import console

    def wanted(library: Library, day: str | None, _: str | None) -> Asked:
        kinds: list[LinkKind] = ["actors", kind] if actor else [kind]
        return Asked({each: library.items(each, day, after=_day(since) if each == kind else None) for each in kinds})

    with open_book(dossier, _day(as_of), wanted=wanted) as book:
        found = rows(book, kind, _day(since), actor)
        shown = found[:limit] if limit else found
        if json:
            print_json(shown)
        else:
            print_rows(console(), book, kind, shown, len(found))


@app.command()
def search(
    dossier: DossierFile,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='Words, "whole phrases", begin* for beginnings.', show_default=False)
    ],
    as_of: AsOf = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many articles.")] = 20,
) -> None:
    """Articles that hold all of the words, best first.

    Example: parley search demo.parley ceasefire hunters
    """
    from parley.show.search import print_hits
    from parley.show.terminal import console
    from parley.store.dossier import Dossier

    with Dossier.open(dossier) as opened:
        print_hits(console(), opened.search(" ".join(words), _day(as_of), limit), " ".join(words))


@app.command()
def export(
    dossier: DossierFile,
    format: Annotated[
        Literal["json", "jsonl", "csv"], typer.Option("-f", "--format", metavar="FORMAT", help="json, jsonl or csv.")
    ] = "json",
    as_of: AsOf = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Also what changed since this day.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here and not to standard output.", dir_okay=False)
    ] = None,
) -> None:
    """All records, merged over articles, with the words that they come from.

    Example: parley export demo.parley --format csv -o demo.csv
    """
    from parley.show.book import open_book
    from parley.show.export.write import write_export

    with open_book(dossier, _day(as_of), _day(since)) as book:
        write_export(book, format, output, with_changes=since is not None)


@app.command()
def doctor() -> None:
    """Check that everything that Parley needs is in place; exit status 1 where something is not.

    Example: parley doctor
    """
    from parley.show.doctor import print_checks
    from parley.show.terminal import console

    if not print_checks(console()):
        raise typer.Exit(1)


def main() -> None:
    """Runs the command line: one line on standard error for what goes wrong, status 1; wrong usage has status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot write "✓" shows "?"
    try:
        app()
    except ParleyError as error:
        _fail(str(error), error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        _fail(explain(error), error)
    except Exception as error:  # noqa: BLE001  (the last net: a person gets a sentence, not a stack trace)
        _fail(
            f"unexpected {type(error).__name__}: {error}. This is a fault in Parley. "
            "Please report it with what 'parley --debug ...' prints",
            error,
        )


def _fail(message: str, error: BaseException) -> None:
    if os.environ.get("PARLEY_DEBUG"):
        raise error
    typer.echo(f"parley: {message}", err=True)
    sys.exit(1)
