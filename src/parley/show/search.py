"""Hits of a full-text search on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from parley.show.days import in_words
from parley.show.demo import notice
from parley.store.search import Hit

_HIT = "bold reverse"
_MARKS = ("[", "]")  # around a hit where the terminal has no styles


def print_hits(console: Console, hits: Sequence[Hit], words: str) -> None:
    """Each article's headline, outlet and day, and the first passage with its hits marked."""
    for hit in hits:
        article = hit.article
        head = Text(article.title or _first_line(article.text), style="bold")
        tail = ", ".join(part for part in (article.publisher, in_words(article.published), article.id) if part)
        console.print(head, Text(tail, style="green"), sep="\n", highlight=False)
        console.print(Text("  ").append_text(snippet(hit, plain=console.color_system is None)), highlight=False)
        console.print()
    together = "with all of" if " " in words and not hits else "with"
    console.print(f"{len(hits)} article{'s' * (len(hits) != 1)} {together}: {words}", style="dim", highlight=False)
    if said := notice(hit.article for hit in hits):
        console.print(said, style="italic", highlight=False)


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def snippet(hit: Hit, *, plain: bool = False) -> Text:
    """The passage around the first hit, hits marked by style, or by brackets on a plain terminal."""
    start, end = hit.snippet
    text = Text("…" if start else "")
    at = start
    for first, last in hit.matches:
        if first < start or last > end:
            continue
        text.append(hit.article.text[at:first].replace("\n", " "))
        word = hit.article.text[first:last]
        text.append(f"{_MARKS[0]}{word}{_MARKS[1]}" if plain else word, style=_HIT)
        at = last
    text.append(hit.article.text[at:end].replace("\n", " "))
    return text.append("…" if end < len(hit.article.text) else "")
