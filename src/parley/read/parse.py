"""Article -> spaCy Doc. The sole module that loads a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from parley.errors import DataError


@cache
def load_model(module: str, folder: str) -> Language:
    """The spaCy pipeline (tagger, parser, entities, lemmatizer) in a wheel's folder. Raises DataError where it is missing."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise DataError(
            f"the language model {module!r} is not installed; run 'uv sync' or 'pip install {module.replace('_', '-')}'"
        )
    path = Path(spec.origin).parent / folder
    try:
        return spacy.load(path)
    except OSError as error:
        raise DataError(f"{path}: no spaCy model there ({error}); reinstall {module.replace('_', '-')}") from error


class Parser:
    """Parses texts with one model; lemmas are looked up once per word form and tag, which saves a sixth of the time."""

    def __init__(self, module: str, folder: str) -> None:
        self._nlp = load_model(module, folder)
        self._lemmatizer = self._nlp.get_pipe("lemmatizer") if self._nlp.has_pipe("lemmatizer") else None
        self._lemmas: dict[tuple[int, int], str] = {}

    def parse(self, text: str) -> Doc:
        """The parsed text: tokens with tags, dependencies, entities and lemmas; `doc.text` equals `text`."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parses of texts, in order."""
        for doc in self._nlp.pipe(texts, disable=["lemmatizer"]):
            self._lemmatize(doc)
            yield doc

    def _lemmatize(self, doc: Doc) -> None:
        if self._lemmatizer is None:
            return
        for token in doc:
            key = (token.orth, token.tag)
            if key not in self._lemmas:
                self._lemmas[key] = self._lemmatizer.lemmatize(token)[0]  # type: ignore[attr-defined]
            token.lemma_ = self._lemmas[key]
