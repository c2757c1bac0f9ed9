"""The knowledge base keeps its rules, and the rules find what breaks them."""

from __future__ import annotations

import pytest

from parley.errors import DataError
from parley.lexicon.actor_rules import faults
from parley.lexicon.actors import load_actors
from parley.lexicon.known_actors import KnownActor, Tie, known_actors, known_ties, read_actors, read_ties

TABLE = load_actors("en")
GENERATED = {entry.key for entries in TABLE.names.values() for entry in entries} | {
    f"parley:{land.slug}-{body}" for land in TABLE.countries.values() for body in ("government", "armed-forces")
}


def actor(key: str, name: str, *, kind: str = "armed_group", country: str = "MLI", aliases: str = "", ar: str = "") -> KnownActor:
    header = "key\tname\tkind\tcountry\taliases\tfr\tes\tar\tnote\tsource"
    row = f"{key}\t{name}\t{kind}\t{country}\t{aliases}\t\t\t{ar}\ta note\tgeneral knowledge"
    return next(read_actors(f"{header}\n{row}", "own.tsv"))


def own_ties(*rows: str) -> list[Tie]:
    return list(read_ties("\n".join(("subject\trelation\trole\tobject\tsince\tuntil\tsource", *rows)), "own.tsv"))


def test_the_knowledge_base_keeps_its_rules() -> None:
    assert faults(known_actors(), known_ties(), TABLE.countries, GENERATED) == []


def test_the_knowledge_base_is_large_and_knows_several_languages() -> None:
    rows = known_actors()
    assert len(rows) > 1100
    for language in ("fr", "es", "ar"):
        assert sum(language in row.names for row in rows) > 300


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([actor("parley:a", "Band of Ten"), actor("parley:a", "Band of Six")], "parley:a: 2 rows"),
        ([actor("parley:a", "Band of Ten", country="XXX")], "found the country 'XXX'"),
        ([actor("parley:a", "Band of Ten", aliases="BT|BT")], "'BT' is there 2 times"),
        ([actor("parley:a", "Band of Ten", ar="Band")], "has no Arabic letter"),
        ([actor("parley:a", "Band of Ten"), actor("parley:b", "Band of ten")], "is a name of parley:a and of parley:b"),
    ],
)
def test_faults_of_rows(rows: list[KnownActor], expected: str) -> None:
    found = faults(rows, [], TABLE.countries, GENERATED)
    assert len(found) == 1
    assert expected in found[0]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("parley:a\tpart_of\t\tparley:nobody\t\t\tgeneral knowledge", "parley:nobody is no actor"),
        ("parley:a\tpart_of\t\tparley:a\t\t\tgeneral knowledge", "is tied to itself"),
        ("parley:a\tpart_of\t\tparley:b\t2020-05\t2019\tgeneral knowledge", "since 2020-05 is after until 2019"),
        ("parley:a\tleads\tleader\tparley:b\t\t\tgeneral knowledge", "is of a person"),
        ("parley:a\tpart_of\t\tparley:b\t\t\t", "no source"),
    ],
)
def test_faults_of_ties(row: str, expected: str) -> None:
    rows = [actor("parley:a", "Band of Ten"), actor("parley:b", "Front of Six")]
    found = faults(rows, own_ties(row), TABLE.countries, GENERATED)
    assert any(expected in fault for fault in found)


def test_a_tie_that_is_there_twice_is_a_fault() -> None:
    rows = [actor("parley:a", "Band of Ten"), actor("parley:b", "Front of Six")]
    row = "parley:a\tallied_with\t\tparley:b\t{}\t\tgeneral knowledge"
    assert any(
        "is there twice" in fault for fault in faults(rows, own_ties(row.format(""), row.format("")), TABLE.countries, GENERATED)
    )
    assert faults(rows, own_ties(row.format("2020"), row.format("2022")), TABLE.countries, GENERATED) == []


def test_a_circle_of_parts_is_a_fault() -> None:
    rows = [actor("parley:a", "Band of Ten"), actor("parley:b", "Front of Six")]
    ties = own_ties(*(f"parley:{a}\tpart_of\t\tparley:{b}\t\t\tgeneral knowledge" for a, b in ("ab", "ba")))
    assert any("is part of itself" in fault for fault in faults(rows, ties, TABLE.countries, GENERATED))


def test_a_malformed_row_names_its_file_and_line() -> None:
    with pytest.raises(DataError, match=r"own\.tsv, line 2: found the kind 'band'"):
        actor("parley:a", "Band of Ten", kind="band")
    with pytest.raises(DataError, match=r"own\.tsv, line 2: found the date '3 May 2020'"):
        own_ties("parley:a\tpart_of\t\tparley:b\t3 May 2020\t\tx")
