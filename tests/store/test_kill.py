"""kill -9 at random moments of adding: what was reported as added is there, the store is sound, nothing is lost or doubled.

Most kills hit a process that adds and links readings made beforehand, since starting the models takes seconds; a few hit the
whole command. PARLEY_KILLS and PARLEY_FULL_KILLS set how many.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec
import pytest

from parley.errors import DossierError
from parley.records import reading_to_json
from parley.store.check import faults
from parley.store.dossier import Dossier

KILLS = int(os.environ.get("PARLEY_KILLS", "50"))
FULL_KILLS = int(os.environ.get("PARLEY_FULL_KILLS", "4"))
COUNT = 400  # articles to a dossier; one that is full is begun anew
LOOKS = 10  # kills to a thorough look at the store, which takes long
STORE = """
import sys
from parley.store.dossier import Dossier
from tests.store.linking import link_all
from tests.store.readings import reading
with Dossier.create(sys.argv[1]) as dossier:
    ((there,),) = dossier.database.rows("SELECT count(*) FROM articles")
    for number in range(max(0, there - 3), int(sys.argv[2])):  # what is there already is tried again, but not all of it
        if dossier.add(reading(number), link_all):
            print("added ", f"a{number:04}", flush=True)
"""
COMMAND = "from parley.show.cli import main; main()"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="has no kill -9")]


def exported(where: str | Path) -> list[bytes]:
    with Dossier.open(where) as dossier:
        return [msgspec.json.encode(reading_to_json(reading)) for reading in dossier.readings()]


def check(where: str | Path, reported: set[str], *, thoroughly: bool = True) -> None:
    """The store holds what was reported, once, and what belongs to it; thoroughly: all that 'parley check' looks at."""
    try:
        dossier = Dossier.open(where)
    except DossierError:
        if reported:
            raise
        return  # killed before there was one
    with dossier:
        ids = [id for (id,) in dossier.database.rows("SELECT id FROM articles")]
        assert len(ids) == len(set(ids))
        assert reported <= set(ids)
        for table in ("readings", "linkings", "words"):
            assert dossier.database.row(f"SELECT count(*) FROM {table}") in ((len(ids),), (0,) if table == "linkings" else None)
        if thoroughly:
            assert list(faults(dossier.database)) == []


def run(command: list[str], reported: set[str], patience: float | None, *, from_start: bool) -> bool:
    """Runs `command` and kills it after `patience` seconds from its start or from the first article that it reports.

    Adds to `reported`; True where it came to its end before that.
    """
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None

        def kill_later() -> None:
            time.sleep(patience or 0)
            process.send_signal(signal.SIGKILL)

        killer = threading.Thread(target=kill_later, daemon=True)
        if patience is not None and from_start:
            killer.start()
        for line in process.stdout:
            if not line.endswith("\n"):
                break  # cut short by the kill, so not a report
            words = line.split()
            if words[0] == "added":
                assert words[1] not in reported, "reported as added twice"
                reported.add(words[1])
                if patience is not None and not from_start and not killer.is_alive() and killer.ident is None:
                    killer.start()
        status = process.wait()
    assert status in (0, -signal.SIGKILL)
    return status == 0


def test_kill_while_readings_are_stored(where: str, tmp_path: Path) -> None:
    chance = random.Random(20221125)
    whole = str(tmp_path / "whole.parley")  # what both stores come to
    assert run([sys.executable, "-c", STORE, whole, str(COUNT)], set(), None, from_start=True)
    reported: set[str] = set()
    at, killed, runs = where, 0, 0
    while killed < KILLS:  # a run that came to its end first was not killed, and does not count
        runs += 1
        # one in five while starting and making the store, the others between two commits or within one
        from_start = runs % 5 == 0
        patience = chance.uniform(0.0, 0.6) if from_start else chance.uniform(0.0, 0.04)
        done = run([sys.executable, "-c", STORE, at, str(COUNT)], reported, patience, from_start=from_start)
        killed += not done
        check(at, reported, thoroughly=done or runs % LOOKS == 0)
        if done or runs % 50 == 0:  # go on with another, so that making one is hit too
            check(at, reported)
            at, reported = f"{where}k{runs}", set()
    assert run([sys.executable, "-c", STORE, at, str(COUNT)], reported, None, from_start=True)
    check(at, reported)
    assert exported(at) == exported(whole)
    print(f"\n{killed} kills in {runs} runs", file=sys.stderr)  # noqa: T201


def test_kill_the_whole_command(tmp_path: Path) -> None:
    inputs, path, chance = tmp_path / "in.jsonl", tmp_path / "killed.parley", random.Random(2022)
    count = 24 * FULL_KILLS
    sentences = (
        "The government and the Dovar Front signed a ceasefire in Geneva on 3 May 2022.",
        "“We will not lay down our arms,” said Ilan Korr, who leads the Dovar Front.",
        "Talks are expected to resume next week in Nairobi, the mediator told reporters.",
    )
    texts = [" ".join(sentences[: n % 3 + 1] * 3) + f" It was round {n}." for n in range(count)]
    inputs.write_bytes(b"".join(msgspec.json.encode({"id": f"n{n:04}", "text": text}) + b"\n" for n, text in enumerate(texts)))
    reported: set[str] = set()
    for number in range(FULL_KILLS):
        workers = str(1 + number % 2)
        command = [sys.executable, "-c", COMMAND, "add", str(path), str(inputs), "--workers", workers]
        run(command, reported, chance.uniform(0.0, 0.8), from_start=False)
        check(path, reported)
    assert run([sys.executable, "-c", COMMAND, "add", str(path), str(inputs)], reported, None, from_start=True)
    whole = tmp_path / "whole.parley"
    assert run([sys.executable, "-c", COMMAND, "add", str(whole), str(inputs)], set(), None, from_start=True)
    assert exported(path) == exported(whole)
    assert len(exported(whole)) == count
