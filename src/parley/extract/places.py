"""Notes -> Place records: what is named, where it lies, in which country.

Names come from `places_names`, their senses from `places_senses`; here mentions that stand for a government are left out
("Bamako denied", "relations with France"): a country or capital is a place where the grammar puts something there.

`precision`: city (a town, village, camp, base), region (a division of a country), country, area (a region without borders,
waters, mountains). The point of "northern Mali" is Mali's. A place that no source has gets the country of the place named
after it ("Kampungu, Kasai"), and that one's point where it is no larger than a division.
Not found: places in lower case; a country that acts in a way the verb list lacks passes for a place.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.notes import Notes
from parley.extract.places_names import Name, place_names
from parley.extract.places_senses import Sense, nationality_votes, senses
from parley.lexicon.gazetteer import Gazetteer, PlaceWords, Spot, name_key
from parley.records import Place, PlacePrecision

_PRECISION: dict[str, PlacePrecision] = {
    "city": "city",
    "region": "region",
    "district": "region",
    "country": "country",
    "area": "area",
}


def places(notes: Notes, table: Gazetteer) -> tuple[Place, ...]:
    """Places named in the article proper, in the order of the text."""
    names = place_names(notes, table)
    doc = notes.doc
    offsets = [(doc[n.start].idx, doc[n.end - 1].idx + len(doc[n.end - 1])) for n in names]
    votes = nationality_votes([t.text for t in doc if t.text[:1].isupper()], table)
    found = []
    for name, sense, (start, end) in zip(names, senses(names, notes.text, offsets, votes, table), offsets, strict=True):
        if sense.spot is None or not _is_actor(notes, name, sense.spot, table):
            found.append(_place(notes.text[start:end], start, end, sense))
    return tuple(found)


def _place(name: str, start: int, end: int, sense: Sense) -> Place:
    text = " ".join(name.split())
    if text.isupper() and len(text) > 4:
        text = text.title()
    spot, holder = sense
    if spot is not None:
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
    if holder is None:
        return Place(start_char=start, end_char=end, name=text)
    near = holder.kind in {"city", "district", "region"}
    return Place(
        start_char=start,
        end_char=end,
        name=text,
        country=holder.country,
        lat=holder.lat if near else None,
        lon=holder.lon if near else None,
        precision="region" if near else None,
    )


def _is_actor(notes: Notes, name: Name, spot: Spot, table: Gazetteer) -> bool:
    """Whether a country or a capital stands for its government here."""
    is_capital = table.capitals.get(name.key) == spot.country
    words, doc = table.words, notes.doc
    if spot.kind != "country" and not is_capital:
        head = doc[name.end - 1]
        return spot.kind != "city" and head.dep_ == "poss" and head.head.text in words.polity  # "Tigray's forces"
    if name.start and doc[name.start - 1].lower_ in words.locative and doc[name.start - 1].lower_ != "between":
        return False
    if name_key(doc[name.end - 1].text) not in name.key.split():  # "the Sudanese capital"
        return False
    token = _first_conjunct(doc[name.end - 1])
    return _acts(token, words, is_capital and spot.kind != "country") or _is_party(token, words)


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def _acts(token: Token, words: PlaceWords, is_capital: bool) -> bool:
    """The subject of an act of state; a capital is an actor as the subject of nearly anything ("Addis Ababa was to restore")."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ not in {"VERB", "AUX"}:
        return False
    if verb.lemma_.lower() in words.agent_verbs:
        return True
    return is_capital and not any(c.dep_ == "attr" and c.lower_ in words.place_nouns for c in verb.children)


def _is_party(token: Token, words: PlaceWords) -> bool:
    """The other side of an act of state: its object, a party to it, the owner of a power ("Ukraine's government")."""
    head = token.head
    if token.dep_ in {"dobj", "dative", "nsubjpass"}:
        return head.lemma_.lower() in words.patient_verbs
    if token.dep_ in {"poss", "compound", "nmod"}:
        return head.text in words.polity
    if token.dep_ == "pobj":
        if head.lower_ == "of":
            return head.head.text in words.polity
        return head.lower_ in words.party_prepositions and head.head.lower_ not in words.place_nouns
    return False
