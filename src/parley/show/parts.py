"""What a brief is made of: sections of groups of lines, the same for terminal and page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`lead` says what, `mark` warns ("RED LINE"), `quote` is the sentence, `notes` go below, `more` counts further articles.

    `quoting`: on a terminal too the sentence is shown, cut to a line or so. `reviewed` says who looked at it.
    """

    lead: str
    item: str
    short: str
    quote: str = ""
    mark: str = ""
    source: str = ""
    article: str = ""
    more: int = 0
    outlets: int = 1
    notes: tuple[str, ...] = ()
    quoting: bool = False
    reviewed: str = ""

    @property
    def alarm(self) -> bool:
        """Whether the mark is a warning."""
        return self.mark.partition(" ")[0].rstrip(",").isupper()


@dataclass(frozen=True)
class Group:
    """Lines under one heading (an issue), or under none."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """`left` lines were cut; `command` lists them. `empty` is what to say where there is nothing. `key` names it in links."""

    key: str
    title: str
    groups: tuple[Group, ...]
    empty: str
    left: int = 0
    command: str = ""

    @property
    def short_title(self) -> str:
        """The title for a row of links."""
        return self.title.partition(":")[0].partition(" since ")[0]


@dataclass(frozen=True)
class Brief:
    """A brief and what stands above it."""

    title: str
    as_of: str
    since: str
    counts: str
    notice: str
    sections: tuple[Section, ...]
