"""The two charts of the dossier page as lanes of marks in per cent of their width: 90 days of events, positions through time.

Each has its sentence and its table: the marks only say again what stands there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.reason.changes import weight
from parley.reason.dates import days
from parley.reason.merged import MergedEvent, MergedPosition, Stage
from parley.show import wording
from parley.show.book import Book
from parley.show.days import days_before, in_words

_WEEK = 7
_DRAWN = 40  # events of the timeline
_STRIPS = 12
_LANES = {
    "talks": ("Talks, deals, easing", "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT"),
    "pressure": ("Refusals, demands, pressure", "REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE"),
    "attacks": ("Attacks", "ASSAULT"),
}
_LANE = {type: key for key, (_, types) in _LANES.items() for type in types.split()}
SIGN = {"for": "✓", "against": "✗", "conditional": "~"}
HELD = {"for": "for", "against": "against", "conditional": "on a condition"}


@dataclass(frozen=True)
class Tick:
    """A day on the axis at `left` per cent."""

    left: float
    text: str


@dataclass(frozen=True)
class Bar:
    """Articles of a week: `left`, `width` and `height` in per cent."""

    left: float
    width: float
    height: float
    articles: int
    week: str


@dataclass(frozen=True)
class Dot:
    """An event at `left` per cent of its lane; `size` 1 to 3 by weight."""

    item: str
    left: float
    size: int
    day: str
    text: str
    lane: str


@dataclass(frozen=True)
class Timeline:
    """90 days: articles by week, and the weightiest events in their lanes."""

    sentence: str
    first: str
    last: str
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    lanes: tuple[tuple[str, str, tuple[Dot, ...]], ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Stretch:
    """A position as it was held for a time: `left` and `width` in per cent, `since` in words."""

    left: float
    width: float
    direction: str
    sign: str
    since: str


@dataclass(frozen=True)
class Strip:
    """One position through time; `told` are days on which an article told it, in per cent."""

    item: str
    who: str
    issue: str
    red_line: bool
    stretches: tuple[Stretch, ...]
    told: tuple[float, ...]
    moved: bool


@dataclass(frozen=True)
class Strips:
    """Positions through time."""

    sentence: str
    ticks: tuple[Tick, ...]
    strips: tuple[Strip, ...]
    left: int


class _Axis:
    """Days to per cent."""

    def __init__(self, first: datetime.date, last: datetime.date) -> None:
        self.first, self.last = first, last
        self._span = max((last - first).days + 1, 1)

    def at(self, day: datetime.date) -> float:
        return round(100 * (day - self.first).days / self._span, 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Beginnings of months, thinned to about six."""
        months = []
        day = self.first.replace(day=1)
        while day <= self.last:
            if day >= self.first:
                months.append(day)
            day = (day + datetime.timedelta(days=32)).replace(day=1)
        step = max(1, -(-len(months) // 6))
        return tuple(Tick(self.at(day), _month(day, long=step == 1 and len(months) < 5)) for day in months[::step])


def _month(day: datetime.date, *, long: bool) -> str:
    return f"{day:%B %Y}" if long else f"{day:%b %Y}"


def timeline(book: Book, span: int) -> Timeline | None:
    """The days up to the book's; None where it has none."""
    if book.view.as_of is None:
        return None
    last = datetime.date.fromisoformat(book.view.as_of)
    axis = _Axis(last - datetime.timedelta(days=span - 1), last)
    dots = _dots(book, axis)
    lanes = tuple((key, title, tuple(dot for dot in dots if dot.lane == key)) for key, (title, _) in _LANES.items())
    told = book.library.days(book.view.as_of, days_before(axis.first.isoformat(), 1))
    return Timeline(
        _said(axis, sum(told.values()), lanes),
        in_words(axis.first.isoformat()),
        in_words(book.view.as_of),
        axis.ticks(),
        tuple(_bars(told, axis)),
        lanes,
        dots,
    )


def _dots(book: Book, axis: _Axis) -> tuple[Dot, ...]:
    """The weightiest events that happened in the time, in order of days."""
    found: list[tuple[datetime.date, MergedEvent]] = []
    for event in book.standing.events:
        day = days(event.date) or days(event.known[0])
        if event.aux is None and day and axis.first <= day[0] <= axis.last:
            found.append((day[0], event))
    kept = sorted(found, key=lambda pair: -weight(pair[1]))[:_DRAWN]
    ranks = {id(event): number for number, (_, event) in enumerate(kept)}
    return tuple(
        Dot(
            event.id,
            axis.at(day),
            3 if ranks[id(event)] < 5 else 2 if ranks[id(event)] < 20 else 1,
            in_words(event.date) or f"reported {in_words(event.known[0])}",
            wording.event(book, event),
            _LANE[event.event_type],
        )
        for day, event in sorted(kept, key=lambda pair: (pair[0], pair[1].id))
    )


def _bars(told: dict[str, int], axis: _Axis) -> Iterable[Bar]:
    weeks: dict[datetime.date, int] = {}
    for day, count in told.items():
        if stretch := days(day):
            start = max(axis.first, stretch[0] - datetime.timedelta(days=stretch[0].weekday()))
            weeks[start] = weeks.get(start, 0) + count
    most = max(weeks.values(), default=1)
    for start, count in sorted(weeks.items()):
        end = min(axis.last, start + datetime.timedelta(days=_WEEK - 1 - start.weekday()))
        width = round(100 * ((end - start).days + 1) / ((axis.last - axis.first).days + 1), 2)
        yield Bar(axis.at(start), width, round(100 * count / most, 1), count, in_words(start.isoformat()))


def _said(axis: _Axis, articles: int, lanes: Sequence[tuple[str, str, tuple[Dot, ...]]]) -> str:
    """The timeline in a sentence."""
    span = f"the {(axis.last - axis.first).days + 1} days to {in_words(axis.last.isoformat())}"
    told = f"{articles:,} article{'s' * (articles != 1)} in {span}"
    counts = [f"{len(dots)} in “{title.lower()}”" for _, title, dots in lanes if dots]
    if not counts:
        return f"{told}; no event with a day was read in them."
    total = sum(len(dots) for *_, dots in lanes)
    drawn = f"; of their events, the {total} weightiest are drawn" if total == _DRAWN else f"; {total} event{'s' * (total != 1)}"
    return f"{told}{drawn}: {', '.join(counts)}."


def strips(book: Book) -> Strips | None:
    """Positions through time: those that moved, red lines, then what was told last; None where there are none with a day."""
    held = [p for p in book.standing.positions if book.name(p.actor) and any(days(stage.day) for stage in p.life)]
    if not held or book.view.as_of is None:
        return None
    ranked = sorted(held, key=lambda p: p.known[1] or "", reverse=True)
    chosen = sorted(ranked, key=lambda p: (not p.moved, not p.red_line))[:_STRIPS]
    first = min(day[0] for p in chosen for stage in p.life if (day := days(stage.day)))
    axis = _Axis(first, datetime.date.fromisoformat(book.view.as_of))
    made = tuple(_strip(book, p, axis) for p in chosen)
    return Strips(_held(chosen, first), axis.ticks(), made, len(held) - len(made))


def _strip(book: Book, item: MergedPosition, axis: _Axis) -> Strip:
    stages = [(day[0], stage) for stage in item.life if (day := days(stage.day))]
    ends = [day for day, _ in stages[1:]] + [axis.last + datetime.timedelta(days=1)]
    told = {day[0] for e in item.evidence if (day := days((book.text_of[e.article].published or "")[:10] or None))}
    return Strip(
        item.id,
        book.name(item.actor),
        item.issue,
        item.red_line,
        tuple(_stretch(day, end, stage, axis) for (day, stage), end in zip(stages, ends, strict=True)),
        tuple(axis.at(day) for day in sorted(told) if axis.first <= day <= axis.last),
        item.moved,
    )


def _stretch(day: datetime.date, end: datetime.date, stage: Stage, axis: _Axis) -> Stretch:
    width = max(axis.at(end) - axis.at(day), 0.0)
    return Stretch(axis.at(day), round(width, 2), stage.value, SIGN.get(stage.value, ""), in_words(stage.day))


def _held(chosen: Sequence[MergedPosition], first: datetime.date) -> str:
    """The strips in a sentence."""
    moved = sum(p.moved for p in chosen)
    counts = [f"{n} {word}" for way, word in HELD.items() if (n := sum(p.direction == way for p in chosen))]
    red = sum(p.red_line for p in chosen)
    said = f"{len(chosen)} position{'s' * (len(chosen) != 1)} since {in_words(first.isoformat())}: {', '.join(counts)}"
    return f"{said}; {red or 'no'} red line{'s' * (red != 1)}; {moved or 'none'} moved."
