"""The knowledge base of actors and the word lists beside it keep their rules."""

from __future__ import annotations

import time

import pytest

from parley.lexicon.actors import KEY, actor_files, fold, is_acronym, load_actors, words_of
from parley.lexicon.tables import read_tsv

TABLE = load_actors("en")
COLUMNS = ("key", "name", "kind", "country", "aliases", "note")
ROWS = [(file, row) for file in actor_files() for row in read_tsv(COLUMNS, "actors", file)]
# Codes of ISO 3166-1 that are no party in countries.tsv but where actors are at home.
OTHER_CODES = {"HKG", "VAT"}


def test_known_actors_have_one_row_each() -> None:
    keys = [row["key"] for _, row in ROWS]
    assert len(keys) > 600
    assert sorted({k for k in keys if keys.count(k) > 1}) == []


@pytest.mark.parametrize(("file", "row"), ROWS, ids=[row["key"] for _, row in ROWS])
def test_known_actors_rows_are_whole(file: str, row: dict[str, str]) -> None:
    assert KEY.match(row["key"])
    assert row["name"]
    assert row["note"]
    codes = [c for c in row["country"].split("|") if c]
    assert [c for c in codes if c not in TABLE.countries and c not in OTHER_CODES] == []
    aliases = [a for a in row["aliases"].split("|") if a]
    assert row["name"] not in aliases
    assert len(set(aliases)) == len(aliases)
    assert all(words_of(a) for a in aliases)


def test_known_actors_that_share_a_name_differ_in_country() -> None:
    for entries in TABLE.names.values():
        keys = {e.key: e.where for e in entries}
        if len(keys) > 1:
            assert len(set(keys.values())) == len(keys), entries[0].form


def test_countries_generate_governments() -> None:
    assert len(TABLE.countries) > 190
    assert TABLE.known["parley:mali-government"].name == "Government of Mali"
    assert TABLE.known["parley:united-states-government"].name == "Government of the United States"
    senses = {e.form: e.sense for e in TABLE.names[("bamako",)]}
    assert senses == {"Bamako": "seat"}


def test_names_in_two_languages_lead_to_one_actor() -> None:
    def key(name: str) -> str:
        return TABLE.names[words_of(name)][0].key

    assert key("GSIM") == key("JNIM") == key("Support Group for Islam and Muslims") == "parley:gsim"
    assert key("ECOWAS") == key("CEDEAO")
    assert key("ICRC") == key("Comité international de la Croix-Rouge")


def test_fold_and_acronyms() -> None:
    assert fold("Séguéla") == "seguela"
    assert words_of("Côte d'Ivoire") == ("cote", "d", "ivoire")
    assert all(map(is_acronym, ("U.S.", "M23", "LeT")))
    assert not any(map(is_acronym, ("Farc", "Hamas")))


def test_tables_load_quickly() -> None:
    load_actors.cache_clear()
    start = time.process_time()
    load_actors("en")
    assert time.process_time() - start < 0.3  # a tenth of this on an idle machine; start-up must not notice it
