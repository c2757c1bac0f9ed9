"""The same event in several articles (or twice in one): type, participants, day and place agree, or the words do."""

from __future__ import annotations

from parley.ledger import Trace
from parley.reason.dates import conflict, length, nest
from parley.reason.linking.choosing import Match, same_place, first_match
from parley.reason.linking.scene import Scene
from parley.reason.words import containment, fold, jaccard
from parley.records import Event

_WEEK = 7  # days: two of a kind by the same people within a week's grain are taken for one
_SAME_WORDS = 0.5  # Jaccard of content words from which two sentences tell the same
_BY_DAY = 0.6


def link_events(scene: Scene) -> None:
    """Links every event of the article."""
    for event in scene.reading.events:
        trace = _trace(scene, event)
        keys = _keys(trace)
        match = first_match(scene.near("events", keys), trace, _same)
        value = event.aux or "told"
        scene.join("events", event.id, match.item, trace, keys, score=match.score, reason=match.reason, value=value)


def _trace(scene: Scene, event: Event) -> Trace:
    return Trace(
        words=scene.words(scene.sentence(event.evidence)),
        who=scene.who((*event.actor, *event.recipient)),
        type=f"{event.event_type} {event.aux or ''}".strip(),
        mode=event.mode,
        date=event.date,
        place=event.place,
    )


def _keys(trace: Trace) -> list[str]:
    """What two events must share one of to be compared at all: people, day, place; words where there is none of these."""
    shared = [*sorted(trace.who), *(value for value in (trace.date, trace.place and fold(trace.place)) if value)]
    return [f"{trace.type}|{each}" for each in shared or sorted(trace.words)]


def _same(a: Trace, b: Trace) -> Match | None:
    if a.type != b.type or not same_place(a.place, b.place) or conflict(a.date, b.date):
        return None
    if a.who and b.who and not a.who & b.who:
        return None
    words = jaccard(a.words, b.words)
    if words >= _SAME_WORDS:
        return Match(None, words, "told in the same words")
    exact = nest(a.date, b.date) and max(length(a.date) or 0, length(b.date) or 0) <= _WEEK
    if exact and a.mode == b.mode and containment(a.who, b.who) == 1.0:
        return Match(None, _BY_DAY, "same people, same days")
    return None
