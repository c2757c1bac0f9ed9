"""The page of a fact, at an address that stays: the record, its words where they stand, its life, origins, links, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from parley.errors import UsageError
from parley.ledger import KIND_OF, Library, Link
from parley.reason.decisions.reviewed import reviewed
from parley.reason.merged import (
    Item,
    MergedActor,
    MergedAgreement,
    MergedClaim,
    MergedEvent,
    MergedExpectation,
    MergedPosition,
    MergedRelation,
)
from parley.reason.shelf import Asked
from parley.records import Span
from parley.show import wording
from parley.show.book import Book
from parley.show.days import in_words
from parley.show.demo import notice
from parley.show.listing import Row, rows
from parley.show.reviews import has_verdict, mark, told
from parley.show.show import find, paragraphs_of, particulars, said_by
from parley.show.web.charts import HELD
from parley.show.web.cited import Cited, title_of
from parley.show.web.lines import told as told_by
from parley.show.web.page import AskedDays, Days, page

router = APIRouter()
_RECORDS = 60  # of one item that are merged; of more the first, the latest and those that changed it
_A_PAGE = 20  # articles whose words are shown
_LINKS = 50
_TITLE = 200  # characters


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph, `lit` where the fact comes from it."""

    text: str
    lit: bool


@dataclass(frozen=True)
class Told:
    """What one article says of it: `paragraphs` with the words lit, `copy` where it repeats another."""

    article: str
    source: str
    title: str
    language: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    said_by: tuple[str, ...]
    copy: str


@router.get("/facts/{id}", response_class=HTMLResponse)
def fact(request: Request, id: str, days: AskedDays, page_: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1) -> Response:
    """A fact by its id, by that of a record in it, or by a beginning of either."""
    desks = request.app.state.desks
    if id[:1] not in KIND_OF:
        raise HTTPException(404)
    item = _item_of(reviewed(desks.dossier().library()), desks.title, id)
    if item != id:
        return RedirectResponse(f"/facts/{item}{days.query()}", 307)
    kind = KIND_OF[id[0]]
    with desks.book(days.as_of, days.since, lambda *_: Asked({kind: [id]}, _RECORDS)) as book:
        if id not in book.item:
            return _not_yet(request, book, id, days)
        return page(request, "fact.html.j2", _values(book, book.item[id], page_), days)


def _item_of(library: Library, title: str, id: str) -> str:
    """The item that an id speaks of. Raises HTTPException (404) where there is none, or several."""
    known = library.items_of([id], KIND_OF[id[0]])
    try:
        return known.get(id) or find(library, title, id)
    except UsageError:
        raise HTTPException(404) from None


def _not_yet(request: Request, book: Book, id: str, days: Days) -> Response:
    """There is such a fact, but on that day it was not known, or its words are gone."""
    links = book.library.links(KIND_OF[id[0]], [id], None, 1)
    said = f"This was not known on {in_words(book.view.as_of)}."
    said += f" It is known since {in_words(links[0].known)}." if links else ""
    return page(request, "problem.html.j2", {"title": "Not known on that day", "said": said}, days, status=404)


