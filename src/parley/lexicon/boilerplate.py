"""Patterns of lines that are not the article, from data/lang/<code>/boilerplate.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from parley.errors import DataError
from parley.lexicon.tables import has_file, read_toml

Where = Literal["any", "head", "tail"]


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    note: str
    where: Where
    max_words: int
    starts: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines of one sort: `pattern` is tried at the start of a line of at most `max_words` words, `where` it may stand."""

    where: Where
    max_words: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """All groups of one language; none where the language has no file."""

    groups: tuple[LineGroup, ...] = ()


def _compiled(row: _Row, name: str) -> LineGroup:
    parts = (
        [f"(?:{p})" for p in row.starts] + [rf"(?:{p})[\s:»>|)\]!…]*$" for p in row.lines] + [rf"(?=.*(?:{p}))" for p in row.holds]
    )
    try:
        # An inline "(?-i:" switches case on again, so the flag is set for the whole here.
        return LineGroup(row.where, row.max_words, re.compile("|".join(parts), re.IGNORECASE))
    except re.error as error:
        raise DataError(f"{name}, group {row.note!r}: {error}") from error


@cache
def load_boilerplate(language: str) -> Boilerplate:
    """The table of a language code, an empty one where the language has none. Raises DataError where the file is malformed."""
    path = ("lang", language, "boilerplate.toml")
    if not has_file(*path):
        return Boilerplate()
    name = "data/" + "/".join(path)
    try:
        rows = msgspec.convert(read_toml(*path)["group"], tuple[_Row, ...])
    except (KeyError, msgspec.ValidationError) as error:
        raise DataError(f"{name}: {error}") from error
    return Boilerplate(tuple(_compiled(row, name) for row in rows))
