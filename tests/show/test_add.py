"""`parley add` as people call it."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from parley.store.dossier import Dossier
from tests.reading_processes import heed_interrupts
from tests.show.test_extract import TEXTS, call, inputs

__all__ = ["inputs"]  # the fixture


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "talks.parley"


def test_add_reports_each_article_and_adds_it_once(inputs: Path, dossier: Path) -> None:
    first = call("add", dossier, inputs)
    assert first.exit_code == 0
    assert first.stdout.splitlines() == ["added  n0", "added  n1", "added  n2"]
    assert "3 added, 0 already there, 0 not read" in first.stderr
    with inputs.open("a") as stream:
        stream.write(json.dumps({"id": "n3", "text": "The border was opened again."}) + "\n")
        stream.write(json.dumps({"id": "n3-again", "text": "The border was opened again."}) + "\n")
    second = call("add", dossier, inputs, "--json")
    rows = [json.loads(line) for line in second.stdout.splitlines()]
    assert [row["status"] for row in rows] == ["already there"] * 3 + ["added", "already there"]
    with Dossier.open(dossier) as opened:
        assert [article.text for article in opened.articles()] == [*TEXTS, "The border was opened again."]


def test_add_takes_the_oldest_first(tmp_path: Path, dossier: Path) -> None:
    lines = [{"id": f"n{n}", "text": f"Round {n} of the talks opened.", "published": f"2030-01-0{9 - n}"} for n in range(3)]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in (*lines, {"id": "undated", "text": "Talks opened."})))
    assert call("add", dossier, source).stdout.split() == ["added", "undated", "added", "n2", "added", "n1", "added", "n0"]


def test_add_does_not_read_again_what_is_there(inputs: Path, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("add", dossier, inputs)

    def refuse(_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("parley.pipeline.reader", refuse)
    assert call("add", dossier, inputs).stdout.count("already there") == 3


def test_add_keeps_date_and_publisher_given_for_all(tmp_path: Path, dossier: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS[0])
    call("add", dossier, tmp_path / "a.txt", "--published", "2022-05-09", "--publisher", "Lakeside Post")
    with Dossier.open(dossier) as opened:
        (article,) = opened.articles()
    assert (article.published, article.published_from, article.publisher) == ("2022-05-09", "given", "Lakeside Post")


def test_add_reads_on_after_what_it_cannot_read_or_add(inputs: Path, dossier: Path) -> None:
    with inputs.open("a") as stream:
        stream.write('{"text": 5}\n' + json.dumps({"id": "n0", "text": "Another text under the same id."}) + "\n")
        stream.write(json.dumps({"id": "n9", "text": "The last one."}) + "\n")
    done = call("add", dossier, inputs)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == "added  n9"
    assert "line 4: Expected `str`, got `int`" in done.stderr
    assert "n0: " in done.stderr
    assert "another article under this id" in done.stderr
    assert "4 added, 0 already there, 2 not read" in done.stderr


def test_add_says_what_is_no_dossier(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The two delegations met.")
    for path, words in (
        (tmp_path / "a.txt", "not a dossier"),
        (tmp_path, "folder"),
        (tmp_path / "no" / "x.parley", "cannot be opened"),
    ):
        done = call("add", path, inputs)
        assert done.exit_code == 1
        assert words in done.stderr
        assert "Traceback" not in done.output
    assert (tmp_path / "a.txt").read_text() == "The two delegations met."


@pytest.mark.slow
def test_add_interrupted_leaves_a_sound_dossier(tmp_path: Path, dossier: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": f"n{n}", "text": f"{' '.join(TEXTS)} Round {n}."}) + "\n" for n in range(400)))
    command = [sys.executable, "-c", "from parley.show.cli import main; main()", "add", str(dossier), str(path), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed_interrupts) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, complaints = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"interrupted" in complaints
    assert b"Traceback" not in complaints
    reported = [line.split()[1].decode() for line in (first + rest).splitlines()]
    assert 0 < len(reported) < 400
    with Dossier.open(dossier) as opened:
        assert set(reported) <= {article.id for article in opened.articles()}
    connection = sqlite3.connect(dossier)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
