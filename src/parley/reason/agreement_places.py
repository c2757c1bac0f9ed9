"""Where an agreement was concluded, and the towns and regions that are named beside it."""

from __future__ import annotations

from collections.abc import Sequence

from parley.reason.sentences import around
from parley.reason.words import fold
from parley.records import Agreement, Reading, Span


def place_of(reading: Reading, agreement: Agreement) -> str | None:
    """Where it was concluded; a country is too wide to tell agreements apart."""
    wide = any(place.precision == "country" and place.name == agreement.place for place in reading.places)
    return None if wide else agreement.place


def places_of(reading: Reading, agreement: Agreement) -> frozenset[str]:
    """Folded names of towns and regions: the agreement's own, else those that its sentences name, else the headline."""
    if place := place_of(reading, agreement):
        return frozenset([fold(place)])
    text = reading.article.text
    headline = (0, text.find("\n") if "\n" in text else 0)
    told = [around(text, span) for span in agreement.evidence]
    return frozenset(map(fold, _named(reading, told) or _named(reading, [headline])))


def _named(reading: Reading, spans: Sequence[Span]) -> list[str]:
    return [
        place.name
        for place in reading.places
        if place.precision != "country" and any(start <= place.start_char < end for start, end in spans)
    ]
