"""What an article need not name because it is clear: the capital and the north of the country that it is about.

The country is the one of most places and nationality words; where no country stands out, nothing is added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from parley.extract.notes import Notes
from parley.lexicon.gazetteer import Gazetteer
from parley.records import Place

# A country stands out with so many votes and this share of all. A reader of "he fled to the capital" needs no more.
FEWEST, MOST = 4, 0.5


def home_country(found: Iterable[Place], votes: Counter[str]) -> str | None:
    """The alpha-3 code of the country that an article is about, None where none stands out."""
    weight = votes + Counter(place.country for place in found if place.country)
    code, most = weight.most_common(1)[0] if weight else ("", 0)
    return code if most >= FEWEST and most >= MOST * sum(weight.values()) else None


def unnamed_places(notes: Notes, home: str, table: Gazetteer) -> Iterator[Place]:
    """ "the capital", "the north" and the like after a preposition of place, where nothing follows that says of what."""
    for token in notes.doc:
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ != "pobj" or notes.is_boilerplate(token.idx):
            continue
        is_capital = token.text in table.words.capital
        if (is_capital or token.text in table.words.quarters) and _is_bare(token, table):
            yield _place(token, home, is_capital, table)


def _is_bare(token: Token, table: Gazetteer) -> bool:
    """Whether it is just "the north" after a preposition of place, with nothing that says of what."""
    if token.i < 2 or token.nbor(-1).lower_ != "the" or token.head.lower_ not in table.words.locative:
        return False
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    second = following.nbor() if following is not None and following.i + 1 < len(token.doc) else None
    if following is None:
        return True
    named = following.text == "," and second is not None and second.text[:1].isupper()
    return following.lower_ != "of" and following.pos_ not in {"NOUN", "PROPN"} and not named


def _place(token: Token, home: str, is_capital: bool, table: Gazetteer) -> Place:
    start, end = token.nbor(-1).idx, token.idx + len(token)
    name = f"the {token.text}"
    spots = table.find(table.capital_of.get(home, "")) if is_capital else ()
    spot = next((s for s in spots if s.country == home and s.kind == "city"), None)
    if spot is None:
        return Place(start_char=start, end_char=end, name=name, country=home, precision="city" if is_capital else "region")
    return Place(
        start_char=start,
        end_char=end,
        name=name,
        geonames_id=spot.geonames_id,
        country=home,
        lat=spot.lat,
        lon=spot.lon,
        precision="city",
    )
