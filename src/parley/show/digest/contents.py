"""What a digest is made of: the same parts whether it is written as HTML, Markdown, DOCX or mail.

All texts are cleaned (no control characters, no marks that turn the direction of writing); each format escapes them in its way.
"""

from __future__ import annotations

from dataclasses import dataclass

CHART_ID = "chart@parley"  # by which the HTML part of a mail names the picture


@dataclass(frozen=True)
class Source:
    """An article that the digest rests on. `url` is a web address or None; `copy_of` the number of the article that it repeats."""

    number: int
    outlet: str
    title: str
    published: str
    url: str | None
    accessed: str
    copy_of: int | None = None


@dataclass(frozen=True)
class Entry:
    """One line: `mark` warns or dates, `lead` says what, `quote` is the sentence (in `language`), `sources` are numbers.

    `origins` counts outlets where the article is not the only one, and says
    who reviewed the record; `item` is the record's id, `short` what `parley show` takes.
    """

    lead: str
    item: str
    short: str
    mark: str = ""
    quote: str = ""
    language: str = ""
    sources: tuple[int, ...] = ()
    origins: str = ""


@dataclass(frozen=True)
class Part:
    """Entries under a heading; `empty` is said where there are none, `left` counts those that were left out."""

    key: str
    title: str
    entries: tuple[Entry, ...]
    empty: str = ""
    left: int = 0
    command: str = ""


@dataclass(frozen=True)
class Chart:
    """A picture, the sentence that says the same, and the table that it was drawn from, without the rows of nothing but 0."""

    title: str
    sentence: str
    unit: str  # "week" or "month"
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    svg: str
    png: bytes


@dataclass(frozen=True)
class Digest:
    """A digest. `lead` is the sentence that sums it up; `changes` are grouped, `due` and `overdue` follow."""

    title: str
    subject: str
    period: str
    counts: str
    lead: str
    state: Entry | None
    changes: tuple[Part, ...]
    unchanged: str
    due: Part
    overdue: Part
    chart: Chart | None
    sources: tuple[Source, ...]
    notice: str
    language: str = "en"

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is to come, after the changes."""
        return self.due, self.overdue
