"""Sources without a name that are worth an entry among the actors, once all records of an article are known.

"A diplomat" who speaks once needs none: the attribution keeps the words. One whom the article takes up again ("the
diplomat", "she") or who holds a position or makes a claim stays, so that the records agree on who it is.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from parley.records import Actor, Article, Attribution, Reading, record_id


def unnamed_id(article: Article, words: str) -> str:
    """The id of an actor that is made of a source's own words."""
    return record_id("a", article.id, "unnamed", words)


def without_idle_sources(reading: Reading) -> tuple[tuple[Actor, ...], tuple[Attribution, ...]]:
    """The actors without unnamed sources that speak once and do nothing else; their attributions have no `source_actor`."""
    unnamed = {a.id: a.name for a in reading.actors if a.id == unnamed_id(reading.article, a.name)}
    kept = set(_active(reading))
    for attribution in reading.attributions:
        actor = attribution.source_actor
        if actor in unnamed and _words(reading, attribution) != unnamed[actor]:
            kept.add(actor)
    idle = unnamed.keys() - kept
    actors = tuple(a for a in reading.actors if a.id not in idle)
    attributions = tuple(
        msgspec.structs.replace(a, source_actor=None) if a.source_actor in idle else a for a in reading.attributions
    )
    return actors, attributions


def _words(reading: Reading, attribution: Attribution) -> str:
    return " ".join(" ".join(reading.article.text[s:e] for s, e in attribution.source[:1]).split())


def _active(reading: Reading) -> Iterator[str | None]:
    """Ids of the actors that other records than attributions speak of."""
    for actor in reading.actors:
        yield from (role.of for role in actor.roles)
    yield from (mention.actor for mention in reading.mentions)
    for event in reading.events:
        yield from (*event.actor, *event.recipient, *event.mediator)
    for agreement in reading.agreements:
        yield from (*agreement.parties, *agreement.mediators)
        for term in agreement.terms:
            yield from (term.by, term.to)
    yield from (position.actor for position in reading.positions)
    for claim in reading.claims:
        yield from (*claim.asserted_by, *claim.denied_by, *claim.confirmed_by)
    yield from (expectation.made_by for expectation in reading.expectations)
    for relation in reading.relations:
        yield from (relation.subject, relation.object)
