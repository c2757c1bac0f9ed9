"""Tables behind `extract` of actors: known actors, countries as parties, and the words that tell what a name stands for.

Names are looked up as tuples of folded words (`fold`): no case, accents or punctuation. `data/actors/*.tsv` holds the
knowledge base; governments, armed forces and the organs of a state are generated from `data/actors/countries.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from parley.errors import DataError
from parley.lexicon.acting import load_acting
from parley.lexicon.factbook import PREFIX
from parley.lexicon.gazetteer import factbook_actors
from parley.lexicon.known_actors import KnownActor, Tie, branches, kind_of, known_actors, left_office, offices, parts, unmarked
from parley.lexicon.tables import read_tsv
from parley.lexicon.words import Words, words_of
from parley.values import ActorKind

Sense = Literal["known", "country", "seat", "adjective", "people"]
# Acronyms from so many letters on are read as words, and some papers write them so ("Nato").
SPOKEN_ACRONYM = 4
# Names of other languages in Latin letters are looked for in any text from so many words on; shorter ones mean too many things.
LATIN = frozenset({"fr", "es"})
TELLING_WORDS = 2
# No form of four letters is longer, with a point or a hyphen after each.
LONGEST_SHORT = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for. `exact`: the form counts only as it is written (acronyms), `literal`: and never with one
    capital ("Care" is a word). `where`: countries it acts in."""

    key: str
    name: str
    kind: ActorKind
    where: tuple[str, ...]
    sense: Sense
    form: str
    exact: bool
    literal: bool = False

    @property
    def spoken(self) -> bool:
        """Whether it is an acronym that newspapers also write as a word ("Nato", "Minusca"), which no other word is."""
        return len(self.form) >= SPOKEN_ACRONYM and self.form.isalpha() and self.form.isupper() and not self.literal

    @property
    def is_listed(self) -> bool:
        """Whether it comes from the Factbook, of whose names many are common in the world."""
        return self.key.startswith(PREFIX)

    @property
    def country(self) -> str | None:
        """The actor's country, None where it has none or several."""
        return self.where[0] if len(self.where) == 1 else None


@dataclass(frozen=True, slots=True)
class Country:
    """A country as a party: `name` with its article ("the United States"), its first adjective ("American")."""

    code: str
    name: str
    adjective: str

    @property
    def slug(self) -> str:
        """The part of the keys of its government, army and organs that names the country."""
        return "-".join(words_of(self.name.removeprefix("the ")))


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A common noun that stands for an actor: see the header of group_nouns.tsv."""

    noun: str
    sense: Literal["state", "organ", "forces", "armed", "band", "people", "anaphor"]
    kinds: tuple[ActorKind, ...]


@dataclass(frozen=True, slots=True)
class OrgHead:
    """Head noun of an organisation's name; `plain`: tells the kind in lower case after a name too."""

    kind: ActorKind
    plain: bool


