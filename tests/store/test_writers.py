"""Two processes that write and one that reads, at once. PARLEY_WRITE_SECONDS sets for how long."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from parley.store.check import faults
from parley.store.dossier import Dossier
from tests.store.linking import KINDS
from tests.store.readings import reading

SECONDS = float(os.environ.get("PARLEY_WRITE_SECONDS", "4"))
WRITE = """
import sys, time
from parley.store.dossier import Dossier
from tests.store.linking import link_all
from tests.store.readings import reading
where, begin, step, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
until, number = time.monotonic() + seconds, begin
with Dossier.create(where) as dossier:
    while time.monotonic() < until:
        if dossier.add(reading(number), link_all):
            print(number, flush=True)
        if number % 7 == 0:
            dossier.reread(reading(number), link_all)
        number += step
"""


def look(where: str) -> int:
    """One look at everything while others write: what is seen fits together."""
    with Dossier.open(where) as dossier, dossier.snapshot():
        articles = dossier.library().counts(None)[0]
        assert dossier.database.row("SELECT count(*) FROM linkings WHERE is_current = 1") == (articles,)
        assert dossier.database.row("SELECT count(*) FROM links WHERE is_current = 1") == (articles * len(KINDS) + articles,)
        for id in dossier.library().recent(None, most=3):
            assert dossier.library().reading(id) == reading(int(id[1:]))
        assert dossier.library().counts(None)[0] == articles
        return articles


def test_two_writers_and_a_reader_lose_and_double_nothing(where: str) -> None:
    Dossier.create(where).close()
    # both come across every third number: one of them adds it
    commands = [[sys.executable, "-c", WRITE, where, str(begin), str(step), str(SECONDS)] for begin, step in ((0, 2), (0, 3))]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    looks, seen, begun = 0, 0, time.monotonic()
    while time.monotonic() - begun < SECONDS:
        now = look(where)
        assert now >= seen
        looks, seen = looks + 1, now
    reported = [int(line) for writer in writers for line in writer.communicate()[0].split()]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(reported) == len(set(reported)) > 10
    assert looks > 2
    with Dossier.open(where) as dossier:
        assert sorted(reported) == sorted(int(article.id[1:]) for article in dossier.articles())
        assert list(faults(dossier.database)) == []
        # nothing was linked to what another writer had not yet shown: each item has one first telling, whoever told it
        firsts = "SELECT count(*) FROM links l WHERE kind = 'events' AND reason = 'first' AND NOT EXISTS "
        older = "(SELECT 1 FROM links o WHERE o.record = l.record AND o.kind = l.kind AND o.seq < l.seq)"
        assert dossier.database.row(firsts + older) == (2,)
    print(f"\n{len(reported)} added by two writers in {SECONDS:.0f} s, {looks} looks", file=sys.stderr)  # noqa: T201
