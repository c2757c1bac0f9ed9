from __future__ import annotations

import pytest

from parley.errors import DataError
from parley.lexicon import ties
from parley.lexicon.ties import load_ties


def test_ties_know_verbs_with_their_prepositions() -> None:
    table = load_ties("en")

    assert table.verbs["clash.with"] == "opposes"
    assert table.adjectives["loyal.to"] == "supports"
    assert table.nouns["wing"] == "part_of"


def test_ties_refuse_an_unknown_relation() -> None:
    with pytest.raises(DataError, match="befriends"):
        ties._frames({"befriends": ["hug"]}, "ties.toml")
