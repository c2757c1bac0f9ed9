"""Articles are made of text that is text."""

import pytest

from parley.errors import InputError
from parley.read.article import make_article


def test_make_article_half_a_character_is_no_text() -> None:
    with pytest.raises(InputError, match=r"x, line 2: half a character \(a lone surrogate, offset 4\)"):
        make_article("one\n\ud800", id="x")
