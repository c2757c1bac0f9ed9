"""Article -> spaCy Doc. The sole module that loads a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from parley.errors import DataError

BATCH = 8  # texts; 4 to 16 take a tenth less time than 1, and 256 (spaCy's default) takes as long as 1

_LINE = re.compile(r"[^\S\n]*(\S[^\n]*)")
_TERMINAL = (".", "!", "?", ":", '"', "”", "»")
# A line this much shorter than the longest is a headline, a list item or a paragraph's last: text does not run on from it.
_SHORT = 0.6


def line_starts(text: str) -> frozenset[int]:
    """Offsets at which a line begins a sentence: after an empty line, a sentence's end or a short line.

    Where lines are wrapped at a width, a line that merely goes on with a sentence is not among them.
    """
    lines = [match.span(1) for match in _LINE.finditer(text)]
    longest = max((end - start for start, end in lines), default=0)
    starts = set()
    for (start, end), (following, _) in pairwise(lines):
        line = text[start:end].rstrip()
        if text.count("\n", end, following) > 1 or line.endswith(_TERMINAL) or len(line) < _SHORT * longest:
            starts.add(following)
    return frozenset(starts)


@cache
def load_model(module: str, folder: str | None) -> Language:
    """The spaCy pipeline of a model's wheel, or of a folder in it. Raises DataError where it is missing."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise DataError(
            f"the language model {module!r} is not installed; run 'uv sync' or 'pip install {module.replace('_', '-')}'"
        )
    path = Path(spec.origin).parent / folder if folder else module
    try:
        return spacy.load(path)
    except OSError as error:
        raise DataError(f"{path}: no spaCy model there ({error}); reinstall {module.replace('_', '-')}") from error


class Parser:
    """Parses texts with one model. A parse does not depend on the texts before it or beside it in a batch."""

    def __init__(self, module: str, folder: str | None = None) -> None:
        self._nlp = load_model(module, folder)
        self._lemmatizer = self._nlp.get_pipe("lemmatizer") if self._nlp.has_pipe("lemmatizer") else None
        self._lemmas: dict[tuple[int, ...], int] = {}

    def parse(self, text: str) -> Doc:
        """The parsed text: tokens with tags, dependencies, entities and lemmas; `doc.text` equals `text`."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parses of texts, in order."""
        for doc in self._nlp.pipe(map(self._tokens, texts), batch_size=BATCH, disable=["lemmatizer"]):
            self._lemmatize(doc)
            yield doc

    def _tokens(self, text: str) -> Doc:
        """The tokens of a text, with a sentence begun where a line begins one: the parser itself runs across headlines."""
        doc, starts = self._nlp.make_doc(text), line_starts(text)
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        return doc

    def _lemmatize(self, doc: Doc) -> None:
        """What the model's own lemmatizer would say, asked once per word form, part of speech and inflection.

        Lemmas that the model's rules have set already ("was": be, "n't": not) stay, as they do with spaCy.
        """
        if self._lemmatizer is None:
            return
        keys = list(map(tuple, doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()))
        for token, key in zip(doc, keys, strict=True):
            if key not in self._lemmas:
                self._lemmas[key] = key[3] or doc.vocab.strings.add(self._lemmatizer.lemmatize(token)[0])  # type: ignore[attr-defined]
        lemmas: Any = np.array([[self._lemmas[key]] for key in keys], dtype="uint64")
        doc.from_array(["LEMMA"], lemmas)
