"""The day of publication inferred from the text, where the article came without one.

In this order: a date behind a label ("Published 4 November 2024", "Updated: ..."), a date on a line of its own or behind a byline,
the date of a dateline ("KHARTOUM, May 25, 2023 -"). Only the head of the text and its last lines are looked at. A dateline without
a year counts only where the address or the copyright line fixes the year. Dates in running text never count: a wrong date is worse
than none, as all relative times hang on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parley.extract.notes import Notes
from parley.extract.timexes import read_match
from parley.lexicon.times import PublicationWords, Times

# Lines at the head (a headline, a standfirst, a byline, the first paragraph) and at the foot that may carry the date.
HEAD_LINES = 12
FOOT_LINES = 4
# A label or a byline stands in a short line; a longer one is running text (characters).
SHORT_LINE = 120
SEPARATORS = frozenset(("", *"|·•(–—-/"))
URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)(?:[/-](\d\d?))?(?=[/-]|$)")


@dataclass(frozen=True)
class DatedLine:
    """A date in a line: the line's text, where in it the date stands, and its parts (no year where it names none)."""

    line: str
    start: int
    end: int
    year: int | None
    month: int
    day: int

    def iso(self, year: int | None = None) -> str | None:
        """The day as an ISO date, with another's year where it has none; None where there is no such day."""
        try:
            return date(self.year or year or 0, self.month, self.day).isoformat()
        except ValueError:
            return None


def publication(notes: Notes, table: Times) -> tuple[str | None, str | None]:
    """The day (ISO) on which the text says that it was published and the words that say so; (None, None) where it does not."""
    words = table.publication
    lines = [line.strip() for line in notes.text.split("\n") if line.strip()]
    head = [d for line in lines[:HEAD_LINES] for d in _dates(line, table)]
    foot = [d for line in lines[max(HEAD_LINES, len(lines) - FOOT_LINES) :] for d in _dates(line, table)]
    for label in words.labels:
        for dated in head + foot:
            found = label.search(dated.line[: dated.start]) if len(dated.line) < SHORT_LINE else None
            # "The report was published on ..." is running text: a label begins its line or follows a mark.
            if found and dated.line[: found.start()].rstrip()[-1:] in SEPARATORS and (day := dated.iso()):
                return day, dated.line[found.start() : dated.end]
    for dated in head:
        if _stands_alone(dated, words) and (day := dated.iso()):
            return day, dated.line
    return _dateline(notes, head, words)


def _dates(line: str, table: Times) -> Iterator[DatedLine]:
    """Dates with month and day in a line; the longest of those that begin together."""
    if not any(char.isdigit() for char in line):
        return
    found: dict[int, DatedLine] = {}
    for rule in table.publication.rules:
        for match in rule.pattern.finditer(line[: 4 * SHORT_LINE]):
            fields = read_match(match, 0, rule, table).fields
            if "month" not in fields:
                fields |= _numeric_parts(fields, table.figures.day_first)
            if "month" not in fields or "day" not in fields:
                continue
            year = int(fields["year"]) if "year" in fields else None
            dated = DatedLine(line, match.start(), match.end(), year, int(fields["month"]), int(fields["day"]))
            if dated.start not in found or found[dated.start].end < dated.end:
                found[dated.start] = dated
    yield from found.values()


def _numeric_parts(fields: dict[str, str], day_first: bool) -> dict[str, str]:
    """Day and month of "23.07.2020" or "7/23/2020"; nothing where both orders are possible or the year has two digits."""
    first, second = int(fields["first"]), int(fields["second"])
    sure = day_first or "." in fields["mark"] or first > 12 or second > 12 or first == second
    if len(fields["year"]) != 4 or not sure:
        return {}
    day, month = (second, first) if second > 12 else (first, second)
    return {"day": str(day), "month": str(month)}


def _stands_alone(dated: DatedLine, words: PublicationWords) -> bool:
    """Whether nothing but an hour, or a byline before it, shares the line with a date that has its year."""
    before, after = dated.line[: dated.start].strip(), dated.line[dated.end :].strip()
    if dated.year is None or (after and not words.beside.fullmatch(after)):
        return False
    return not before or words.beside.fullmatch(before) is not None or words.byline.match(before) is not None


def _dateline(notes: Notes, head: list[DatedLine], words: PublicationWords) -> tuple[str | None, str | None]:
    """The date of a dateline, with the year of the address or of the copyright line where it has none."""
    for dated in head:
        rest = dated.line[dated.end :].lstrip(" .,")
        if words.dateline.match(dated.line[: dated.start]) and rest[:1] in tuple("-–—():"):
            day = dated.iso() if dated.year else dated.iso(_year_beside(notes, dated, words))
            return (day, dated.line[: dated.end]) if day else (None, None)
    return None, None


def _year_beside(notes: Notes, dated: DatedLine, words: PublicationWords) -> int | None:
    """The year that the article's address (where its month agrees) or its copyright line gives."""
    address = URL_DAY.search(notes.article.url or "")
    if address and int(address[2]) == dated.month:
        return int(address[1])
    found = next(words.copyright.finditer(notes.text), None)
    if found is None:
        return None
    return int(next(text for name, text in found.groupdict().items() if name.startswith("year") and text))
