"""Who said what, over articles: nothing is merged but the copies of one wire story."""

from __future__ import annotations

from parley.reason.groups import Told, group, known
from parley.reason.merged import MergedStatement
from parley.reason.shelf import Shelf
from parley.records import Attribution


def statements(shelf: Shelf) -> tuple[MergedStatement, ...]:
    """Every attribution, oldest article first; the same words in a copy of a wire story are one statement."""

    def key(one: Told[Attribution]) -> tuple[str, str]:
        story = shelf.copy_of.get(one.article.id, one.article.id)
        return story, " ".join(sorted(shelf.words(_text(one, "content"))))

    groups = group(
        shelf.told("attributions", Attribution), lambda members, one: key(members[0]) == key(one), lambda one: [key(one)]
    )
    return tuple(_statement(shelf, members) for members in groups)


def _text(one: Told[Attribution], part: str) -> str:
    return " … ".join(one.article.text[start:end] for start, end in getattr(one.record, part))


def _statement(shelf: Shelf, members: list[Told[Attribution]]) -> MergedStatement:
    first = members[0]
    return MergedStatement(
        id=first.record.id,
        records=tuple(one.record.id for one in members),
        evidence=tuple(e for one in members for e in one.evidence(one.record.content)),
        known=known(members),
        source_actor=next(iter(shelf.who(first.article.id, [first.record.source_actor])), None),
        source=_text(first, "source"),
        content=_text(first, "content"),
        type=first.record.type,
        date=first.record.date,
    )
