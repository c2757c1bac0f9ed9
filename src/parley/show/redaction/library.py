"""A library in which marked outlets and sources do not appear: every answer is one that could be given without knowing them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from parley.ledger import Decision, Library, Link, LinkKind, Outlet, Settlement, by_month
from parley.reason.linking.link import NO_DAY
from parley.records import Reading
from parley.show.book import Through
from parley.show.redaction.marks import Mark, Marks, read_marks
from parley.show.redaction.rewrite import Moved, names_of, rewrite

Words = tuple[tuple[str, int, int, str], ...]


class Redacted(Library):
    """The library behind `inner`, rewritten. Articles that are named after someone, or are a marked outlet's, get other ids.

    Looks at every article once, to learn by which names marked actors go. Record ids stay: they are hashes, but who has the
    same article can compute them.
    """

    def __init__(self, inner: Library, marks: Marks) -> None:
        self._inner = inner
        self._rewritten: dict[str, tuple[Reading, Moved]] = {}
        every = list(reversed(inner.recent(None)))
        self.marks = marks.with_names(_further_names(inner, every, marks))
        self._outlet: dict[str, Mark] = {}
        self._publisher: dict[str, str] = {}  # {article id as shown: its outlet as shown}
        self._shown: dict[str, str | None] = {}  # {article id: the one to show, None where it is left out}
        for id in every:
            self._name(id)
        self._real = {shown: id for id, shown in self._shown.items() if shown}

    def _name(self, id: str) -> None:
        """Decides under which id and outlet an article is shown."""
        found = self._inner.reading(id)
        article = found.article if found else None
        publisher = article.publisher if article else None
        mark = self.marks.named(publisher) or (self.marks.in_code(article.url) if article and not publisher else None)
        if mark:
            self._outlet[id] = mark
        if mark and mark.out:
            self._shown[id] = None
            return
        shown = f"article-{len(self._shown) + 1}" if mark or self.marks.in_code(id) else id
        self._shown[id] = shown
        if mark or publisher:
            self._publisher[shown] = mark.instead if mark else publisher or ""

    def reading(self, article: str) -> Reading | None:
        """As Library has it."""
        found = self._moved(article)
        return found[0] if found else None

    def _moved(self, article: str | None) -> tuple[Reading, Moved] | None:
        """An article (as shown), and where the places of the original are in it."""
        real = self._real.get(article or "")
        if article and real and article not in self._rewritten and (found := self._inner.reading(real)):
            self._rewritten[article] = rewrite(found, self.marks, article, self._outlet.get(real))
        return self._rewritten.get(article or "")

    def links(self, kind: LinkKind, items: Iterable[str], as_of: str | None, most: int | None = None) -> Sequence[Link]:
        """As Library has it; of each item's links those that are left."""
        kept = []
        for link in self._inner.links(kind, items, as_of, most):
            shown = self._shown.get(link.article)
            if kind == "assertions":
                told = self._shown.get(link.value or "")
                if shown and told:
                    kept.append(msgspec.structs.replace(link, article=shown, value=told))
            elif shown:
                kept.append(msgspec.structs.replace(link, article=shown, value=self._hidden(link.value)))
        return kept

    def _hidden(self, text: str | None) -> str | None:
        return self.marks.hidden(text) if text else text

    def items(
        self,
        kind: LinkKind,
        as_of: str | None,
        *,
        after: str | None = None,
        most: int | None = None,
        by_weight: bool = False,
        values: Sequence[str] = (),
    ) -> Sequence[str]:
        """As Library has it; items that only left-out articles tell have no links, and so are not shown."""
        return self._inner.items(kind, as_of, after=after, most=most, by_weight=by_weight, values=values)

    def told(self, kind: LinkKind, items: Iterable[str], as_of: str | None) -> dict[str, int]:
        """As Library has it, of what is left."""
        wanted = tuple(items)
        counts = Counter(link.item for link in self.links(kind, wanted, as_of))
        return {item: counts[item] for item in wanted}

    def due(self, first: str, last: str, as_of: str | None, most: int | None = None) -> Sequence[str]:
        """As Library has it."""
        return self._inner.due(first, last, as_of, most)

    def settlements(self, items: Iterable[str], as_of: str | None) -> Sequence[Settlement]:
        """As Library has it."""
        kept = []
        for each in self._inner.settlements(items, as_of):
            shown = self._shown.get(each.article)
            if shown and (found := self._moved(shown)):
                start, end = found[1].start(each.start_char), found[1].end(each.end_char)
                kept.append(msgspec.structs.replace(each, article=shown, start_char=start, end_char=end, reason=""))
        return kept

    def settled(self, after: str, as_of: str | None, most: int | None = None) -> Sequence[str]:
        """As Library has it."""
        return self._inner.settled(after, as_of, most)

    def items_of(self, records: Iterable[str], kind: LinkKind | None = None) -> dict[str, str]:
        """As Library has it."""
        return self._inner.items_of(records, kind)

    def copies(self, articles: Iterable[str]) -> dict[str, str]:
        """As Library has it; a copy of what is left out stands for itself."""
        real = [self._real[article] for article in articles if article in self._real]
        pairs = ((self._shown.get(copy), self._shown.get(first)) for copy, first in self._inner.copies(real).items())
        return {copy: first for copy, first in pairs if copy and first}

    def recent(
        self, as_of: str | None, after: str | None = None, most: int | None = None, *, publisher: str | None = None
    ) -> Sequence[str]:
        """As Library has it; an outlet by the name that is shown."""
        found = (shown for id in self._inner.recent(as_of, after) if (shown := self._shown.get(id)))
        return [id for id in found if publisher is None or self._publisher.get(id) == publisher][:most]

    def publishers(self) -> Sequence[str]:
        """As Library has it."""
        return sorted(set(self._publisher.values()))

    def outlets(self, as_of: str | None) -> Sequence[tuple[str, int, str, str]]:
        """As Library has it, under the names that are shown."""
        known: dict[str, list[str]] = {}
        for id, day in self._days(as_of, ""):
            if id in self._publisher:
                known.setdefault(self._publisher[id], []).append(day)
        return [(name, len(days), min(days), max(days)) for name, days in sorted(known.items())]

    def outlet_months(self, as_of: str | None) -> Sequence[Outlet]:
        """As Library has it, under the names that are shown."""
        days = dict(self._days(as_of, ""))
        copies = self.copies(days)
        return by_month((self._publisher.get(id), day, id in copies) for id, day in days.items())

    def days(self, as_of: str | None, after: str) -> dict[str, int]:
        """As Library has it."""
        return dict(sorted(Counter(day for _, day in self._days(as_of, after)).items()))

    def _days(self, as_of: str | None, after: str) -> Iterator[tuple[str, str]]:
        """Articles known by the day and after another, each with its own day: of publication, else of being obtained."""
        known = self.recent(as_of, after)
        obtained = self.obtained(known)
        for id in known:
            reading = self.reading(id)
            yield id, ((reading.article.published if reading else None) or obtained.get(id, NO_DAY))[:10]

    def counts(self, as_of: str | None) -> tuple[int, int, int]:
        """As Library has it."""
        known = self.recent(as_of)
        return len(known), len({self._publisher[id] for id in known if id in self._publisher}), len(self.copies(known))

    def obtained(self, articles: Iterable[str]) -> dict[str, str]:
        """As Library has it."""
        found = self._inner.obtained([self._real[article] for article in articles if article in self._real])
        return {shown: day for id, day in found.items() if (shown := self._shown.get(id))}

    def find(self, prefix: str, most: int = 20) -> tuple[Sequence[str], Sequence[str]]:
        """As Library has it."""
        articles = sorted(id for id in self._real if id.startswith(prefix))[:most]
        return articles, self._inner.find(prefix, most)[1]

    def neighbours(self, id: str) -> Sequence[str]:
        """As Library has it."""
        return self._inner.neighbours(id)

    def decisions(self) -> Sequence[Decision]:
        """What people decided, without their names and notes; none that rests on left-out articles alone."""
        every = self._inner.decisions()
        people = {who: f"reviewer {number}" for number, who in enumerate(dict.fromkeys(d.who for d in every), 1)}
        return [
            msgspec.structs.replace(each, who=people[each.who], note=None, value=self._value(each), words=self._words(each.words))
            for each in every
            if not each.words or any(self._shown.get(words[0]) for words in each.words)
        ]

    def _value(self, decision: Decision) -> str | None:
        """A decision's value (JSON) without marked names; that of a merge is words (ledger.Decision)."""
        if not decision.value:
            return decision.value
        if decision.verdict == "merged":
            try:
                return msgspec.json.encode(self._words(msgspec.json.decode(decision.value, type=Words))).decode()
            except msgspec.MsgspecError:
                return None
        return json.dumps(_hidden(json.loads(decision.value), self.marks))

    def _words(self, words: Words) -> Words:
        """Words that were shown, as they stand in the rewritten articles."""
        kept = []
        for article, start, end, text in words:
            shown, original = self._shown.get(article), self._inner.reading(article)
            if shown and original and (found := self._moved(shown)):
                first, last = found[1].start(start), found[1].end(end)
                there = original.article.text[start:end] == text
                kept.append((shown, first, last, found[0].article.text[first:last] if there else self.marks.hidden(text)))
        return tuple(kept)


