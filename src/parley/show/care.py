"""`parley check` and `parley backup`: whether a dossier is sound, and copies of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.errors import DossierError

if TYPE_CHECKING:
    from parley.store.check import Fault

_FAULTY = 1


def check(
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier, a file or postgresql://...", show_default=False)],
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Make indexes anew; save what is readable of a damaged file into DOSSIER.repaired."),
    ] = False,
) -> None:
    """Look whether a dossier is sound: its file, every record, every pointer, the search index. Exit status 1 where it is not.

    Example: parley check talks.parley --repair
    """
    name, found = _look(dossier, repair=repair)
    for fault in found:
        typer.echo(f"{name}: {fault.what}" + ("; --repair makes it anew" if fault.can_repair else ""))
    if any(fault.is_damage for fault in found):
        if repair:
            _salvage(Path(dossier))
        else:
            typer.echo("Go back to your last copy; without one, --repair saves what is readable into a new file", err=True)
    if found:
        raise typer.Exit(_FAULTY)
    typer.echo(f"{name}: sound")


def _look(dossier: str, *, repair: bool) -> tuple[str, list[Fault]]:
    """The dossier's name and what is wrong with it; with `repair`, what is wrong after that."""
    from parley.store.check import Fault, faults
    from parley.store.check import repair as repair_
    from parley.store.connect import address
    from parley.store.dossier import Dossier

    try:
        with Dossier.open(dossier) as opened:
            found = list(faults(opened.database))
            repairable = [fault for fault in found if fault.can_repair]
            if repair and repairable:
                repair_(opened.database)
                for fault in repairable:
                    typer.echo(f"{opened.name}: repaired: {fault.what}")
                found = list(faults(opened.database))
            return opened.name, found
    except DossierError as error:
        if not repair or address(dossier) or "damaged" not in str(error):
            raise
        return dossier, [Fault(str(error).removeprefix(f"{dossier}: "), is_damage=True)]


def _salvage(path: Path) -> None:
    from parley.store.copies import salvage

    target = path.with_name(f"{path.name}.repaired")
    counts = salvage(path, target)
    said = ", ".join(f"{count} {table}" for table, count in counts.items() if count)
    typer.echo(f"{target}: saved {said}. {path.name} is as it was. Check the new file, then add its articles' inputs again")


def backup(
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier, a file or postgresql://...", show_default=False)],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy to make, a new file.", show_default=False)],
) -> None:
    """Copy a dossier into a new file as it is at this moment, while others work on it; from a server too.

    Example: parley backup talks.parley talks-2022-02-15.parley
    """
    from parley.store.copies import backup as backup_
    from parley.store.dossier import Dossier

    with Dossier.open(dossier) as opened:
        backup_(opened.database, file)
    with Dossier.open(file) as copy:
        typer.echo(f"{file}: {copy.info().articles} articles")
