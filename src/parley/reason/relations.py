"""Ties between actors, over articles."""

from __future__ import annotations

from parley.reason.dates import most_exact
from parley.reason.groups import Group, known
from parley.reason.merged import MergedRelation
from parley.reason.shelf import Shelf
from parley.records import Relation


def relations(shelf: Shelf) -> tuple[MergedRelation, ...]:
    """Ties, each once, oldest article first; those whose ends turn out to be one actor are left out."""

    made = (_merge(shelf, group) for group in shelf.groups("relations", Relation))
    return tuple(relation for relation in made if relation.subject != relation.object)


def _merge(shelf: Shelf, group: Group[Relation]) -> MergedRelation:
    records, members = group.records, group.members
    subject, object_ = (next(iter(shelf.who([who])), who) for who in (records[0].subject, records[0].object))
    return MergedRelation(
        id=group.item,
        records=tuple(r.id for r in records),
        evidence=tuple(e for one in members for e in one.evidence(one.record.evidence)),
        known=known(members),
        subject=subject,
        type=records[0].type,
        object=object_,
        since=most_exact([r.since for r in records]),
        until=most_exact([r.until for r in records]),
        area=records[-1].area,
        share=next((r.share for r in reversed(records) if r.share), None),
    )
