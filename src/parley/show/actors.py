"""`parley actors`: who is known under a name, and the user's own list."""

from __future__ import annotations

import json as json_
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from parley.lexicon.known_actors import KnownActor

app = typer.Typer(
    name="actors",
    help="Who is known under a name, and a list of your own that every reading uses from then on.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_LANGUAGES = {"fr": "French", "es": "Spanish", "ar": "Arabic"}
# Ties of an actor that people are shown: the United Nations have hundreds.
SHOWN_TIES = 12
# Faults of an imported list that are told one by one.
TOLD = 20


@app.command()
def find(
    name: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="A name, acronym or key in any of the languages.", show_default=False)
    ],
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="At most so many actors; 0: all.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="JSON, one actor a line.")] = False,
) -> None:
    """Who is known under a name: what they are, where, what else they are called, whose part they are and since when.

    Example: parley actors find JNIM
    """
    from parley.lexicon.find_actors import find_actors
    from parley.show.terminal import console

    wanted = " ".join(name)
    found = find_actors(wanted)
    shown = found.actors[:limit] if limit else found.actors
    screen = console()
    for actor in shown:
        if json:
            typer.echo(json_.dumps(_as_json(actor), ensure_ascii=False))
        else:
            _print_actor(screen, actor)
    if not found.actors:
        hint = f" Nearly: {', '.join(found.nearly)}." if found.nearly else ""
        typer.echo(f"parley: nobody known as {wanted!r}.{hint} Add your own with: parley actors add NAME", err=True)
        raise typer.Exit(1)
    if not json and len(shown) < len(found.actors):
        screen.print(f"{len(found.actors) - len(shown)} more with --limit 0", style="dim")


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name.", show_default=False)],
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="person, government, armed_group, igo, ngo, media, party, military, religious, ...")
    ] = "",
    country: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="ISO alpha-3 code of a country it acts in; may be repeated.")
    ] = None,
    alias: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Another name or acronym; may be repeated.")] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What it is, in a few words.")] = "",
) -> None:
    """Add one actor to your own list, or more names to one that is known.

    Example: parley actors add "Front for the Defence of Orla" --kind armed_group --country MLI --alias FDO
    """
    row = {"name": name, "kind": kind, "country": "|".join(country or ()), "aliases": "|".join(alias or ()), "note": note}
    told, _ = _join([(0, row)], "")
    typer.echo(told)


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV with a column 'name', or a CAMEO/PETRARCH dictionary.", show_default=False),
    ],
) -> None:
    """Add the actors of a file to your own list; rows that cannot be read are told, the rest goes on.

    Columns of a CSV: name, and any of aliases, kind, country, fr, es, ar, note, source, key (docs/actors.md).

    Example: parley actors import our-actors.csv
    """
    from parley.errors import InputError
    from parley.read.actor_lists import read_list
    from parley.read.decode import decode

    decoded = decode(file.read_bytes())
    if decoded is None:
        raise InputError(str(file), "no text", "Give a CSV file or a dictionary of actors")
    listing = read_list(decoded.text)
    if not listing.rows and not listing.faults and not listing.countries:
        raise InputError(str(file), "no actor", "Give a CSV file with a column 'name', or a dictionary of actors")
    told, wrong = _join(listing.rows, f"{file}, line ")
    faults = [*(f"{file}, line {line}: {reason}" for line, reason in listing.faults), *wrong]
    for fault in faults[:TOLD]:
        typer.echo(f"parley: {fault}", err=True)
    if len(faults) > TOLD:
        typer.echo(f"parley: {len(faults) - TOLD} more rows could not be read", err=True)
    if listing.unused:
        typer.echo(f"Columns of no use here: {', '.join(listing.unused)}")
    if listing.countries:
        typer.echo(f"{listing.countries} countries left out: Parley knows them")
    typer.echo(told)
    if faults:
        raise typer.Exit(1)


