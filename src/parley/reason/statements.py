"""Who said what, over articles: nothing is merged but the copies of one wire story."""

from __future__ import annotations

from parley.reason.groups import Group, Told, known
from parley.reason.merged import MergedStatement
from parley.reason.shelf import Shelf
from parley.records import Attribution


def statements(shelf: Shelf) -> tuple[MergedStatement, ...]:
    """Every attribution, oldest article first; the same words in a copy of a wire story are one statement."""

    return tuple(_statement(shelf, group) for group in shelf.groups("statements", Attribution))


def _text(one: Told[Attribution], part: str) -> str:
    return " … ".join(one.article.text[start:end] for start, end in getattr(one.record, part))


def _statement(shelf: Shelf, group: Group[Attribution]) -> MergedStatement:
    members = group.members
    first = members[0]
    return MergedStatement(
        id=group.item,
        records=tuple(one.record.id for one in members),
        evidence=tuple(e for one in members for e in one.evidence(one.record.content)),
        known=known(members),
        source_actor=next(iter(shelf.who([first.record.source_actor])), None),
        source=_text(first, "source"),
        content=_text(first, "content"),
        type=first.record.type,
        date=first.record.date,
    )
