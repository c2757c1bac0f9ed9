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
from typing import NamedTuple

from parley.extract.places_names import Name
from parley.lexicon.gazetteer import Gazetteer, Spot, name_key

_GAP = re.compile(r",? ?\(? ?(?:in |of )?(?:the )?(?:[a-z-]+ )?|,? (?:an?|the) (?:[a-z-]+ ){1,4}(?:in|of) (?:the )?(?:[a-z-]+ )?")
_COMMA = re.compile(r", ?")
_LIST = re.compile(r"(?:,|,? and|,? or) ?")
_NOUN = re.compile(
    r"(?:[’']s)? (?:[a-z]+ )?(?:region|province|state|governorate|oblast|district|department|county|area)\b", re.IGNORECASE
)
_TOWN = 100_000  # inhabitants of a town that is as well known as a division
_MOST = 4  # a town under another name than its main one ("New York") needs a fourth of the division's people
_CAPITAL = 1.6  # a national capital before a namesake that is a division ("Washington")
_COUNTRY, _REGION, _DISTRICT, _AREA = 3.5, 0.4, -0.3, 2.5  # in powers of ten of inhabitants
_VOTE, _REGION_VOTE, _AMBIENT, _NEAR = 4.0, 3.0, 3.0, 3.0


class Sense(NamedTuple):
    """What a name means; where the gazetteer has nothing, `holder` is the place named after it as its container.

    `holds`: it is itself named as the container of the place before it ("Baghdad, Iraq"); `fixed`: its container is named.
    """

    spot: Spot | None
    holder: Spot | None = None
    holds: bool = False
    fixed: bool = False


@dataclass(slots=True)
class Votes:
    """What speaks for a country, a division, a point."""

    country: Counter[str] = field(default_factory=Counter)
    region: Counter[int] = field(default_factory=Counter)
    points: list[tuple[float, float, str]] = field(default_factory=list)


def senses(names: list[Name], text: str, offsets: list[tuple[int, int]], extra: Counter[str], table: Gazetteer) -> list[Sense]:
    """The sense of each name; `offsets` in characters, `extra` votes for countries by alpha-3 code."""
    fixed, holders = _fixed(names, text, offsets)
    by_key: dict[str, Spot] = {}
    for i, spot in sorted(fixed.items()):
        by_key.setdefault(names[i].key, spot)
    keys = {name.key: name.spots for name in names if name.spots}
    prior = {
        key: [_size(s) + _CAPITAL * (s.kind == "city" and table.capitals.get(key) == s.country) for s in v]
        for key, v in keys.items()
    }
    chosen = {key: by_key.get(key) or spots[prior[key].index(max(prior[key]))] for key, spots in keys.items()}
    ambient = _ambient(keys)
    for _ in range(3):
        votes = _votes(names, chosen, by_key, extra)
        renewed = {}
        for key, spots in keys.items():
            scores = [p + _score(s, key, chosen[key], votes, ambient) for p, s in zip(prior[key], spots, strict=True)]
            renewed[key] = by_key.get(key) or spots[scores.index(max(scores))]
        if renewed == chosen:
            break
        chosen = renewed
    found = []
    for i, name in enumerate(names):
        sense = fixed.get(i) or chosen.get(name.key)
        if sense is not None and sense.kind in {"region", "district"} and not _NOUN.match(text, offsets[i][1]):
            sense = sense if _among_divisions(names, i, text, offsets) else _town_of(sense, name.spots)
        found.append(Sense(sense, holders.get(i), holds=i - 1 in fixed or i - 1 in holders, fixed=i in fixed))
    return found


def _town_of(division: Spot, spots: tuple[Spot, ...]) -> Spot:
    """The town that a division is called after, where a fifth of its people live ("in Mopti"), else the division ("in Quebec")."""
    for spot in spots:
        if spot.kind == "city" and division.row in (spot.region, spot.district) and spot.weight * 5 >= division.weight:
            other_name = spot.alternate and not division.alternate and spot.weight * _MOST < division.weight
            return division if other_name else spot
    return division


def _ambient(keys: dict[str, tuple[Spot, ...]]) -> dict[int, float]:
    """For each division, how many names could lie in it, each counted by how few divisions it could lie in."""
    found: dict[int, float] = {}
    for spots in keys.values():
        divisions = {d for s in spots if (d := _division(s)) is not None}
        for division in divisions:
            found[division] = found.get(division, 0.0) + 1 / len(divisions)
    return found


