"""`parley serve`: the pages of a dossier, on this machine."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer


def serve(
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="The dossier, a file made by parley add.", show_default=False)],
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0: any that is free.")] = 8470,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen at; any but this machine's own needs a token.")
    ] = ("127.0.0.1"),
    token: Annotated[
        str | None, typer.Option(envvar="PARLEY_TOKEN", help="What a user has to show; made up where it is needed.")
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who decides on the pages. Default: $PARLEY_REVIEWER, else your name for git or here."),
    ] = None,
) -> None:
    """Open the dossier in a browser: local, offline, nothing is sent anywhere. Ctrl-C ends it.

    Example: parley serve demo.parley
    """
    import uvicorn

    from parley.show.book import bring_up_to_date
    from parley.show.review.command import name_of
    from parley.show.web.app import make_app
    from parley.show.web.desks import Desks
    from parley.show.web.safety import LOOPBACK, Guard
    from parley.store.dossier import Dossier

    with Dossier.open(dossier) as opened:  # what is wrong with it is said before the server starts
        bring_up_to_date(opened)
    if host not in LOOPBACK and token is None:
        token = secrets.token_urlsafe(16)
    app = make_app(Desks(str(dossier), dossier.name, name_of(who)), Guard(LOOPBACK | {host}, token))
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False)
    server = uvicorn.Server(config)
    typer.echo(f"http://{host}:{port}/{f'?token={token}' if token else ''}   (Ctrl-C ends it)")
    server.run()
