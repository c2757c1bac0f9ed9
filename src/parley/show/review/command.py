"""`parley review`: who reviews, on what terminal."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from parley.ledger import LINK_KINDS, LinkKind
from parley.show.inputs import INTERRUPTED

_KINDS = [kind for kind in LINK_KINDS if kind not in {"issues", "assertions"}]


def review(
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier, a file made by parley add.", show_default=False)],
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help=f"Only this kind: {', '.join(_KINDS)}. Default: all but actors and statements."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only what had been published by this day. Default: the newest article's day."),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who decides. Default: $PARLEY_REVIEWER, else your name for git or on this machine."),
    ] = None,
) -> None:
    """Say of what was read whether it is right: one item on a screen, what matters most first, single keys. Each decision is kept
    at once; ? shows the keys.

    Example: parley review demo.parley --who Ana
    """
    from parley.errors import UsageError
    from parley.reason.decisions.walk import WALKED
    from parley.show.days import read_day

    if kind is not None and kind not in _KINDS:
        raise typer.BadParameter(f"{kind!r} is no kind; it is one of {', '.join(_KINDS)}", param_hint="--kind")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo("parley: review needs a terminal to show items on and read keys from; run it in one, not in a pipe", err=True)
        raise typer.Exit(2)
    try:
        day = read_day(as_of) if as_of else None
    except UsageError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from None
    _run(dossier, [kind] if kind else WALKED, day, name_of(who))


def _run(where: str, kinds: list[LinkKind] | tuple[LinkKind, ...], as_of: str | None, who: str) -> None:
    from parley.show.book import bring_up_to_date
    from parley.show.keys import ClosedError, Keys
    from parley.show.review.loop import Review, summary
    from parley.show.review.session import Session
    from parley.show.terminal import console
    from parley.store.dossier import Dossier

    with Dossier.open(where) as opened:
        bring_up_to_date(opened)
        session = Session(opened, Path(where).name, who, kinds, as_of)
        status = 0
        screen = console()
        try:
            Review(session, screen, Keys()).run()
        except KeyboardInterrupt:
            status = INTERRUPTED
        except ClosedError:
            status = 1
        if screen.is_terminal and not screen.is_dumb_terminal:
            screen.clear()
        typer.echo(f"{session.title}: {summary(session)}\nWhat was decided is kept; parley review goes on from here.")
    raise typer.Exit(status)


def name_of(given: str | None) -> str:
    """The reviewer's name: as given, from the environment, git's, the machine's."""
    for name in (given, os.environ.get("PARLEY_REVIEWER"), _git_name(), _machine_name()):
        if name and (tidy := " ".join("".join(c if c.isprintable() else " " for c in name).split())):
            return tidy
    raise typer.BadParameter("nobody's name is known on this machine; give yours", param_hint="--who")


def _git_name() -> str | None:
    try:
        found = subprocess.run(["git", "config", "--get", "user.name"], capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip()


def _machine_name() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return None
