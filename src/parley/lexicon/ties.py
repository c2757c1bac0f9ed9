"""Tables behind `extract` of relations: offices, verbs, adjectives and nouns that tie one actor to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast, get_args

from parley.errors import DataError
from parley.lexicon.countries import country_words
from parley.lexicon.tables import read_toml
from parley.values import RelationType

FILE = "ties.toml"
MEDIATION = ("chairs", "joins", "shuttles", "goes", "to_and_fro", "channels", "channelled")
Words = frozenset[str]
# A word, or a word and the preposition that it needs, and the tie that they make.
Frames = Mapping[str, RelationType]


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb (lemma, or "lemma.particle"), its object and a preposition before a name, and the tie that they make."""

    type: RelationType
    verbs: Words
    nouns: Words
    prepositions: Words


@dataclass(frozen=True, slots=True)
class Ties:
    """Lower-case words and lemmas, named as in ties.toml. `verbs` and `adjectives` have keys "lemma" or "lemma.preposition",
    `phrases` "preposition noun.preposition"; `heads` and `phrase_nouns` say which words can begin one. `countries` is
    `country_words()`; `parties` has a party's names by the letter behind a name."""

    leads: Words
    speaks: Words
    serves: Words
    offices: Words
    below: Words
    ranks: Words
    heads_of_state: Words
    of_state: Words
    attending: Words
    ordinals: Words
    spans: Words
    indefinite: Words
    past: Words
    heads: Words
    verbs: Frames
    adjectives: Frames
    nouns: Frames
    compounds: Frames
    conflict_nouns: Words
    mutual: Frames
    frames: tuple[Frame, ...]
    frame_verbs: Words
    phrases: Frames
    reversed_phrases: Frames
    phrase_nouns: Words
    mediation_verbs: Words
    mediation_nouns: Words
    mediators: Words
    chairs: Words
    joins: Words
    shuttles: Words
    goes: Words
    to_and_fro: Words
    channels: Words
    channelled: Words
    serves_as: Words
    deals: Words
    sanction_nouns: Words
    sanction_verbs: Words
    land_verbs: Words
    narrow_verbs: Words
    shares: Words
    lands: Words
    holding: Words
    going_on: Words
    organs: Words
    apart: Words
    teams: Words
    hostile: Words
    brokered: Words
    inner: Words
    own: Words
    rule: Words
    its: Words
    his: Words
    first: Words
    second: Words
    sworn: Words
    countries: Mapping[str, str]
    parties: Mapping[str, tuple[str, ...]]


def _frames(section: Mapping[str, list[str]], where: str) -> Frames:
    known = get_args(RelationType)
    for name in section:
        if name not in known:
            raise DataError(f"{where}: found the relation {name!r}, expected one of {', '.join(known)}")
    return MappingProxyType({word: cast(RelationType, name) for name, words in section.items() for word in words})


def _object_frames(rows: list[dict[str, Any]]) -> tuple[Frame, ...]:
    return tuple(
        Frame(row["type"], frozenset(row["verbs"]), frozenset(row["nouns"]), frozenset(row["prepositions"])) for row in rows
    )


def load_ties(language: str) -> Ties:
    """The tables for a language code. Raises DataError where the file is missing, lacks a list or names an unknown relation."""
    data: dict[str, Any] = read_toml("lang", language, FILE)
    where = f"data/lang/{language}/{FILE}"
    try:
        return Ties(
            leads=frozenset(data["roles"]["leads"]),
            speaks=frozenset(data["roles"]["speaks"]),
            serves=frozenset(data["roles"]["serves"]),
            offices=frozenset(w for key in ("leads", "speaks", "serves") for w in data["roles"][key]),
            below=frozenset(data["roles"]["below"]),
            ranks=frozenset(data["roles"]["ranks"]),
            heads_of_state=frozenset(data["roles"]["heads_of_state"]),
            of_state=frozenset(data["roles"]["of_state"]),
            attending=frozenset(data["roles"]["attending"]),
            ordinals=frozenset(data["roles"]["ordinals"]),
            spans=frozenset(data["roles"]["spans"]),
            indefinite=frozenset(data["roles"]["indefinite"]),
            past=frozenset(data["roles"]["past"]),
            heads=frozenset(k.split(".")[0] for part in ("verbs", "adjectives") for words in data[part].values() for k in words),
            verbs=_frames(data["verbs"], where),
            adjectives=_frames(data["adjectives"], where),
            nouns=_frames(data["nouns"], where),
            compounds=_frames(data["compounds"], where),
            conflict_nouns=frozenset(data["conflict"]["nouns"]),
            mutual=_frames(data["mutual"], where),
            frames=_object_frames(data["frames"]),
            frame_verbs=frozenset(v.split(".")[0] for frame in data["frames"] for v in frame["verbs"]),
            phrases=_frames(data["phrases"], where),
            reversed_phrases=_frames(data["reversed_phrases"], where),
            phrase_nouns=frozenset(
                p.split(".")[0].split()[1]
                for part in ("phrases", "reversed_phrases")
                for phrases in data[part].values()
                for p in phrases
            ),
            mediation_verbs=frozenset(data["mediation"]["verbs"]),
            mediation_nouns=frozenset(data["mediation"]["nouns"]),
            mediators=frozenset(data["mediation"]["names"]),
            **{key: frozenset(data["mediation"][key]) for key in MEDIATION},
            serves_as=frozenset(data["mediation"]["serves"]),
            deals=frozenset(data["mediation"]["deals"]),
            sanction_nouns=frozenset(data["sanctions"]["nouns"]),
            sanction_verbs=frozenset(data["sanctions"]["verbs"]),
            land_verbs=frozenset(data["areas"]["verbs"]),
            narrow_verbs=frozenset(data["areas"]["narrow"]),
            shares=frozenset(data["areas"]["shares"]),
            lands=frozenset(data["areas"]["lands"]),
            going_on=frozenset(data["areas"]["going_on"]),
            holding=frozenset(data["areas"]["holding"]),
            organs=frozenset(data["organs"]["words"]),
            apart=frozenset(data["organs"]["apart"]),
            teams=frozenset(data["organs"]["teams"]),
            hostile=frozenset(data["conflict"]["hostile"]),
            brokered=frozenset(data["mediation"]["brokered"]),
            own=frozenset(data["organs"]["own"]),
            rule=frozenset(data["organs"]["rule"]),
            inner=frozenset(data["organs"]["inner"]),
            its=frozenset(data["possessives"]["thing"]),
            his=frozenset(data["possessives"]["person"]),
            first=frozenset(data["pairs"]["first"]),
            second=frozenset(data["pairs"]["second"]),
            sworn=frozenset(data["pairs"]["sworn"]),
            countries=country_words(),
            parties=MappingProxyType({k: tuple(v) for k, v in data["party_letters"].items()}),
        )
    except KeyError as error:
        raise DataError(f"{where}: no section or list {error}") from error
