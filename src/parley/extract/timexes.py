"""Notes -> Timex records, by the grammar of `data/lang/<code>/timex_rules.toml`.

Source of the types, values and mods: TIMEX3 (TimeML annotation guidelines 1.2.1). Words of the text that fire no rule's trigger
cost one look-up; a rule is tried only in a window around its triggers. The longest match wins.

It misses times named by events ("since the war"; "the eve of the summit" has no day), spelled-out days ("the fifteenth of May"),
calendars other than the Gregorian but for feasts, time zones (a time keeps the clock of the text) and ranges as a whole (both ends
are found alone).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from parley.extract.calendar_values import Setting, Value
from parley.extract.calendars import first_and_last, grain
from parley.extract.eves import with_eves
from parley.extract.notes import Notes
from parley.extract.time_settings import same_on_every_day, setting_of
from parley.extract.time_tests import TESTS, Words
from parley.extract.time_values import OPERATIONS
from parley.lexicon.times import WORD, TimeRule, Times
from parley.records import Span, Timex

# How far (in characters) an expression reaches to either side of the word that triggers its rule: "the first days of the month of "
# and the like before it, " at about 10:30 p.m. local time on Wednesday, November 12, 2021" after it.
BEFORE, AFTER = 60, 70
# Tests that need to know what the text has named before.
STORY_TESTS = frozenset({"quarter_named"})


@dataclass(frozen=True)
class Candidate:
    """A rule's match: the stretch that is the expression, and the codes of its fields."""

    start: int
    end: int
    order: int
    rule: TimeRule
    fields: dict[str, str]


def timexes(notes: Notes, table: Times) -> tuple[Timex, ...]:
    """All time expressions of the article proper, in order, without overlaps."""
    chosen = _longest(_candidates(notes, table), notes, table)
    found: list[Timex] = []
    quarter: Timex | None = None
    eves: dict[int, int] = {}
    for candidate, words in chosen:
        setting = setting_of(notes, table, words, found, quarter)
        value = _value(candidate, words, setting, notes.published_interval)
        if value is None:
            continue
        found.append(_timex(candidate, value, setting))
        if "eve" in candidate.fields:
            eves[candidate.start] = int(candidate.fields["eve"])
        if grain(value.value) == "Q" and not candidate.rule.value.startswith("away"):
            quarter = found[-1]
    return with_eves(found, eves, notes) if eves else tuple(found)


def _value(candidate: Candidate, words: Words, setting: Setting, interval: tuple[date, date] | None) -> Value | None:
    if not all(TESTS[test](words, setting) for test in candidate.rule.tests if test in STORY_TESTS):
        return None

    def read(published: date | None) -> Value | None:
        try:
            return OPERATIONS[candidate.rule.value](candidate.fields, replace(setting, published=published))
        except OverflowError:
            # Beyond the years 1 to 9999 there is no day to name.
            return None

    value = read(setting.published)
    if interval is None or value is None or value.value is not None:
        return value
    return same_on_every_day(interval, read) or value


def _timex(candidate: Candidate, value: Value, setting: Setting) -> Timex:
    days = first_and_last(value.value) if value.type in {"DATE", "TIME"} else None
    known = value.basis if value.value is not None else None
    return Timex(
        start_char=candidate.start,
        end_char=candidate.end,
        type=value.type,
        value=value.value,
        mod=value.mod,
        start=days[0].isoformat() if days else None,
        end=days[1].isoformat() if days else None,
        anchor="published" if known == "published" else setting.spans[known] if known else None,
    )


def _windows(text: str, table: Times) -> dict[str, list[Span]]:
    """For each trigger that the text fires, the stretches in which its rules are to be tried."""
    windows: dict[str, list[Span]] = {}
    for word in WORD.finditer(text):
        if word[0].isdigit():
            fired: tuple[str, ...] = ("digits", "year") if len(word[0]) == 4 else ("digits",)
        else:
            fired = table.triggers.get(word[0].lower(), ())
        for trigger in fired:
            spans = windows.setdefault(trigger, [])
            start, end = max(0, word.start() - BEFORE), word.end() + AFTER
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
    return windows


def _candidates(notes: Notes, table: Times) -> Iterator[Candidate]:
    windows = _windows(notes.text, table)
    for order, rule in enumerate(table.rules):
        fired = [windows[trigger] for trigger in rule.triggers if trigger in windows]
        for start, end in {span for spans in fired for span in spans}:
            for match in rule.pattern.finditer(notes.text, start, end):
                yield read_match(match, order, rule, table)


def read_match(match: re.Match[str], order: int, rule: TimeRule, table: Times) -> Candidate:
    """The stretch and the codes of a match of a rule's pattern."""
    fields = dict(rule.set)
    start, end = match.span()
    for group, name, word_class in rule.groups:
        text = match[group]
        if text is None:
            continue
        if name == rule.span:
            start, end = match.span(group)
        fields[name] = table.code(word_class, text) if word_class else text
    # A plural is a unit too; `units` stays beside it to tell the number.
    fields.setdefault("unit", fields.get("units", ""))
    return Candidate(start, end, order, rule, fields)


def _longest(candidates: Iterator[Candidate], notes: Notes, table: Times) -> list[tuple[Candidate, Words]]:
    """Candidates that pass their tests, without overlaps, in text order: the longest first, then the earlier rule."""
    kept: list[tuple[Candidate, Words]] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (c.start - c.end, c.order, c.start)):
        reach = range(candidate.start, candidate.end)
        if not taken.isdisjoint(reach) or notes.is_boilerplate(candidate.start):
            continue
        span = notes.doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
        if span is None:
            continue
        words = Words(span, candidate.fields, table)
        setting = setting_of(notes, table, words, [], None)
        if all(TESTS[test](words, setting) for test in candidate.rule.tests if test not in STORY_TESTS):
            taken.update(reach)
            kept.append((candidate, words))
    return sorted(kept, key=lambda pair: pair[0].start)
