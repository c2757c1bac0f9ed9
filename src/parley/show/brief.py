"""The brief: where a dossier stands on a day, as sections of lines that terminal and page render alike.

Every line has words of its own, the sentence behind them, the outlet and day, and the id to ask for more. Sections are cut
to `limits`; what is left out is counted and the command that lists it is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from parley.lexicon.links import load_links
from parley.reason.changes import changes
from parley.reason.dates import days
from parley.reason.merged import (
    Change,
    Evidence,
    Item,
    MergedAgreement,
    MergedClaim,
    MergedEvent,
    MergedExpectation,
    MergedPosition,
)
from parley.reason.words import content, fold
from parley.show import agreements as told
from parley.show import wording
from parley.show.book import Book
from parley.show.days import in_words
from parley.show.demo import notice
from parley.show.parts import Brief, Group, Line, Section
from parley.show.reviews import mark as reviewed_mark
from parley.show.state import state_of_talks

_FEW = 2  # words that a quotation must add to its line to be shown beside it
_TELLING = 3  # words that a claim needs to be understood by itself
_MONTH = 30  # days of age that one word of negotiation outweighs
_PARTIES = 2  # of an agreement; where fewer are known, its sentence says more
_SURE = 0.4  # confidence below which an expectation comes last
_MODS = {"START": "start", "MID": "middle", "END": "end"}
# lines per section on a terminal page of some 55 lines
PAGE = {"state": 3, "changes": 6, "positions": 8, "agreements": 3, "claims": 3, "overdue": 3, "next": 4}
LEAST = {"state": 2, "changes": 3, "positions": 4, "agreements": 2, "claims": 2, "overdue": 2, "next": 2}
WHOLE = {"state": 4, "changes": 25, "positions": 60, "agreements": 30, "claims": 30, "overdue": 20, "next": 30}


def make_brief(book: Book, limits: dict[str, int] = PAGE) -> Brief:
    """The brief of a book."""
    asked = " (--as-of)" if book.asked else ", the day of the newest article"
    return Brief(
        title=book.title,
        as_of=f"{in_words(book.view.as_of, short=False)}{asked}" if book.view.as_of else "no article has a day",
        since=in_words(book.since, short=False),
        counts=_counts(book),
        notice=notice(book.view.articles),
        sections=tuple(section(book, limits[section_key]) for section_key, section in SECTIONS.items()),
    )


def _counts(book: Book) -> str:
    articles, outlets, repeats = book.library.counts(book.view.as_of)
    said = f"{articles:,} article{'s' * (articles != 1)}"
    said += f" from {outlets} outlet{'s' * (outlets != 1)}" if outlets else ""
    return said + (f", {repeats} of them near copies" if repeats > 1 else ", one of them a near copy" if repeats else "")


def line(
    book: Book,
    item: Item,
    lead: str,
    evidence: Evidence | None = None,
    *,
    mark: str = "",
    notes: Iterable[str] = (),
    quoting: bool = False,
) -> Line:
    """A line about an item with its newest (or the given) evidence behind it; `quoting` where its words need the sentence."""
    evidence = evidence or book.latest(item)
    return Line(
        lead=lead,
        item=item.id,
        short=book.short(item.id),
        quote=_adding(lead, wording.telling(book, evidence)) if evidence else "",
        quoting=quoting,
        mark=mark,
        source=book.source(evidence.article) if evidence else "",
        article=evidence.article if evidence else "",
        more=book.others(item),
        outlets=book.independent(item) or 1,
        notes=tuple(notes),
        reviewed=reviewed_mark(item),
    )


def _adding(lead: str, quote: str) -> str:
    """The quote, "" where the line has nearly all of its words already."""
    said = set(fold(lead).split())
    return quote if sum(word not in said for word in fold(quote).split()) > _FEW else ""


def _section(book: Book, key: str, title: str, lines: Sequence[Line], limit: int, empty: str, kind: str = "") -> Section:
    command = f"parley list {book.title} {kind or key}"
    kept = (Group("", tuple(lines[:limit])),) if lines else ()
    return Section(key, title, kept, empty, max(0, len(lines) - limit), command)


def _state(book: Book, limit: int) -> Section:
    lines = []
    for evidence, item in state_of_talks(book, limit):
        words = wording.quoted(wording.sentence(book, evidence))
        id = item or evidence.article
        short = book.short(item) if item else evidence.article
        lines.append(Line(lead=words, item=id, short=short, source=book.source(evidence.article), article=evidence.article))
    return _section(book, "state", "State of the talks", lines, limit, "Nothing read so far speaks of talks.", "statements")


def _changes(book: Book, limit: int) -> Section:
    every = [c for c in changes(book.before, book.view) if c.kind != "actor"]
    lines = [made for change in spread(distinct(book, every), limit) if (made := _change(book, change))]
    title = f"What changed since {in_words(book.since, short=False)}"
    section = _section(book, "changes", title, lines, limit, "Nothing that was read since.", f"events --since {book.since}")
    return Section(section.key, section.title, section.groups, section.empty, max(0, len(every) - limit), section.command)


def distinct(book: Book, every: Sequence[Change]) -> list[Change]:
    """Changes without the events whose sentence a change before them has quoted already."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for change in every:
        places = {(e.article, wording.sentence(book, e)) for e in change.evidence}
        if change.kind != "event" or not places & seen:
            kept.append(change)
        seen |= places
    return kept


