"""Search: articles by words, actor, issue, outlet and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from parley.show.days import days_before, in_words, read_day
from parley.show.finding import Finder, Wish
from parley.show.web.asked import frame, looking, pages
from parley.show.web.cited import title_of
from parley.show.web.filters import AskedActors, AskedPage, positions
from parley.show.web.page import AskedDays, page
from parley.show.web.tagged import Tagged
from parley.store.search import AROUND, Hit

router = APIRouter(route_class=Tagged)
_PAGE = 20
_OF_ACTOR = 5000  # articles of an actor among which words are looked for


@dataclass(frozen=True)
class Found:
    """An article that was found; `pieces` of the passage around the first match: (text, whether it matched)."""

    id: str
    title: str
    publisher: str
    published: str
    language: str
    pieces: tuple[tuple[str, bool], ...]
    matches: int


class Sought:
    """What is looked for beside an actor; all may be empty."""

    def __init__(
        self,
        q: Annotated[str, Query(description='Words, "quoted phrases", begin* of words.')] = "",
        issue: Annotated[str, Query(description="Words of an issue that somebody takes a position on.")] = "",
        outlet: Annotated[str, Query(description="An outlet, by its exact name.")] = "",
        date_from: Annotated[str, Query(description="Published on this day or later.")] = "",
        actor: Annotated[str, Query(description="An actor's id (or its beginning), or a name.")] = "",
    ) -> None:
        said = {"q": q, "issue": issue, "outlet": outlet, "date_from": date_from, "actor": actor}
        self.asked = {key: value.strip() for key, value in said.items() if value.strip()}
        self.after = days_before(read_day(date_from), 1) if date_from else None

    def __getitem__(self, name: str) -> str:
        return self.asked.get(name, "")


@router.get("/search", response_class=HTMLResponse)
def search(
    request: Request, days: AskedDays, paging: AskedPage, actors: AskedActors, sought: Annotated[Sought, Depends(Sought)]
) -> HTMLResponse:
    """The articles that fit: best first where words were given, else latest first."""
    with looking(request, days) as finder:
        hits = _hits(request, finder, sought["q"], _within(finder, actors, sought), paging.cursor) if sought.asked else []
        following = paging.cursor + _PAGE if len(hits) > _PAGE else None
        found = [_found(hit) for hit in hits[:_PAGE]]
        values = frame(
            finder.book({}, beside=tuple(each.id for each in found)),
            "Search",
            sought.asked,
            found=found,
            outlets=[(name, name) for name in finder.library.publishers()],
            pages=pages(request, paging.cursor, following, _PAGE),
        )
        return page(request, "search.html.j2", values, days)


def _within(finder: Finder, actors: frozenset[str] | None, sought: Sought) -> list[str] | None:
    """The articles that fit all but the words, latest first; None for all."""
    sets: list[set[str]] = []
    if actors is not None:
        sets.append({link.article for link in finder.library.links("actors", actors, finder.as_of, _OF_ACTOR)})
    if sought["issue"]:
        part = finder.part(Wish("positions", None, positions(sought["issue"], None, None).fits), 0, 200)
        sets.append({evidence.article for item in part.items for evidence in item.evidence})
    if not sets and not sought["outlet"] and not sought.after:
        return None
    known = finder.library.recent(finder.as_of, sought.after, publisher=sought["outlet"] or None)
    return [id for id in known if all(id in each for each in sets)]


def _hits(request: Request, finder: Finder, q: str, within: list[str] | None, skip: int) -> list[Hit]:
    """A page of hits, and one more where there are further ones."""
    if q.strip():
        allowed = None if within is None else set(within)
        dossier = request.app.state.desks.dossier()
        found: list[Hit] = dossier.search_within(q, finder.as_of, lambda id: allowed is None or id in allowed, skip, _PAGE + 1)
        return found
    readings = (finder.library.reading(id) for id in (within or ())[skip : skip + _PAGE + 1])
    return [Hit(reading.article, (0, min(2 * AROUND, len(reading.article.text))), ()) for reading in readings if reading]


def _found(hit: Hit) -> Found:
    article = hit.article
    return Found(
        article.id,
        title_of(article.title, article.text),
        article.publisher or "",
        in_words(article.published),
        article.language or "",
        tuple(_pieces(hit)),
        len(hit.matches),
    )


def _pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    start, end = hit.snippet
    text, at = hit.article.text, start
    for first, last in hit.matches:
        if first < at or last > end:
            continue
        yield text[at:first], False
        yield text[first:last], True
        at = last
    yield text[at:end], False
