"""Notes -> Place records: what is named, where it lies, in which country.

Names come from `places_names`, their senses from `places_senses`; here mentions that stand for a government are left out
("Bamako denied", "relations with France"): a country or capital is a place where the grammar puts something there.

`precision`: city (a town, village, camp, base), region (a division of a country), country, area (a region without borders,
waters, mountains). The point of "northern Mali" is Mali's. A place that no source has gets no point.
Not found: places in lower case, ruins of larger names ("Hotel Paris").
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.notes import Notes
from parley.extract.places_names import Name, place_names
from parley.extract.places_senses import nationality_votes, senses
from parley.lexicon.gazetteer import Gazetteer, Spot
from parley.records import Place, PlacePrecision

_PRECISION: dict[str, PlacePrecision] = {
    "city": "city", "region": "region", "district": "region", "country": "country", "area": "area",
}  # fmt: skip


def places(notes: Notes, table: Gazetteer) -> tuple[Place, ...]:
    """Places named in the article proper, in the order of the text."""
    names = place_names(notes, table)
    doc = notes.doc
    offsets = [(doc[n.start].idx, doc[n.end - 1].idx + len(doc[n.end - 1])) for n in names]
    words = [t.text for t in doc if t.text[:1].isupper() and t.pos_ in {"ADJ", "PROPN", "NOUN"}]
    spots = senses(names, notes.text, offsets, table, nationality_votes(words, table))
    found = []
    for name, spot, (start, end) in zip(names, spots, offsets, strict=True):
        if spot is not None and _is_actor(notes, name, spot, table):
            continue
        found.append(_place(notes.text[start:end], start, end, spot))
    return tuple(found)


def _place(name: str, start: int, end: int, spot: Spot | None) -> Place:
    text = " ".join(name.split())
    if text.isupper() and len(text) > 4:
        text = text.title()
    if spot is None:
        return Place(start_char=start, end_char=end, name=text)
    return Place(
        start_char=start,
        end_char=end,
        name=text,
        geonames_id=spot.geonames_id,
        country=spot.country,
        lat=spot.lat,
        lon=spot.lon,
        precision=_PRECISION[spot.kind],
    )


def _is_actor(notes: Notes, name: Name, spot: Spot, table: Gazetteer) -> bool:
    """Whether a country or a capital stands for its government here: the subject of an act of state."""
    if spot.kind != "country" and table.capitals.get(name.key) != spot.country:
        return False
    head = notes.doc[name.end - 1]
    return _acts(_first_conjunct(head), table)


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token


def _acts(token: Token, table: Gazetteer) -> bool:
    verb = token.head
    if token.dep_ == "nsubj" and verb.pos_ in {"VERB", "AUX"}:
        return verb.lemma_.lower() in table.words.agent_verbs
    return False
