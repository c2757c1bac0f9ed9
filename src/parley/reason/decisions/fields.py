"""Which fields of an item a person may correct, what may stand in each, and how what was typed becomes a value."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from parley.ledger import LinkKind
from parley.reason.dates import days
from parley.reason.merged import Outcome
from parley.reason.words import fold
from parley.values import (
    ActorKind,
    AgreementKind,
    AgreementStatus,
    AttributionType,
    Aux,
    ClaimStatus,
    Direction,
    EventType,
    RelationType,
)

FieldType = Literal["choice", "text", "date", "country", "yes or no", "actor", "actors"]
NOTHING = "-"  # typed for "not known", or "nobody"


@dataclass(frozen=True)
class Field:
    """What may stand in a field: `choices` of a choice; `open`: it may be left empty; `lived`: it changes with what happens."""

    type: FieldType
    choices: tuple[str, ...] = ()
    open: bool = True
    lived: bool = False


def _choice(literal: Any, *, open: bool = False, lived: bool = False) -> Field:
    return Field("choice", literal.__args__, open, lived)


_ACTOR, _ACTORS, _DATE, _TEXT = Field("actor"), Field("actors"), Field("date"), Field("text")
FIELDS: dict[LinkKind, dict[str, Field]] = {
    "actors": {"name": Field("text", open=False), "kind": _choice(ActorKind), "country": Field("country")},
    "statements": {"source_actor": _ACTOR, "type": _choice(AttributionType), "date": _DATE},
    "events": {
        "event_type": _choice(EventType), "aux": _choice(Aux, open=True), "actor": _ACTORS, "recipient": _ACTORS,
        "mediator": _ACTORS, "date": _DATE, "place": _TEXT,
    },
    "agreements": {
        "kind": _choice(AgreementKind), "parties": _ACTORS, "mediators": _ACTORS, "place": _TEXT, "date": _DATE,
        "status": _choice(AgreementStatus, lived=True), "status_date": Field("date", lived=True),
    },
    "positions": {
        "actor": Field("actor", open=False), "issue": Field("text", open=False), "direction": _choice(Direction, lived=True),
        "red_line": Field("yes or no", open=False, lived=True), "condition": Field("text", lived=True),
    },
    "claims": {
        "text": Field("text", open=False), "asserted_by": _ACTORS, "denied_by": _ACTORS, "confirmed_by": _ACTORS,
        "status": _choice(ClaimStatus, lived=True),
    },
    "expectations": {
        "text": Field("text", open=False), "made_by": _ACTOR, "due": _DATE, "outcome": _choice(Outcome, lived=True),
    },
    "relations": {
        "subject": Field("actor", open=False), "type": _choice(RelationType), "object": Field("actor", open=False), "since": _DATE,
        "until": _DATE,
    },
}  # fmt: skip
HELP: dict[FieldType, str] = {
    "choice": "one of the words",
    "text": "words of your own",
    "date": "a day 2022-02-15, a month 2022-02, a year 2022, a season 2022-SU, or two of these with / between",
    "country": "three letters, as MLI or FRA",
    "yes or no": "yes or no",
    "actor": "a name or id of an actor of the dossier",
    "actors": "names or ids of actors of the dossier, with ; between",
}
Find = Callable[[str], Sequence[tuple[str, str]]]  # what was typed -> (id, name) of the actors that it may mean
Resolve = Callable[[Mapping[str, Any]], str | None]  # an actor of a value -> its id as of now


def parse(field: Field, typed: str, find: Find) -> Any:
    """The value (of JSON) of what a person typed. Raises ValueError, whose message says what is expected."""
    typed = " ".join(typed.split())
    if typed in {"", NOTHING}:
        if not field.open:
            raise ValueError(f"it cannot be empty; type {HELP[field.type]}")
        return [] if field.type == "actors" else None
    match field.type:
        case "choice":
            return _chosen(field.choices, typed)
        case "date":
            return _date(typed)
        case "country":
            if not re.fullmatch(r"[A-Za-z]{3}", typed):
                raise ValueError(f"{typed!r} is no country; type {HELP['country']}")
            return typed.upper()
        case "yes or no":
            if (found := {"yes": True, "y": True, "no": False, "n": False}.get(typed.casefold())) is None:
                raise ValueError("type yes or no")
            return found
        case "actor":
            return _actor(typed, find)
        case "actors":
            return [_actor(name, find) for each in typed.split(";") if (name := each.strip())]
    return typed


def _chosen(choices: Sequence[str], typed: str) -> str:
    word = typed.casefold().replace(" ", "_")
    found = [c for c in choices if c.casefold() == word] or [c for c in choices if c.casefold().startswith(word)]
    if len(found) != 1:
        raise ValueError(f"{typed!r} is none of: {', '.join(choices)}")
    return found[0]


def _date(typed: str) -> str:
    value = typed.upper()
    if days(value) is None:
        raise ValueError(f"{typed!r} is no date; type {HELP['date']}")
    return value


def _actor(typed: str, find: Find) -> dict[str, str]:
    found = find(typed)
    if not found:
        raise ValueError(f"no actor of the dossier goes by {typed!r}; see: parley list DOSSIER actors")
    if len(found) > 1:
        names = ", ".join(f"{name} ({id})" for id, name in found[:4])
        raise ValueError(f"{len(found)} actors go by {typed!r}: {names}. Type the id of one")
    return {"id": found[0][0], "name": found[0][1]}


def check(kind: LinkKind, name: str, value: Any) -> str | None:
    """What is wrong with a value that came from elsewhere, None where it may stand in the field."""
    field = FIELDS.get(kind, {}).get(name)
    if field is None:
        return f"{kind} have no field {name!r} that can be corrected"
    if value is None:
        return None if field.open and field.type != "actors" else f"{name} cannot be empty"
    if field.type == "actors":
        return None if isinstance(value, list) and all(map(_is_actor, value)) else f"{name} must be a list of actors"
    if field.type == "actor":
        return None if _is_actor(value) else f"{name} must be an actor"
    if field.type == "yes or no":
        return None if isinstance(value, bool) else f"{name} must be true or false"
    if not isinstance(value, str) or not value:
        return f"{name} must be text"
    try:
        parse(field, value, lambda _: ())
    except ValueError as error:
        return f"{name}: {error}"
    return None


def _is_actor(value: Any) -> bool:
    """Whether a value is an id or name, or an object with both."""
    return isinstance(value, str) or (isinstance(value, dict) and all(isinstance(value.get(key), str) for key in ("id", "name")))


def build(field: Field, value: Any, resolve: Resolve) -> Any:
    """What to put into the item: actors by the ids that they have now, those that are not known left out."""
    if field.type == "actors":
        found = (resolve(_as_actor(each)) for each in value)
        return tuple(dict.fromkeys(id for id in found if id))
    if field.type == "actor":
        return resolve(_as_actor(value)) if value is not None else None
    return value


def _as_actor(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"id": value, "name": value}


def same(field: Field, one: Any, other: Any) -> bool:
    """Whether two values say the same: actors by id or by name, in whatever order."""
    if field.type == "actors":
        return len(one) == len(other) and all(any(same(_ACTOR, a, b) for b in other) for a in one)
    if field.type == "actor" and one is not None and other is not None:
        a, b = _as_actor(one), _as_actor(other)
        return bool(a["id"] == b["id"] or fold(a["name"]) == fold(b["name"]))
    return bool(one == other)


def shown(kind: LinkKind, item: Any, name: Callable[[str], str]) -> dict[str, Any]:
    """The fields of an item that can be corrected, as values of JSON: what a person had before them when deciding."""

    def value(field: str, type: FieldType) -> Any:
        found = getattr(item, field)
        if type == "actors":
            return [{"id": actor, "name": name(actor)} for actor in found]
        return {"id": found, "name": name(found)} if type == "actor" and found is not None else found

    return {field: value(field, spec.type) for field, spec in FIELDS[kind].items()}


def as_json(value: Any) -> str:
    """A value as it is kept in a decision."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
