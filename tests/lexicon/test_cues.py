"""The cue tables."""

import pytest

from parley.lexicon.cues import BELIEFS, KINDS, load_cues, rates


def test_load_cues_knows_how_often_a_word_is_a_cue() -> None:
    table = load_cues("en")
    assert table.probability("say", "VERB", "ccomp") > 0.8
    assert table.probability("walk", "VERB", "dobj") < 0.3
    assert table.probability("deplore", "VERB", "ccomp") > 0.5  # of the hand-made list alone


def test_load_cues_kinds() -> None:
    table = load_cues("en")
    assert table.kind["deny", "VERB"] == "deny"
    assert table.kind["fear", "NOUN"] == "fear"
    assert set(table.kind.values()) <= KINDS
    assert BELIEFS < KINDS
    assert "say" in table.speech
    assert "believe" not in table.speech


def test_rates_of_listed_words_start_from_the_list() -> None:
    listed = frozenset({("vow", "VERB", "xcomp")})
    rate, backoff = rates({("*", "VERB", "xcomp"): (10, 100), ("go", "VERB", "xcomp"): (0, 18)}, listed)
    assert rate["vow", "VERB", "xcomp"] == pytest.approx(0.7)
    assert rate["go", "VERB", "xcomp"] == pytest.approx(0.01)
    assert backoff["VERB", "xcomp"] == pytest.approx(0.05)


def test_weighed_moves_with_the_features() -> None:
    table = load_cues("en")
    assert table.weighed(0.5, ["source:person", "marked"]) > table.weighed(0.5, ["source:which"])
    assert 0 <= table.weighed(0.0, []) < table.weighed(1.0, []) <= 1
