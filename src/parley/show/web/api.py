"""The JSON API: the records of docs/record-format.md merged over articles, a page at a time; `docs/api.md` tells how to use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, cast
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from parley.ledger import LinkKind
from parley.reason.decisions.reviewed import reviewed
from parley.reason.merged import LISTS, Item, MergedActor, MergedArticle
from parley.records import SCHEMA, reading_to_json
from parley.show.book import Book, newest_day
from parley.show.demo import notice
from parley.show.export.json import export_changes, export_item
from parley.show.finding import LINKS, WHOLE, Finder, Part
from parley.show.web.described import NAMED, answers, one_of, page_of
from parley.show.web.desks import Desks
from parley.show.web.filters import FILTERS, AskedActors, AskedPage, Filter, Paging
from parley.show.web.page import AskedDays, Days
from parley.show.web.tagged import Tagged

router = APIRouter(prefix="/api", route_class=Tagged, tags=["records"])
_ANY: dict[str, Any] = {"type": "object"}


def answer(body: Mapping[str, Any], following: str | None = None) -> Response:
    """JSON, with the next page's address in a Link header too."""
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return Response(msgspec.json.encode(body), media_type="application/json", headers=headers)


def following(request: Request, at: int | None) -> str | None:
    """The address of the page that begins at `at`: this one's with another cursor."""
    if at is None:
        return None
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in {"cursor", "token"}]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', at)])}"


def finder(desks: Desks, days: Days) -> Finder:
    """What looks in the dossier as of the day that is asked for."""
    library = reviewed(desks.dossier().library())
    return Finder(desks.title, library, days.as_of or newest_day(library), days.since)


def as_record(book: Book, item: Item, told: Mapping[str, int]) -> dict[str, Any]:
    """A record as the API gives it: how many outlets have it on their own word, and in how many articles an actor really is."""
    made = export_item(item) | {"independent": book.independent(item)}
    if isinstance(item, MergedActor):
        made["articles"] = told.get(item.id, item.articles)
    return made


def _frame(book: Book) -> dict[str, Any]:
    return {"schema": SCHEMA, "dossier": book.title, "as_of": book.view.as_of, "notice": notice(book.view.articles) or None}


def _listed(request: Request, kind: str, part: Part, as_of: str | None) -> Response:
    library = part.book.library
    told = library.told("actors", [item.id for item in part.items], as_of) if kind == "actors" else {}
    path = following(request, part.following)
    found = [as_record(part.book, item, told) for item in part.items]
    return answer({**_frame(part.book), "items": found, "next": path}, path)


def _add_routes(kind: str) -> None:
    """`/api/KIND` and `/api/KIND/ID`."""
    link_kind, name, filter_of = cast(LinkKind, kind), NAMED.get(kind, kind), FILTERS[kind]

    def every(
        request: Request,
        days: AskedDays,
        paging: AskedPage,
        actors: AskedActors,
        wanted: Filter = Depends(filter_of),  # noqa: B008  (FastAPI's own way)
    ) -> Response:
        desks: Desks = request.app.state.desks
        with desks.dossier().snapshot():
            found = finder(desks, days)
            wish = wanted.wish(link_kind, actors, after=days.since, rejected=True)
            return _listed(request, kind, found.part(wish, paging.cursor, paging.limit), found.as_of)

    def one(request: Request, id: str, days: AskedDays) -> Response:
        desks: Desks = request.app.state.desks
        with desks.dossier().snapshot():
            looking = finder(desks, days)
            found = looking.one(link_kind, id)
            if found is None:
                raise HTTPException(404, f"no {name} with the id {id!r} is known by {days.as_of or 'any day'}")
            book, item = found
            return answer(as_record(book, item, looking.library.told("actors", [id], looking.as_of) if kind == "actors" else {}))

    since = f"latest told first; `since`: told after that day. A list reads {LINKS} records of each, /{name}/ID {WHOLE}."
    _route(f"/{name}", every, f"{name}: {since}", page_of(kind), f"list_{name}")
    _route(f"/{name}/{{id}}", one, f"one of the {name}, whole", one_of(kind), f"get_{name}")


