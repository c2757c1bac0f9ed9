"""The records that Parley keeps of an article: frozen, typed, tied to the words that they come from.

Offsets are half-open and count Unicode code points of `Article.text`, which nothing ever alters:
`article.text[start:end]` is the quoted stretch. Dates are TIMEX3 values that keep their grain ("2021-03",
"2021-SU"). What is not known is `None`. An id is a letter for the kind and a hash of what the record says and
where, so that reading the same words twice gives the same id. Field names: docs/glossary.md.
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import msgspec

from parley import values
from parley.values import Duration, Exchange, Mandate
from parley.values import Record as Record
from parley.values import Span as Span
from parley.values import Spans as Spans

SCHEMA = "parley/1"

Anchor = Literal["published"] | Span  # what a time was counted from: the day of publication, or another expression's stretch


def record_id(letter: str, *content: object) -> str:
    """Id of a record: `letter` and 16 hexadecimal digits that depend on `content` alone (any values with a stable `repr`)."""
    digest = hashlib.blake2b(repr(content).encode(), digest_size=8).hexdigest()
    return letter + digest


def article_key(text: str, url: str | None, publisher: str | None) -> str:
    """What makes an article the same one: its words, where they stood, who published them. Its id too, where none came with it."""
    return record_id("d", text, url, publisher)


class Article(Record, frozen=True, kw_only=True):
    """A text as it was published. `boilerplate` marks stretches that are not the article (links, newsletter, captions).

    Where `published` is inferred, `published_reason` gives the rule and the words; where these fix no day it stays None, and
    `published_interval` is the first and last day (ISO) that it may be.
    """

    id: str
    text: str
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    published_from: values.PublishedFrom = "unknown"
    boilerplate: Spans = ()
    published_interval: tuple[str, str] | None = None
    published_reason: str | None = None


class Role(Record, frozen=True, kw_only=True):
    """An office or function: `role` as the text words it, `of` an actor id, `current` False for "former", None where open."""

    role: str
    of: str | None = None
    current: bool | None = True
    evidence: Spans = ()


class Actor(Record, frozen=True, kw_only=True):
    """Someone or something that says, does or undergoes. `canonical` is the knowledge base's key, None where it has none.

    `place_only`: the article names its country but not this actor, whom an office is of ("the Kenyan president").
    """

    id: str
    name: str
    kind: values.ActorKind
    canonical: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    place_only: bool = False


class Mention(Record, frozen=True, kw_only=True):
    """A stretch of text that stands for an actor."""

    start_char: int
    end_char: int
    actor: str
    how: values.MentionHow


class Place(Record, frozen=True, kw_only=True):
    """A stretch of text that names a place. `lat`, `lon` in degrees (WGS 84), `country` ISO 3166-1 alpha-3."""

    start_char: int
    end_char: int
    name: str
    geonames_id: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: values.PlacePrecision | None = None


class Timex(Record, frozen=True, kw_only=True):
    """A time expression: TIMEX3 `type`, `value`, `mod`; `start` and `end` are its first and last day (ISO) where it has them."""

    start_char: int
    end_char: int
    type: values.TimexType
    value: str | None = None
    mod: str | None = None
    start: str | None = None
    end: str | None = None
    anchor: Anchor | None = None  # None: the words fix the value by themselves, or it is not known


class Attribution(Record, frozen=True, kw_only=True):
    """Who is said to have said or thought what. `source_actor` is an actor id; `within` the attribution that holds this one."""

    id: str
    content: Spans
    source: Spans = ()
    cue: Spans = ()
    source_actor: str | None = None
    type: values.AttributionType = "indirect"
    date: str | None = None
    within: str | None = None
    origin: str = "rules"
    confidence: float = 0.5


class Event(Record, frozen=True, kw_only=True):
    """A PLOVER event. `actor`, `recipient`, `mediator` are actor ids; `attribution` the id of who says that it happened."""

    id: str
    event_type: values.EventType
    evidence: Spans
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    aux: values.Aux | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mediator: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    attribution: str | None = None
    origin: str = "rules"
    confidence: float = 0.5


class Term(Record, frozen=True, kw_only=True):
    """One thing that a party to an agreement owes: `by` whom and `to` whom are actor ids."""

    text: str
    by: str | None = None
    to: str | None = None
    evidence: Spans = ()


class Agreement(Record, frozen=True, kw_only=True):
    """What two or more parties agreed, or one bound itself to. `effective`: the day or hour (TIMEX3) from which it is to hold."""

    id: str
    kind: values.AgreementKind
    evidence: Spans
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    status: values.AgreementStatus = "unknown"
    status_date: str | None = None
    status_evidence: Spans = ()
    terms: tuple[Term, ...] = ()
    stage: values.AgreementStage | None = None
    mandate: tuple[Mandate, ...] = ()
    effective: str | None = None
    effective_evidence: Spans = ()
    duration: Duration | None = None
    exchange: tuple[Exchange, ...] = ()
    origin: str = "rules"
    confidence: float = 0.5


class Position(Record, frozen=True, kw_only=True):
    """Where an actor stands on something contested; `condition` says on what a conditional position hangs.

    `since`: TIMEX3, where the text says since when. `voice`: own quoted words (or its spokesperson's), or as attributed.
    """

    id: str
    actor: str
    issue: str
    direction: values.Direction
    evidence: Spans
    red_line: bool = False
    condition: str | None = None
    condition_evidence: Spans = ()
    since: str | None = None
    voice: values.Voice | None = None
    attribution: str | None = None
    date: str | None = None
    origin: str = "rules"
    confidence: float = 0.5


class Claim(Record, frozen=True, kw_only=True):
    """Something put forward as true by some and denied, disputed or confirmed by others (actor ids)."""

    id: str
    text: str
    evidence: Spans
    status: values.ClaimStatus
    asserted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    confirmed_by: tuple[str, ...] = ()
    date: str | None = None
    origin: str = "rules"
    confidence: float = 0.5


class Likelihood(Record, frozen=True, kw_only=True):
    """The word that carries a likelihood, and the range that readers give it (probabilities; None where no survey has it)."""

    word: str
    low: float | None = None
    high: float | None = None


class Expectation(Record, frozen=True, kw_only=True):
    """Something said to come: `due` is when (TIMEX3), `made_by` an actor id, None where the article itself says so."""

    id: str
    text: str
    evidence: Spans
    made_by: str | None = None
    likelihood: Likelihood | None = None
    due: str | None = None
    origin: str = "rules"
    confidence: float = 0.5


class Relation(Record, frozen=True, kw_only=True):
    """A lasting tie between two actors (ids), with the TIMEX3 values between which it holds.

    Where somebody controls a piece of land, `area` has its words ("Darfur"), `share` how much of it ("most"), and `object` is the
    government of the country that the land lies in.
    """

    id: str
    subject: str
    type: values.RelationType
    object: str
    evidence: Spans
    area: str | None = None
    share: str | None = None
    since: str | None = None
    until: str | None = None
    origin: str = "rules"
    confidence: float = 0.5


class Reading(Record, frozen=True, kw_only=True):
    """All that was read out of one article: what `parley extract` writes as a line."""

    article: Article
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    timexes: tuple[Timex, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    relations: tuple[Relation, ...] = ()


KINDS = tuple(field for field in Reading.__struct_fields__ if field != "article")


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """The JSON object of record-format.md: the article's own fields first, then one list per kind of record."""
    return {
        "schema": SCHEMA,
        **msgspec.to_builtins(reading.article),
        **{kind: msgspec.to_builtins(getattr(reading, kind)) for kind in KINDS},
    }


def reading_from_json(data: dict[str, Any]) -> Reading:
    """The inverse of `reading_to_json`. Raises msgspec.ValidationError on anything that breaks the types above."""
    article = msgspec.convert(data, Article)
    return msgspec.convert({"article": article, **{k: data[k] for k in KINDS}}, Reading)
