"""Notes -> Place records: what is named, where it lies, in which country.

Names come from `places_names`, their senses from `places_senses`; here mentions that stand for a government are left out
("Bamako denied", "relations with France"): a country or capital is a place where the grammar puts something there.

`precision`: city (a town, village, camp, base), region (a division of a country), country, area (a region without borders,
waters, mountains). The point of "northern Mali" is Mali's. A place that no source has gets the country of the place named
after it ("Kampungu, Kasai"), and that one's point where it is no larger than a division; else that of the country
which the article is about, if one stands out.
Not found: places in lower case; a country that acts in a way the verb list lacks passes for a place.
"""

from __future__ import annotations

from collections import Counter

import msgspec
from spacy.tokens import Token

from parley.extract.notes import Notes
from parley.extract.places_evidence import is_dateline
from parley.extract.places_home import home_country, unnamed_places
from parley.extract.places_names import Name, place_names
from parley.extract.places_senses import Sense, nationality_votes, senses
from parley.extract.standing import acts, first_conjunct, is_divided
from parley.lexicon.gazetteer import Gazetteer, Spot, name_key
from parley.records import Place
from parley.values import PlacePrecision

# Prepositions that go before places and parties alike.
EITHER = frozenset({"between", "to", "from", "toward", "towards", "through", "via"})
# A town of fewer inhabitants is hardly named abroad.
SMALL_TOWN = 100_000
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
    found, small = [], set()
    for name, sense, (start, end) in zip(names, senses(names, notes.text, offsets, votes, table), offsets, strict=True):
        if sense.spot is None or sense.holds or not _is_actor(notes, name, sense.spot, table):
            found.append(_place(notes.text[start:end], start, end, sense))
            if sense.spot is not None and sense.spot.weight < SMALL_TOWN and not sense.fixed:
                small.add(start)
    home = home_country(found, votes)
    if home is None:
        return tuple(found)
    found = [_at_home(p, home, found, votes) if p.start_char in small else p for p in found]
    known = [p if p.precision is not None or p.country else msgspec.structs.replace(p, country=home) for p in found]
    return tuple(sorted((*known, *unnamed_places(notes, home, table)), key=lambda p: p.start_char))


def _at_home(place: Place, home: str, found: list[Place], votes: Counter[str]) -> Place:
    """A place of the country that the article is about, where its only namesake known is a small town far away.

    An article on Myanmar that names Muse means a town which the gazetteer lacks, not one in France of which nothing else speaks.
    """
    others = sum(p.country == place.country and p.name != place.name for p in found)
    if place.precision != "city" or place.country in {home, None} or others or votes[place.country or ""]:
        return place
    return Place(start_char=place.start_char, end_char=place.end_char, name=place.name)


def _place(name: str, start: int, end: int, sense: Sense) -> Place:
    text = " ".join(name.split())
    if text.isupper() and len(text) > 4:
        text = text.title()
    spot, holder = sense.spot, sense.holder
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
    is_capital = table.capitals.get(name.key) == spot.country or name.key in table.seats
    words, doc = table.words, notes.doc
    if spot.kind != "country" and not is_capital:
        head = doc[name.end - 1]
        # "Tigray's forces", "a Kordofan officer"
        return spot.kind != "city" and head.dep_ in {"poss", "compound", "nmod"} and head.head.text in words.polity
    if is_dateline(doc, name.start, name.end):
        return False
    before = doc[name.start - 1].lower_ if name.start else ""
    if before in words.locative and before not in EITHER:
        return False
    if name_key(doc[name.end - 1].text) not in name.key:  # "the Sudanese capital"
        return False
    token = doc[name.end - 1]
    return acts(token, spot.kind != "country", table.acting) or _qualifies(first_conjunct(token), is_capital, table)


def _qualifies(token: Token, is_capital: bool, table: Gazetteer) -> bool:
    """Whether a name says whose something is ("Ukraine's claim", "U.S. officials", "the president of Ghana").

    What lies or happens in a country leaves it a place ("Ukraine's north", "Ghana's hospitals"); a capital before a noun mostly
    tells what kind of thing it is ("the Doha talks").
    """
    head, words = token.head, table.words
    if token.dep_ in {"poss", "compound", "nmod", "amod"}:
        if head.lower_ in words.place_nouns or head.lower_ in words.directions:
            return False
        if is_divided(head, table.acting):
            return False
        if head.lower_ in words.polity or head.lemma_.lower() in table.acting["owned"]:
            return True
        return is_capital and head.pos_ != "PROPN"
    if token.dep_ == "pobj" and head.lower_ == "of":
        return head.head.text in words.polity
    return False
