"""Actors told by several articles, merged: every name that they go by, and their offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from parley.reason.groups import Group, Told, known, merge
from parley.reason.merged import Evidence, MergedActor, MergedRole
from parley.reason.shelf import Shelf
from parley.reason.words import fold
from parley.records import Actor, Mention, Role

Key = tuple[str, str]  # article id, actor id in that article


def actors(shelf: Shelf, only: Set[str] | None = None) -> tuple[MergedActor, ...]:
    """The actors (of these items, None: all), most mentioned first."""
    groups = [group for group in shelf.groups("actors", Actor) if only is None or group.item in only]
    told = {one.record.id for group in groups for one in group.members}
    mentions: dict[Key, list[Mention]] = {}
    for reading in shelf.readings:
        for mention in (mention for mention in reading.mentions if mention.actor in told):
            mentions.setdefault((reading.article.id, mention.actor), []).append(mention)
    found = [(_merge(shelf, group, mentions), _weight(group.members, mentions)) for group in groups]
    return tuple(actor for actor, _ in sorted(found, key=lambda pair: -pair[1]))


def _weight(members: Sequence[Told[Actor]], mentions: Mapping[Key, list[Mention]]) -> int:
    return sum(len(mentions.get((one.article.id, one.record.id), ())) for one in members)


def _merge(shelf: Shelf, group: Group[Actor], mentions: Mapping[Key, list[Mention]]) -> MergedActor:
    records, members = group.records, group.members
    names = Counter(r.name for r in records if r.canonical) or Counter(r.name for r in records)
    name = max(names, key=lambda n: (names[n], len(n)))
    evidence: list[Evidence] = []
    for one in members:
        mine = sorted(mentions.get((one.article.id, one.record.id), ()), key=lambda m: (m.how == "pronoun", m.start_char))
        evidence += one.evidence(tuple((m.start_char, m.end_char) for m in mine[:1]))
    kinds = Counter(r.kind for r in records if r.canonical) or Counter(r.kind for r in records)
    return MergedActor(
        id=group.item,
        records=tuple(r.id for r in records),
        evidence=tuple(evidence),
        known=known(members),
        name=name,
        kind=kinds.most_common(1)[0][0],
        canonical=next((r.canonical for r in records if r.canonical), None),
        country=next((r.country for r in records if r.country), None),
        aliases=tuple(a for a in merge(*(r.aliases for r in records), names) if a != name),
        roles=_roles(shelf, members),
        articles=len({one.article.id for one in members}),
    )


def _roles(shelf: Shelf, members: Sequence[Told[Actor]]) -> tuple[MergedRole, ...]:
    """Each office once, as the latest article has it; a role that says nothing of its organisation joins one that does."""
    latest: dict[tuple[str, str | None], tuple[Told[Actor], Role]] = {}
    for one in members:
        for role in one.record.roles:
            of = next(iter(shelf.who([role.of])), None)
            word = fold(role.role)
            if of is None:
                of = next((known_of for known_word, known_of in latest if known_word == word), None)
            elif (word, None) in latest:
                del latest[word, None]
            latest[word, of] = (one, role)
    return tuple(
        MergedRole(role=role.role, of=of, current=role.current, evidence=one.evidence(role.evidence))
        for (_, of), (one, role) in latest.items()
    )
