"""Ties between actors, over articles."""

from __future__ import annotations

from parley.reason.dates import most_exact
from parley.reason.groups import Told, group, known
from parley.reason.merged import MergedRelation
from parley.reason.shelf import Shelf
from parley.records import Relation


def relations(shelf: Shelf) -> tuple[MergedRelation, ...]:
    """Ties, each once, oldest article first; those whose ends turn out to be one actor are left out."""

    def key(one: Told[Relation]) -> tuple[str, str, str, str]:
        r = one.record
        subject, object_ = (next(iter(shelf.who(one.article.id, [who])), who) for who in (r.subject, r.object))
        return subject, r.type, object_, (r.area or "").lower()

    groups = group(shelf.told("relations", Relation), lambda members, one: key(members[0]) == key(one), lambda one: [key(one)])
    return tuple(_merge(*key(members[0]), members) for members in groups if key(members[0])[0] != key(members[0])[2])


def _merge(subject: str, _type: str, object_: str, _area: str, members: list[Told[Relation]]) -> MergedRelation:
    records = [one.record for one in members]
    return MergedRelation(
        id=records[0].id,
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
