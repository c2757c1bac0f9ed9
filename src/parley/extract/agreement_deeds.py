"""Agreements that no noun names: exchanges of prisoners, and what two sides "agreed to" do. Both are told as events.

Misses: undertakings of one side alone, which stay events.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.extract.agreement_terms import TermReader
from parley.extract.event_slots import lemma
from parley.extract.notes import Notes
from parley.extract.sides import PARTY_KINDS, principal
from parley.records import Agreement, record_id


def exchanges(notes: Notes) -> Iterator[Agreement]:
    """Exchanges of prisoners, which an article tells as events: each is an agreement that has been carried out, or will be."""
    seen: set[tuple[str, ...]] = set()
    for event in notes.reading.events:
        sides = tuple(dict.fromkeys((*event.actor, *event.recipient)))
        each = event.event_type == "RETREAT" and len(event.actor) > 1
        if (
            (event.event_type == "CONCEDE" or each)
            and event.mode == "release"
            and len(sides) > 1
            and sides not in seen
            and event.aux != "negation"
        ):
            seen.add(sides)
            yield Agreement(
                id=record_id("g", notes.article.id, "prisoner_exchange", event.evidence),
                kind="prisoner_exchange",
                evidence=event.evidence,
                parties=sides,
                mediators=event.mediator,
                place=event.place,
                date=event.date,
                status="ended" if event.aux is None else "agreed" if event.aux == "future" else "proposed",
                status_date=event.date if event.aux is None else None,
                status_evidence=event.evidence,
            )


def undertakings(notes: Notes, reader: TermReader, told: set[int]) -> Iterator[Agreement]:
    """What two parties or more agreed to do. `told`: starts of the sentences in which a noun names an agreement already."""
    for event in notes.reading.events:
        if event.event_type != "AGREE" or event.aux is not None:
            continue
        sides = dict.fromkeys(principal(i, notes) for i in (*event.actor, *event.recipient))
        parties = tuple(i for i in sides if notes.actor[i].kind in PARTY_KINDS)
        tokens = [t for span in event.evidence for t in notes.tokens(span)]
        verb = next((t for t in tokens if lemma(t) in reader.table.undertake and any(c.dep_ == "xcomp" for c in t.children)), None)
        if len(parties) < 2 or verb is None or verb.sent.start in told:
            continue
        yield Agreement(
            id=record_id("g", notes.article.id, "other", event.evidence),
            kind="other",
            evidence=event.evidence,
            parties=parties,
            mediators=event.mediator,
            place=event.place,
            date=event.date,
            status="agreed",
            status_date=event.date,
            terms=tuple(reader.terms(verb.sent, parties)),
            confidence=0.5,
        )
