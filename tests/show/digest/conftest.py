"""The digest of the dossier made by hand, with words in it that attack whatever shows them."""

from __future__ import annotations

import pytest

from parley.show.book import Book, book_of
from parley.show.digest.contents import Digest
from parley.show.digest.make import make_digest
from tests.reason.builders import Story
from tests.show.conftest import HOSTILE, stories

MARKDOWN = "[free](javascript:alert(4)) ![x](https://evil.example/p.png) <img src=x onerror=alert(5)> https://evil.example/ `x` |"


def hostile_story() -> Story:
    story = Story(
        "03-attack",
        f"\u202eThe Front\x0b {HOSTILE} {MARKDOWN} shelled Dasa on 2 June.\n\n# The Front\u2066 says that it will stop by 10 June.",
        "2030-06-03",
        'Evil "Post" <b>\r\nBcc: all@evil.example',
        url="https://evil.example/a b?q=<script>&x=\"'",
        language="en",
    )
    story.actor("Front", "armed_group")
    story.event("ASSAULT", "shelled Dasa on 2 June", ("Front",), date="2030-06-02", place="Dasa")
    story.expectation("it will stop by 10 June", due="2030-06-10")
    return story


@pytest.fixture(scope="session")
def hostile_book() -> Book:
    return book_of("talks.parley", [story.read() for story in (*stories(), hostile_story())], since="2030-05-28")


@pytest.fixture(scope="session")
def digest(hostile_book: Book) -> Digest:
    return make_digest(hostile_book)
