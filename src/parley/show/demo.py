"""`parley demo`: the bundled articles read into a dossier in the current folder."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from parley.errors import ParleyError, UsageError
from parley.lexicon.tables import data_file

if TYPE_CHECKING:
    from parley.records import Article
    from parley.show.book import Book

DOSSIER = "demo.parley"
NOTICE = "Demonstration: the outlets and local voices in these articles are invented; the milestones are real."


class _Published(Protocol):
    @property
    def url(self) -> str | None: ...


@cache
def _listed() -> tuple[dict[str, str], ...]:
    return tuple(json.loads(data_file("demo", "corpus.json").read_text(encoding="utf8")))


@cache
def _urls() -> frozenset[str]:
    return frozenset(entry["url"] for entry in _listed())


def notice(articles: Iterable[_Published]) -> str:
    """What must be said wherever these articles are shown: "" where none is from the demonstration corpus."""
    return NOTICE if any(article.url in _urls() for article in articles) else ""


def demo_articles() -> Iterator[Article]:
    """The bundled articles, oldest first."""
    from parley.read.article import make_article

    for entry in _listed():
        text = data_file("demo", f"{entry['id']}.txt").read_text(encoding="utf8")
        yield make_article(text, id=entry["id"], published=entry["published"], publisher=entry["publisher"], url=entry["url"])


def build_demo(path: Path, workers: int) -> tuple[int, list[ParleyError]]:
    """Reads the bundled articles into a dossier at `path`, made where there is none; how many were new, and what failed.

    Raises UsageError where something else lies at `path`: a person's dossier is never written into.
    """
    from parley.keep import keep
    from parley.show.progress import with_progress
    from parley.store.dossier import Dossier
    from parley.workers import read_in_order

    articles = list(demo_articles())
    fresh = not path.exists()
    with Dossier.create(path) if fresh else Dossier.open(path) as dossier:
        if not fresh:
            strangers = [article.id for article in dossier.articles() if article.url not in _urls()]
            if strangers:
                raise UsageError(
                    f"{path} holds other articles than the demonstration's; go to another folder, or name one: --output FILE"
                )
            held = {article.id for article in dossier.articles()}
            articles = [article for article in articles if article.id not in held]
        added = 0
        failed: list[ParleyError] = []
        for result in with_progress(read_in_order(articles, workers), "reading", len(articles)):
            if isinstance(result, ParleyError):
                failed.append(result)
            else:
                added += keep(dossier, result)
        return added, failed


def next_steps(book: Book, path: Path) -> str:
    """What to type next, with ids that are there."""
    first = next((item for kind in (book.view.positions, book.view.claims, book.view.events) for item in kind), None)
    lines = [
        (f"parley show {path} {book.short(first.id)}", "the sentence behind a line, in its context") if first else None,
        (f"parley brief {path} --as-of 2022-02-14", "what was known on a day"),
        (f"parley brief {path} --html brief.html", "the same as a page, with every article"),
        (f"parley list {path} statements", "who said what; also actors, events, claims ..."),
        (f"parley add my.parley ARTICLE.txt --published {datetime.date.today()}", "a dossier of your own"),
    ]
    return "\nNext:\n" + "\n".join(f"  {command:<52} {why}" for command, why in filter(None, lines))
