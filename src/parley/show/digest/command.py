"""`parley digest`, `parley feed`, `parley calendar`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parley.errors import UsageError
from parley.show.files import whole_file

if TYPE_CHECKING:
    from parley.show.digest.contents import Digest

Format = Literal["html", "md", "docx", "eml"]
BINARY = ("docx",)


def day(value: str) -> str:
    """An option's day. Raises BadParameter on what is none."""
    from parley.show.days import read_day

    try:
        return read_day(value)
    except UsageError as error:
        raise typer.BadParameter(str(error)) from None


DossierFile = Annotated[Path, typer.Argument(metavar="DOSSIER", help="The dossier, a file made by parley add.", show_default=False)]
AsOf = Annotated[
    str | None,
    typer.Option(parser=day, metavar="DATE", help="As it was known on this day. Default: the newest article's day."),
]
Since = Annotated[
    str | None, typer.Option(parser=day, metavar="DATE", help="What is new counts from this day. Default: 30 days before.")
]
Redact = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Hide the outlets and sources named in this file, everywhere (docs/exports.md).",
        dir_okay=False,
        exists=True,
    ),
]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write.", dir_okay=False)]


def digest(  # noqa: PLR0913  (every option is a parameter)
    dossier: DossierFile,
    since: Annotated[
        str | None, typer.Option(parser=day, metavar="DATE", help="What is new counts from this day. Default: a week before.")
    ] = None,
    as_of: AsOf = None,
    format: Annotated[
        Format, typer.Option("-f", "--format", metavar="FORMAT", help="html, md (Markdown), docx (Word) or eml (a mail).")
    ] = "html",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here and not to standard output.", dir_okay=False)
    ] = None,
    redact: Redact = None,
    send: Annotated[bool, typer.Option("--send", help="Send it as a mail.")] = False,
    to: Annotated[list[str] | None, typer.Option("--to", metavar="ADDRESS", help="Who gets it; may be repeated.")] = None,
    sender: Annotated[str | None, typer.Option("--from", metavar="ADDRESS", help="Who sends it.")] = None,
    server: Annotated[str | None, typer.Option("--smtp", metavar="HOST[:PORT]", help="The server that takes the mail.")] = None,
    user: Annotated[
        str | None, typer.Option("--smtp-user", metavar="NAME", help="Log in; password from PARLEY_SMTP_PASSWORD, else asked for.")
    ] = None,
    security: Annotated[
        Literal["starttls", "tls", "none"] | None,
        typer.Option("--smtp-security", metavar="HOW", help="starttls (default), tls, or none for a server on this machine."),
    ] = None,
) -> None:
    """The week in the talks, for people who never open a dossier: what changed, what is next, what is overdue; sources numbered.

    Mail settings may stand in config.toml ([smtp]) or the environment (PARLEY_SMTP, PARLEY_SMTP_FROM, ...).

    Example: parley digest demo.parley --since 2022-02-07 --as-of 2022-02-14 -o week.html
    """
    if send:
        given: dict[str, object] = {"server": server, "user": user, "security": security, "sender": sender, "to": tuple(to or ())}
        typer.echo(f"sent to {_send(dossier, since, as_of, redact, given)}", err=True)
        if output is None:
            return
    elif to or sender or server or user or security:
        raise typer.BadParameter("--to, --from and --smtp are for sending: add --send")
    _write(_render(_made(dossier, since, as_of, redact), format), format, output)


def _made(dossier: Path, since: str | None, as_of: str | None, redact: Path | None) -> Digest:
    from parley.show.book import open_book
    from parley.show.digest.make import a_week_before, make_digest
    from parley.show.digest.scope import scope
    from parley.show.redaction.library import redact as hide

    since = since or a_week_before(dossier, as_of)
    with open_book(dossier, as_of, since, scope, hide(redact)) as book:
        return make_digest(book)


def _render(digest: Digest, format: Format) -> bytes:
    if format == "docx":
        from parley.show.digest.docx import render_docx

        return render_docx(digest)
    if format == "eml":
        from parley.show.digest.mail import render_mail

        return render_mail(digest)
    if format == "md":
        from parley.show.digest.text import render_markdown

        return render_markdown(digest).encode("utf8")
    from parley.show.digest.html import render_page

    return render_page(digest).encode("utf8")


def _write(made: bytes, format: Format, output: Path | None) -> None:
    if output is None:
        if format in BINARY and sys.stdout.isatty():
            raise typer.BadParameter(f"a {format} file is nothing for a terminal; name a file: -o digest.{format}")
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    with whole_file(output) as stream:
        stream.write(made)
    typer.echo(f"{output}: written", err=True)


def _send(dossier: Path, since: str | None, as_of: str | None, redact: Path | None, given: dict[str, object]) -> str:
    """Sends the digest; to whom."""
    import getpass

    from parley.config import load_config
    from parley.show.digest.mail import make_mail
    from parley.show.digest.send import address, addresses, send, settings

    through = settings(load_config().smtp, given)
    sender, recipients = address(through.sender), addresses(through.to)
    message = make_mail(_made(dossier, since, as_of, redact), sender, recipients)

    def ask(prompt: str) -> str:
        if not sys.stdin.isatty():
            raise UsageError("no password: set PARLEY_SMTP_PASSWORD, or run this on a terminal to be asked for it")
        return getpass.getpass(prompt)

    send(message, through, ask)
    return ", ".join(each.addr_spec for each in recipients)


def feed(dossier: DossierFile, output: Output, since: Since = None, as_of: AsOf = None, redact: Redact = None) -> None:
    """What changed as an Atom feed, for a feed reader. Made anew, a change keeps its id.

    Example: parley feed demo.parley -o changes.atom
    """
    from parley.show.book import open_book
    from parley.show.digest.feed import render_feed
    from parley.show.digest.scope import scope
    from parley.show.redaction.library import redact as hide

    with open_book(dossier, as_of, since, scope, hide(redact)) as book, whole_file(output) as stream:
        stream.write(render_feed(book))
    typer.echo(f"{output}: written", err=True)


def calendar(dossier: DossierFile, output: Output, as_of: AsOf = None, redact: Redact = None) -> None:
    """What is expected as a calendar (.ics), for any calendar program: all-day events, a month as a month.

    Example: parley calendar demo.parley -o expected.ics
    """
    from parley.ledger import Library
    from parley.reason.shelf import Asked
    from parley.show.book import open_book
    from parley.show.digest.calendar import render_calendar
    from parley.show.redaction.library import redact as hide

    def wanted(library: Library, known: str | None, _: str | None) -> Asked:
        return Asked({"expectations": library.items("expectations", known)})

    with open_book(dossier, as_of, wanted=wanted, through=hide(redact)) as book, whole_file(output) as stream:
        made, left = render_calendar(book)
        stream.write(made)
    typer.echo(f"{output}: written" + (f"; {left} without a day left out" if left else ""), err=True)