def _join(rows: list[tuple[int, dict[str, str]]], where: str) -> tuple[str, list[str]]:
    """Adds rows to the user's list; what to tell of it, and the rows that break a rule."""
    from parley.errors import DataError
    from parley.lexicon.countries import country_codes
    from parley.lexicon.find_actors import all_actors
    from parley.lexicon.known_actors import own_list, with_rows
    from parley.lexicon.own_actors import by_name, own_actors, prepared, write_own

    path, known, countries = own_list(), by_name(all_actors()), country_codes()
    joined, wrong = [], []
    for line, row in rows:
        try:
            joined.append(prepared(row, f"{where}{line}" if where else f"{row['name']!r}", known, countries))
        except DataError as error:
            if not where:
                raise
            wrong.append(str(error))
    if joined:
        write_own(path, with_rows(own_actors(path), (one.actor for one in joined)))
    names = [f"{one.name} is {one.joins.name} ({one.joins.key})" for one in joined if one.joins is not None]
    shared = [
        f"{form!r} is a name of {other.name} ({other.key}) too: the countries of an article decide"
        for one in joined
        for form, other in one.shared
    ]
    told = f"{path}: {len(joined) - len(names)} new actors, {len(names)} that add names to known ones"
    return "\n".join([*names[:TOLD], *shared[:TOLD], told]), wrong


def _as_json(actor: KnownActor) -> dict[str, Any]:
    from parley.lexicon.known_actors import known_ties, unmarked

    return {
        "key": actor.key,
        "name": actor.name,
        "kind": actor.kind,
        "country": list(actor.where),
        "aliases": [*map(unmarked, actor.aliases)],
        **{code: [*map(unmarked, actor.names.get(code, ()))] for code in _LANGUAGES},
        "note": actor.note or None,
        "source": actor.source,
        "ties": [
            {
                "subject": tie.subject,
                "relation": tie.relation,
                "role": tie.role or None,
                "object": tie.object,
                "since": tie.since,
                "until": tie.until,
                "source": tie.source,
            }
            for tie in known_ties()
            if actor.key in {tie.subject, tie.object}
        ],
    }


def _print_actor(screen: Console, actor: KnownActor) -> None:
    from rich.table import Table
    from rich.text import Text

    screen.print(Text.assemble((actor.name, "bold"), f"  {actor.kind.replace('_', ' ')}", (f"  {actor.key}", "yellow")))
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim", min_width=9)
    table.add_column(overflow="fold")
    for label, text in _lines(actor):
        if text:
            table.add_row(f"  {label}", Text(text))
    screen.print(table)
    screen.print()


def _lines(actor: KnownActor) -> Iterator[tuple[str, str]]:
    """What is known of an actor, as pairs of label and text."""
    from parley.lexicon.find_actors import all_actors
    from parley.lexicon.known_actors import known_ties, unmarked

    names = {one.key: one.name for one in all_actors()}
    yield "what", actor.note
    yield "where", ", ".join(actor.where)
    yield "also", ", ".join(map(unmarked, actor.aliases))
    for code, forms in actor.names.items():
        yield _LANGUAGES[code], ", ".join(map(unmarked, forms))
    ties = [tie for tie in known_ties() if actor.key in {tie.subject, tie.object}]
    ties.sort(key=lambda tie: (tie.until is None, tie.since or ""), reverse=True)  # what holds now and is newest first
    for number, tie in enumerate(ties[:SHOWN_TIES]):
        told = _tie(tie.subject, tie.relation, tie.role, tie.object, actor.key, names)
        yield "" if number else "ties", told + _time(tie.since, tie.until)
    if len(ties) > SHOWN_TIES:
        yield "", f"and {len(ties) - SHOWN_TIES} more with --json"
    yield "source", actor.source


def _tie(subject: str, relation: str, role: str, object_: str, key: str, names: dict[str, str]) -> str:
    told = role or relation.replace("_", " ")
    own, other = names.get(subject, subject), names.get(object_, object_)
    return f"{told}: {other}" if subject == key else f"{own}: {told}"


def _time(since: str | None, until: str | None) -> str:
    if since and until:
        return f", {since} to {until}"
    return f", since {since}" if since else f", until {until}" if until else ""
