"""Which of its namesakes a name means: `Name`s -> a `Spot` for each, chosen together for the whole article.

Evidence, strongest first: the container that follows ("Alexandria, La.", "Niono, in central Mali"); one sense per article;
countries and divisions that the article speaks of, nationality words among them; nearness to the other places; inhabitants.
The method is the old one of voting over an article (Leidner 2008; Lieberman, Samet and Sankaranarayanan 2010), weights set on
the odd-numbered documents of GeoVirus and LGL.

Misses: two places of one name in one article without containers; a container after more than a comma, bracket or preposition.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from parley.extract.places_names import Name
from parley.lexicon.gazetteer import Gazetteer, Spot, name_key

_GAP = re.compile(r",? ?\(? ?(?:in |of )?(?:the )?(?:[a-z-]+ )?|,? (?:a|the) [a-z]+ (?:in|of) (?:the )?(?:[a-z-]+ )?")
_COUNTRY, _REGION, _DISTRICT, _AREA = 3.5, 0.4, -0.3, 2.5  # in powers of ten of inhabitants
_VOTE, _NEAR = 2.0, 1.0


@dataclass(slots=True)
class Votes:
    """What speaks for a country, a division, a point."""

    country: Counter[str] = field(default_factory=Counter)
    region: Counter[int] = field(default_factory=Counter)
    points: list[tuple[float, float, str]] = field(default_factory=list)


def senses(
    names: list[Name], text: str, offsets: list[tuple[int, int]], table: Gazetteer, extra: Counter[str]
) -> list[Spot | None]:
    """A spot for each name, None where the gazetteer has none; `offsets` in characters, `extra` votes for countries."""
    fixed = _fixed(names, text, offsets, table)
    by_key: dict[str, Spot] = {}
    for i, spot in fixed.items():
        by_key.setdefault(names[i].key, spot)
    chosen = {name.key: by_key.get(name.key) or _most_people(name.spots) for name in names if name.spots}
    keys = {name.key: name.spots for name in names if name.spots}
    for _ in range(3):
        votes = _votes(names, chosen, by_key, extra)
        renewed = {
            key: by_key.get(key) or max(spots, key=lambda s: _score(s, key, chosen[key], votes)) for key, spots in keys.items()
        }
        if renewed == chosen:
            break
        chosen = renewed
    return [fixed.get(i) or chosen.get(name.key) for i, name in enumerate(names)]


def _size(spot: Spot) -> float:
    bonus = {"country": _COUNTRY, "region": _REGION, "district": _DISTRICT, "area": _AREA, "city": 0.0}[spot.kind]
    return math.log10(spot.weight / (50 if spot.alternate and spot.kind in {"city", "district"} else 1) + 10) + bonus


def _most_people(spots: tuple[Spot, ...]) -> Spot:
    return max(spots, key=_size)


def _fixed(names: list[Name], text: str, offsets: list[tuple[int, int]], table: Gazetteer) -> dict[int, Spot]:
    """Senses that a container settles, by position."""
    fixed: dict[int, Spot] = {}
    for i in range(len(names) - 1, -1, -1):
        end = offsets[i][1]
        holders: tuple[Spot, ...] = ()
        if i + 1 < len(names) and offsets[i + 1][0] - end < 30 and _GAP.fullmatch(text[end : offsets[i + 1][0]]):
            holders = (fixed[i + 1],) if i + 1 in fixed else names[i + 1].spots
        elif found := re.match(r", ?\(?([A-Z][\w.]*(?: [A-Z][a-z]*\.)?)", text[end : end + 20]):
            holders = tuple(table.spot(row) for row in table.abbreviations.get(found[1], ()))
        pairs = [(_size(s) + _size(h) / 10, s, h) for s in names[i].spots for h in holders if _inside(s, h)]
        if pairs:
            _, spot, holder = max(pairs, key=lambda p: p[0])
            fixed[i] = spot
            if i + 1 < len(names) and names[i + 1].spots and holder in names[i + 1].spots:
                fixed.setdefault(i + 1, holder)
    return fixed


def _inside(spot: Spot, holder: Spot) -> bool:
    """Whether a place lies in a country, a division, or an area."""
    if spot.row == holder.row or spot.kind == "country":
        return False
    if holder.kind == "country":
        return spot.country == holder.country
    if holder.kind in {"region", "district"}:
        return holder.row in (spot.region, spot.district)
    return holder.kind == "area" and holder.radius > 0 and kilometres(spot.lat, spot.lon, holder.lat, holder.lon) < holder.radius


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on a sphere."""
    la, lb = math.radians(lat), math.radians(other_lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def _votes(names: list[Name], chosen: dict[str, Spot], settled: dict[str, Spot], extra: Counter[str]) -> Votes:
    votes = Votes(country=Counter(extra))
    for name in names:
        spot = chosen.get(name.key)
        if spot is None:
            continue
        weight = 2 if name.key in settled or spot.kind == "country" else 1
        if spot.country:
            votes.country[spot.country] += weight
        division = spot.row if spot.kind == "region" else spot.region
        if division is not None:
            votes.region[division] += weight
    votes.points = [(s.lat, s.lon, key) for key, s in chosen.items() if s.kind in {"city", "district"}]
    return votes


def _score(spot: Spot, key: str, mine: Spot, votes: Votes) -> float:
    """Powers of ten of inhabitants, and what the other names of the article add."""
    total = sum(votes.country.values()) or 1
    country = votes.country[spot.country] if spot.country else 0
    division = spot.row if spot.kind == "region" else spot.region
    region = votes.region[division] if division is not None else 0
    if mine.country == spot.country:
        country -= 1
    if (mine.row if mine.kind == "region" else mine.region) == division:
        region -= 1
    score = _size(spot) + _VOTE * max(country, 0) / total + _VOTE * max(region, 0) / total
    if spot.kind in {"city", "district"}:
        near = sum(1 for lat, lon, other in votes.points if other != key and abs(lat - spot.lat) < 2 and abs(lon - spot.lon) < 2.5)
        score += _NEAR * min(near, 3) / 3
    return score


def nationality_votes(words: list[str], table: Gazetteer) -> Counter[str]:
    """Votes for countries by words such as "Malian", "Malians"; each word counts half of a place."""
    found: Counter[str] = Counter()
    for word in words:
        key = name_key(word)
        country = table.adjectives.get(key) or table.people.get(key)
        if country:
            found[country] += 1
    return found
