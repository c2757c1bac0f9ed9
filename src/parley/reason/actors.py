"""The same actor in many articles: by the knowledge base's key, else by its names.

A name that several actors of the dossier answer to links to none of them. Surnames and other single words link a person
only where one person of the dossier, and no more, bears them. Misses actors that changed their name without a knowledge base entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parley.lexicon.links import Links
from parley.reason.groups import Told, known, merge
from parley.reason.merged import Evidence, MergedActor, MergedRole
from parley.reason.words import bare_name, fold
from parley.records import Actor, Mention, Reading, Role

Key = tuple[str, str]  # article id, actor id in that article


class _Cluster:
    """Members of one actor, with the names that link to it."""

    def __init__(self) -> None:
        self.members: list[Told[Actor]] = []
        self.canonical: str | None = None
        self.persons = 0

    def add(self, one: Told[Actor]) -> None:
        self.members.append(one)
        self.canonical = self.canonical or one.record.canonical
        self.persons += one.record.kind == "person"

    def takes(self, actor: Actor) -> bool:
        """No two entries of the knowledge base in one, and no person in a group of non-persons."""
        if actor.canonical and self.canonical and actor.canonical != self.canonical:
            return False
        unsure = {"other", "people"}
        kinds = {one.record.kind for one in self.members} - unsure
        return not kinds or actor.kind in unsure or (actor.kind == "person") == ("person" in kinds)


def _is_name(form: str) -> bool:
    """Whether a written form is a name and no description: its words begin with capitals, small particles aside."""
    words = [w for w in form.split() if w.casefold() != "the"]
    return bool(words) and words[0][:1].isupper() and words[-1][:1].isupper()


def _names(actor: Actor, links: Links) -> Iterator[str]:
    """Folded names that may link an actor: of a person those of two words or more."""
    for form in dict.fromkeys((actor.name, *actor.aliases)):
        name = bare_name(form, links)
        if not name or not _is_name(form) or all(w in links.titles for w in name.split()):
            continue
        if actor.kind != "person" or " " in name:
            yield name


def link(readings: Sequence[Reading], links: Links) -> list[list[Told[Actor]]]:
    """Actors grouped, groups in order of first appearance. Actors that no name links stand alone."""
    clusters: list[_Cluster] = []
    by_name: dict[str, list[_Cluster]] = {}
    by_canonical: dict[str, _Cluster] = {}
    waiting: list[Told[Actor]] = []
    for reading in readings:
        for actor in reading.actors:
            one = Told(reading.article, actor)
            names = list(_names(actor, links))
            if not names and not actor.canonical:
                waiting.append(one)
                continue
            cluster = by_canonical.get(actor.canonical or "") or _unique(names, by_name, actor)
            if cluster is None:
                cluster = _Cluster()
                clusters.append(cluster)
            _join(cluster, one, names, by_name, by_canonical)
    surnames = _surnames(clusters, links)
    for one in waiting:
        names = [bare_name(f, links) for f in (one.record.name, *one.record.aliases)] if _is_name(one.record.name) else []
        found = [c for name in names for c in surnames.get(name, ())]
        distinct = list(dict.fromkeys(found))
        if len(distinct) == 1 and distinct[0].takes(one.record):
            distinct[0].add(one)
        else:
            clusters.append(_alone(one))
            if one.record.kind == "person":  # the next "Macron" of a dossier that never gives the full name
                for name in names:
                    surnames.setdefault(name, []).append(clusters[-1])
    return [c.members for c in clusters]


def _alone(one: Told[Actor]) -> _Cluster:
    cluster = _Cluster()
    cluster.add(one)
    return cluster


def _unique(names: Iterable[str], by_name: Mapping[str, list[_Cluster]], actor: Actor) -> _Cluster | None:
    """The cluster that most of the names point at; None where two tie."""
    votes = Counter(c for name in names for c in by_name.get(name, ()) if c.takes(actor))
    best = votes.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _join(
    cluster: _Cluster, one: Told[Actor], names: Iterable[str], by_name: dict[str, list[_Cluster]], by_canonical: dict[str, _Cluster]
) -> None:
    cluster.add(one)
    if one.record.canonical:
        by_canonical.setdefault(one.record.canonical, cluster)
    for name in names:
        holders = by_name.setdefault(name, [])
        if cluster not in holders:
            holders.append(cluster)


def _surnames(clusters: Iterable[_Cluster], links: Links) -> dict[str, list[_Cluster]]:
    """Single words that may stand for a person: the last word of its names and its one-word aliases."""
    found: dict[str, list[_Cluster]] = {}
    for cluster in clusters:
        if not cluster.persons:
            continue
        forms = {bare_name(f, links) for one in cluster.members for f in (one.record.name, *one.record.aliases) if _is_name(f)}
        for word in {form.split()[-1] for form in forms if form}:
            found.setdefault(word, []).append(cluster)
    return found


def identity(groups: Iterable[Sequence[Told[Actor]]]) -> dict[Key, str]:
    """{(article id, actor id): id of the merged actor}."""
    return {(one.article.id, one.record.id): members[0].record.id for members in groups for one in members}


def merged(groups: Sequence[Sequence[Told[Actor]]], ids: Mapping[Key, str], readings: Sequence[Reading]) -> tuple[MergedActor, ...]:
    """The actors, most mentioned first."""
    mentions: dict[Key, list[Mention]] = {}
    for reading in readings:
        for mention in reading.mentions:
            mentions.setdefault((reading.article.id, mention.actor), []).append(mention)
    found = [(_merge(members, ids, mentions), _weight(members, mentions)) for members in groups]
    return tuple(actor for actor, _ in sorted(found, key=lambda pair: -pair[1]))


def _weight(members: Sequence[Told[Actor]], mentions: Mapping[Key, list[Mention]]) -> int:
    return sum(len(mentions.get((one.article.id, one.record.id), ())) for one in members)


def _merge(members: Sequence[Told[Actor]], ids: Mapping[Key, str], mentions: Mapping[Key, list[Mention]]) -> MergedActor:
    records = [one.record for one in members]
    names = Counter(r.name for r in records if r.canonical) or Counter(r.name for r in records)
    name = max(names, key=lambda n: (names[n], len(n)))
    evidence: list[Evidence] = []
    for one in members:
        mine = sorted(mentions.get((one.article.id, one.record.id), ()), key=lambda m: (m.how == "pronoun", m.start_char))
        evidence += one.evidence(tuple((m.start_char, m.end_char) for m in mine[:1]))
    kinds = Counter(r.kind for r in records if r.canonical) or Counter(r.kind for r in records)
    return MergedActor(
        id=records[0].id,
        records=tuple(r.id for r in records),
        evidence=tuple(evidence),
        known=known(members),
        name=name,
        kind=kinds.most_common(1)[0][0],
        canonical=next((r.canonical for r in records if r.canonical), None),
        country=next((r.country for r in records if r.country), None),
        aliases=tuple(a for a in merge(*(r.aliases for r in records), names) if a != name),
        roles=_roles(members, ids),
        articles=len({one.article.id for one in members}),
    )


def _roles(members: Sequence[Told[Actor]], ids: Mapping[Key, str]) -> tuple[MergedRole, ...]:
    """Each office once, as the latest article has it; a role that says nothing of its organisation joins one that does."""
    latest: dict[tuple[str, str | None], tuple[Told[Actor], Role]] = {}
    for one in members:
        for role in one.record.roles:
            of = ids.get((one.article.id, role.of)) if role.of else None
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
