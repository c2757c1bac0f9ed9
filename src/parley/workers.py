"""Articles -> readings, in order, in this process or in N of them; what is no article passes through in its place.

Reading an article does not depend on the others, so the result is the same whatever N. At most a few chunks per
worker are under way: memory does not grow with the input. A worker that dies (killed, out of memory) costs the article
that it died of, as an InputError in its place; so does a fault of ours in one article. N processes load N models.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait

from parley.errors import InputError, ParleyError
from parley.records import Article, Reading

CHUNK_CHARS = 20_000  # a chunk is sent when it has this much text: about a second's work, little to redo after a crash
CHUNK_ITEMS = 64
AHEAD = 3  # chunks under way for each worker, so that none waits for the slowest


def read_in_order[T](items: Iterable[Article | T], workers: int = 1) -> Iterator[Reading | InputError | T]:
    """A Reading for each Article, or an InputError where reading it failed; other items as they are. 0 workers: one per core."""
    count = workers or os.cpu_count() or 1
    return _read_here(items) if count == 1 else _read_in_pool(items, count)


def _read_here[T](items: Iterable[Article | T]) -> Iterator[Reading | InputError | T]:
    for chunk in _chunks(items):
        readings = iter(_read_chunk(_articles(chunk)))
        for item in chunk:
            yield next(readings) if isinstance(item, Article) else item


def _read_chunk(articles: list[Article]) -> list[Reading | InputError]:
    """Readings of articles. Where reading them together fails, each is read alone, so that the fault costs its own article only."""
    from parley.pipeline import extract_all

    try:
        return list(extract_all(articles))
    except ParleyError:
        raise
    except Exception as error:  # noqa: BLE001  (a fault of ours in one article must not lose the others)
        if len(articles) > 1:
            return [reading for article in articles for reading in _read_chunk([article])]
        found = f"reading it failed ({type(error).__name__}: {error})"
        return [InputError(articles[0].id, found, "This is a fault in Parley: please report it with the article's text")]


def _articles[T](items: list[Article | T]) -> list[Article]:
    return [item for item in items if isinstance(item, Article)]


def _start_worker() -> None:
    """Leaves interrupts to the parent, and keeps the numeric libraries to one thread: the processes share the cores."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this worker when its parent is gone: one that was killed cannot tell it to, and it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class _Pool:
    """A process pool that can be made anew after a worker has died."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = self._make(count)

    @staticmethod
    def _make(count: int) -> ProcessPoolExecutor:
        # spawn: a fork would copy the threads' locks of the numeric libraries, and does not exist everywhere
        return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker)

    def submit(self, articles: list[Article]) -> Future[list[Reading | InputError]]:
        try:
            return self._pool.submit(_read_chunk, articles)
        except BrokenProcessPool as error:
            failed: Future[list[Reading | InputError]] = Future()
            failed.set_exception(error)
            return failed

    def redo(self, articles: list[Article]) -> Iterator[Reading | InputError]:
        """Reads a chunk that was lost with its pool, one article at a time in a process that may die of it."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        alone = self._make(1)
        for article in articles:
            try:
                yield from alone.submit(_read_chunk, [article]).result()
            except BrokenProcessPool:
                yield InputError(
                    article.id,
                    "the process that read it died, perhaps for want of memory",
                    "Split the article, or use fewer workers",
                )
                alone = self._make(1)
        alone.shutdown()
        self._pool = self._make(self._count)

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in list((self._pool._processes or {}).values()):  # no public way to end a worker at once before 3.14
            process.terminate()


@dataclass(frozen=True)
class _Chunk[T]:
    """Items as they came, and the readings of the articles among them once they are there."""

    items: list[Article | T]
    future: Future[list[Reading | InputError]] | None

    def results(self, pool: _Pool) -> Iterator[Reading | InputError | T]:
        """What became of each item, in order; waits."""
        readings = self._readings(pool)
        for item in self.items:
            yield next(readings) if isinstance(item, Article) else item

    def _readings(self, pool: _Pool) -> Iterator[Reading | InputError]:
        if self.future is None:
            return
        try:
            done = self.future.result()
        except BrokenProcessPool:
            yield from pool.redo(_articles(self.items))
            return
        yield from done


def _chunks[T](items: Iterable[Article | T]) -> Iterator[list[Article | T]]:
    """Items cut where there is enough text for a worker, or where enough have come together that are no articles."""
    chunk: list[Article | T] = []
    chars = 0
    for item in items:
        chunk.append(item)
        chars += len(item.text) if isinstance(item, Article) else 0
        if chars >= CHUNK_CHARS or len(chunk) >= CHUNK_ITEMS:
            yield chunk
            chunk, chars = [], 0
    if chunk:
        yield chunk


def _read_in_pool[T](items: Iterable[Article | T], count: int) -> Iterator[Reading | InputError | T]:
    pool = _Pool(count)
    waiting: deque[_Chunk[T]] = deque()
    try:
        for chunk in _chunks(items):
            articles = _articles(chunk)
            waiting.append(_Chunk(chunk, pool.submit(articles) if articles else None))
            if len(waiting) >= count * AHEAD:
                yield from waiting.popleft().results(pool)
        while waiting:
            yield from waiting.popleft().results(pool)
    finally:
        pool.stop()
