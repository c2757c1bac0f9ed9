"""The command line: parses, calls, prints."""

from __future__ import annotations

import typer

from parley.show.add import add
from parley.show.extract import extract

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
app.command()(extract)
app.command()(add)


@app.callback()
def _root() -> None:
    """Reads news on a conflict and keeps a dossier of the negotiation."""


def main() -> None:
    """Entry point of the command `parley`."""
    app()
