"""The classifier of events: a small network in ONNX that says what a sentence tells of its parties, with its vocabulary beside it.

It is trained by training/events; data/lang/en/MODEL_CARD_EVENTS.md says on what, how well it does and where it fails.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import onnxruntime as ort

from parley.errors import DataError
from parley.lexicon.tables import data_file
from parley.lexicon.tagger import Floats, Pieces, open_session

# The label of a sentence that tells no event.
NONE = "NONE"


class Classifier(Pieces):
    """The network with its vocabulary and `labels`; `run` reads a batch of sentences."""

    def __init__(self, session: ort.InferenceSession) -> None:
        settings = session.get_modelmeta().custom_metadata_map
        super().__init__(settings["vocabulary"].split("\n"))
        self._session = session
        self.labels: tuple[str, ...] = tuple(json.loads(settings["labels"]))

    def run(
        self,
        ids: Sequence[Sequence[int]],
        mask: Sequence[Sequence[float]],
        actor: Sequence[Sequence[float]],
        recipient: Sequence[Sequence[float]],
    ) -> Floats:
        """Probabilities [sentences, labels]; all rows are of one length, `mask` is 1 where a piece stands, the others at marks."""
        inputs = {
            "ids": np.array(ids, np.int64),
            "mask": np.array(mask, np.float32),
            "actor": np.array(actor, np.float32),
            "recipient": np.array(recipient, np.float32),
        }
        logits = self._session.run(None, inputs)[0]
        odds = np.exp(logits - logits.max(-1, keepdims=True))
        return odds / odds.sum(-1, keepdims=True)  # type: ignore[no-any-return]


def load_classifier(*parts: str) -> Classifier:
    """The classifier in a data file. Raises DataError where the file is missing or is none."""
    model = data_file(*parts).read_bytes()
    try:
        return Classifier(open_session(model))
    except Exception as error:  # ONNX Runtime raises a class of its own for each way in which a file can be bad
        raise DataError(f"data/{'/'.join(parts)}: not a readable classifier ({error}); reinstall Parley") from error
