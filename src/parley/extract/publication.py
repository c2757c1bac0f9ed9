"""When an article was published, inferred from the text where it came without a day: a day, or the days that it may have been.

A day, in this order: a date behind a label ("Published 4 November 2024", "Updated: ..."), a date on a line of its own or behind a
byline, the date of a dateline ("KHARTOUM, May 25, 2023 -"), with the year of the address where it has none. Else a month or a
year: a month behind a label or on its own line, the year of the copyright line under a dateline without one (a site may renew it
every year, so it fixes no day), the month of the address, a date that the text sets beside "last month" or "this year". Only the
head of the text and its last lines are looked at for all but the last. Dates in running text never count by themselves: a wrong
date is worse than none, as all relative times hang on it. It misses what two sentences together would tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parley.extract.calendars import first_and_last, shifted
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
class Publication:
    """The first and last day on which a text may have been published, the rule that says so and the words that it goes by."""

    first: date
    last: date
    rule: str
    words: str

    @property
    def day(self) -> str | None:
        """The day (ISO) where it is one."""
        return self.first.isoformat() if self.first == self.last else None

    @property
    def interval(self) -> tuple[str, str]:
        """First and last day as ISO dates."""
        return self.first.isoformat(), self.last.isoformat()

    @property
    def reason(self) -> str:
        """Rule and words in one line."""
        return f"{self.rule}: {self.words}"


@dataclass(frozen=True)
class DatedLine:
    """A date in a line: the line's text, where in it the date stands, and its parts (no year or no day where it names none)."""

    line: str
    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    def days(self, year: int | None = None) -> tuple[date, date] | None:
        """First and last day, with another's year where it has none; None where there is no such day."""
        day = f"-{self.day:02d}" if self.day is not None else ""
        return first_and_last(f"{self.year or year or 0:04d}-{self.month:02d}{day}")


def publication(notes: Notes, table: Times) -> Publication | None:
    """When the text says that it was published; None where it does not."""
    lines = [line.strip() for line in notes.text.split("\n") if line.strip()]
    head = [d for line in lines[:HEAD_LINES] for d in _dates(line, table)]
    foot = [d for line in lines[max(HEAD_LINES, len(lines) - FOOT_LINES) :] for d in _dates(line, table)]
    words = table.publication
    for exact in (True, False):
        some_head, some_foot = ([d for d in part if (d.day is not None) == exact] for part in (head, foot))
        found = _labelled(some_head + some_foot, words) or _on_its_own(some_head, words)
        found = found or (_dateline(notes, some_head, words) if exact else None)
        if found:
            return found
    return _copyright(notes, head, words) or _address(notes) or _beside_relative(notes, table)


def _labelled(dates: list[DatedLine], words: PublicationWords) -> Publication | None:
    for label in words.labels:
        for dated in dates:
            found = label.search(dated.line[: dated.start]) if len(dated.line) < SHORT_LINE else None
            # "The report was published on ..." is running text: a label begins its line or follows a mark.
            if found and dated.line[: found.start()].rstrip()[-1:] in SEPARATORS and (days := dated.days()):
                return Publication(*days, "label", dated.line[found.start() : dated.end])
    return None


def _on_its_own(dates: list[DatedLine], words: PublicationWords) -> Publication | None:
    found = [Publication(*days, "line", d.line) for d in dates if _stands_alone(d, words) and (days := d.days())]
    if len({p.first for p in found if p.day is None}) > 1:
        # Months on lines of their own are the headings of a chronicle.
        return None
    return found[0] if found else None


def _dates(line: str, table: Times) -> Iterator[DatedLine]:
    """Dates with month and day in a line, and months with their year; the longest of those that begin together."""
    if not any(char.isdigit() for char in line):
        return
    found: dict[int, DatedLine] = {}
    for rule in table.publication.rules:
        for match in rule.pattern.finditer(line[: 4 * SHORT_LINE]):
            fields = read_match(match, 0, rule, table).fields
            if "month" not in fields:
                fields |= _numeric_parts(fields, table.figures.day_first)
            if "month" not in fields or not fields.keys() & {"day", "year"}:
                continue
            year, day = (int(fields[name]) if name in fields else None for name in ("year", "day"))
            dated = DatedLine(line, match.start(), match.end(), year, int(fields["month"]), day)
            if dated.start not in found or found[dated.start].end < dated.end:
                found[dated.start] = dated
    days = [range(d.start, d.end) for d in found.values() if d.day is not None]
    yield from (d for d in found.values() if d.day is not None or not any(d.start in span for span in days))


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


def _with_dateline(dates: list[DatedLine], words: PublicationWords) -> Iterator[DatedLine]:
    for dated in dates:
        rest = dated.line[dated.end :].lstrip(" .,")
        if words.dateline.match(dated.line[: dated.start]) and rest[:1] in tuple("-–—():"):
            yield dated


def _dateline(notes: Notes, dates: list[DatedLine], words: PublicationWords) -> Publication | None:
    """The day of a dateline, with the year of the address (where its month agrees) if it has none."""
    address = URL_DAY.search(notes.article.url or "")
    for dated in _with_dateline(dates, words):
        near = int(address[1]) if address and int(address[2]) == dated.month else None
        if days := dated.days(near):
            rule = "dateline" if dated.year else "dateline, year of the address"
            return Publication(*days, rule, dated.line[: dated.end])
    return None


def _copyright(notes: Notes, dates: list[DatedLine], words: PublicationWords) -> Publication | None:
    """The year of the copyright line, under a dateline that has none."""
    found = next(words.copyright.finditer(notes.text), None)
    dated = next((d for d in _with_dateline(dates, words) if d.year is None), None)
    if found is None or dated is None:
        return None
    year = int(next(text for name, text in found.groupdict().items() if name.startswith("year") and text))
    if dated.days(year) is None:
        return None
    return Publication(date(year, 1, 1), date(year, 12, 31), "dateline, year of the copyright line", found[0])


def _address(notes: Notes) -> Publication | None:
    """The month of an address such as ".../2023/05/talks"."""
    address = URL_DAY.search(notes.article.url or "")
    days = first_and_last(f"{address[1]}-{int(address[2]):02d}") if address else None
    return Publication(*days, "address", address[0].strip("/")) if address and days else None


def _beside_relative(notes: Notes, table: Times) -> Publication | None:
    """A month or year that a date beside "last month" or "this year" fixes; nothing where two of them disagree."""
    found: list[Publication] = []
    for rule in table.publication.beside_relative:
        for match in rule.pattern.finditer(notes.text):
            if notes.is_boilerplate(match.start()):
                continue
            fields = read_match(match, 0, rule, table).fields
            own = first_and_last(f"{fields['year']}-{int(fields['month']):02d}" if "month" in fields else fields["year"])
            unit = fields["unit"]
            if own is None or unit not in {"M", "Y"} or (unit == "M" and "month" not in fields):
                continue
            if days := first_and_last(shifted(own[0], -int(fields["relation"]), unit)):
                found.append(Publication(*days, "date beside a relative one", match[0]))
    return found[0] if len({(p.first, p.last) for p in found}) == 1 else None