def spread(every: Sequence[Change], limit: int) -> list[Change]:
    """The first changes of each kind in turn, so that one busy kind leaves room for the others; order of kinds kept."""
    kinds = [list(group) for _, group in groupby(every, key=lambda change: change.kind)]
    chosen: list[Change] = []
    for place in range(max(map(len, kinds), default=0)):
        chosen += [kind[place] for kind in kinds if place < len(kind)]
    kept = set(map(id, chosen[:limit]))
    return [change for change in every if id(change) in kept]


def _change(book: Book, change: Change) -> Line | None:
    item, evidence = book.item[change.item], change.evidence[-1]
    if isinstance(item, MergedEvent):  # the sentence says better than any label who did what
        return line(book, item, wording.event(book, item, bare=True), evidence, quoting=True)
    said = describe(book, change, item)
    return line(book, item, said, evidence) if said else None


def describe(book: Book, change: Change, item: Item) -> str:
    """A change in words: what it is about, and from what to what."""
    match item:
        case MergedPosition():
            moved = f" (before: {change.was})" if change.was and change.was != change.now else ""
            head = f"{wording.DIRECTION[item.direction]}{moved}: {book.name(item.actor)}"
            return f"{head}, on: {item.issue}{' (red line)' if item.red_line else ''}"
        case MergedClaim():
            return f"{wording.capital(str(change.now))}: {wording.claim(book, item, 90)}"
        case MergedAgreement():
            return f"{wording.agreement(book, item)}: {wording.STATUS.get(item.status, item.status)}"
        case MergedExpectation():
            now = change.now if change.now in {"met", "missed", "overdue"} else f"expected{_by(book, item)}"
            return f"{wording.capital(str(now))}: {wording.expectation(book, item, 110, first=False)}"
        case MergedEvent():
            return wording.event(book, item)
    return ""


def _by(book: Book, item: MergedExpectation) -> str:
    return f" {due(book, item)}" if days(item.due) else ""


def _positions(book: Book, limit: int) -> Section:
    held = [p for p in book.standing.positions if book.name(p.actor)]
    seen: set[str] = set()
    groups = tuple(
        Group(wording.capital(issue), tuple(_position(book, p, seen) for p in mine)) for issue, mine in _by_issue(held[:limit])
    )
    return Section(
        "positions",
        "Who stands where",
        groups,
        "No positions read.",
        max(0, len(held) - limit),
        f"parley list {book.title} positions",
    )


def _by_issue(held: Sequence[MergedPosition]) -> Iterator[tuple[str, list[MergedPosition]]]:
    for issue, group in groupby(held, key=lambda p: p.issue):
        yield issue, list(group)


def _position(book: Book, item: MergedPosition, seen: set[str]) -> Line:
    """A position; its sentence is quoted unless it stands above or its condition says the same."""
    made = line(book, item, wording.position(book, item), mark="RED LINE" if item.red_line else "", quoting=True)
    known = made.quote in seen or (item.direction == "conditional" and item.condition is not None)
    seen.add(made.quote)
    return replace(made, quoting=not known)


