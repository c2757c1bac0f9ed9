"""The same agreement in several articles: kinds alike, nothing in conflict, and parties, place or words that tie them.

Parties may go by a description in one article and by another, or a name, in the next ("hunters", "the traditional hunters"):
descriptions with the same last word are one party, and a description of militants ("the jihadists") may be any armed group.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.ledger import Trace
from parley.reason.agreement_places import place_of, places_of
from parley.reason.dates import conflict
from parley.reason.linking.choosing import Match, first_match, same_place
from parley.reason.linking.scene import Scene, Value
from parley.reason.words import containment
from parley.records import Agreement

# what only a new event can undo: a later article that merely recalls the pact does not bring it back
FINAL = frozenset({"collapsed", "ended"})
BROKEN = FINAL | {"violated"}
# kinds that outlets use for one another: a local pact is often a truce, a principle often becomes a ceasefire
_ALIKE = (frozenset({"local", "ceasefire"}), frozenset({"ceasefire", "principle"}), frozenset({"ceasefire", "humanitarian"}))
_ARMED, _MILITANT = "+armed", "+militant"  # no word has a plus
_TIED, _UNTIED = 0.4, 0.6  # words in common, with and without a party or day in common


def link_agreements(scene: Scene) -> None:
    """Links every agreement of the article."""
    for agreement in scene.reading.agreements:
        trace = _trace(scene, agreement)
        keys = _keys(trace)
        match = first_match(scene.near("agreements", keys), trace, _same)
        scene.join("agreements", agreement.id, match, trace, keys, Value(agreement.status))


def _trace(scene: Scene, agreement: Agreement) -> Trace:
    return Trace(
        words=scene.words(scene.sentence(agreement.evidence)),
        who=scene.who(agreement.parties),
        names=places_of(scene.reading, agreement),
        heads=frozenset(_heads(scene, agreement)),
        type=agreement.kind,
        date=concluded(agreement),
        place=place_of(scene.reading, agreement),
    )


def _heads(scene: Scene, agreement: Agreement) -> Iterator[str]:
    for party in filter(None, map(scene.actor, agreement.parties)):
        if head := scene.head(party):
            yield head
            if "militant" in scene.words(head):
                yield _MILITANT
        elif party.kind == "armed_group":
            yield _ARMED


def concluded(record: Agreement) -> str | None:
    """When an agreement was concluded; the day on which it broke is not that."""
    broke = record.status in BROKEN and record.date == record.status_date
    return None if broke else record.date


def _keys(trace: Trace) -> list[str]:
    named = [
        f"{mark}:{each}" for mark, values in (("a", trace.who), ("p", trace.names), ("h", trace.heads)) for each in sorted(values)
    ]
    return [*named, *(f"w:{word}" for word in sorted(trace.words))]


def _common(a: Trace, b: Trace) -> int:
    """How many parties the two share."""
    crossed = (_ARMED in a.heads and _MILITANT in b.heads) or (_MILITANT in a.heads and _ARMED in b.heads)
    heads = (a.heads & b.heads) - {_ARMED, _MILITANT}
    return len(a.who & b.who) + len(heads) + crossed


def _same(a: Trace, b: Trace) -> Match | None:
    alike = a.type == b.type or "other" in {a.type, b.type} or frozenset({a.type, b.type}) in _ALIKE
    if not alike or not same_place(a.place, b.place) or conflict(a.date, b.date):
        return None
    shared = _common(a, b)
    if a.who and b.who:
        if not shared:
            return None
        if shared >= 2 or len(a.who) == len(b.who) == 1:
            return Match(None, 0.9, "same parties")
    if places := a.names & b.names:
        return Match(None, 0.8, f"both of {min(places)}")
    words = containment(a.words, b.words)
    dated = a.date is not None and a.date == b.date
    return Match(None, words, "told in the same words") if words >= (_TIED if dated or shared else _UNTIED) else None
