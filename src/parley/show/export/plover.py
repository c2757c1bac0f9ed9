"""Events as PLOVER event records, one JSON object a line. PLOVER's key for the type is `event`; `mediator` is our own field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from parley.reason.dates import days, is_day
from parley.reason.merged import MergedEvent
from parley.show.book import Book
from parley.show.export.places import place_of
from parley.show.export.sentences import articles_of, sentence_of

FIELDS = {
    "id": "the event's id in the dossier",
    "date": "its day, null where it is not known to the day",
    "dateStart": "first day that it may have been on",
    "dateEnd": "last day that it may have been on",
    "event": "PLOVER event type",
    "mode": "PLOVER mode, null where none was read",
    "context": "PLOVER contexts",
    "quad": "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    "auxiliaryMode": "null where it happened, else future, hypothetical, negation or historical",
    "actor": "who did it: objects with id, name, kind, country (ISO 3166-1 alpha-3)",
    "recipient": "to whom, likewise",
    "mediator": "through whom, likewise; a field of Parley's",
    "location": "name, latitude, longitude, country, geonamesId, precision; null where no place is named",
    "text": "the newest sentence that tells it",
    "language": "language of that sentence",
    "publication": "articles that tell it: objects with id, publisher, date, url, startChar, endChar of the words",
    "confidence": "from 0 to 1",
}
_QUAD = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD_OF = {type: quad for quad, types in _QUAD.items() for type in types}


def export_plover(book: Book) -> Iterator[dict[str, Any]]:
    """The records, in the order of the dossier."""
    for event in book.standing.events:
        yield _record(book, event)


def _record(book: Book, event: MergedEvent) -> dict[str, Any]:
    stretch = days(event.date)
    latest = book.latest(event)
    return {
        "id": event.id,
        "date": event.date if is_day(event.date) else None,
        "dateStart": stretch[0].isoformat() if stretch else None,
        "dateEnd": stretch[1].isoformat() if stretch else None,
        "event": event.event_type,
        "mode": event.mode,
        "context": list(event.contexts),
        "quad": _QUAD_OF[event.event_type],
        "auxiliaryMode": event.aux,
        "actor": _actors(book, event.actor),
        "recipient": _actors(book, event.recipient),
        "mediator": _actors(book, event.mediator),
        "location": _location(book, event),
        "text": sentence_of(book, event),
        "language": book.text_of[latest.article].language if latest else None,
        "publication": [_publication(book, event, id) for id in articles_of(event)],
        "confidence": round(event.confidence, 3),
    }


def _actors(book: Book, ids: Iterable[str]) -> list[dict[str, Any]]:
    found = (book.actor[id] for id in ids if id in book.actor)
    return [{"id": a.id, "name": a.name, "kind": a.kind, "country": a.country} for a in found]


def _location(book: Book, event: MergedEvent) -> dict[str, Any] | None:
    if not event.place:
        return None
    place = place_of(book, event)
    return {
        "name": event.place,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "country": place.country if place else None,
        "geonamesId": place.geonames_id if place else None,
        "precision": place.precision if place else None,
    }


def _publication(book: Book, event: MergedEvent, id: str) -> dict[str, Any]:
    article = book.text_of[id]
    evidence = next(e for e in event.evidence if e.article == id)
    return {
        "id": id,
        "publisher": article.publisher,
        "date": article.published,
        "url": article.url,
        "startChar": evidence.start_char,
        "endChar": evidence.end_char,
    }
