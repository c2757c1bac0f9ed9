"""Records that tell one item, each with its article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.reason.merged import Evidence
from parley.records import Article, Spans


@dataclass(frozen=True)
class Told[R]:
    """A record and the article that tells it."""

    article: Article
    record: R

    @property
    def day(self) -> str | None:
        """When the article was published."""
        return self.article.published

    def evidence(self, spans: Spans) -> tuple[Evidence, ...]:
        """Stretches of the article as evidence, empty ones left out."""
        text = self.article.text
        return tuple(
            Evidence(article=self.article.id, start_char=start, end_char=end, text=text[start:end])
            for start, end in spans
            if start < end <= len(text)
        )


@dataclass(frozen=True)
class Group[R]:
    """An item with the records that tell it, oldest article first."""

    item: str
    members: list[Told[R]]

    @property
    def records(self) -> list[R]:
        """The records alone."""
        return [one.record for one in self.members]


def known[R](members: Iterable[Told[R]]) -> tuple[str | None, str | None]:
    """First and last day on which a group's articles were published."""
    found = sorted(day for one in members if (day := one.day))
    return (found[0], found[-1]) if found else (None, None)


def merge(*lists: Iterable[str]) -> tuple[str, ...]:
    """All values once, in order of first appearance."""
    return tuple(dict.fromkeys(value for values in lists for value in values))
