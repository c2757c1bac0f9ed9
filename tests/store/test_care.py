"""Copies, checks and repairs; older dossiers, full disks, broken files."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from parley.errors import DossierError, UsageError
from parley.ledger import LINK_KINDS, Decision
from parley.records import article_key
from parley.show.cli import app
from parley.store import file as store_file
from parley.store.check import faults, repair
from parley.store.copies import backup, salvage
from parley.store.dossier import Dossier
from parley.store.file import statements
from tests.store.linking import link_all
from tests.store.readings import reading

COUNT = 30
DECISION = Decision(id="k1", when="2022-01-01T00:00:00", who="Ada", verdict="accepted", kind="events", item="e1")


def fill(where: str | Path, count: int = COUNT) -> None:
    with Dossier.create(where) as dossier:
        for number in range(count):
            dossier.add(reading(number), link_all)
        dossier.reread(reading(3), link_all)
        dossier.decide(DECISION)


def whole(dossier: Dossier) -> list[object]:
    """Everything that questions can see."""
    library = dossier.library()
    return [
        list(dossier.readings()), library.counts(None), library.decisions(), [kept.id for kept in dossier.articles()],
        [library.links(kind, sorted(library.items(kind, None)), None) for kind in LINK_KINDS],
        library.settlements(library.items("expectations", None), None), [h.article.id for h in dossier.search("elan prisoners")],
        dossier.database.rows("SELECT hash, day, link FROM link_keys ORDER BY hash, day, link"),
        dossier.database.rows("SELECT seq, keys, trace, is_current FROM links ORDER BY seq"),
    ]  # fmt: skip


def parley(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    said = done.output if done.exception is None or isinstance(done.exception, SystemExit) else f"{done.output}{done.exception}"
    return done.exit_code, said


def test_backup_is_the_dossier_as_it_is(where: str, tmp_path: Path) -> None:
    fill(where)
    target = tmp_path / "copy.parley"
    status, said = parley("backup", where, target)
    assert (status, f"{COUNT} articles" in said) == (0, True), said
    with Dossier.open(where) as dossier, Dossier.open(target) as copy:
        assert whole(copy) == whole(dossier)
        assert list(faults(copy.database)) == list(faults(dossier.database)) == []
        assert copy.add(reading(99), link_all)
    assert "there already" in parley("backup", where, target)[1]
    with Dossier.open(where) as dossier, pytest.raises(UsageError, match="folder is not there"):
        backup(dossier.database, tmp_path / "nowhere" / "copy.parley")
    assert {entry.name for entry in tmp_path.iterdir()} <= {"copy.parley", "talks.parley"}


def test_backup_while_others_write(where: str, tmp_path: Path) -> None:
    fill(where, 4)
    done = threading.Event()

    def write() -> None:
        with Dossier.open(where) as dossier:
            for number in range(4, 60):
                dossier.add(reading(number), link_all)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    made = 0
    while made < 2 or not done.is_set():
        target = tmp_path / f"copy{made}.parley"
        with Dossier.open(where) as dossier:
            backup(dossier.database, target)
        with Dossier.open(target) as copy:
            assert list(faults(copy.database)) == []
            numbers = [int(article.id[1:]) for article in copy.articles()]
            assert numbers == list(range(len(numbers)))  # a moment of it, not a mixture
        made += 1
    writer.join()


def test_check_finds_nothing_wrong_with_a_sound_dossier(where: str) -> None:
    fill(where)
    for arguments in (("check", where), ("check", where, "--repair")):
        status, said = parley(*arguments)
        assert (status, said.endswith(": sound\n"), said.count("\n")) == (0, True, 1), said


def test_check_finds_and_makes_anew_what_can_be(where: str) -> None:
    fill(where)
    with Dossier.open(where) as dossier:
        before = whole(dossier)
        with dossier.database.write():
            dossier.database.rows("DELETE FROM link_keys WHERE link % 5 = 0")
            if where.startswith("postgresql"):
                dossier.database.rows("DELETE FROM words WHERE article = 7")
            else:
                dossier.database.rows("INSERT INTO words (words, rowid, title, text) VALUES ('delete', 7, 'Round 6', 'x')")
        assert [fault.can_repair for fault in faults(dossier.database)] == [True, True]
    status, said = parley("check", where)
    assert (status, said.count("--repair makes it anew")) == (1, 2)
    status, said = parley("check", where, "--repair")
    assert (status, said.count("repaired: "), ": sound" in said) == (0, 2, True), said
    with Dossier.open(where) as dossier:
        assert whole(dossier) == before
        repair(dossier.database)
        assert whole(dossier) == before


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "talks.parley"


TAMPERED = [
    ("UPDATE records SET body = '{' WHERE reading = 3 AND kind = 'events'", "article a0002: its reading 3 cannot be read"),
    ("UPDATE records SET body = replace(body, '[[0,10]]', '[[0,9999]]') WHERE reading = 4", "points outside of its text"),
    (
        "UPDATE readings SET words = replace(words, '\"end_char\":5', '\"end_char\":5000')",
        "a mention, place or time points outside",
    ),
    ("DELETE FROM records WHERE reading = 6 AND kind = 'claims'", "which is not there"),
    ("UPDATE settlements SET end_char = 9999", "points outside of the text of"),
    ("DELETE FROM readings WHERE seq = 9", "records: a row points at one of readings that is not there"),
    ("UPDATE decisions SET body = '{}'", "decision k1 cannot be read"),
]


@pytest.mark.parametrize(("change", "said"), TAMPERED)
def test_check_names_what_was_tampered_with(path: Path, change: str, said: str) -> None:
    fill(path, 12)
    with closing(sqlite3.connect(path)) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(change)
        connection.commit()
    status, output = parley("check", path)
    assert (status, said in output) == (1, True), output
    assert len(output.splitlines()) <= 50


def truncated(path: Path) -> None:
    os.truncate(path, int(path.stat().st_size * 0.6))


def overwritten(path: Path) -> None:
    chance, size = random.Random(3), path.stat().st_size
    with path.open("r+b") as stream:
        for _ in range(4):
            stream.seek(chance.randrange(10, size // 4096) * 4096)
            stream.write(b"\xff" * 4096)


@pytest.mark.parametrize("break_", [truncated, overwritten])
def test_damaged_file_is_saved_from_into_a_new_one(path: Path, break_: Callable[[Path], None]) -> None:
    fill(path, 200)
    with Dossier.open(path) as dossier:
        sound = {r.article.id: r for r in dossier.readings()}
    break_(path)
    before = path.read_bytes()

    def read_all(path: Path) -> None:
        with Dossier.open(path) as dossier:
            for number in range(200):
                dossier.reading(f"a{number:04}")
            list(dossier.search("elan prisoners", limit=200))
            dossier.database.rows("SELECT sum(length(trace)) FROM links")

    with pytest.raises(DossierError, match="damaged"):
        read_all(path)
    assert parley("check", path)[0] == 1
    status, said = parley("check", path, "--repair")
    target = path.with_name("talks.parley.repaired")
    assert (status, f"{target}: saved " in said) == (1, True), said
    assert path.read_bytes() == before
    with Dossier.open(target) as saved:
        found = [fault.what for fault in faults(saved.database)]
        assert all("which is not there" in what or what.startswith("and ") for what in found)  # links of records that are lost
        kept = list(saved.readings())
        assert len(kept) > 20
        assert all(r == sound[r.article.id] or r.article == sound[r.article.id].article for r in kept)
        assert sum(r == sound[r.article.id] for r in kept) > 20
    with pytest.raises(UsageError, match="Move it away"):
        salvage(path, target)


def test_file_without_anything_readable_is_said_to_be_lost(path: Path) -> None:
    fill(path, 5)
    path.write_bytes(path.read_bytes()[:4096])
    status, said = parley("check", path, "--repair")
    assert (status, "nothing of it can be read" in said or "damaged" in said) == (1, True), said


def older(path: Path, schema: int) -> None:
    """A dossier as an older version of Parley made it, with one article."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for script in store_file.migrations()[:schema]:
            for statement in statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {store_file.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema}")
        article, ending = reading(1).article, {"published_interval": "null", "published_reason": None} if schema > 1 else {}
        row = {
            "id": "a0001", "content": article_key(article.text, article.url, article.publisher), "known": article.published,
            "added": "2022-01-02T00:00:00+00:00", "title": article.title, "published": article.published, "published_from": "given",
            "publisher": article.publisher, "text": article.text, "language": "en",
            "boilerplate": msgspec.json.encode(article.boilerplate).decode(), **ending,
        }  # fmt: skip
        names = ", ".join(row)
        connection.execute(f"INSERT INTO articles ({names}) VALUES ({', '.join(':' + name for name in row)})", row)
        words = msgspec.json.encode({kind: getattr(reading(1), kind) for kind in ("mentions", "places", "timexes")}).decode()
        connection.execute("INSERT INTO readings (article, added, extractor, words) VALUES (1, '2022-01-02', '0.0.9', ?)", (words,))
        for kind in ("actors", "attributions", "events", "agreements", "positions", "claims", "expectations", "relations"):
            for position, record in enumerate(getattr(reading(1), kind)):
                body = msgspec.json.encode(record).decode()
                connection.execute("INSERT INTO records VALUES (1, ?, ?, ?, ?)", (kind, position, record.id, body))


