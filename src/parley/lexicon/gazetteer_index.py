"""The gazetteer's index: one read-only file of sorted name hashes and place columns, mapped into memory.

Why a file of our own: a short article looks up a few hundred of 900,000 names. Mapped columns cost nothing to open, load
only the pages touched, and are shared by all worker processes; a dictionary would cost each of them seconds and
500 MB, and SQL lives in `store` alone. A name is found by bisection over 64-bit hashes of its key (`name_key`).

File: 8 bytes magic, 8 bytes header length, a JSON header {"sections": {name: [format, offset, bytes]}, "extra": {...}}, then
the sections, each aligned to 8 bytes, little-endian as on every machine that spaCy has wheels for.
"""

from __future__ import annotations

import mmap
import os
import re
import tempfile
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

import msgspec

MAGIC = b"PARLEYG1"
KINDS = ("city", "region", "district", "country", "area")
Kind = Literal["city", "region", "district", "country", "area"]
NOBODY = 0xFFFFFFFF  # no such place: stands for None in a column of row numbers
_DROPPED = re.compile(r"[’'`ʻ‘ʿʾʼ′\"]")
_SPACED = re.compile(r"[\s\-–‐‑./_]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ə": "a"})


class Spot(NamedTuple):
    """A place that a name may mean. `region`, `district` are rows of its first- and second-level division; `alternate` says
    that the name looked up is not the place's main one; `radius` in km for areas, 0 elsewhere; `weight` about inhabitants."""

    row: int
    name: str
    kind: Kind
    lat: float
    lon: float
    weight: int
    geonames_id: int | None
    country: str | None
    region: int | None
    district: int | None
    radius: int
    alternate: bool


class Row(NamedTuple):
    """A place on its way into an index; `names` are alternate names, `region` and `district` positions in the list of rows."""

    name: str
    kind: Kind
    lat: float
    lon: float
    weight: int = 0
    geonames_id: int = 0
    country: str = ""
    region: int = NOBODY
    district: int = NOBODY
    radius: int = 0
    names: tuple[str, ...] = ()


def _key(name: str) -> str:
    if name.isalpha() and name.isascii():
        return name.lower()
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = _SPACED.sub(" ", _DROPPED.sub("", name)).strip().lower()
    return name if name.isascii() else name.translate(_LETTERS)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The form under which a name is kept: lower case, without accents and apostrophes, hyphens and points as spaces."""
    return _key(name)


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


def pack_index(rows: list[Row], extra: dict[str, Any]) -> bytes:
    """The bytes of an index of `rows`; `extra` is any JSON value to keep beside it."""
    countries = sorted({row.country for row in rows})
    number = {country: i for i, country in enumerate(countries)}
    pairs: list[tuple[int, int, int]] = []
    for i, row in enumerate(rows):
        main = _key(row.name)
        pairs.append((_hash(main), -row.weight, i * 2))
        keys = {key for key in map(_key, row.names) if key != main and len(key) > 1}
        pairs.extend((_hash(key), -row.weight // 50, i * 2 + 1) for key in keys)
    pairs.sort()
    hashes, starts, posts = array("Q"), array("I"), array("I")
    for value, _, post in pairs:
        if not hashes or hashes[-1] != value:
            hashes.append(value)
            starts.append(len(posts))
        posts.append(post)
    starts.append(len(posts))
    blob = [row.name.encode() for row in rows]
    ends = array("I", [0])
    for name in blob:
        ends.append(ends[-1] + len(name))
    columns: dict[str, array[Any]] = {
        "hashes": hashes,
        "starts": starts,
        "posts": posts,
        "ends": ends,
        "names": array("B", b"".join(blob)),
        "lat": array("f", (row.lat for row in rows)),
        "lon": array("f", (row.lon for row in rows)),
        "weight": array("I", (row.weight for row in rows)),
        "geonames_id": array("I", (row.geonames_id for row in rows)),
        "region": array("I", (row.region for row in rows)),
        "district": array("I", (row.district for row in rows)),
        "radius": array("H", (row.radius for row in rows)),
        "country": array("H", (number[row.country] for row in rows)),
        "kind": array("B", (KINDS.index(row.kind) for row in rows)),
    }
    return _join(columns, {"countries": countries, **extra})


def _join(columns: dict[str, array[Any]], extra: dict[str, Any]) -> bytes:
    """Magic, header and sections; offsets count from the end of the header."""
    sections, body = {}, bytearray()
    for name, column in columns.items():
        body.extend(bytes(-len(body) % 8))
        data = column.tobytes()
        sections[name] = [column.typecode, len(body), len(data)]
        body.extend(data)
    header = msgspec.json.encode({"sections": sections, "extra": extra})
    header += b" " * (-len(header) % 8)
    return MAGIC + len(header).to_bytes(8, "little") + header + bytes(body)


class Index:
    """Reads the bytes made by `pack_index`. Raises ValueError where they are not such bytes or are cut short."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        view = memoryview(data)
        if bytes(view[:8]) != MAGIC:
            raise ValueError("not a gazetteer index")
        size = int.from_bytes(view[8:16], "little")
        header = msgspec.json.decode(bytes(view[16 : 16 + size]))
        self.extra: dict[str, Any] = header["extra"]
        self._columns: dict[str, memoryview] = {}
        for name, (typecode, offset, length) in header["sections"].items():
            start = 16 + size + offset
            if start + length > len(view):
                raise ValueError("a gazetteer index that is cut short")
            self._columns[name] = cast(memoryview, view[start : start + length].cast(typecode))
        self._hashes, self._starts, self._posts = (self._columns[c] for c in ("hashes", "starts", "posts"))

    def find(self, key: str) -> tuple[Spot, ...]:
        """Places of that key (see `name_key`), those with most inhabitants first."""
        value = _hash(key)
        at = bisect_left(self._hashes, value)
        if at == len(self._hashes) or self._hashes[at] != value:
            return ()
        return tuple(self.spot(post >> 1, bool(post & 1)) for post in self._posts[self._starts[at] : self._starts[at + 1]])

    def spot(self, row: int, alternate: bool = False) -> Spot:
        """The place in a row."""
        column = self._columns
        name = bytes(column["names"][column["ends"][row] : column["ends"][row + 1]]).decode()
        region, district = column["region"][row], column["district"][row]
        return Spot(
            row=row,
            name=name,
            kind=cast(Kind, KINDS[column["kind"][row]]),
            lat=round(column["lat"][row], 5),
            lon=round(column["lon"][row], 5),
            weight=column["weight"][row],
            geonames_id=column["geonames_id"][row] or None,
            country=self.extra["countries"][column["country"][row]] or None,
            region=None if region == NOBODY else region,
            district=None if district == NOBODY else district,
            radius=column["radius"][row],
            alternate=alternate,
        )


def write_index(path: Path, data: bytes) -> None:
    """Writes beside `path`, then moves: a reader sees all of it or nothing, and of two writers the later wins. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def open_index(path: Path) -> Index | None:
    """The index in a file, mapped; None where there is none or it is damaged."""
    try:
        with path.open("rb") as file:
            return Index(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError, KeyError, msgspec.DecodeError):
        return None


def keys_of(names: Iterable[str]) -> frozenset[str]:
    """Keys of names, for membership tests."""
    return frozenset(map(name_key, names))
