"""The main path and the workers: order, purity, what a fault or a dead process costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from parley import pipeline, workers
from parley.errors import DataError, InputError
from parley.read.article import make_article
from parley.read.notices import Notice
from parley.records import Article, Reading
from parley.workers import read_in_order

TEXTS = (
    "The government and the Dovar Front signed a ceasefire in Geneva on 3 May 2022.",
    "“We will not lay down our arms,” said Ilan Korr, who leads the Dovar Front.",
    "Обе делегации встретились в понедельник в городе и договорились освободить пленных до конца этого месяца, сообщает радио.",
    "Talks are expected to resume next week in Nairobi, the mediator told reporters.",
)
ARTICLES = [make_article(text, id=f"n{number}", published="2022-05-09") for number, text in enumerate(TEXTS)]


def test_pipeline_gives_a_reading_per_article_in_order_alone_or_together() -> None:
    together = pipeline.extract_all(ARTICLES)
    assert [reading.article.id for reading in together] == ["n0", "n1", "n2", "n3"]
    assert together == [pipeline.extract(article) for article in ARTICLES]
    assert pipeline.extract_all(ARTICLES[::-1]) == together[::-1]
    assert together[2].article.language == "ru"
    assert not together[2].actors


def test_pipeline_takes_empty_and_odd_texts() -> None:
    for text in ("", " ", "\n\n", ".", "“", "x" * 5000, "\u200b", "a\r\nb\x85c\u2028d", "🕊️ 和平", "((((" * 200):
        article = make_article(text, id="odd")
        assert pipeline.extract(article).article.text == text


def test_workers_pass_through_what_is_no_article_in_its_place() -> None:
    notice, error = Notice("a", "b"), InputError("a", "b", "c")
    items: list[Article | Notice | InputError] = [notice, ARTICLES[0], error, ARTICLES[1], notice]
    results: list[Reading | Notice | InputError] = list(read_in_order(items))
    assert [results[0], results[2], results[4]] == [notice, error, notice]
    assert [r.article.id for r in results if isinstance(r, Reading)] == ["n0", "n1"]


def test_workers_keep_a_fault_to_its_own_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(articles: list[Article]) -> list[Reading]:
        if any(article.id == "n1" for article in articles):
            raise ZeroDivisionError("oh")
        return [Reading(article=article) for article in articles]

    monkeypatch.setattr(pipeline, "extract_all", faulty)
    results: list[Reading | InputError] = list(read_in_order(ARTICLES))
    assert [type(result) for result in results] == [Reading, InputError, Reading, Reading]
    assert "n1: reading it failed (ZeroDivisionError: oh)" in str(results[1])


def test_workers_stop_where_our_own_data_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: list[Article]) -> list[Reading]:
        raise DataError("no model")

    monkeypatch.setattr(pipeline, "extract_all", missing)
    with pytest.raises(DataError):
        list(read_in_order(ARTICLES))


def _die(articles: list[Article]) -> list[Reading | InputError]:
    """In a worker: dies of the article "n1"."""
    if any(article.id == "n1" for article in articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return [Reading(article=article) for article in articles]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="has no kill -9")
def test_workers_lose_only_the_article_that_a_process_died_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK_CHARS", 100)

    def submit(self: workers._Pool, articles: list[Article]) -> Future[list[Reading | InputError]]:
        try:
            return self._pool.submit(_die, articles)
        except BrokenProcessPool as error:
            failed: Future[list[Reading | InputError]] = Future()
            failed.set_exception(error)
            return failed

    monkeypatch.setattr(workers._Pool, "submit", submit)
    monkeypatch.setattr(workers, "_read_chunk", _die)
    many = [make_article(f"{TEXTS[0]} {number}", id=f"n{number}") for number in range(12)]
    results: list[Reading | InputError] = list(read_in_order(many, 2))
    assert [isinstance(result, Reading) for result in results] == [number != 1 for number in range(12)]
    assert isinstance(results[1], InputError)
    assert "the process that read it died" in results[1].found
    assert [r.article.id for r in results if isinstance(r, Reading)] == [f"n{n}" for n in range(12) if n != 1]


@pytest.mark.slow
def test_workers_take_no_more_than_they_can_use() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield make_article(f"{TEXTS[0]} {taken}" * 100, id=f"n{taken}")

    results = read_in_order(endless(), 2)
    assert isinstance(next(results), Reading)
    assert taken < 40
    results.close()  # type: ignore[attr-defined]  # it is a generator


ORPHAN = """
import os, sys, threading
from parley.workers import _Pool
if __name__ == "__main__":
    pool = _Pool(1)._pool
    print(pool.submit(os.getpid).result(), flush=True)
    threading.Event().wait()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="has no kill -9")
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        os.kill(worker, 0)  # it lives
        parent.kill()
        # the worker has our end of its output too: the pipe ends when the last of them is gone
        assert parent.communicate(timeout=30)[0] == b""
    for _ in range(100):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)  # until its new parent has taken note
    pytest.fail("the worker outlived its parent")
