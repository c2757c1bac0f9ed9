"""Events that fulfil an expectation: of the kind that was expected, by the same people, told later, in words that it shares.

What was expected is the coming event that the expectation's words hold ("the sanctions will be lifted"); what fulfils it is an
event of the same type in a later article. Misses expectations that no event was read out of.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.ledger import Link, Settlement
from parley.reason.dates import days
from parley.reason.linking.scene import Scene
from parley.reason.linking.told import fulfilling_keys
from parley.reason.sentences import around
from parley.reason.words import content
from parley.records import Article, Event, Reading

_COMING = frozenset({"future", "hypothetical"})
_SHARED = 2  # words that the two must share, and
_PART = 0.5  # part of the words of what was expected
_MOST = 10  # earlier expectations looked at for one event
HAPPENED = "an event of the kind that was expected"


def fulfilled(scene: Scene, told: set[str]) -> Iterator[Settlement]:
    """Expectations of earlier articles that events of this one fulfil (met), or that are said not to have happened (missed).

    `told`: expectations that the article itself tells again.
    """
    seen = set(told)
    for event in scene.reading.events:
        if event.aux not in {None, "negation"}:
            continue
        for link in scene.memory.near("expectations", fulfilling_keys(scene, event), scene.known, most=_MOST):
            if link.item not in seen and link.known < scene.known and _fulfils(scene, link, event):
                seen.add(link.item)
                start, end = around(scene.article.text, event.evidence[0])
                yield Settlement(
                    item=link.item, article=scene.article.id, start_char=start, end_char=end, known=scene.known, score=0.5,
                    outcome="missed" if event.aux == "negation" else "met", reason=HAPPENED,
                )  # fmt: skip


def _fulfils(scene: Scene, link: Link, event: Event) -> bool:
    before = scene.memory.reading(link.article)
    expectation = next((x for x in before.expectations if x.id == link.record), None) if before else None
    if before is None or expectation is None:
        return False
    coming = (
        each
        for each in before.events
        if each.aux in _COMING and any(s < end and start < e for s, e in expectation.evidence for start, end in each.evidence)
    )
    due = days(link.trace.date)
    return any(_fits(scene, before, each, event, due[0].isoformat() if due else before.article.published) for each in coming)


def _fits(scene: Scene, before: Reading, expected: Event, event: Event, earliest: str | None) -> bool:
    if event.event_type != expected.event_type or (event.mode and expected.mode and event.mode != expected.mode):
        return False
    happened = days(event.date)
    if earliest and happened and happened[1].isoformat() < earliest[:10]:
        return False
    ours = set(scene.memory.items_of((*expected.actor, *expected.recipient)).values())
    theirs = scene.who((*event.actor, *event.recipient))
    if ours and theirs and not ours & theirs:
        return False
    wanted, said = (content(_words(a, e), scene.table) for a, e in ((before.article, expected), (scene.article, event)))
    return len(wanted & said) >= max(_SHARED, _PART * len(wanted))


def _words(article: Article, event: Event) -> str:
    return " ".join(article.text[start:end] for start, end in event.evidence)
