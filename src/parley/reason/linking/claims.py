"""Claims told in several articles; and what a denial denies: the earlier statement that put it forward.

A denial rarely repeats the words. A statement fits where it holds nearly all of the claim's words, or where it speaks of all
the parties that the claim names, two or more, whatever they are called there, and shares a word (or concept) with it beside
their names. Misses claims that name one party or none and are told in other words; opinions and wishes put nothing forward.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parley.ledger import Link, Trace, claim_id
from parley.reason.asserted import claims_of
from parley.reason.linking.choosing import Match, first_match
from parley.reason.linking.scene import Scene, Value
from parley.reason.linking.told import least
from parley.reason.words import containment, content, jaccard
from parley.records import Article, Attribution, Claim, Reading, Spans

_SAME_WORDS = 0.5  # of all words of two wordings
_HELD = 0.8  # of the words of the claim, or of the shorter wording
_FEW = 3  # words below which being held means nothing
_PARTIES = 2
_SCORE = 0.6
_LEAST = 2  # words that two tellings of a claim share


@dataclass(frozen=True)
class _Features:
    """Items of actors that are named in a stretch, its words outside of their names, and all of its words."""

    actors: frozenset[str]
    beside: frozenset[str]
    words: frozenset[str]


def link_claims(scene: Scene) -> None:
    """Links every claim of the article: to one of the same words, or, if it is a denial, to what it denies."""
    for claim in claims_of(scene.reading):
        trace = Trace(words=scene.words(claim.text))
        keys = sorted(trace.words)
        match = first_match(scene.near("claims", keys, least=least(trace)), trace, _same)
        denies = set(claim.denied_by) and not set(claim.asserted_by) - set(claim.denied_by)
        earlier = _before(scene, claim, match.item) if denies else None
        if match.item is None and earlier is not None:
            match = Match(_item_of(scene, earlier[1]), _SCORE, "denies what was said before")
        value = Value(claim.status, weight=float(claim.status != "asserted"))
        item = scene.join("claims", claim.id, match, trace, keys, value)
        if earlier is not None and item != _item_of(scene, earlier[1]):
            _assert(scene, item, *earlier)


def _item_of(scene: Scene, statement: Attribution) -> str | None:
    """The item of the claim that an earlier statement put forward, None where it counted for none."""
    id = claim_id(statement.id)
    return scene.memory.items_of([id], "claims").get(id)


def _assert(scene: Scene, item: str, reading: Reading, statement: Attribution) -> None:
    """Notes that a statement of an earlier article put a claim forward."""
    scene.links.append(
        Link(
            kind="assertions",
            article=scene.article.id,
            record=statement.id,
            item=item,
            known=scene.known,
            score=_SCORE,
            reason="said before it was denied",
            value=reading.article.id,
        )
    )


def _same(a: Trace, b: Trace) -> Match | None:
    words = jaccard(a.words, b.words)
    held = min(len(a.words), len(b.words)) >= _FEW and containment(a.words, b.words) >= _HELD
    return Match(None, max(words, _SAME_WORDS), "told in the same words") if words >= _SAME_WORDS or held else None


def _before(scene: Scene, claim: Claim, item: str | None) -> tuple[Reading, Attribution] | None:
    told = [(scene.reading, claim), *_told_before(scene, claim, item)]
    denials = [reading.article.published for reading, each in told if each.status in {"denied", "disputed"}]
    if not denials or None in denials:
        return None
    wanted = _in_every_way(scene, told)
    denied = frozenset(item for reading, each in told for who in each.denied_by if (item := _items(scene, reading, [who]).get(who)))
    latest: tuple[str, Reading, Attribution] | None = None
    for reading in _candidates(scene, told, wanted, denied, min(filter(None, denials))[:10]):
        day = reading.article.published or ""
        if not day or scene.memory.copy_of(reading.article.id) is not None or (latest and day < latest[0]):
            continue
        for statement in _fitting(scene, reading, wanted, denied):
            latest = (day, reading, statement)
    return latest[1:] if latest else None


def _candidates(
    scene: Scene, told: Sequence[tuple[Reading, Claim]], wanted: Sequence[_Features], denied: frozenset[str], before: str
) -> list[Reading]:
    """Earlier articles that speak of the claim's parties, or have its words."""
    words = scene.beginnings(" ".join(_text(reading.article, each.evidence) for reading, each in told))
    parties = frozenset[str]().union(*(each.actors for each in wanted)) - denied
    named = scene.memory.with_actors(sorted(parties), before, _PARTIES)
    found = (*named, *scene.memory.with_words(words, after=None, before=before))
    return list({reading.article.id: reading for reading in found}.values())


def _told_before(scene: Scene, claim: Claim, item: str | None) -> Iterator[tuple[Reading, Claim]]:
    """The same claim in earlier articles."""
    for link in scene.memory.near("claims", sorted(scene.words(claim.text)), scene.known, least=_LEAST):
        reading = scene.memory.reading(link.article) if link.item == item else None
        if reading is not None:
            yield from ((reading, each) for each in claims_of(reading) if each.id == link.record)


def _items(scene: Scene, reading: Reading, actors: Iterable[str]) -> dict[str, str]:
    """Items of actors of this or an earlier article."""
    return scene.item if reading is scene.reading else scene.memory.items_of(actors, "actors")


def _in_every_way(scene: Scene, told: Sequence[tuple[Reading, Claim]]) -> list[_Features]:
    """The features of each way in which a claim is told, with the words beside the names of all of them."""
    found = [
        _features(scene, reading, each.evidence, _items(scene, reading, (actor.id for actor in reading.actors)))
        for reading, each in told
    ]
    beside = frozenset[str]().union(*(each.beside for each in found))
    return [replace(each, beside=beside) for each in found]


def _text(article: Article, spans: Spans) -> str:
    return " ".join(article.text[start:end] for start, end in spans)


def _fitting(scene: Scene, reading: Reading, claims: Sequence[_Features], denied: frozenset[str]) -> Iterator[Attribution]:
    items = scene.memory.items_of(actor.id for actor in reading.actors)
    for statement in reading.attributions:
        by = items.get(statement.source_actor or "")
        if statement.type != "belief" and by and by not in denied:
            said = _features(scene, reading, statement.content, items)
            if any(_fits(claim, said, denied) for claim in claims):
                yield statement


def _features(scene: Scene, reading: Reading, spans: Spans, items: dict[str, str]) -> _Features:
    text, actors, beside, whole = reading.article.text, set(), [], []
    for start, end in spans:
        at = start
        whole.append(text[start:end])
        for mention in sorted(reading.mentions, key=lambda m: m.start_char):
            if mention.how != "pronoun" and start <= mention.start_char and mention.end_char <= end:
                actors |= {items[mention.actor]} if mention.actor in items else set()
                beside.append(text[at : mention.start_char])
                at = max(at, mention.end_char)
        beside.append(text[at:end])
    told, all_told = content(" ".join(beside), scene.table), content(" ".join(whole), scene.table)
    return _Features(frozenset(actors), told, all_told)


def _fits(claim: _Features, said: _Features, denied: frozenset[str]) -> bool:
    if len(claim.words) >= _FEW and len(claim.words & said.words) >= _HELD * len(claim.words):
        return True
    parties = claim.actors - denied
    return len(parties) >= _PARTIES and parties <= said.actors and bool(claim.beside & said.beside)
