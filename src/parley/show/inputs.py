"""What `extract` and `add` share: options as people type them, complaints on standard error, the exit status."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from parley.errors import ParleyError
from parley.lexicon.tables import languages
from parley.records import Reading
from parley.show.files import explain

FAILED, INTERRUPTED = 1, 130


def _day(value: str) -> str:
    try:
        if len(value) == 10:
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise typer.BadParameter(f"{value!r} is no date; write it as YYYY-MM-DD, for example 2022-02-15")


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Files (.txt, .html, .pdf, .jsonl, .jsonl.gz), folders of these, or - for standard input.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        parser=_day, metavar="DATE", help="Day of publication (YYYY-MM-DD) of inputs that do not come with one of their own."
    ),
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of inputs that do not come with one of their own.")]
Workers = Annotated[
    int, typer.Option(min=0, metavar="N", help="Processes that read; 0: one per core. The output is the same whatever N.")
]


class Complaints:
    """Says on standard error what could not be read, and remembers that something was said."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, error: ParleyError) -> None:
        """One line for an error."""
        self.count += 1
        self.note(str(error))

    @staticmethod
    def note(message: object) -> None:
        """One line for what is no error."""
        print(f"parley: {message}", file=sys.stderr, flush=True)  # noqa: T201  (this is the printer)

    def finish(self) -> None:
        """Ends the command: status 1 where anything was complained of."""
        if self.count:
            raise typer.Exit(FAILED)


@contextmanager
def guarded() -> Iterator[Complaints]:
    """Runs a command that reads inputs: turns what may go wrong into a line on standard error and an exit status."""
    complaints = Complaints()
    try:
        yield complaints
    except ParleyError as error:
        complaints.add(error)
    except BrokenPipeError:
        # Whoever read our output has had enough (`| head`); nothing may be written to it any more, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(FAILED) from None
    except OSError as error:
        complaints.note(explain(error))
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        complaints.note("interrupted. What was reported as done is done; run the same command again for the rest")
        raise typer.Exit(INTERRUPTED) from None
    complaints.finish()


def language_notice(reading: Reading, reported: set[str]) -> str | None:
    """Says once per language that nothing was looked for in a text, where there is no pack for it."""
    language = reading.article.language or "en"
    if language in languages() or language in reported:
        return None
    reported.add(language)
    return f"{reading.article.id}: its language looks like {language!r}, for which there is no language pack: no records"