def _route(path: str, function: Callable[..., Response], summary: str, responses: Any, name: str) -> None:
    summary = summary[0].upper() + summary[1:]
    router.add_api_route(path, function, methods=["GET"], summary=summary, responses=responses, operation_id=name)


for _kind in LISTS:
    _add_routes(_kind)


@router.get("/dossier", responses=answers(_ANY), operation_id="get_dossier", response_class=Response)
def dossier(request: Request, days: AskedDays) -> Response:
    """How much there is, and as of which day."""
    desks: Desks = request.app.state.desks
    with desks.dossier().snapshot():
        library = desks.dossier().library()
        as_of = days.as_of or newest_day(library)
        articles, outlets, copies = library.counts(as_of)
        kinds = [NAMED.get(kind, kind) for kind in (*LISTS, "articles", "changes")]
        return answer(
            {"schema": SCHEMA, "dossier": desks.title, "as_of": as_of, "articles": articles, "outlets": outlets, "copies": copies}
            | {"lists": [f"/api/{kind}" for kind in kinds]}
        )


@router.get("/changes", responses=answers(_ANY), operation_id="list_changes", response_class=Response)
def changes(request: Request, days: AskedDays) -> Response:
    """What is new or different since a day (default: 30 days before `as_of`), most important first."""
    with request.app.state.desks.book(days.as_of, days.since) as book:
        return answer({**_frame(book), "since": book.since, "items": export_changes(book)})


@router.get("/articles", responses=answers(_ANY), operation_id="list_articles", response_class=Response)
def articles(
    request: Request,
    days: AskedDays,
    paging: AskedPage,
    publisher: Annotated[str | None, Query(description="An outlet, by its exact name.")] = None,
) -> Response:
    """Articles without their texts, latest first."""
    desks: Desks = request.app.state.desks
    with desks.dossier().snapshot():
        library = desks.dossier().library()
        end = paging.cursor + paging.limit
        ids = library.recent(days.as_of, days.since, end + 1, publisher=publisher or None)
        book = finder(desks, days).book({}, beside=tuple(ids[paging.cursor : end]))
        path = following(request, end if len(ids) > end else None)
        found = sorted(book.view.articles, key=lambda article: ids.index(article.id))
        return answer({**_frame(book), "items": msgspec.to_builtins(found), "next": path}, path)


@router.get("/articles/{id}", responses=answers(_ANY), operation_id="get_article", response_class=Response)
def article(request: Request, id: str) -> Response:
    """One article with its text and all that was read out of it: what `parley extract` writes."""
    reading = request.app.state.desks.dossier().library().reading(id)
    if reading is None:
        raise HTTPException(404, f"no article with the id {id!r}")
    return answer(reading_to_json(reading))


@router.get("/search", responses=answers(_ANY), operation_id="search", response_class=Response)
def search(
    request: Request,
    days: AskedDays,
    paging: AskedPage,
    q: Annotated[str, Query(description='Words, "quoted phrases", begin* of words.')],
) -> Response:
    """Articles with all of the words, best first; `matches` and `snippet` are stretches of the text."""
    dossier = request.app.state.desks.dossier()
    with dossier.snapshot():
        hits = dossier.search_within(q, days.as_of, lambda id: True, paging.cursor, paging.limit + 1)
    path = following(request, paging.cursor + paging.limit if len(hits) > paging.limit else None)
    return answer({"items": [_hit(hit) for hit in hits[: paging.limit]], "next": path}, path)


def _hit(hit: Any) -> dict[str, Any]:
    fields = {name: getattr(hit.article, name) for name in MergedArticle.__struct_fields__ if name != "copy_of"}
    return {**fields, "snippet": hit.snippet, "text": hit.article.text[slice(*hit.snippet)], "matches": hit.matches}


__all__ = ["Paging", "answer", "router"]
