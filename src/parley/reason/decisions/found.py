"""Decisions found again after articles were read anew: by the item's id, else by the words that were shown.

A record may have other words now, or its item another id. It is then the item of the same kind that has most of the words in
common, as long as it still says what was accepted or rejected: a newer extractor may have put right what was wrong, and that
must not be rejected with it. Misses what says something else in a field that no gist has.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from parley.ledger import FIELD_OF, Decision, Library, LinkKind
from parley.reason.asserted import claims_of
from parley.reason.decisions.counting import counted
from parley.reason.words import fold
from parley.records import Reading, Spans

Words = Sequence[tuple[str, int, int, str]]
# what a record of a kind says before all else
_GIST: dict[LinkKind, tuple[str, ...]] = {
    "events": ("event_type",), "positions": ("direction", "actor"), "relations": ("type", "subject", "object"),
}  # fmt: skip


def found_again(decisions: Iterable[Decision], library: Library) -> tuple[list[Decision], list[Decision]]:
    """Decisions with the ids that their items have now, and those whose words no longer belong to any record."""
    every = list(decisions)
    now = _ids_now(every, library)
    found, lost = [], []
    for decision in every:
        item = now.get((decision.kind, decision.item)) or _by_words(decision, decision.words, library)
        again = _with_other(decision, item, now, library) if item else None
        if again is None:
            lost.append(decision)
        else:
            found.append(again)
    return found, lost


def _with_other(decision: Decision, item: str, now: dict[tuple[str, str], str], library: Library) -> Decision | None:
    """The decision about `item`, with what else it names as it is now; None where that is gone."""
    other, records = decision.other, decision.records
    if decision.verdict == "merged" and other:
        other = now.get((decision.kind, other)) or _by_words(decision, _words_of_other(decision), library)
        if other is None or other == item:
            return None
    if decision.verdict == "split":
        there = library.items_of(records, decision.kind)
        kept = [record for record in records if record in there]
        records = tuple(kept) if len(kept) == len(records) else tuple(dict.fromkeys((*kept, *_records_at(decision, library))))
        if not records:
            return None
    return msgspec.structs.replace(decision, item=item, other=other, records=records)


def _ids_now(decisions: Sequence[Decision], library: Library) -> dict[tuple[str, str], str]:
    """{(kind, item): the same item's id now}, for items that any record still tells."""
    wanted: dict[LinkKind, dict[str, None]] = {}
    for decision in decisions:
        mine = wanted.setdefault(decision.kind, {})
        mine[decision.item] = None
        if decision.verdict == "merged" and decision.other:
            mine[decision.other] = None
        # what was split off has the id of a record, and is an item only once that is applied
        mine.update(dict.fromkeys(decision.records))
    now: dict[tuple[str, str], str] = {}
    for kind, items in wanted.items():
        telling = library.items_of(items, kind)
        gone = [item for item in items if telling.get(item) != item]
        current = {link.item for link in library.links(kind, gone, None, 1)}
        split_off = {record for d in decisions if d.verdict == "split" and d.kind == kind for record in d.records}
        for item in items:
            if item in current or telling.get(item) == item or (item in split_off and item in telling):
                now[kind, item] = item
            elif item in telling:  # its first record tells another item now
                now[kind, item] = telling[item]
    return now


def _by_words(decision: Decision, words: Words, library: Library) -> str | None:
    """The item whose records have most of the words."""
    shared: Counter[str] = Counter()
    for reading, start, end in _places(words, library):
        overlaps = {id: common for id, spans in _stretches(reading, decision.kind) if (common := _common(spans, start, end))}
        items = library.items_of(overlaps, decision.kind)
        for record, common in overlaps.items():
            if record in items and _says_the_same(decision, reading, record, library):
                shared[items[record]] += common
    return min(shared, key=lambda item: (-shared[item], item)) if shared else None


def _records_at(decision: Decision, library: Library) -> Iterator[str]:
    """Records that stand where those stood that were split off."""
    for reading, start, end in _places(decision.words, library):
        overlaps = [(-_common(spans, start, end), id) for id, spans in _stretches(reading, decision.kind)]
        if best := min((each for each in overlaps if each[0]), default=None):
            yield best[1]


def _places(words: Words, library: Library) -> Iterator[tuple[Reading, int, int]]:
    """Readings in which the words stand where they stood."""
    for article, start, end, text in words:
        reading = library.reading(article)
        if reading is not None and reading.article.text[start:end] == text:
            yield reading, start, end


def _stretches(reading: Reading, kind: LinkKind) -> Iterator[tuple[str, Spans]]:
    """(record id, the stretches that it comes from) of a kind."""
    if kind == "actors":
        for actor in reading.actors:
            yield actor.id, tuple((m.start_char, m.end_char) for m in reading.mentions if m.actor == actor.id)
        return
    for record in _records(reading, kind):
        yield record.id, record.content if kind == "statements" else (*record.evidence, *getattr(record, "status_evidence", ()))


def _records(reading: Reading, kind: LinkKind) -> tuple[Any, ...]:
    """The records of a kind, with what statements put forward among the claims."""
    return tuple(claims_of(reading)) if kind == "claims" else getattr(reading, FIELD_OF[kind])


def _common(spans: Spans, start: int, end: int) -> int:
    """How many characters two places share."""
    return sum(max(0, min(end, e) - max(start, s)) for s, e in spans)


def _words_of_other(decision: Decision) -> Words:
    """The words of the item that another was merged into, kept in `value`."""
    try:
        return msgspec.json.decode(decision.value or "[]", type=tuple[tuple[str, int, int, str], ...])
    except msgspec.MsgspecError:
        return ()


def _says_the_same(decision: Decision, reading: Reading, id: str, library: Library) -> bool:
    """Whether a record says what was accepted or rejected; of other verdicts nothing is asked."""
    gist = _GIST.get(decision.kind, ())
    if decision.verdict not in {"accepted", "rejected"} or not decision.value or not gist:
        return True
    was = json.loads(decision.value)
    record = next(each for each in _records(reading, decision.kind) if each.id == id)
    return all(_same(was.get(field), getattr(record, field), reading, library) for field in gist)


def _same(was: Any, value: str, reading: Reading, library: Library) -> bool:
    if not isinstance(was, dict):
        return bool(was == value)
    actor = next((each for each in reading.actors if each.id == value), None)
    names = {fold(name) for name in (actor.name, *actor.aliases)} if actor else set()
    return bool(library.items_of([value], "actors").get(value) == was.get("id") or fold(str(was.get("name"))) in names)


def lost_decisions(decisions: Iterable[Decision], library: Library) -> list[Decision]:
    """Decisions that count but whose words no longer belong to any record of their kind."""
    return found_again(counted(decisions), library)[1]
