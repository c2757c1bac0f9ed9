"""The same expectation, statement or tie between actors, told twice."""

from __future__ import annotations

from parley.ledger import Trace
from parley.reason.dates import conflict, days
from parley.reason.linking.choosing import NONE, Match, first_match
from parley.reason.linking.scene import Scene, Value
from parley.reason.words import jaccard
from parley.records import Event, Spans

_SAME_WORDS = 0.5
_FEW = 3  # words below which a match means nothing
GRAIN = 31  # days that a date may cover to count as the day: a year is none
_NOBODY, _ANYBODY = "nobody", "anybody"


def link_statements(scene: Scene) -> None:
    """Statements are not merged over articles, copies of a wire story apart: there the same words are one statement."""
    story = scene.copy_of or scene.article.id
    for statement in scene.reading.attributions:
        words = " ".join(sorted(scene.words(_text(scene, statement.content))))
        key = f"{story}|{words}"
        told = scene.near("statements", [key], most=1)
        match = Match(told[0].item, 1.0, "the same words in a copy") if told else NONE
        scene.join("statements", statement.id, match, Trace(), [key])


def _text(scene: Scene, spans: Spans) -> str:
    return " … ".join(scene.article.text[start:end] for start, end in spans)


def least(trace: Trace) -> int:
    """How many words two wordings share at the least, if they tell the same."""
    return 1 if len(trace.words) <= _FEW else 2


def link_expectations(scene: Scene) -> None:
    """Links every expectation of the article."""
    for expectation in scene.reading.expectations:
        trace = Trace(words=scene.words(expectation.text), date=expectation.due)
        keys = [*sorted(trace.words), *coming_keys(scene, expectation.evidence), *due_keys(expectation.due)]
        match = first_match(scene.near("expectations", sorted(trace.words), least=least(trace)), trace, _same_expectation)
        stretch = days(expectation.due)
        scene.join("expectations", expectation.id, match, trace, keys, Value(due=stretch[1].isoformat() if stretch else None))


def due_keys(due: str | None) -> list[str]:
    """The day on which something is due, or the months: by these it is found where few of its words are told again."""
    stretch = days(due)
    if stretch is None or (stretch[1] - stretch[0]).days >= GRAIN:
        return []
    first, last = (day.isoformat() for day in stretch)
    return [f"day:{first}"] if first == last else [f"day:{month}" for month in dict.fromkeys((first[:7], last[:7]))]


def told_day_keys(value: str | None) -> list[str]:
    """What a date in a later article shares with `due_keys` of an expectation that it may speak of."""
    stretch = days(value)
    if stretch is None or (stretch[1] - stretch[0]).days >= GRAIN:
        return []
    first, last = (day.isoformat() for day in stretch)
    months = [f"day:{month}" for month in dict.fromkeys((first[:7], last[:7]))]
    return [f"day:{first}", *months] if first == last else months


def coming_keys(scene: Scene, spans: Spans) -> list[str]:
    """Keys for the coming events that the words of an expectation hold: what fulfils them is found by these."""
    found = []
    for event in scene.reading.events:
        inside = any(s < end and start < e for s, e in spans for start, end in event.evidence)
        if event.aux in {"future", "hypothetical"} and inside:
            who = _people(scene, event)
            found += [f"event:{event.event_type}|{each}" for each in (*(who or [_NOBODY]), _ANYBODY)]
    return found


def fulfilling_keys(scene: Scene, event: Event) -> list[str]:
    """Keys that an event shares with the expectations that it may fulfil: of the same people, or where either names nobody."""
    who = _people(scene, event)
    return [f"event:{event.event_type}|{each}" for each in ([*who, _NOBODY] if who else [_ANYBODY])]


def _people(scene: Scene, event: Event) -> list[str]:
    return sorted(scene.who((*event.actor, *event.recipient)))


def _same_expectation(a: Trace, b: Trace) -> Match | None:
    words = jaccard(a.words, b.words)
    if conflict(a.date, b.date) or words < _SAME_WORDS or len(b.words) < _FEW:
        return None
    return Match(None, words, "told in the same words")


def link_relations(scene: Scene) -> None:
    """Ties of one type between the same two actors are one."""
    for relation in scene.reading.relations:
        subject, object_ = (next(iter(scene.who([who])), who) for who in (relation.subject, relation.object))
        key = f"{subject}|{relation.type}|{object_}|{(relation.area or '').lower()}"
        told = scene.near("relations", [key], most=1)
        match = Match(told[0].item, 1.0, "same actors, same tie") if told else NONE
        scene.join("relations", relation.id, match, Trace(who=frozenset([subject, object_])), [key])
