"""The same event in several articles (or twice in one): type, participants, day and place agree, or the words do."""

from __future__ import annotations

from parley.ledger import Trace
from parley.reason.dates import conflict, days, length, nest
from parley.reason.linking.choosing import Match, first_match, same_place
from parley.reason.linking.scene import Scene, Value
from parley.reason.merged import MergedEvent
from parley.reason.words import containment, fold, jaccard
from parley.records import Event

_WEEK = 7  # days: two of a kind by the same people within a week's grain are taken for one
_SAME_WORDS = 0.5  # Jaccard of content words from which two sentences tell the same
_HELD = 0.5  # part of the shorter sentence in the longer: a headline is told by the sentence that gives the day
_BY_DAY = 0.6


# types that change the course of a conflict even where they are no news of the talks
_WEIGHT = {
    "AGREE": 5, "CONCEDE": 5, "REJECT": 5, "RETREAT": 5, "SANCTION": 5, "THREATEN": 4, "REQUEST": 4, "CONSULT": 4,
    "COERCE": 4, "ASSAULT": 4, "MOBILIZE": 3, "ACCUSE": 3, "SUPPORT": 3, "COOPERATE": 3, "PROTEST": 2, "AID": 2,
}  # fmt: skip
_OLD = 60  # days: an event that lies further back than this when it is first read is background, not news
_UNREAL, _BACKGROUND = 2, 4


def weight_of(event: Event | MergedEvent) -> float:
    """How much an event matters by itself: its type, whether it happened, how sure it is."""
    return _WEIGHT[event.event_type] - (_UNREAL if event.aux else 0) + event.confidence


def background(known: str | None, date: str | None) -> bool:
    """Whether an event lay long back when it became known."""
    told, happened = days(known), days(date)
    return bool(told and happened and (told[0] - happened[1]).days > _OLD)


def link_events(scene: Scene) -> None:
    """Links every event of the article."""
    for event in scene.reading.events:
        trace = _trace(scene, event)
        keys = _keys(trace)
        match = first_match(scene.near("events", keys), trace, _same)
        scene.join("events", event.id, match, trace, keys, _value(scene, event))


def _value(scene: Scene, event: Event) -> Value:
    return Value(event.aux, weight=weight_of(event) - _BACKGROUND * background(scene.known, event.date))


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
    alone = (a.date is None or b.date is None) and bool(a.who and b.who) and a.mode == b.mode and containment(a.who, b.who) == 1.0
    if alone and containment(a.words, b.words) >= _HELD:
        return Match(None, _BY_DAY, "same people, same words")
    exact = nest(a.date, b.date) and max(length(a.date) or 0, length(b.date) or 0) <= _WEEK
    if exact and a.mode == b.mode and containment(a.who, b.who) == 1.0:
        return Match(None, _BY_DAY, "same people, same days")
    return None
