"""Raw text and what came with it -> Article. From here on `Article.text` never changes.

The id is the one that came with the article, else a hash of its words, its address and its publisher: the same words
from the same outlet are the same article under whatever file name, and a reprint elsewhere is an article of its own.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from parley.config import load_config
from parley.errors import InputError
from parley.lexicon.boilerplate import load_boilerplate
from parley.read.boilerplate import boilerplate
from parley.read.language import language_of
from parley.records import Article, article_key
from parley.values import PublishedFrom

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")


def day_of(published: str) -> str | None:
    """The day (YYYY-MM-DD) of a date or an ISO 8601 time stamp, in the stamp's own time zone; None where it is neither."""
    found = _DAY.fullmatch(published.strip())
    if not found:
        return None
    try:
        return datetime.date.fromisoformat(found[1]).isoformat()
    except ValueError:
        return None


@cache
def _assumed_language() -> str:
    return load_config().language


def make_article(
    text: str,
    *,
    id: str | None = None,
    published: str | None = None,
    published_from: PublishedFrom = "given",
    url: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> Article:
    """An article with its boilerplate found, and its language where none is given. `published_from` counts only with a date.

    Raises InputError where the text holds half of a pair of surrogates, which is no character.
    """
    if broken := _SURROGATE.search(text):
        where = f"{id or 'the text'}, line {text.count(chr(10), 0, broken.start()) + 1}"
        raise InputError(where, f"half a character (a lone surrogate, offset {broken.start()})", "Decode the text anew, as UTF-8")
    language = language or language_of(text, _assumed_language())
    return Article(
        id=id or article_key(text, url, publisher),
        text=text,
        url=url,
        publisher=publisher,
        title=title,
        language=language,
        published=published,
        published_from=published_from if published else "unknown",
        boilerplate=boilerplate(text, load_boilerplate(language)),
    )
