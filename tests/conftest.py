"""Fixtures that many tests share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.pipeline import reader
from parley.read.article import make_article
from parley.records import Reading

ReadText = Callable[..., Reading]


@pytest.fixture(scope="session")
def read_text() -> ReadText:
    """Reads a text with the whole pipeline: `read_text("...", published="2022-02-15")`."""

    def read(text: str, published: str | None = None) -> Reading:
        return reader("en").read(make_article(text, published=published))

    return read
