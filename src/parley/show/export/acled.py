"""Events under ACLED's column names, for tools that read ACLED's files. Only what we know is filled in; nothing is guessed.

These are not ACLED's data and follow its codebook only as far as the columns below say. Talks and statements, which ACLED
does not code, have rows without an event type. Fatalities are not read and stay empty: empty is not 0.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable
from typing import IO

from parley.reason.dates import days
from parley.reason.merged import MergedActor, MergedEvent
from parley.show.book import Book
from parley.show.countries import country
from parley.show.export.csv import safe
from parley.show.export.places import place_of
from parley.show.export.sentences import publishers_of, sentence_of

FIELDS = {
    "event_id_cnty": "the event's id in the dossier",
    "event_date": "its day; of a week or month the middle day, as ACLED has it; empty where it is known less exactly",
    "year": "year of the event",
    "time_precision": "1 day, 2 week, 3 month",
    "disorder_type": "Political violence, Demonstrations or Strategic developments, where the event type is known",
    "event_type": "where type and mode leave no choice between ACLED's types; else empty",
    "sub_event_type": "likewise",
    "actor1": "who did it",
    "assoc_actor_1": "who else did it, with semicolons between",
    "inter1": "External/Other forces for organisations of states, State forces for a government at home; else empty",
    "actor2": "to whom",
    "assoc_actor_2": "to whom else",
    "inter2": "as inter1",
    "interaction": "empty",
    "civilian_targeting": "empty",
    "iso": "numeric code of the country",
    "region": "empty",
    "country": "country of the place",
    "admin1": "empty",
    "admin2": "empty",
    "admin3": "empty",
    "location": "the place as it is named",
    "latitude": "of the place",
    "longitude": "of the place",
    "geo_precision": "1 for a town; 3 for a region; empty for countries and wider areas",
    "source": "outlets that tell it, with semicolons between",
    "source_scale": "empty",
    "notes": "the newest sentence that tells it",
    "fatalities": "empty",
    "tags": "PLOVER type, mode and contexts, with semicolons between",
    "timestamp": "empty",
}
_VIOLENCE, _REMOTE, _CIVILIANS = "Political violence", "Explosions/Remote violence", "Violence against civilians"
_STRATEGIC, _PROTEST = "Strategic developments", "Demonstrations"
# (type, mode) of PLOVER, where it can be one thing of ACLED's alone: (disorder type, event type, sub-event type)
_TYPES = {
    ("ASSAULT", "abduct"): (_VIOLENCE, _CIVILIANS, "Abduction/forced disappearance"),
    ("ASSAULT", "sexual"): (_VIOLENCE, _CIVILIANS, "Sexual violence"),
    ("ASSAULT", "suicide-attack"): (_VIOLENCE, _REMOTE, "Suicide bomb"),
    ("ASSAULT", "aerial"): (_VIOLENCE, _REMOTE, "Air/drone strike"),
    ("ASSAULT", "drone"): (_VIOLENCE, _REMOTE, "Air/drone strike"),
    ("ASSAULT", "explosives"): (_VIOLENCE, _REMOTE, ""),
    ("ASSAULT", "heavy-weapons"): (_VIOLENCE, _REMOTE, "Shelling/artillery/missile attack"),
    ("PROTEST", "demo"): (_PROTEST, "Protests", ""),
    ("PROTEST", "riot"): (_PROTEST, "Riots", ""),
    ("COERCE", "arrest"): (_STRATEGIC, _STRATEGIC, "Arrests"),
    ("AGREE", None): (_STRATEGIC, _STRATEGIC, "Agreement"),
}
_WEEK, _MONTH = 7, 31
_GEO = {"city": "1", "region": "3"}


def write_acled(book: Book, stream: IO[str]) -> None:
    """Writes the table of events that happened."""
    writer = csv.DictWriter(stream, list(FIELDS), restval="", lineterminator="\n")
    writer.writeheader()
    for event in book.standing.events:
        if event.aux in {None, "historical"}:
            # a longitude may begin with a minus sign
            row = _row(book, event)
            writer.writerow({name: cell if name in {"latitude", "longitude"} else safe(cell) for name, cell in row.items()})


def _row(book: Book, event: MergedEvent) -> dict[str, str]:
    place = place_of(book, event)
    where = country(place.country if place else None)
    row = {
        "event_id_cnty": event.id,
        "iso": where.numeric,
        "country": where.name,
        "location": event.place or "",
        "latitude": str(place.lat) if place else "",
        "longitude": str(place.lon) if place else "",
        "geo_precision": _GEO.get(place.precision or "", "") if place else "",
        "source": "; ".join(publishers_of(book, event)),
        "notes": sentence_of(book, event),
        "tags": "; ".join(filter(None, (event.event_type, event.mode, *event.contexts))),
    }
    alone = event.event_type == "AGREE" and len({*event.actor, *event.recipient}) < 2  # an undertaking is no agreement
    kinds = ("", "", "") if alone else _TYPES.get((event.event_type, event.mode), ("", "", ""))
    row |= dict(zip(("disorder_type", "event_type", "sub_event_type"), kinds, strict=True))
    row |= _when(event.date)
    for number, side in ((1, event.actor), (2, event.recipient)):
        row |= _who(book, number, side, place.country if place else None)
    return row


def _when(date: str | None) -> dict[str, str]:
    stretch = days(date)
    if not stretch:
        return {}
    count = (stretch[1] - stretch[0]).days + 1
    if count > _MONTH:
        return {"year": str(stretch[0].year)} if stretch[0].year == stretch[1].year else {}
    middle = stretch[0] + datetime.timedelta(days=(count - 1) // 2)
    precision = "1" if count == 1 else "2" if count <= _WEEK else "3"
    return {"event_date": middle.isoformat(), "year": str(middle.year), "time_precision": precision}


def _who(book: Book, number: int, ids: Iterable[str], where: str | None) -> dict[str, str]:
    found = [book.actor[id] for id in ids if id in book.actor]
    if not found:
        return {}
    return {
        f"actor{number}": found[0].name,
        f"assoc_actor_{number}": "; ".join(actor.name for actor in found[1:]),
        f"inter{number}": _inter(found[0], where),
    }


def _inter(actor: MergedActor, where: str | None) -> str:
    if actor.kind == "igo":
        return "External/Other forces"
    if actor.kind in {"government", "military"} and actor.country and where:
        return "State forces" if actor.country == where else "External/Other forces"
    return ""
