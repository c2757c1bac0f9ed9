"""Fixtures that many tests share."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from parley.pipeline import reader
from parley.read.article import make_article
from parley.records import Reading

# A developer's own list of actors is none of the tests' business.
os.environ["PARLEY_ACTORS"] = str(Path(tempfile.gettempdir()) / "parley-tests-have-no-list-of-actors.tsv")

# No test is timed: a machine with other work to do is slow without anything being wrong.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ReadText = Callable[..., Reading]


@pytest.fixture(scope="session")
def read_text() -> ReadText:
    """Reads a text with the whole pipeline: `read_text("...", published="2022-02-15")`."""

    def read(text: str, published: str | None = None) -> Reading:
        return reader("en").read(make_article(text, published=published))

    return read