def _division(spot: Spot) -> int | None:
    return spot.row if spot.kind == "region" else spot.region


def _size(spot: Spot) -> float:
    bonus = {"country": _COUNTRY, "region": _REGION, "district": _DISTRICT, "area": _AREA, "city": 0.0}[spot.kind]
    return math.log10(spot.weight / (50 if spot.alternate and spot.kind in {"city", "district"} else 1) + 10) + bonus


def _fixed(names: list[Name], text: str, offsets: list[tuple[int, int]]) -> tuple[dict[int, Spot], dict[int, Spot]]:
    """Senses that a container settles, and the containers of names that the gazetteer lacks, both by position."""
    fixed: dict[int, Spot] = {}
    holders: dict[int, Spot] = {}
    for i in range(len(names) - 2, -1, -1):
        end, start = offsets[i][1], offsets[i + 1][0]
        if start - end > 30 or not _GAP.fullmatch(text[end:start]) or _is_listed(names, i, text, offsets):
            continue
        outer = (fixed[i + 1],) if i + 1 in fixed else names[i + 1].spots
        if not names[i].spots:
            if outer or i + 1 in holders:
                holders[i] = holders.get(i + 1) or max(outer, key=_size)
            continue
        pairs = [(_size(s) + _size(h) / 10, s, h) for s in names[i].spots for h in outer if _inside(s, h)]
        if pairs:
            _, spot, holder = max(pairs, key=lambda p: p[0])
            fixed[i] = spot
            fixed.setdefault(i + 1, holder)
    return fixed, holders


def _is_listed(names: list[Name], i: int, text: str, offsets: list[tuple[int, int]]) -> bool:
    """Whether a name and the next are two of a list ("Guinea, Niger, Nigeria and Togo"), not a town and its country.

    They are where both may be countries, or both divisions, and a third such name stands before or after them in the list.
    """
    kinds = _levels(names[i]) & _levels(names[i + 1])
    if not kinds or not _COMMA.fullmatch(text[offsets[i][1] : offsets[i + 1][0]]):
        return False
    pairs = ((i - 1, i - 1), (i + 1, i + 2))
    return any(
        first >= 0
        and first + 1 < len(names)
        and _LIST.fullmatch(text[offsets[first][1] : offsets[first + 1][0]])
        and kinds & _levels(names[other])
        for first, other in pairs
    )


def _among_divisions(names: list[Name], i: int, text: str, offsets: list[tuple[int, int]]) -> bool:
    """Whether a name stands in a list beside one that is a division's ("Ohio, New York and Utah")."""
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(names)]
    joined = [j for j in beside if _LIST.fullmatch(text[offsets[min(i, j)][1] : offsets[max(i, j)][0]])]
    return any("region" in _levels(names[j]) and not _may_be_town(names[j]) for j in joined)


def _may_be_town(name: Name) -> bool:
    return any(s.kind == "city" and s.weight >= _TOWN for s in name.spots)


def _levels(name: Name) -> set[str]:
    """Which of country and division a name may be by its main name or by a well-known one."""
    return {s.kind for s in name.spots if s.kind == "country" or (s.kind == "region" and not s.alternate)}


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
        division = _division(spot)
        if division is not None:
            votes.region[division] += weight
    votes.points = [(s.lat, s.lon, key) for key, s in chosen.items() if s.kind in {"city", "district"}]
    return votes


def _score(spot: Spot, key: str, mine: Spot, votes: Votes, ambient: dict[int, float]) -> float:
    """What the other names of the article add to a sense, in powers of ten of inhabitants."""
    total = sum(votes.country.values()) or 1
    country = votes.country[spot.country] if spot.country else 0
    division = _division(spot)
    region = votes.region[division] if division is not None else 0
    if mine.country == spot.country:
        country -= 1
    if _division(mine) == division:
        region -= 1
    if spot.kind == "area" and spot.country is None:
        country, total = 1, 1  # oceans and continents have no country that could be voted for
    score = _VOTE * max(country, 0) / total + _REGION_VOTE * max(region, 0) / total
    if division is not None:
        score += _AMBIENT * min(ambient.get(division, 0.0), 3) / 3
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
