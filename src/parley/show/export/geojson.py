"""Events and agreements that have a place with coordinates, as GeoJSON (RFC 7946): one point each."""

from __future__ import annotations

from typing import Any

from parley.reason.dates import days
from parley.reason.merged import MergedAgreement, MergedEvent
from parley.records import Place
from parley.show import wording
from parley.show.book import Book
from parley.show.export.places import place_of
from parley.show.export.sentences import publishers_of, sentence_of

FIELDS = {
    "record": "event or agreement",
    "type": "PLOVER type of the event, kind of the agreement",
    "label": "the same in words, with who, where and when",
    "status": "of the agreement; of an event that did not (yet) happen: future, hypothetical, negation, historical",
    "actors": "names of those who act, or of the parties",
    "recipients": "names of those to whom it is done",
    "mediators": "names of those through whom it is done",
    "date": "its day with its grain (2021-03 is a month)",
    "start": "first day that it may have been on",
    "end": "last day that it may have been on",
    "place": "the place as it is named",
    "precision": "city, region, country or area: a point for a region is its middle, not where it happened",
    "country": "ISO 3166-1 alpha-3",
    "geonames_id": "GeoNames id of the place",
    "articles": "how many articles tell it",
    "publishers": "outlets that tell it",
    "text": "the newest sentence that tells it",
}


def export_geojson(book: Book) -> dict[str, Any]:
    """The collection."""
    items: list[MergedEvent | MergedAgreement] = [*book.standing.events, *book.standing.agreements]
    placed = ((item, place_of(book, item)) for item in items)
    return {"type": "FeatureCollection", "features": [_feature(book, item, place) for item, place in placed if place]}


def _feature(book: Book, item: MergedEvent | MergedAgreement, place: Place) -> dict[str, Any]:
    stretch = days(item.date)
    shared = {
        "date": item.date,
        "start": stretch[0].isoformat() if stretch else None,
        "end": stretch[1].isoformat() if stretch else None,
        "place": item.place,
        "precision": place.precision,
        "country": place.country,
        "geonames_id": place.geonames_id,
        "articles": len({e.article for e in item.evidence}),
        "publishers": publishers_of(book, item),
        "text": sentence_of(book, item),
    }
    properties = _kind(book, item) | shared
    return {
        "type": "Feature",
        "id": item.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": properties,
    }


def _kind(book: Book, item: MergedEvent | MergedAgreement) -> dict[str, Any]:
    if isinstance(item, MergedEvent):
        head: dict[str, Any] = {"record": "event", "type": item.event_type, "label": wording.event(book, item), "status": item.aux}
        sides = (item.actor, item.recipient, item.mediator)
    else:
        head = {"record": "agreement", "type": item.kind, "label": wording.agreement(book, item), "status": item.status}
        sides = (item.parties, (), item.mediators)
    names = ([name for id in ids if (name := book.name(id))] for ids in sides)
    return head | dict(zip(("actors", "recipients", "mediators"), names, strict=True))
