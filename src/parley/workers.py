"""Articles -> readings, in order, in this process or in N of them; what is no article passes through in its place.

Reading an article does not depend on the others, so the result is the same whatever N. At most a few chunks per
worker are under way: memory does not grow with the input. A worker that dies (killed, out of memory) costs the article
that it died of, as an InputError in its place; so does a fault of ours in one article. N processes load N models.

The processes are our own and not concurrent.futures': its pool may wait for ever at exit when it is left while it works.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

from parley.errors import InputError, ParleyError
from parley.records import Article, Reading

CHUNK_CHARS = 20_000  # a chunk is sent when it has this much text: about a second's work, little to redo after a crash
CHUNK_ITEMS = 64
AHEAD = 3  # chunks under way for each worker, so that none waits for the slowest
PATIENCE = 5.0  # seconds that a worker has to end when it is told to

Result = Reading | InputError
Read = Callable[[list[Article]], list[Result]]


def read_in_order[T](items: Iterable[Article | T], workers: int = 1) -> Iterator[Result | T]:
    """A Reading for each Article, or an InputError where reading it failed; other items as they are. 0 workers: one per core."""
    count = workers or os.cpu_count() or 1
    return _read_here(items) if count == 1 else _read_in_pool(items, count)


def _read_here[T](items: Iterable[Article | T]) -> Iterator[Result | T]:
    for chunk in _chunks(items):
        yield from _in_place(chunk, read_chunk(_articles(chunk)))


def read_chunk(articles: list[Article]) -> list[Result]:
    """Readings of articles. Where reading them together fails, each is read alone, so that the fault costs its own article only."""
    from parley.pipeline import extract_all

    try:
        return list(extract_all(articles))
    except ParleyError:
        raise
    except Exception as error:  # noqa: BLE001  (a fault of ours in one article must not lose the others)
        if len(articles) > 1:
            return [reading for article in articles for reading in read_chunk([article])]
        found = f"reading it failed ({type(error).__name__}: {error})"
        return [InputError(articles[0].id, found, "This is a fault in Parley: please report it with the article's text")]


def _articles[T](items: list[Article | T]) -> list[Article]:
    return [item for item in items if isinstance(item, Article)]


def _in_place[T](items: list[Article | T], results: Iterable[Result]) -> Iterator[Result | T]:
    """The items, each article replaced by its result."""
    following = iter(results)
    for item in items:
        yield next(following) if isinstance(item, Article) else item


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


def _serve(connection: Connection, read: Read) -> None:
    """A worker's life: reads what it is sent until nothing more comes. Numeric libraries keep to one thread: cores are shared."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # interrupts are the parent's to deal with
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            articles: list[Article] = connection.recv()
        except EOFError:
            return
        try:
            connection.send(read(articles))
        except ParleyError as error:
            connection.send(error)


def _end_with_parent() -> None:
    """Ends this worker when its parent is gone: one that was killed cannot tell it to, and it would work on for nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Holds interrupts back from this thread and from processes started meanwhile, which would print a stack trace as they die."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass
class _Chunk[T]:
    """Items as they came, and the results of the articles among them once they are there."""

    items: list[Article | T]
    results: list[Result] | None = None


class _Worker[T]:
    """A process that reads one chunk at a time: it is sent nothing while it works, so neither side waits for a full pipe."""

    def __init__(self, read: Read) -> None:
        # spawn: a fork would copy the threads' locks of the numeric libraries, and does not exist everywhere
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.chunk: _Chunk[T] | None = None
        self.process = context.Process(target=_serve, args=(theirs, read), daemon=True)
        with _uninterrupted():
            self.process.start()
        theirs.close()

    def send(self, articles: list[Article]) -> None:
        """Starts work. A worker that is dead says so in `receive`."""
        with suppress(OSError):
            self.connection.send(articles)

    def receive(self) -> list[Result] | None:
        """The results, None where the worker died of them. Raises ParleyError where the fault is not the articles'."""
        try:
            results = self.connection.recv()
        except (EOFError, OSError):
            return None
        if isinstance(results, ParleyError):
            raise results
        return results  # type: ignore[no-any-return]  # what `_serve` sends

    def stop(self) -> None:
        """Ends the process at once; safe at any moment, also twice."""
        self.connection.close()
        self.process.terminate()
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class _Pool[T]:
    """Workers, and the chunks that they have."""

    def __init__(self, count: int, read: Read) -> None:
        self._read = read
        self._workers: list[_Worker[T]] = [_Worker(read) for _ in range(count)]

    def feed(self, chunks: Iterable[_Chunk[T]]) -> None:
        """Gives chunks that nobody has to workers that have none."""
        taken = [worker.chunk for worker in self._workers]
        free = [worker for worker in self._workers if worker.chunk is None]
        open_chunks = (chunk for chunk in chunks if chunk.results is None and not any(chunk is other for other in taken))
        for worker, chunk in zip(free, open_chunks, strict=False):
            worker.chunk = chunk
            worker.send(_articles(chunk.items))

    def collect(self) -> None:
        """Waits until a worker has done its chunk, or died of it."""
        busy = {worker.connection: worker for worker in self._workers if worker.chunk is not None}
        for connection in wait(list(busy)):
            worker = busy[connection]  # type: ignore[index]  # `wait` gives back what it was given
            chunk = worker.chunk
            assert chunk is not None
            results = worker.receive()
            if results is None:
                results = list(self._redo(worker, _articles(chunk.items)))
            chunk.results = results
            worker.chunk = None

    def _redo(self, dead: _Worker[T], articles: list[Article]) -> Iterator[Result]:
        """Reads a chunk that a worker died of, one article at a time in a process that may die too."""
        found = "the process that read it died, perhaps for want of memory"
        alone = self._replace(dead)
        for article in articles:
            alone.send([article])
            results = alone.receive()
            if results is None:
                alone = self._replace(alone)
                results = [InputError(article.id, found, "Split the article, or use fewer workers")]
            yield from results

    def _replace(self, dead: _Worker[T]) -> _Worker[T]:
        """A new worker in the place of a dead one."""
        dead.stop()
        fresh: _Worker[T] = _Worker(self._read)
        fresh.chunk = dead.chunk
        self._workers[self._workers.index(dead)] = fresh
        return fresh

    def stop(self) -> None:
        """Ends all workers, whatever they are doing."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.stop()


def _read_in_pool[T](items: Iterable[Article | T], count: int, read: Read = read_chunk) -> Iterator[Result | T]:
    coming = _chunks(items)
    waiting: deque[_Chunk[T]] = deque()
    pool: _Pool[T] = _Pool(count, read)
    more = True
    try:
        while more or waiting:
            while more and len(waiting) < count * AHEAD:
                items_of_chunk = next(coming, None)
                more = items_of_chunk is not None
                if items_of_chunk is not None:
                    waiting.append(_Chunk(items_of_chunk, None if _articles(items_of_chunk) else []))
                    pool.feed(waiting)  # at once: reading what comes next may take long
            while waiting and waiting[0].results is not None:
                chunk = waiting.popleft()
                yield from _in_place(chunk.items, chunk.results or [])
            pool.feed(waiting)
            if waiting and waiting[0].results is None:
                pool.collect()
                pool.feed(waiting)
    finally:
        pool.stop()