def _values(book: Book, item: Item, at: int) -> dict[str, Any]:
    kind = KIND_OF[item.id[0]]
    row = next(row for row in rows(book, kind) if row.item.id == item.id)
    articles = list(dict.fromkeys(e.article for e in reversed(item.evidence)))
    shown = articles[(at - 1) * _A_PAGE : at * _A_PAGE]
    links = book.library.links(kind, [item.id], book.view.as_of, _RECORDS)
    return {
        "title": _title(book, item, row),
        "row": row,
        "item": item,
        "confidence": getattr(item, "confidence", None),
        "state": item.reviewed or "",
        "reviewed": mark(item),
        "judged": has_verdict(item),
        "particulars": [*_who(book, item), *particulars(book, item)],
        "life": list(_life(book, item)),
        "told_by": told_by(book, item),
        "articles": [_told(book, item, article) for article in shown],
        "at": at,
        "pages": max(1, -(-len(articles) // _A_PAGE)),
        "links": [_link(book, link) for link in links[-_LINKS:]],
        "more_links": max(0, len(links) - _LINKS),
        "decisions": [told(judged) for judged in item.decisions],
        "known": tuple(in_words(day) for day in item.known),
        "actors": [(actor, book.name(actor)) for actor in dict.fromkeys(row.actors) if book.name(actor) and actor != item.id],
        "notice": notice(book.view.articles),
        "cited": Cited(book),
    }


def _title(book: Book, item: Item, row: Row) -> str:
    """What the fact says, on a line or two."""
    match item:
        case MergedAgreement():
            return wording.agreement(book, item)
        case MergedEvent():
            return wording.event(book, item)
        case MergedPosition():
            return f"{book.name(item.actor) or 'Somebody'} on {item.issue}: {HELD[item.direction]}"
        case MergedClaim():
            return wording.quoted(item.text, _TITLE)
        case MergedExpectation():
            return wording.expectation(book, item, _TITLE)
        case MergedRelation():
            return wording.relation(book, item)
        case MergedActor():
            return item.name
    return wording.cut(f"{row.who}: {row.what}", _TITLE)


def _who(book: Book, item: Item) -> Iterator[tuple[str, str]]:
    """Who asserts, denies, confirms a claim; what an actor is and is called."""
    if isinstance(item, MergedClaim):
        for verb, actors in (("asserted by", item.asserted_by), ("denied by", item.denied_by), ("confirmed by", item.confirmed_by)):
            if names := book.names(actors):
                yield verb, names
    if isinstance(item, MergedActor):
        yield from (("also", ", ".join(item.aliases)),) if item.aliases else ()
        for role in item.roles:
            former = "former " if role.current is False else ""
            yield "role", f"{former}{role.role}{f' of {book.name(role.of)}' if book.name(role.of) else ''}"


def _life(book: Book, item: Item) -> Iterator[tuple[str, str, str, str, str]]:
    """Day, what held from then on, the article that says so, its outlet and day, the sentence."""
    if isinstance(item, MergedAgreement | MergedPosition | MergedClaim):
        for stage in item.life:
            value = stage.value.replace("_", " ")
            said = stage.evidence
            yield in_words(stage.day) or "no day", value, said.article, book.source(said.article), wording.sentence(book, said)


def _told(book: Book, item: Item, article: str) -> Told:
    text = book.text_of[article]
    found = list(paragraphs_of(text, [e for e in item.evidence if e.article == article]))
    # whoever denies a claim is found as the source of its words, but has not said them
    spans = [] if isinstance(item, MergedClaim) else [span for _, inside in found for span in inside]
    copy = book.library.copies([article]).get(article)
    return Told(
        article,
        book.source(article),
        title_of(text.title, text.text),
        text.language or "",
        tuple(tuple(_pieces(text.text, span, inside)) for span, inside in found),
        tuple(said_by(book, article, spans)) if spans else (),
        book.source(copy) if copy else "",
    )


def _pieces(text: str, span: Span, inside: list[Span]) -> Iterator[Piece]:
    """A paragraph cut where the words begin and end."""
    at = span[0]
    for start, end in sorted(inside):
        start, end = max(start, at), min(end, span[1])
        if start < end:
            yield Piece(text[at:start], False)
            yield Piece(text[start:end], True)
            at = end
    yield Piece(text[at : span[1]], False)


def _link(book: Book, link: Link) -> dict[str, str]:
    """Why an article's record is held to tell of this."""
    reason = "the first that tells of it" if link.reason == "first" else link.reason
    return {
        "record": link.record,
        "article": link.article,
        "source": book.source(link.article),
        "reason": reason,
        "score": f"{link.score:.2f}",
        "known": in_words(link.known),
        "value": (link.value or "").replace("_", " "),
    }
