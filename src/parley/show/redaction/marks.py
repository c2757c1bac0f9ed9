"""What `--redact FILE` says: whom to hide, and under which name; and where in a text they are named.

One line for each outlet or source, all of its names on it; lines that begin with # are notes:

    Radio Delta | RFI Delta | radiodelta.example     hidden as "Source A"
    Rokia Samaké = a trader                          hidden under words of one's own
    - The Courier                                    left out: its articles and statements are not used at all

Names are found whatever their case and accents, with any space, hyphen or line break between their words. Misses nicknames and
descriptions that the file does not list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from string import ascii_uppercase
from urllib.parse import unquote

from parley.errors import UsageError
from parley.records import Span

_GONE = "[left out]"
_SHORT = 5  # letters up to which a name counts only as a word of its own, also in addresses and ids
_LETTERS = 2  # letters that a name needs, lest every "a" be hidden
_JOINT = r"[\W_]*"


@dataclass(frozen=True)
class Mark:
    """Someone to hide: the names it goes by and what stands in their place; `out`: nothing of it is used."""

    names: tuple[str, ...]
    instead: str
    out: bool = False
    lettered: bool = False  # "Source A"


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The text without case, accents and invisible characters, and for each character of it the place it has in `text`."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character.casefold()):
            if not unicodedata.combining(part) and unicodedata.category(part) != "Cf":
                folded.append(part)
                places.append(place)
    return "".join(folded), places


def fold(text: str) -> str:
    """The text without case, accents and invisible characters."""
    return fold_with_places(text)[0]


def _pattern(name: str) -> str | None:
    words = re.findall(r"[^\W_]+", fold(name))
    if sum(map(len, words)) < _LETTERS:
        return None
    return _JOINT.join(re.escape(word) for word in words)


@dataclass(frozen=True)
class Marks:
    """Everyone to hide."""

    every: tuple[Mark, ...]

    @cached_property
    def _in_text(self) -> re.Pattern[str] | None:
        return self._compiled(r"(?<![^\W_])(?:{})(?![^\W_])")

    @cached_property
    def _in_codes(self) -> re.Pattern[str] | None:
        """For addresses and ids, where words are run together: long names anywhere, short ones between other signs."""
        return self._compiled(r"(?<![^\W\d_])(?:{})(?![^\W\d_])", anywhere=True)

    def _compiled(self, frame: str, *, anywhere: bool = False) -> re.Pattern[str] | None:
        """One group for each mark."""
        groups = []
        for number, mark in enumerate(self.every):
            patterns = sorted((p for name in mark.names if (p := _pattern(name))), key=len, reverse=True)
            framed = [p if anywhere and len(p.replace(_JOINT, "")) > _SHORT else frame.format(p) for p in patterns]
            if framed:
                groups.append(f"(?P<m{number}>{'|'.join(framed)})")
        return re.compile("|".join(groups)) if groups else None

    def found(self, text: str) -> list[tuple[Span, Mark]]:
        """Stretches of a text that name someone, in order."""
        if self._in_text is None:
            return []
        folded, places = fold_with_places(text)
        return [
            ((places[found.start()], places[found.end() - 1] + 1), self.every[int((found.lastgroup or "m0")[1:])])
            for found in self._in_text.finditer(folded)
        ]

    def named(self, name: str | None) -> Mark | None:
        """Whom a name (of an outlet, of an actor) belongs to: the mark that it names in part or as a whole."""
        found = self.found(name or "")
        return found[0][1] if found else None

    def in_code(self, code: str | None) -> Mark | None:
        """Whom an address or id gives away."""
        found = self._in_codes.search(fold(unquote(code))) if code and self._in_codes else None
        return self.every[int((found.lastgroup or "m0")[1:])] if found else None

    def hidden(self, text: str) -> str:
        """A text with other names in place of those marked."""
        for (start, end), mark in reversed(self.found(text)):
            text = text[:start] + mark.instead + text[end:]
        return text

    def with_names(self, more: Iterable[tuple[Mark, Sequence[str]]]) -> Marks:
        """The same with further names for some."""
        names = {id(mark): mark.names for mark in self.every}
        for mark, further in more:
            names[id(mark)] = tuple(dict.fromkeys((*names[id(mark)], *further)))
        return Marks(tuple(replace(mark, names=names[id(mark)]) for mark in self.every))


def read_marks(path: Path) -> Marks:
    """The marks of a file. Raises UsageError where a line says nothing or the file is no text."""
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not a text in UTF-8; save it as one") from None
    marks: list[Mark] = []
    for number, line in enumerate(lines, 1):
        line = line.strip().removeprefix("\ufeff")
        if line and not line.startswith("#"):
            marks.append(_mark(line, sum(mark.lettered for mark in marks), f"{path}, line {number}"))
    if not marks:
        raise UsageError(f"{path} names nobody; write one outlet or source a line")
    return Marks(tuple(marks))


def _mark(line: str, hidden: int, where: str) -> Mark:
    out = line.startswith("-")
    names, equals, instead = line.removeprefix("-").partition("=")
    found = tuple(name.strip() for name in names.split("|") if name.strip())
    short = [name for name in found if _pattern(name) is None]
    if not found or short or (equals and not instead.strip()):
        what = f"{short[0]!r} is too short to be hidden" if short else f"{line!r} names nobody, or nothing to put in its place"
        raise UsageError(f"{where}: {what}. Write: NAME | OTHER NAME, NAME = WORDS INSTEAD, or - NAME")
    lettered = not out and not equals
    mark = Mark(found, f"Source {_letters(hidden)}" if lettered else instead.strip() or _GONE, out, lettered)
    if Marks((mark,)).found(mark.instead):
        raise UsageError(f"{where}: the words to put in its place name it again")
    return mark


def _letters(number: int) -> str:
    """A, B, ... Z, AA, AB ..."""
    more, last = divmod(number, len(ascii_uppercase))
    return (_letters(more - 1) if more else "") + ascii_uppercase[last]
