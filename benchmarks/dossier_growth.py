"""Does a dossier grow without getting slow? Adds many articles; times adding and asking as it fills. Ratios of one run.

    uv run python benchmarks/dossier_growth.py 10000 [--keep FILE]

The articles are those of the repository (demo and tests/gold/articles), read once and then told again and again: in each telling
the names, every second longer word and all dates are others (of the same length, so that what was read out of the words still
stands where it stood). Tellings of one "world" share their names, so that actors, agreements, positions and claims link.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from parley.keep import keep
from parley.pipeline import extract_all
from parley.read.article import make_article
from parley.reason.agenda import agenda
from parley.records import Reading, reading_from_json, reading_to_json
from parley.show.book import make_book
from parley.show.brief import make_brief
from parley.show.demo import demo_articles
from parley.store.dossier import Dossier

ROOT = Path(__file__).parents[1]
WORLDS, A_DAY = 40, 20  # sets of names; articles a day
FIRST_DAY = datetime.date(2015, 1, 1)
_WORD = re.compile(r"[^\W\d_]{5,}")
_DATE = re.compile(r"^(\d{4})-(\d\d)-(\d\d)$")
_LETTERS = "bcdfghklmnprstvz"


def stories() -> list[Reading]:
    """The articles that everything is made of, read."""
    texts = sorted((ROOT / "tests" / "gold" / "articles").glob("*.txt"))
    made = [make_article(path.read_text(encoding="utf8"), id=path.stem, published="2024-05-01") for path in texts]
    return list(extract_all([*demo_articles(), *made]))


class Telling:
    """One article told in other words: `names` of a world, other words, other days."""

    def __init__(self, reading: Reading, number: int, world: int) -> None:
        self._reading, self._number, self._world = reading, number, world
        self._chance = random.Random(number)
        self._words: dict[str, str] = {}
        names = {word for actor in reading.actors for form in (actor.name, *actor.aliases) for word in _WORD.findall(form)}
        self._names = {word for word in names if word[0].isupper()}
        day = FIRST_DAY + datetime.timedelta(days=number // A_DAY)
        self._shift = day - datetime.date.fromisoformat((reading.article.published or "2024-05-01")[:10])
        self._day = day

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        if word not in self._words:
            self._words[word] = self._other(word)
        return self._words[word]

    def _other(self, word: str) -> str:
        """The same name in a world; every second word that is no name in a form that hardly another telling has."""
        if word in self._names:
            return word[0] + self._spelt(word[1:], random.Random(f"{word}{self._world}"))
        if word[0].islower() and self._chance.random() < 0.5:
            return self._spelt(word, random.Random(f"{word}{self._chance.randrange(30)}"))
        return word

    @staticmethod
    def _spelt(word: str, chance: random.Random) -> str:
        return "".join(letter if letter in "aeiouy" else chance.choice(_LETTERS) for letter in word.lower())

    def _date(self, value: str) -> str:
        try:
            return (datetime.date.fromisoformat(value) + self._shift).isoformat()
        except (ValueError, OverflowError):
            return value

    def _told(self, value: Any, key: str = "") -> Any:
        match value:
            case dict():
                return {name: self._told(each, name) for name, each in value.items()}
            case list() | tuple():
                return [self._told(each, key) for each in value]
            case str() if _DATE.match(value):
                return self._date(value)
            case str() if re.fullmatch(r"[a-z][0-9a-f]{16}", value):
                return f"{value[0]}{hash((value, self._number)) & 0xFFFFFFFFFFFFFFFF:016x}"
            case str() if key == "canonical":
                return f"{value}-{self._world}"
            case str() if key in {"text", "name", "aliases", "issue", "condition", "title", "role", "place"}:
                return _WORD.sub(self._word, value)
        return value

    def reading(self) -> Reading:
        """The telling."""
        told = self._told(reading_to_json(self._reading))
        told |= {
            "id": f"n{self._number:06}",
            "published": self._day.isoformat(),
            "url": None,
            "publisher": f"Outlet {self._number % 60}",
        }
        return reading_from_json(told)


def tellings(base: list[Reading], count: int) -> Iterator[Reading]:
    """`count` articles, oldest first."""
    chance = random.Random(2026)
    for number in range(count):
        yield Telling(chance.choice(base), number, chance.randrange(WORLDS)).reading()


def asked(path: Path, as_of: str | None) -> float:
    """Seconds of CPU time that a brief takes of a dossier that has just been opened."""
    with Dossier.open(path) as dossier:
        begun = time.process_time()
        make_brief(make_book("talks", dossier.library(), as_of, None, partial(agenda, share=0.5)))
        return time.process_time() - begun


def measure(count: int, path: Path, show: Callable[[str], None]) -> None:
    """Adds and asks; prints a line at 100, 1,000, 10,000 ... articles."""
    base = stories()
    marks = [mark for mark in (100, 1000, 10_000, 100_000) if mark <= count]
    spent: list[float] = []
    first: float | None = None
    with Dossier.create(path) as dossier:
        for number, reading in enumerate(track(tellings(base, count), total=count, console=Console(stderr=True)), 1):
            begun = time.process_time()
            keep(dossier, reading)
            spent.append(time.process_time() - begun)
            if number - 50 in marks:  # the fifty before and the fifty after
                mark, cost = number - 50, statistics.mean(spent[-100:])
                first = first or cost
                last = (FIRST_DAY + datetime.timedelta(days=number // A_DAY)).isoformat()
                middle = (FIRST_DAY + datetime.timedelta(days=number // A_DAY // 2)).isoformat()
                briefs = [statistics.median(asked(path, day) for _ in range(3)) for day in (last, middle)]
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                show(
                    f"{mark:>7} articles: adding one {1000 * cost:5.1f} ms ({cost / first:.2f} of the first), "
                    f"brief {1000 * briefs[0]:4.0f} ms, as of half-way {1000 * briefs[1]:4.0f} ms, "
                    f"file {path.stat().st_size / 1e6:.0f} MB, memory {memory} MB"
                )


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--keep", type=Path, help="leave the dossier here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options.count + 50, options.keep or Path(folder) / "growth.parley", print)


if __name__ == "__main__":
    main()
