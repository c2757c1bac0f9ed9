"""Strict reading of the files under `parley/data/`: TSV with a header, TOML.

A TSV file has one header line with exactly the columns asked for; lines that begin with `#` and empty lines are
comments; an empty field is "". What breaks these rules raises `DataError` with the file and the line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from parley.errors import DataError

DATA = files("parley").joinpath("data")


def data_file(*parts: str) -> Traversable:
    """The package's data file at `parts`. Raises DataError where there is none."""
    path = DATA.joinpath(*parts)
    if not path.is_file():
        raise DataError(f"data/{'/'.join(parts)}: no such file in this installation; reinstall Parley")
    return path


def has_file(*parts: str) -> bool:
    """Whether the package has a data file at `parts`."""
    return DATA.joinpath(*parts).is_file()


def read_tsv(columns: tuple[str, ...], *parts: str) -> Iterator[dict[str, str]]:
    """Rows of a TSV file of the package as {column: field}. Raises DataError on a wrong header or number of fields."""
    text = data_file(*parts).read_text(encoding="utf8")
    return (row for _, row in tsv_rows(text, columns, "data/" + "/".join(parts)))


def tsv_rows(text: str, columns: tuple[str, ...], name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a TSV text with the numbers of their lines; `name` is what errors call it. Raises DataError as `read_tsv` does."""
    header_seen = False
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if not header_seen:
            if tuple(fields) != columns:
                raise DataError(f"{name}, line {number}: found the columns {fields}, expected {list(columns)}")
            header_seen = True
            continue
        if len(fields) != len(columns):
            raise DataError(f"{name}, line {number}: found {len(fields)} fields, expected {len(columns)} separated by tabs")
        yield number, dict(zip(columns, (field.strip() for field in fields), strict=True))


def read_toml(*parts: str) -> dict[str, Any]:
    """A TOML file as a dictionary. Raises DataError where it is not valid TOML."""
    try:
        return tomllib.loads(data_file(*parts).read_text(encoding="utf8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"data/{'/'.join(parts)}: {error}") from error


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a pack (a folder with a pack.toml)."""
    folders = DATA.joinpath("lang").iterdir()
    return tuple(sorted(f.name for f in folders if f.joinpath("pack.toml").is_file()))
