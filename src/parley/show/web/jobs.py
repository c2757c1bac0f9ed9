"""Articles that came in by a page: read one after the other in a thread of their own, which has its own connection."""

from __future__ import annotations

import queue
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from parley.errors import InputError, ParleyError
from parley.records import Article, Reading
from parley.show.add import ADDED, THERE

_KEPT = 50  # jobs that are remembered
_WAITING = 8  # jobs that may wait: each holds what was sent


@dataclass
class Outcome:
    """What became of one article: `status` "added", "already there", "failed" or "note"; `said` where there is more to say."""

    article: str
    title: str
    status: str
    said: str = ""


@dataclass
class Job:
    """Something that was sent in: `done` of `total` articles are through; `total` is None until it is known."""

    id: str
    name: str
    total: int | None = None
    done: int = 0
    ended: bool = False
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(frozen=True)
class Sent:
    """What came in: bytes of a kind of file, and what the person says of it."""

    data: bytes
    kind: str
    name: str
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None


class Jobs:
    """The queue and the thread behind it, which starts with the first job."""

    def __init__(self, where: str, extract: Callable[[Article], Reading] | None = None) -> None:
        self._where, self._extract = where, extract
        self._jobs: dict[str, Job] = {}
        self._waiting: queue.Queue[tuple[Job, Sent]] = queue.Queue(_WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, sent: Sent) -> Job:
        """A job for what came in. Raises InputError where too many wait."""
        job = Job(secrets.token_urlsafe(8), sent.name)
        with self._lock:
            try:
                self._waiting.put_nowait((job, sent))
            except queue.Full:
                raise InputError(sent.name, f"{_WAITING} others wait to be read", "Wait until some are through") from None
            self._jobs[job.id] = job
            for old in [id for id, each in self._jobs.items() if each.ended][: max(0, len(self._jobs) - _KEPT)]:
                del self._jobs[old]
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="reading", daemon=True)
                self._thread.start()
        return job

    def get(self, id: str) -> Job | None:
        """A job that is remembered."""
        return self._jobs.get(id)

    def _work(self) -> None:
        while True:
            job, sent = self._waiting.get()
            try:
                self._run(job, sent)
            except ParleyError as error:
                job.outcomes.append(Outcome("", sent.name, "failed", str(error)))
            except Exception as error:  # noqa: BLE001  the thread has to live on, and whoever waits has to be told
                job.outcomes.append(
                    Outcome("", sent.name, "failed", f"{sent.name}: this could not be read ({type(error).__name__})")
                )
            finally:
                job.ended = True

    def _run(self, job: Job, sent: Sent) -> None:
        from parley.keep import keep
        from parley.pipeline import extract
        from parley.store.dossier import Dossier

        found = list(_articles(sent))
        job.total = len(found)
        with Dossier.open(self._where) as dossier:
            for each in found:
                if isinstance(each, Article):
                    known = dossier.same_as(each)
                    is_new = known is None and keep(dossier, (self._extract or extract)(each))
                    title = each.title or each.text.strip().partition("\n")[0]
                    job.outcomes.append(Outcome(known or each.id, title[:120], ADDED if is_new else THERE))
                elif isinstance(each, InputError):
                    job.outcomes.append(Outcome("", sent.name, "failed", str(each)))
                else:
                    job.outcomes.append(Outcome("", sent.name, "note", str(each)))
                job.done += 1


def _articles(sent: Sent) -> Iterator[object]:
    """Articles, errors and notices in what came in; its name is only ever shown, never opened."""
    from parley.read.files import read_data
    from parley.read.lines import read_lines
    from parley.read.notices import Particulars

    known = Particulars(published=sent.published, publisher=sent.publisher, url=sent.url, title=sent.title)
    if sent.kind == ".jsonl":
        yield from read_lines(BytesIO(sent.data), sent.name, Particulars(published=sent.published, publisher=sent.publisher))
    else:
        yield from read_data(sent.data, sent.kind, sent.name, known)