@dataclass(frozen=True, slots=True)
class Actors:
    """All tables for one language. `names`: all known actors but persons, who are in `people`; `surnames`: known persons by the
    last word of a name; `lengths`: for each first word, the numbers of words of the names, longest first.

    `offices`, `left_office`, `branches`: see the functions of known_actors; `given`: given names of persons; `leaders`: countries
    of those whom the press calls by these words; `known_as`: what introduces another name of the actor named before.
    """

    names: Mapping[Words, tuple[Entry, ...]]
    people: Mapping[Words, tuple[Entry, ...]]
    surnames: Mapping[str, tuple[Entry, ...]]
    offices: Mapping[str, tuple[str, ...]]
    left_office: Mapping[str, str]
    branches: Mapping[str, tuple[Tie, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    countries: Mapping[str, Country]
    known: Mapping[str, Entry]
    titles: Mapping[Words, str]
    org_heads: Mapping[str, OrgHead]
    group_nouns: Mapping[Words, GroupNoun]
    roles: Mapping[str, str]
    acting: Mapping[str, frozenset[str]]
    name_words: Mapping[str, frozenset[str]]
    given: frozenset[str]
    leaders: Mapping[Words, frozenset[str]]
    known_as: re.Pattern[str]


def is_acronym(form: str) -> bool:
    """Whether a form must be matched as written: in capitals throughout ("U.S.", "M23") or short with a capital inside ("LeT")."""
    if form.isupper():
        return True
    if len(form) > LONGEST_SHORT:
        return False
    letters = [c for c in form if c.isalpha()]
    return len(letters) <= 4 and any(c.isupper() for c in letters[1:])


def _forms(actor: KnownActor, language: str) -> Iterable[str]:
    """The names of an actor that a text in a language may have, with their marks."""
    if f"={actor.name}" not in actor.aliases:
        yield actor.name
    yield from actor.aliases
    for code, names in actor.names.items():
        if code == language:
            yield from names
        elif code in LATIN:
            yield from (name for name in names if name.count(" ") >= TELLING_WORDS - 1)


def _entries(language: str) -> Iterable[Entry]:
    for actor in (*known_actors(), *factbook_actors()):
        for form in dict.fromkeys(_forms(actor, language)):
            sense: Sense = "seat" if form.startswith("@") else "known"
            plain = unmarked(form)
            yield Entry(actor.key, actor.name, actor.kind, actor.where, sense, plain, is_acronym(plain), form.startswith("="))


def _countries() -> Iterable[tuple[Country, list[Entry]]]:
    columns = ("country", "name", "aliases", "seats", "adjectives", "people")
    for row in read_tsv(columns, "actors", "countries.tsv"):
        adjectives = parts(row["adjectives"])
        land = Country(row["country"], row["name"], adjectives[0] if adjectives else "")
        forms: dict[Sense, tuple[str, ...]] = {
            "country": (row["name"].removeprefix("the "), *parts(row["aliases"])),
            "seat": parts(row["seats"]),
            "people": parts(row["people"]),
            "adjective": adjectives,
        }
        key, name = f"parley:{land.slug}-government", f"Government of {land.name}"
        yield (
            land,
            [
                Entry(key, name, "government", (land.code,), sense, form, is_acronym(form))
                for sense, sense_forms in forms.items()
                for form in sense_forms
            ],
        )


def _pairs(language: str, file: str, columns: tuple[str, str]) -> Iterable[tuple[str, str]]:
    return ((row[columns[0]], row[columns[1]]) for row in read_tsv(columns, "lang", language, file))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, use in pairs:
        found.setdefault(use, set()).add(word)
    return {use: frozenset(words) for use, words in found.items()}


def _group_nouns(language: str) -> Iterable[tuple[Words, GroupNoun]]:
    for row in read_tsv(("noun", "sense", "kinds"), "lang", language, "group_nouns.tsv"):
        kinds = tuple(kind_of(k, f"data/lang/{language}/group_nouns.tsv") for k in parts(row["kinds"]))
        if row["sense"] not in {"state", "organ", "forces", "armed", "band", "people", "anaphor"}:
            raise DataError(f"data/lang/{language}/group_nouns.tsv: unknown sense {row['sense']!r}")
        yield words_of(row["noun"]), GroupNoun(row["noun"], row["sense"], kinds)  # type: ignore[arg-type]


def _leaders() -> dict[Words, frozenset[str]]:
    found: dict[Words, set[str]] = {}
    for row in read_tsv(("country", "names"), "persons", "leaders.tsv"):
        for name in parts(row["names"]):
            found.setdefault(words_of(name), set()).add(row["country"])
    return {words: frozenset(countries) for words, countries in found.items()}


def _surnames(people: Mapping[Words, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for words, entries in people.items():
        if len(words) > 1:
            found.setdefault(words[-1], []).extend(entries)
    return {word: tuple(entries) for word, entries in found.items()}


def _known_as(words: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """What stands between a name and another one of the same actor, from the comma to the opening quotation mark."""
    phrases = sorted((word for word, use in words if use == "known_as"), key=len, reverse=True)
    return re.compile(rf",? \(?(?:{'|'.join(map(re.escape, phrases))}),? [“\"‘']?" if phrases else r"(?!)")


@cache
def load_actors(language: str) -> Actors:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    names: dict[Words, list[Entry]] = {}
    people: dict[Words, list[Entry]] = {}
    countries: dict[str, Country] = {}
    known: dict[str, Entry] = {}
    entries = list(_entries(language))
    for land, forms in _countries():
        countries[land.code] = land
        entries += forms
    for entry in entries:
        (people if entry.kind == "person" else names).setdefault(words_of(entry.form), []).append(entry)
        known.setdefault(entry.key, entry)
    lengths: dict[str, set[int]] = {}
    for words in names:
        lengths.setdefault(words[0], set()).add(len(words))
    heads = read_tsv(("head", "kind", "plain"), "lang", language, "org_heads.tsv")
    return Actors(
        names={words: tuple(found) for words, found in names.items()},
        people={words: tuple(found) for words, found in people.items()},
        surnames=_surnames(people),
        offices=offices(),
        left_office=left_office(),
        branches=branches(),
        lengths={word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()},
        countries=countries,
        known=known,
        titles={words_of(title): sort for title, sort in _pairs(language, "titles.tsv", ("title", "sort"))},
        org_heads={r["head"]: OrgHead(kind_of(r["kind"], f"data/lang/{language}/org_heads.tsv"), r["plain"] == "y") for r in heads},
        group_nouns=dict(_group_nouns(language)),
        roles=dict(_pairs(language, "roles.tsv", ("role", "sort"))),
        acting=load_acting(language),
        name_words=_grouped(_pairs(language, "name_words.tsv", ("word", "use"))),
        given=frozenset(row["name"] for row in read_tsv(("name", "region"), "persons", "given_names.tsv")),
        leaders=_leaders(),
        known_as=_known_as(_pairs(language, "name_words.tsv", ("word", "use"))),
    )
