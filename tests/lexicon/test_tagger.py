"""The attribution tagger reads its file, and does there what the trained network did."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from parley.errors import DataError
from parley.extract.windows import windows
from parley.lexicon.pack import load_pack
from parley.lexicon.tables import data_file
from parley.lexicon.tagger import TAGS, Tagger, load_tagger

REFERENCE = Path(__file__).parent / "tagger_reference.json"


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    found = load_pack("en").tagger
    assert found is not None
    return found


def test_int8_and_the_trained_network_agree(tagger: Tagger) -> None:
    """training/attribution/export.py wrote down what PyTorch makes of sentences of ours."""
    apart, same, words = [], 0, 0
    for row in json.loads(REFERENCE.read_text(encoding="utf8")):
        (window,) = windows(row["text"], tagger)
        scores, _ = tagger.run(window.ids)
        odds = np.exp(scores[list(window.at)])
        odds /= odds.sum(-1, keepdims=True)
        expected = np.array(row["tags"])
        assert odds.shape == expected.shape == (len(window.words), len(TAGS))
        apart.append(np.abs(odds - expected).mean())
        same += int((odds.argmax(-1) == expected.argmax(-1)).sum())
        words += len(window.words)
    assert np.mean(apart) < 0.02
    assert same / words > 0.95


def test_the_file_is_small() -> None:
    assert len(data_file("lang", "en", "attribution.onnx").read_bytes()) < 25_000_000


def test_pieces_of_unknown_signs_are_unknown(tagger: Tagger) -> None:
    assert list(tagger.encode("ceasefire")) != [tagger.unknown]
    assert list(tagger.encode("\ue000")) == [tagger.unknown]


def test_a_file_that_is_no_network_is_named() -> None:
    with pytest.raises(DataError, match=r"pack\.toml: not a readable tagger"):
        load_tagger("lang", "en", "pack.toml")


def test_the_model_card_is_that_of_the_file() -> None:
    found = hashlib.sha256(data_file("lang", "en", "attribution.onnx").read_bytes()).hexdigest()
    assert found in data_file("lang", "en", "MODEL_CARD.md").read_text(encoding="utf8")