def _agreements(book: Book, limit: int) -> Section:
    def rank(item: MergedAgreement) -> tuple[bool, bool, int, str]:
        return item.status == "unknown", len(item.parties) < 2, -len(item.evidence), item.known[1] or ""

    lines = [
        line(
            book,
            item,
            wording.agreement(book, item),
            item.life[-1].evidence if item.life else None,
            mark=wording.status(item, loud=item.status in {"violated", "collapsed", "ended"}),
            notes=_agreed(book, item),
            quoting=len(item.parties) < _PARTIES or item.kind == "other",
        )
        for item in sorted(book.standing.agreements, key=rank)
    ]
    return _section(book, "agreements", "Agreements", lines, limit, "No agreements read.")


def _agreed(book: Book, item: MergedAgreement) -> list[str]:
    """Notes below an agreement: its terms, what was given for what, from when and for how long it holds."""
    parts = (("terms", wording.terms(book, item)), ("exchange", told.exchanges(book, item, 2)), ("to hold", [told.holds(item)]))
    return [f"{label}: {said}" for label, words in parts if (said := "; ".join(filter(None, words)))]


def _claims(book: Book, limit: int) -> Section:
    contested = [c for c in book.standing.claims if c.status != "asserted" and len(c.text.split()) >= _TELLING]
    ranked = sorted(contested, key=lambda c: (c.known[1] or "", len(c.evidence)), reverse=True)
    lines = [line(book, c, wording.claim(book, c), mark=c.status.upper()) for c in ranked]
    return _section(book, "claims", "Claims and denials", lines, limit, "Nothing read is denied or disputed.")


def _due(book: Book, limit: int) -> Section:
    late = sorted((x for x in book.standing.expectations if x.outcome == "overdue"), key=lambda x: x.due or "", reverse=True)
    lines = [line(book, x, wording.expectation(book, x), mark=f"was due {due(book, x)}") for x in late]
    return _section(book, "overdue", "Overdue: the day has passed, nothing read about it", lines, limit, "Nothing.", "expectations")


def _next(book: Book, limit: int) -> Section:
    coming = [x for x in book.standing.expectations if x.outcome == "open"]
    dated = [x for x in coming if days(x.due)]
    undated = sorted((x for x in coming if not days(x.due)), key=lambda x: _interest(book, x), reverse=True)
    lines = [
        line(book, x, wording.expectation(book, x), mark=due(book, x) if days(x.due) else "no date") for x in (*dated, *undated)
    ]
    return _section(book, "next", "Expected next", lines, limit, "Nothing expected.", "expectations")


def _interest(book: Book, item: MergedExpectation) -> float:
    """Undated expectations rank by age, and by how much they speak of what negotiations are about."""
    links = load_links(book.language)
    said = len(content(item.text, links) & frozenset(links.concepts.values()))
    told, now = days(item.known[1]), days(book.view.as_of)
    age = (now[0] - told[0]).days if told and now else 365
    words = fold(item.text).split()
    alone = bool(set(words[:1]) & links.leaning) and not book.name(item.made_by)  # nobody knows who "they" are
    weak = alone + bool(set(words) & links.negations) + (item.confidence < _SURE)
    maker = book.actor.get(item.made_by or "")
    weak += (
        maker is not None and maker.kind in {"person", "people", "other"} and not any(role.of for role in maker.roles)
    )  # a bystander's word
    return (said - 2 * weak) * _MONTH - age


def due(book: Book, item: MergedExpectation) -> str:
    """When something is due, in words: "by the start of 2022" is not any day of that year."""
    when = in_words(item.due)
    for evidence in item.evidence:
        for timex in book.reading(evidence.article).timexes:
            if timex.value == item.due and evidence.start_char <= timex.start_char < evidence.end_char and timex.mod in _MODS:
                return f"{_MODS[timex.mod]} of {when}"
    return when


SECTIONS = {
    "state": _state,
    "changes": _changes,
    "positions": _positions,
    "agreements": _agreements,
    "claims": _claims,
    "overdue": _due,
    "next": _next,
}
