"""What fields of records are made of: closed lists of values, stretches of text, and the parts of an agreement.

Codes are those of the field: PLOVER's event types and auxiliary modes, TIMEX3's types, PA-X's stages (docs/glossary.md says what
each stage means).
"""

from __future__ import annotations

from typing import Literal

import msgspec

Span = tuple[int, int]
Spans = tuple[Span, ...]
PublishedFrom = Literal["given", "metadata", "inferred", "unknown"]
ActorKind = Literal[
    "person", "government", "armed_group", "igo", "ngo", "media", "party", "military", "religious", "company", "people", "other"
]
MentionHow = Literal["name", "alias", "description", "pronoun"]
PlacePrecision = Literal["city", "region", "country", "area"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
AttributionType = Literal["direct", "indirect", "mixed", "belief"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Aux = Literal["future", "hypothetical", "negation", "historical"]
AgreementKind = Literal[
    "ceasefire", "local", "prisoner_exchange", "humanitarian", "framework", "comprehensive", "implementation", "principle", "other"
]
AgreementStatus = Literal["proposed", "agreed", "in_force", "violated", "collapsed", "ended", "unknown"]
Direction = Literal["for", "against", "conditional"]
Voice = Literal["own", "attributed"]
ClaimStatus = Literal["asserted", "denied", "disputed", "confirmed"]
RelationType = Literal[
    "leads", "member_of", "part_of", "affiliated_with", "allied_with", "opposes", "mandates",
    "mediates_between", "sanctions", "controls", "supports", "spokesperson_of", "former_leader_of",
]  # fmt: skip
# PA-X: pre-negotiation or process; framework or substance, partial and comprehensive; implementation or renegotiation; renewal;
# ceasefire or related; other
AgreementStage = Literal["Pre", "SubPar", "SubComp", "Imp", "Ren", "Cea", "Oth"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Common base of all records: immutable, compared by value, read from and written to JSON by msgspec."""


class Mandate(Record, frozen=True, kw_only=True):
    """Who sent a mediator, asked it to mediate or charged it with that: both are actor ids."""

    mediator: str
    by: str
    evidence: Spans = ()


class Duration(Record, frozen=True, kw_only=True):
    """For how long an agreement is to hold: a TIMEX3 `value`; `renewable` None where the text does not say."""

    value: str
    renewable: bool | None = None
    evidence: Spans = ()


class Exchange(Record, frozen=True, kw_only=True):
    """What was given for what, in the text's words: whoever is `by` (an actor id) gives `given` and gets `received` for it."""

    given: str
    received: str
    by: str | None = None
    evidence: Spans = ()
