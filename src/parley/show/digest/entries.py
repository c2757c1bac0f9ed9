"""What changed, as lines of a digest: who, what, from what to what, the sentence that says so, and the articles that tell it."""

from __future__ import annotations

from collections.abc import Iterable

from parley.reason.dates import days
from parley.reason.merged import (
    Change,
    Evidence,
    Item,
    MergedActor,
    MergedAgreement,
    MergedClaim,
    MergedEvent,
    MergedExpectation,
    MergedPosition,
)
from parley.show import wording
from parley.show.book import Book
from parley.show.brief import due, line
from parley.show.countries import country
from parley.show.days import in_words
from parley.show.digest.contents import Entry
from parley.show.digest.sources import Sources
from parley.show.safe import one_line

DIRECTION = {"for": "for", "against": "against", "conditional": "for, on a condition"}
_QUOTE, _LEAD = 320, 260  # characters
KIND = {"igo": "international organisation", "ngo": "non-governmental organisation"}
_LOUD = {"violated", "collapsed", "ended"}


class Entries:
    """Makes entries of a book's items, citing into `sources`; `repeating`: a sentence is quoted as often as it is needed."""

    def __init__(self, book: Book, sources: Sources, *, repeating: bool = False) -> None:
        self.book, self.sources, self._repeating = book, sources, repeating
        self._quoted: set[str] = set()

    def of_change(self, change: Change) -> Entry:
        """A change as a line."""
        item = self.book.item[change.item]
        mark, lead = self._worded(change, item)
        return self._entry(item, lead, mark, change.evidence)

    def of_expectation(self, item: MergedExpectation) -> Entry:
        """What is due, or was."""
        when = due(self.book, item)
        mark = f"was due {when}" if item.outcome == "overdue" else when
        return self._entry(item, wording.expectation(self.book, item, _LEAD), mark, item.evidence)

    def of_sentence(self, evidence: Evidence, item: str | None) -> Entry:
        """A sentence that speaks for itself."""
        return Entry(
            lead="",
            item=item or evidence.article,
            short=self.book.short(item) if item else "",
            quote=self._once(wording.sentence(self.book, evidence)),
            language=self.book.text_of[evidence.article].language or "",
            sources=self.sources.cite([evidence.article]),
        )

    def _entry(self, item: Item, lead: str, mark: str, evidence: Iterable[Evidence]) -> Entry:
        told = self._own_first(evidence)
        made = line(self.book, item, lead, told[0] if told else None)
        numbers = self.sources.cite(each.article for each in told)
        return Entry(
            lead=wording.cut(one_line(lead), _LEAD + 80),
            item=item.id,
            short=made.short,
            mark=one_line(mark),
            quote=self._once(made.quote) if not isinstance(item, MergedActor) else "",
            language=(self.book.text_of[told[0].article].language or "") if told else "",
            sources=numbers,
            origins=one_line("; ".join(filter(None, (self._origins(item, made.outlets), made.reviewed)))),
        )

    def _once(self, quote: str) -> str:
        """The quote, "" where a line above has it already."""
        quote = wording.quoted(one_line(quote), _QUOTE)[1:-1]
        new = self._repeating or quote not in self._quoted
        self._quoted.add(quote)
        return quote if new else ""

    def _own_first(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """The newest evidence first; copies of a wire story after what they copy."""
        newest = list(reversed(tuple(evidence)))
        copies = self.book.library.copies(each.article for each in newest)
        return sorted(newest, key=lambda each: each.article in copies)

    def _origins(self, item: Item, independent: int) -> str:
        """ "3 articles, 2 origins"; nothing where a single article tells it."""
        articles = len({each.article for each in item.evidence})
        if articles < 2 or isinstance(item, MergedActor):
            return ""
        return f"{articles} articles, {independent} origin{'s' * (independent != 1)}"

    def _worded(self, change: Change, item: Item) -> tuple[str, str]:
        """(mark, lead) of a change."""
        match item:
            case MergedPosition():
                return self._position(change, item)
            case MergedClaim():
                return str(change.now).upper(), wording.claim(self.book, item, 160)
            case MergedAgreement():
                status = wording.STATUS.get(item.status, item.status)
                before = f", before: {wording.STATUS.get(change.was, change.was)}" if change.was else ""
                return (status.upper() if item.status in _LOUD else status) + before, wording.agreement(self.book, item)
            case MergedExpectation():
                return self._expectation(change, item), wording.expectation(self.book, item, _LEAD)
            case MergedEvent():
                return wording.capital(wording.event(self.book, item, bare=True)), ""
            case MergedActor():
                return "", f"{item.name} ({self._described(item)})"
        return "", ""

    def _position(self, change: Change, item: MergedPosition) -> tuple[str, str]:
        mark = f"moved from {DIRECTION[change.was]}" if change.was and change.was != change.now else ""
        if item.red_line:
            mark = f"RED LINE, {mark}" if mark else "RED LINE"
        stands = DIRECTION[item.direction]
        if item.direction == "conditional" and item.condition:
            stands = f"for, {wording.cut(item.condition, 90)}"
        return mark, f"{self.book.name(item.actor)}, {stands}: {item.issue}"

    def _described(self, item: MergedActor) -> str:
        """An actor's office, else what it is and where."""
        role = next(iter(item.roles), None)
        if role is None:
            where = country(item.country).name
            return KIND.get(item.kind, item.kind.replace("_", " ")) + (f", {where}" if where else "")
        of = self.book.name(role.of)
        return f"{'former ' if role.current is False else ''}{role.role}{' of ' + of if of else ''}"

    def _expectation(self, change: Change, item: MergedExpectation) -> str:
        if change.now in {"met", "missed", "overdue"}:
            return str(change.now)
        if change.was and days(change.was):
            return f"now {in_words(change.now)}, before {in_words(change.was)}"
        return f"expected {due(self.book, item)}" if days(item.due) else "expected"
