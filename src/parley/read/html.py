"""A web page -> the text of its article and what its metadata say, by trafilatura and htmldate.

Only dates that the page's markup declares are taken (metadata, <time>, address); htmldate's search through the prose is
off, since a wrong date is worse than none.
"""

from __future__ import annotations

import logging
from typing import Any

from parley.read.notices import Particulars

MIN_WORDS = 20  # where there is no article, the extractor's last resort is to give the menu
# trafilatura logs what it cannot parse as errors of its own; the caller says it in one line instead
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_html(data: bytes) -> tuple[str, Particulars] | None:
    """Text and particulars of a page in any encoding that it declares; None where there is no article in it."""
    import trafilatura
    from htmldate import find_date

    page = trafilatura.load_html(data)
    if page is None:
        return None
    day = find_date(page, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    found: Any = trafilatura.bare_extraction(
        page,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
    )
    if found is None or len((found.text or "").split()) < MIN_WORDS:
        return None
    return found.text, Particulars(published=day, url=found.url, publisher=found.sitename, title=found.title)
