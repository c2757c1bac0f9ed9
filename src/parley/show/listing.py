"""Records as rows: what `parley list` prints and what the CSV export writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from parley.errors import UsageError
from parley.reason.merged import (
    LISTS,
    Item,
    MergedActor,
    MergedAgreement,
    MergedClaim,
    MergedEvent,
    MergedExpectation,
    MergedPosition,
    MergedRelation,
    MergedStatement,
)
from parley.reason.words import fold
from parley.show import wording
from parley.show.book import Book
from parley.show.days import in_words

KINDS = LISTS


@dataclass(frozen=True)
class Row:
    """`when` is the day that the record speaks of, `state` its status in a word, `actors` ids of those in it."""

    item: Item
    kind: str
    when: str
    who: str
    what: str
    state: str
    actors: tuple[str, ...]


def rows(book: Book, kind: str, since: str | None = None, actor: str | None = None) -> list[Row]:
    """Rows of a kind in the order of the view; `since` keeps what became known after that day, `actor` what that actor is in.

    Raises UsageError where no actor goes by that name.
    """
    wanted = find_actors(book, actor) if actor else None
    found = []
    for item in getattr(book.view, kind):
        row = _ROW[kind](book, item)
        if since and not (item.known[1] and item.known[1] > since):
            continue
        if wanted is None or wanted & {*row.actors, item.id}:
            found.append(row)
    return found


def find_actors(book: Book, name: str) -> set[str]:
    """Ids of actors that go by a name: the whole of it, else a part. Raises UsageError where there is none."""
    folded = fold(name)
    names = {a.id: [fold(n) for n in (a.name, *a.aliases)] for a in book.view.actors}
    exact = {id for id, mine in names.items() if folded in mine}
    found = exact or {id for id, mine in names.items() if any(f" {folded} " in f" {n} " for n in mine)}
    if not found:
        raise UsageError(f"no actor goes by {name!r}; see: parley list {book.title} actors")
    return found


def _actor(book: Book, item: MergedActor) -> Row:
    roles = [
        f"{'' if role.current is not False else 'former '}{role.role}{' of ' + book.name(role.of) if book.name(role.of) else ''}"
        for role in item.roles
    ]
    aliases = ", ".join(alias for alias in item.aliases[:6])
    what = "; ".join(part for part in (", ".join(roles), f"also: {aliases}" if aliases else "") if part)
    kind = item.kind.replace("_", " ") + (f", {item.country}" if item.country else "")
    return Row(item, "actor", "", item.name, what, kind, (item.id,))


def _statement(book: Book, item: MergedStatement) -> Row:
    who = book.name(item.source_actor) or item.source or "(not said who)"
    words = wording.quoted(item.content) if item.type == "direct" else wording.cut(item.content, 400)
    return Row(item, "statement", _said(item), who, words, item.type, tuple(a for a in [item.source_actor] if a))


def _said(item: MergedStatement) -> str:
    return in_words(item.date) or in_words(item.known[0])


def _event(book: Book, item: MergedEvent) -> Row:
    people = " → ".join(part for part in (book.names(item.actor), book.names(item.recipient)) if part)
    evidence = book.latest(item)
    what = wording.EVENT[item.event_type] + (f", {item.place}" if item.place else "")
    words = f": {wording.quoted(wording.sentence(book, evidence), 160)}" if evidence else ""
    state = wording.AUX[item.aux] if item.aux else "happened"
    return Row(item, "event", in_words(item.date), people, what + words, state, (*item.actor, *item.recipient, *item.mediator))


def _agreement(book: Book, item: MergedAgreement) -> Row:
    terms = "; ".join(wording.terms(book, item))
    what = ", ".join(part for part in (wording.KIND[item.kind], item.place) if part) + (f". Terms: {terms}" if terms else "")
    return Row(
        item,
        "agreement",
        in_words(item.date),
        book.names(item.parties),
        what,
        wording.status(item),
        (*item.parties, *item.mediators),
    )


def _position(book: Book, item: MergedPosition) -> Row:
    state = wording.DIRECTION[item.direction] + (" RED LINE" if item.red_line else "")
    evidence = book.latest(item)
    words = f": {wording.quoted(wording.sentence(book, evidence), 160)}" if evidence else ""
    moved = f" (was {', then '.join(stage.value for stage in item.life[:-1])})" if item.moved else ""
    return Row(item, "position", in_words(item.known[1]), book.name(item.actor), item.issue + moved + words, state, (item.actor,))


def _claim(book: Book, item: MergedClaim) -> Row:
    actors = (*item.asserted_by, *item.denied_by, *item.confirmed_by)
    who = "; ".join(
        f"{verb} by {names}"
        for verb, ids in (("asserted", item.asserted_by), ("denied", item.denied_by), ("confirmed", item.confirmed_by))
        if (names := book.names(ids))
    )
    return Row(item, "claim", in_words(item.known[1]), who, wording.quoted(item.text, 200), item.status, actors)


def _expectation(book: Book, item: MergedExpectation) -> Row:
    settled = f" (see {book.source(item.settled_by)})" if item.settled_by else ""
    word = f" [{item.likelihood.word}]" if item.likelihood else ""
    by = tuple(a for a in [item.made_by] if a)
    return Row(
        item, "expectation", in_words(item.due), book.names(by), wording.cut(item.text, 200) + word, item.outcome + settled, by
    )


def _relation(book: Book, item: MergedRelation) -> Row:
    when = " to ".join(part for part in (in_words(item.since), in_words(item.until)) if part)
    return Row(
        item, "relation", when, book.name(item.subject), f"{wording.TIE.get(item.type, item.type)} {book.name(item.object)}", "",
        (item.subject, item.object),
    )  # fmt: skip


_ROW: dict[str, Callable[..., Row]] = {
    "actors": _actor, "statements": _statement, "events": _event, "agreements": _agreement,
    "positions": _position, "claims": _claim, "expectations": _expectation, "relations": _relation,
}  # fmt: skip


def every_row(book: Book, kinds: Iterable[str] = KINDS) -> Iterator[Row]:
    """Rows of all kinds."""
    for kind in kinds:
        yield from rows(book, kind)