def _hidden(value: Any, marks: Marks) -> Any:
    """Plain data without marked names; ids stay."""
    if isinstance(value, dict):
        return {key: each if key == "id" else _hidden(each, marks) for key, each in value.items()}
    if isinstance(value, list):
        return [_hidden(each, marks) for each in value]
    return marks.hidden(value) if isinstance(value, str) else value


def _further_names(inner: Library, articles: Sequence[str], marks: Marks) -> list[tuple[Mark, list[str]]]:
    """Names by which marked actors go elsewhere: all of them where it is an outlet or a body, of persons those of two words."""
    found = []
    for id in articles:
        reading = inner.reading(id)
        for mark, actor in names_of(reading, marks) if reading else ():
            names = [actor.name, *actor.aliases]
            if actor.kind == "person":
                names = [name for name in names if " " in name.strip()]
            found.append((mark, names))
    return found


def redact(file: Path | None) -> Through | None:
    """What `--redact FILE` does to a dossier's name and library; None where nothing is to be hidden."""
    if file is None:
        return None
    marks = read_marks(file)

    def through(name: str, library: Library) -> tuple[str, Library]:
        redacted = Redacted(library, marks)
        return ("dossier.parley" if redacted.marks.in_code(name) or redacted.marks.found(name) else name), redacted

    return through
