"""For whom those act that are named with an agreement: a person for a government, an army for its state, one side with the other.

Misses: parties that only knowledge of the conflict tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from spacy.tokens import Span as Tokens

from parley.extract.agreement_parties import stand_for
from parley.extract.event_arguments import ArgumentReader
from parley.extract.sides import PARTY_KINDS, principal
from parley.lexicon.deals import Deals

# Those who report, sell or watch are no party to peace
OUTSIDERS = frozenset({"media", "company"})


class PrincipalReader:
    """Finds principals in one article."""

    def __init__(self, reader: ArgumentReader, table: Deals) -> None:
        self.reader = reader
        self.table = table
        self.notes = reader.notes

    @cached_property
    def _mentioned(self) -> Counter[str]:
        return Counter(m.actor for m in self.notes.reading.mentions)

    def of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Principals of actors: outsiders left out, an army as its government where the article speaks more of that."""
        found = dict.fromkeys(self._as_state(principal(i, self.notes)) for i in ids)
        named = tuple(i for i in found if self.notes.actor[i].kind not in OUTSIDERS)
        return self._as_states(named) or named

    def _as_state(self, actor: str) -> str:
        record = self.notes.actor[actor]
        state = self.notes.state.get(record.country or "") if record.kind == "military" else None
        return state if state is not None and self._mentioned[state] >= self._mentioned[actor] else actor

    def _as_states(self, named: tuple[str, ...]) -> tuple[str, ...]:
        """The governments of persons of several countries who sign for them; () where that is not so."""
        if len(named) < 2 or any(self.notes.actor[i].kind != "person" for i in named):
            return ()
        states = {self.notes.state.get(self.notes.actor[i].country or "") for i in named}
        return tuple(s for s in states if s is not None) if None not in states and len(states) == len(named) else ()

    def opponent(self, party: str) -> tuple[str, ...]:
        """The government of the country of an armed group that is named alone."""
        record = self.notes.actor[party]
        state = self.notes.state.get(record.country or "") if record.kind == "armed_group" else None
        return () if state is None else (state,)

    def subjects(self, sentence: Tokens) -> tuple[str, ...]:
        """Two parties or more that do something together in a sentence: "A and B traded captives, part of a deal"."""
        for token in sentence:
            if token.dep_ == "nsubj" and any(c.dep_ == "conj" for c in token.children):
                found = tuple(i for i in self.of(stand_for(token, self.reader)) if self.notes.actor[i].kind in PARTY_KINDS)
                if len(found) > 1:
                    return found
        return ()
