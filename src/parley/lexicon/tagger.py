"""The attribution tagger: a small network in ONNX, with its vocabulary and settings in the metadata of the same file.

It is trained by training/attribution; data/lang/en/MODEL_CARD.md says on what, how well it does and where it fails.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import onnxruntime as ort
from curated_tokenizers import WordPieceProcessor  # type: ignore[attr-defined]  # its stubs do not export it
from numpy.typing import NDArray

from parley.errors import DataError
from parley.lexicon.tables import data_file

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
Floats = NDArray[np.float32]
# ONNX Runtime 1.32 has a kernel for an addition with the normalisation after it that takes five times as long as the two kernels.
SLOWER = ["SkipLayerNormFusion"]


MOST_KNOWN = 1 << 15  # words whose pieces are remembered


class Pieces:
    """A vocabulary of word pieces: `encode` gives the ids of a word's pieces; `start`, `end` and `unknown` are ids of marks."""

    def __init__(self, pieces: list[str]) -> None:
        self._processor = WordPieceProcessor(pieces)
        self._known: dict[str, tuple[int, ...]] = {}
        self.start, self.end, self.unknown = (pieces.index(mark) for mark in ("[CLS]", "[SEP]", "[UNK]"))

    def encode(self, word: str) -> tuple[int, ...]:
        """Ids of the pieces of a word in lower case."""
        found = self._known.get(word)
        if found is None:
            found = tuple(self.unknown if piece < 0 else piece for piece in self._processor.encode(word)[0])
            if len(self._known) < MOST_KNOWN:
                self._known[word] = found
        return found


class Tagger(Pieces):
    """The network with its vocabulary; `run` reads one window.

    `link_distance` and `point_distance` are added to the scores of links and pointers by distance in pieces, the middle being
    none. `calibration` (slope, offset) turns log odds of the network into those of being right.
    """

    def __init__(self, session: ort.InferenceSession) -> None:
        settings = session.get_modelmeta().custom_metadata_map
        super().__init__(settings["vocabulary"].split("\n"))
        self._session = session
        self.link_distance: Floats = np.array(json.loads(settings["link_distance"]), np.float32)
        self.point_distance: Floats = np.array(json.loads(settings["point_distance"]), np.float32)
        self.calibration: tuple[float, float] = tuple(json.loads(settings["calibration"]))

    def run(self, ids: Sequence[int]) -> tuple[Floats, Floats]:
        """Tag logits [pieces, tags], and queries and keys of links and pointers [pieces, 4 x size]."""
        tags, pairs = self._session.run(None, {"ids": np.array([ids], np.int64)})
        return tags[0], pairs[0]


def open_session(model: bytes) -> ort.InferenceSession:
    """A network in the bytes of its file, on one thread. Raises what ONNX Runtime does where they are none."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER)


def open_tagger(model: bytes) -> Tagger:
    """The tagger in the bytes of its file. Raises as `open_session` does."""
    return Tagger(open_session(model))


def load_tagger(*parts: str) -> Tagger:
    """The tagger in a data file. Raises DataError where the file is missing or is no tagger."""
    model = data_file(*parts).read_bytes()
    try:
        return open_tagger(model)
    except Exception as error:  # ONNX Runtime raises a class of its own for each way in which a file can be bad
        raise DataError(f"data/{'/'.join(parts)}: not a readable tagger ({error}); reinstall Parley") from error
