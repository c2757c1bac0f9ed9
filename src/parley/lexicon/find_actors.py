"""Looking an actor up by any of its names: the knowledge base, the user's list, the Factbook, and governments by country."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from parley.lexicon.countries import COLUMNS
from parley.lexicon.gazetteer import alpha3, factbook_actors
from parley.lexicon.known_actors import OTHER_LANGUAGES, KnownActor, known_actors, parts
from parley.lexicon.own_actors import by_name
from parley.lexicon.tables import read_tsv
from parley.lexicon.words import Words, words_of

# Names that are nearly the one asked for, where none is.
SUGGESTIONS, ALIKE = 5, 0.75
GENERATED = "data/actors/countries.tsv; CLDR (package babel)"


@dataclass(frozen=True, slots=True)
class Found:
    """Actors of that very name, else those that have all of its words; `nearly`: names to suggest where there are none."""

    actors: tuple[KnownActor, ...]
    nearly: tuple[str, ...] = ()


@cache
def all_actors() -> tuple[KnownActor, ...]:
    """Every actor that has a key of its own, the governments of countries among them."""
    return (*known_actors(), *governments(), *factbook_actors())


def governments() -> Iterator[KnownActor]:
    """A government for each country, with the country's names: English ones of ours, others from CLDR (package babel)."""
    territories = {code: Locale(code).territories for code in OTHER_LANGUAGES}
    alpha2 = {three: two for two, three in alpha3().items()}
    for row in read_tsv(COLUMNS, "actors", "countries.tsv"):
        short = row["name"].removeprefix("the ")
        forms = (short, *parts(row["aliases"]), *parts(row["seats"]), *parts(row["adjectives"]), *parts(row["people"]))
        two = alpha2.get(row["country"], "")
        names = {code: (str(table[two]),) for code, table in territories.items() if two in table}
        key = f"parley:{'-'.join(words_of(short))}-government"
        name = f"Government of {row['name']}"
        yield KnownActor(key, name, "government", (row["country"],), forms, dict[str, tuple[str, ...]](names), "", GENERATED)


@cache
def _names() -> dict[Words, list[KnownActor]]:
    return by_name(all_actors())


def find_actors(name: str) -> Found:
    """The actors that a name may mean, of the whole name first; a key finds its actor."""
    exact = [actor for actor in all_actors() if actor.key == name.strip().lower()]
    wanted = words_of(name)
    exact += _names().get(wanted, [])
    if exact or not wanted:
        return Found(_once(exact))
    holding = [a for words, actors in _names().items() if set(wanted) <= set(words) for a in actors]
    if holding:
        return Found(_once(holding))
    written = {" ".join(words): actors[0].name for words, actors in _names().items()}
    near = difflib.get_close_matches(" ".join(wanted), written, SUGGESTIONS, ALIKE)
    return Found((), tuple(dict.fromkeys(written[form] for form in near)))


def _once(actors: Sequence[KnownActor]) -> tuple[KnownActor, ...]:
    return tuple({actor.key: actor for actor in reversed(actors)}.values())[::-1]
