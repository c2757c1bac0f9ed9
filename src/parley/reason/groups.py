"""Grouping of records that tell the same thing: oldest first, each joins the first group that takes it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
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


def group[R](
    told: Iterable[Told[R]],
    same: Callable[[list[Told[R]], Told[R]], bool],
    keys: Callable[[Told[R]], Iterable[Hashable]],
) -> list[list[Told[R]]]:
    """Groups in order of their first member. `same` sees only groups that share one of a record's `keys`, so cost stays low."""
    groups: list[list[Told[R]]] = []
    holders: dict[Hashable, dict[int, None]] = {}
    for one in told:
        mine = list(keys(one))
        candidates = sorted({number for key in mine for number in holders.get(key, ())})
        number = next((n for n in candidates if same(groups[n], one)), None)
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(one)
        for key in mine:
            holders.setdefault(key, {})[number] = None
    return groups


def known[R](members: Iterable[Told[R]]) -> tuple[str | None, str | None]:
    """First and last day on which a group's articles were published."""
    found = sorted(day for one in members if (day := one.day))
    return (found[0], found[-1]) if found else (None, None)


def merge(*lists: Iterable[str]) -> tuple[str, ...]:
    """All values once, in order of first appearance."""
    return tuple(dict.fromkeys(value for values in lists for value in values))
