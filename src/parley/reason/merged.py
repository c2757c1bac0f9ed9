"""What a dossier holds on a day: records merged over articles. Each keeps the ids of the records that it was merged from.

An item's id is that of the earliest record in it, so it stays the same from one run to the next and when later articles
come in. Actor ids inside items are ids of merged actors. `Evidence.text` is the quoted stretch itself.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from parley.ledger import Verdict
from parley.records import Likelihood, Record
from parley.values import (
    ActorKind,
    AgreementKind,
    AgreementStage,
    AgreementStatus,
    AttributionType,
    Aux,
    ClaimStatus,
    Direction,
    EventType,
    RelationType,
)

Outcome = Literal["open", "met", "missed", "overdue"]
Reviewed = Literal["accepted", "rejected", "corrected", "disputed"]
ChangeKind = Literal["position", "claim", "agreement", "expectation", "event", "actor"]


class Evidence(Record, frozen=True, kw_only=True):
    """A stretch of an article, half-open in code points; `published` is the day on which the article made it known."""

    article: str
    start_char: int
    end_char: int
    text: str


class Judged(Record, frozen=True, kw_only=True):
    """What a person decided about an item: see ledger.Decision, whose id and fields these are."""

    id: str
    who: str
    when: str
    verdict: Verdict
    field: str | None = None
    value: str | None = None
    other: str | None = None


class Item(Record, frozen=True, kw_only=True):
    """Common part: `records` are the ids merged into this one, `known` the days of first and last article (None: not known).

    `reviewed` says what people made of it (None: nobody has looked at it), `decisions` who decided what; disputed: they disagree.
    """

    id: str
    records: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    known: tuple[str | None, str | None] = (None, None)
    reviewed: Reviewed | None = None
    decisions: tuple[Judged, ...] = ()


class MergedArticle(Record, frozen=True, kw_only=True):
    """An article without its text. `copy_of` is the earliest article that it repeats nearly word for word."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    published_from: str
    url: str | None
    language: str | None
    copy_of: str | None = None


class MergedRole(Record, frozen=True, kw_only=True):
    """An office, as the latest article that speaks of it has it."""

    role: str
    of: str | None
    current: bool | None
    evidence: tuple[Evidence, ...]


class MergedActor(Item, frozen=True, kw_only=True):
    """An actor with every name that it goes by; `articles` counts the articles that mention it."""

    name: str
    kind: ActorKind
    canonical: str | None
    country: str | None
    aliases: tuple[str, ...]
    roles: tuple[MergedRole, ...]
    articles: int


class MergedStatement(Item, frozen=True, kw_only=True):
    """What somebody said or thought; statements are not merged over articles, copies of a wire story apart."""

    source_actor: str | None
    source: str
    content: str
    type: AttributionType
    date: str | None


class MergedEvent(Item, frozen=True, kw_only=True):
    """A PLOVER event told by one or more articles."""

    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    aux: Aux | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mediator: tuple[str, ...]
    date: str | None
    place: str | None
    confidence: float


class MergedTerm(Record, frozen=True, kw_only=True):
    """What a party owes under an agreement."""

    text: str
    by: str | None
    to: str | None
    evidence: tuple[Evidence, ...]


class MergedMandate(Record, frozen=True, kw_only=True):
    """Who sent a mediator."""

    mediator: str
    by: str
    evidence: tuple[Evidence, ...]


class MergedDuration(Record, frozen=True, kw_only=True):
    """For how long an agreement is to hold."""

    value: str
    renewable: bool | None
    evidence: tuple[Evidence, ...]


class MergedExchange(Record, frozen=True, kw_only=True):
    """What was given for what under an agreement."""

    given: str
    received: str
    by: str | None
    evidence: tuple[Evidence, ...]


class Stage(Record, frozen=True, kw_only=True):
    """A point in a life: from `day` (when it became known) on, `value` held; `evidence` says so."""

    day: str | None
    value: str
    evidence: Evidence


class MergedAgreement(Item, frozen=True, kw_only=True):
    """An agreement and its life."""

    kind: AgreementKind
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    place: str | None
    date: str | None
    status: AgreementStatus
    status_date: str | None
    terms: tuple[MergedTerm, ...]
    life: tuple[Stage, ...]
    confidence: float
    stage: AgreementStage | None = None
    mandate: tuple[MergedMandate, ...] = ()
    effective: str | None = None
    effective_evidence: tuple[Evidence, ...] = ()
    duration: MergedDuration | None = None
    exchange: tuple[MergedExchange, ...] = ()


class MergedPosition(Item, frozen=True, kw_only=True):
    """Where an actor stands on an issue, and where it stood before."""

    actor: str
    issue: str
    direction: Direction
    red_line: bool
    condition: str | None
    since: str | None  # since when the present direction has been held, where an article says so
    life: tuple[Stage, ...]
    confidence: float

    @property
    def moved(self) -> bool:
        """Whether the direction changed in the course of the dossier."""
        return len({stage.value for stage in self.life}) > 1


class MergedClaim(Item, frozen=True, kw_only=True):
    """Something put forward, and who denies or confirms it."""

    text: str
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]
    status: ClaimStatus
    life: tuple[Stage, ...]
    confidence: float


class MergedExpectation(Item, frozen=True, kw_only=True):
    """Something said to come, and what became of it; `settled_by` is the article that says so."""

    text: str
    made_by: str | None
    likelihood: Likelihood | None
    due: str | None
    outcome: Outcome
    settled_by: str | None
    settled: Evidence | None
    confidence: float


class MergedRelation(Item, frozen=True, kw_only=True):
    """A tie between two actors."""

    subject: str
    type: RelationType
    object: str
    since: str | None
    until: str | None
    area: str | None
    share: str | None


class Origin(Record, frozen=True, kw_only=True):
    """How many outlets have a fact (an item's id) on their own: copies and "RFI reports" do not count."""

    item: str
    evidence: tuple[Evidence, ...]
    independent: int


class Change(Record, frozen=True, kw_only=True):
    """One thing that is new or different since a day; `was` and `now` say what moved, None where there was nothing."""

    kind: ChangeKind
    item: str
    was: str | None
    now: str | None
    evidence: tuple[Evidence, ...]


class View(Record, frozen=True, kw_only=True):
    """Everything that was known on `as_of`."""

    as_of: str | None
    articles: tuple[MergedArticle, ...]
    actors: tuple[MergedActor, ...]
    statements: tuple[MergedStatement, ...]
    events: tuple[MergedEvent, ...]
    agreements: tuple[MergedAgreement, ...]
    positions: tuple[MergedPosition, ...]
    claims: tuple[MergedClaim, ...]
    expectations: tuple[MergedExpectation, ...]
    relations: tuple[MergedRelation, ...]
    origins: tuple[Origin, ...] = ()


LISTS = ("actors", "statements", "events", "agreements", "positions", "claims", "expectations", "relations")


def items(view: View) -> list[Item]:
    """Every merged record of a view, kind by kind."""
    return [item for kind in LISTS for item in getattr(view, kind)]


def standing(view: View) -> View:
    """A view without what people rejected."""
    kept = {kind: tuple(item for item in getattr(view, kind) if item.reviewed != "rejected") for kind in LISTS}
    return msgspec.structs.replace(view, **kept)
