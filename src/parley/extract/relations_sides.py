"""The two parties that an article is about, for ties that name neither: "Norway, which mediates".

They are the pair that agreements and events set against each other most. Misses: articles about three parties, and those in which
two pairs come up as often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from parley.extract.notes import Notes, spans_of
from parley.extract.relations_who import PARTIES, Tie
from parley.extract.sides import principal
from parley.lexicon.ties import Ties

DEAL = 2  # what the parties of an agreement weigh against those of an event
LEAST = 3  # the weight from which a pair counts
ARMED = frozenset({"armed_group", "government", "military"})


def main_pair(notes: Notes) -> tuple[str, ...]:
    """Ids of the two parties, () where no pair is ahead of all others."""
    counted: Counter[tuple[str, ...]] = Counter()
    for deal in notes.reading.agreements:
        counted.update(dict.fromkeys(_pairs(deal.parties, notes), DEAL))
    mediators = {m for e in notes.reading.events for m in e.mediator} | {m for d in notes.reading.agreements for m in d.mediators}
    for event in notes.reading.events:
        counted.update(dict.fromkeys(_pairs((*event.actor, *event.recipient), notes), 1))
    ranked = [(p, n) for p, n in counted.most_common() if n >= LEAST and not mediators & set(p)]
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ()
    return ranked[0][0]


def _pairs(ids: tuple[str, ...], notes: Notes) -> Iterator[tuple[str, ...]]:
    sides = dict.fromkeys(principal(i, notes) for i in ids if i in notes.actor)
    parties = [i for i in sides if notes.actor[i].kind in PARTIES]
    if len(parties) == 2:
        yield from (tuple(sorted(pair)) for pair in combinations(parties, 2))


def foes(notes: Notes, table: Ties) -> Iterator[Tie]:
    """The two parties of an article oppose each other where a sentence names both together with a word of war or rivalry."""
    pair = main_pair(notes)
    if not pair or not all(notes.actor[i].kind in ARMED | {"party"} for i in pair):
        return
    for sentence in notes.paragraphs_apart:
        named = {m.actor for t in sentence if (m := notes.mention_of(t)) is not None}
        if set(pair) <= {*named, *(principal(a, notes) for a in named)} and any(t.lower_ in table.hostile for t in sentence):
            first, second = sorted(pair, key=lambda p: notes.actor[p].kind != "armed_group")
            yield Tie(first, "opposes", second, spans_of(sentence), 0.5)
            return