@pytest.mark.parametrize("schema", [1, 2])
def test_older_dossier_is_brought_forward_and_kept_as_it_was(path: Path, schema: int, capsys: pytest.CaptureFixture[str]) -> None:
    older(path, schema)
    kept = path.with_name(f"talks.parley.schema{schema}.backup")
    with Dossier.open(path) as dossier:
        assert list(dossier.readings()) == [reading(1)]
        assert (dossier.info().schema, dossier.unlinked(), list(faults(dossier.database))) == (3, ["a0001"], [])
        assert dossier.reread(reading(1), link_all) is False
        assert dossier.unlinked() == []
        assert dossier.add(reading(2), link_all)
    assert capsys.readouterr().err == f"parley: {path}: brought from schema {schema} to 3; as it was: {kept}\n"
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema,)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Dossier.open(path):
        assert capsys.readouterr().err == ""
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["talks.parley", kept.name]


def test_backup_that_fails_leaves_the_older_dossier_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path, 2)
    with monkeypatch.context() as broken:
        broken.setattr(store_file, "copy", lambda *_: (_ for _ in ()).throw(sqlite3.OperationalError("disk I/O error")))
        with pytest.raises(DossierError, match="disk I/O error"):
            Dossier.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    Dossier.open(path).close()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"may not mount: {mounted.stderr.decode().strip()}")  # RLIMIT_FSIZE stands in for it, in test_dossier.py
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_full_disk_loses_nothing_that_was_added(tiny_disk: Path) -> None:
    path, added = tiny_disk / "talks.parley", []

    def add_many(dossier: Dossier) -> None:
        for number in range(10_000):
            dossier.add(reading(number), link_all)
            added.append(reading(number))

    with Dossier.create(path) as dossier, pytest.raises(DossierError, match="make room, then run the same command again"):
        add_many(dossier)
    assert len(added) > 20
    with pytest.raises(DossierError, match="make room"), Dossier.open(path) as dossier:
        backup(dossier.database, tiny_disk / "copy.parley")
    assert not [entry.name for entry in tiny_disk.iterdir() if "copy" in entry.name]
    subprocess.run(["mount", "-o", "remount,size=20m", str(tiny_disk)], check=True)
    with Dossier.open(path) as dossier:
        assert list(dossier.readings()) == added
        assert list(faults(dossier.database)) == []
        assert dossier.add(reading(len(added)), link_all)
