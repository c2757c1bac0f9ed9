"""What workers do in tests. A module of its own that imports no model, so that their processes start quickly."""

from __future__ import annotations

import os
import signal
import time

import msgspec

from parley.records import Article, Reading
from parley.workers import Result


def echo(articles: list[Article]) -> list[Result]:
    """Empty readings."""
    return [Reading(article=article) for article in articles]


def die_of_n1(articles: list[Article]) -> list[Result]:
    """Dies of the article "n1"."""
    if any(article.id == "n1" for article in articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(articles)


def end(_: list[Article]) -> list[Result]:
    """Ends the process, whatever it is sent."""
    os._exit(3)


def sleep(articles: list[Article]) -> list[Result]:
    """Says in which process it is, at once for the article "n0" and after a while for others."""
    if articles[0].id != "n0":
        time.sleep(30)
    return [Reading(article=msgspec.structs.replace(article, publisher=str(os.getpid()))) for article in articles]


def heed_interrupts() -> None:
    """For a child about to start: a shell that runs in the background passes on that interrupts are ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
