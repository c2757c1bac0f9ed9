"""The main path and the workers: order, purity, what a fault or a dead process costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from parley import pipeline, workers
from parley.errors import DataError, InputError
from parley.read.article import make_article
from parley.read.notices import Notice
from parley.records import Article, Reading
from parley.workers import read_in_order
from tests.reading_processes import die_of_n1, echo, end, heed_interrupts

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


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="has no kill -9")
def test_workers_lose_only_the_article_that_a_process_died_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK_CHARS", 100)

    many = [make_article(f"{TEXTS[0]} {number}", id=f"n{number}") for number in range(12)]
    results: list[Reading | InputError] = list(workers._read_in_pool(many, 2, die_of_n1))
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

    results = workers._read_in_pool(endless(), 2, echo)
    assert isinstance(next(results), Reading)
    assert taken < 40
    results.close()  # type: ignore[attr-defined]  # it is a generator


SCRIPT = """
import os, sys
from parley.read.article import make_article
from parley.workers import _read_in_pool
from tests.reading_processes import sleep
if __name__ == "__main__":
    articles = (make_article(f"text {number}" * 4000, id=f"n{number}") for number in range(1000))
    results = _read_in_pool(articles, 2, sleep)
    try:
        print(next(results).article.publisher, flush=True)
        ENDING
    except KeyboardInterrupt:
        sys.exit(130)
"""


def _started(tmp_path: Path, ending: str) -> tuple[subprocess.Popen[str], int]:
    """A process with two workers that go on working, and the id of one of them; `ending` is what it does next."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.replace("ENDING", ending))
    started = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=heed_interrupts,
    )
    assert started.stdout is not None
    return started, int(started.stdout.readline())


def _is_gone(process: int) -> bool:
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)  # until its new parent has taken note
    return False


@pytest.mark.parametrize(
    "ending", ["pass", "results.close()", "del results", "raise SystemExit(0)", "globals()['kept'] = [results]; os._exit(0)"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended in another way")
def test_workers_end_with_whoever_stops_reading(tmp_path: Path, ending: str) -> None:
    started, worker = _started(tmp_path, ending)
    with started:
        # a worker that lived on would hold the pipes open
        assert started.communicate(timeout=20) == ("", "")
        assert started.returncode == 0
    assert _is_gone(worker)


@pytest.mark.parametrize(("sent", "status"), [("SIGINT", 130), ("SIGTERM", -15), ("SIGKILL", -9)])
@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_workers_end_when_their_parent_is_told_to_or_killed(tmp_path: Path, sent: str, status: int) -> None:
    started, worker = _started(tmp_path, "next(results)")
    with started:
        started.send_signal(getattr(signal, sent))
        assert started.communicate(timeout=20) == ("", "")
        assert started.returncode == status
    assert _is_gone(worker)


def test_a_worker_that_dies_at_once_costs_articles_and_no_more() -> None:
    results = list(workers._read_in_pool(ARTICLES, 2, end))
    assert [str(result).partition(":")[0] for result in results] == ["n0", "n1", "n2", "n3"]
