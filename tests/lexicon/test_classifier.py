"""The classifier of events reads its file; its sentences are marked as in training."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.errors import DataError
from parley.extract.event_marks import LONGEST, marked, padded
from parley.lexicon.classifier import NONE, Classifier, load_classifier
from parley.lexicon.pack import load_pack
from parley.lexicon.tables import data_file, read_toml

SENTENCES = Path(__file__).resolve().parents[2] / "training" / "events" / "sentences"


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    found = load_pack("en").classifier
    assert found is not None
    return found


def best(classifier: Classifier, text: str, actor: str | None, recipient: str | None) -> str:
    def span(words: str | None) -> tuple[int, int] | None:
        return None if words is None else (text.index(words), text.index(words) + len(words))

    odds = classifier.run(*padded([marked(text, (0, len(text)), span(actor), span(recipient), classifier)]))[0]
    assert abs(odds.sum() - 1) < 1e-4
    return classifier.labels[int(odds.argmax())]


def test_labels_are_plovers_types_and_none(classifier: Classifier) -> None:
    assert set(classifier.labels) == {*read_toml("ontology", "plover.toml")["types"], NONE}


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "label"),
    [
        (
            "Gunmen of the Front raked the bus of the envoys with bullets near Orla.",
            "Gunmen of the Front",
            "the bus of the envoys",
            "ASSAULT",
        ),
        ("Norland has shipped 40 tonnes of wheat to Orla.", "Norland", "Orla", "AID"),
        ("Norland's president begged Orla to spare the dam.", "Norland's president", "Orla", "REQUEST"),
        ("The bakers of Orla beat the bakers of Norland by two points.", "The bakers of Orla", "the bakers of Norland", NONE),
        ("The river has three arms and a delta.", "The river", "three arms", NONE),
    ],
)
def test_sentences_get_their_type(classifier: Classifier, text: str, actor: str, recipient: str, label: str) -> None:
    assert best(classifier, text, actor, recipient) == label


def test_the_parties_make_the_event(classifier: Classifier) -> None:
    text = "The army said that the rebels had shelled the clinic of Orla."
    assert best(classifier, text, "the rebels", "the clinic of Orla") == "ASSAULT"


def test_a_batch_is_what_its_sentences_are_alone(classifier: Classifier) -> None:
    texts = ["Norland freed ten men.", "Orla warned Norland on Monday that its patience with the talks was running out."]
    seen = [marked(text, (0, len(text)), None, None, classifier) for text in texts]
    together = classifier.run(*padded(seen))
    alone = np.concatenate([classifier.run(*padded([one])) for one in seen])
    assert np.abs(together - alone).max() < 0.1  # int8 scales a batch as a whole


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_marks_stand_around_the_parties(classifier: Classifier, text: str, a: int, b: int) -> None:
    span = (min(a, b, len(text)), min(max(a, b), len(text)))
    one = marked(text, (0, len(text)), span, None, classifier)
    assert len(one.ids) <= LONGEST
    assert one.ids[0] == classifier.start
    assert one.ids[-1] == classifier.end
    assert one.recipient == ()
    assert all(one.ids[i] == classifier.encode("@")[0] for i in one.actor)


def test_the_file_is_small_and_the_model_card_is_its_own() -> None:
    model = data_file("lang", "en", "events.onnx").read_bytes()
    assert len(model) < 25_000_000
    assert hashlib.sha256(model).hexdigest() in data_file("lang", "en", "MODEL_CARD_EVENTS.md").read_text(encoding="utf8")


def test_a_file_that_is_no_network_is_named() -> None:
    with pytest.raises(DataError, match=r"pack\.toml: not a readable classifier"):
        load_classifier("lang", "en", "pack.toml")


def test_our_sentences_are_whole() -> None:
    labels = {*read_toml("ontology", "plover.toml")["types"], NONE}
    rows = [line.split("\t") for file in SENTENCES.glob("*.tsv") for line in file.read_text(encoding="utf8").splitlines()[1:]]
    assert len(rows) >= 1240
    assert {row[0] for row in rows} == labels
    assert all(len(row) == 4 for row in rows)
    assert all(
        row[3].count("<s>") == row[3].count("</s>") <= 1 and row[3].count("<t>") == row[3].count("</t>") <= 1 for row in rows
    )
