"""`parley extract` as people call it: a process of its own for what only a process shows, else called in this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from parley.show.add import add
from parley.show.extract import extract

TEXTS = [
    "The government and the Dovar Front signed a ceasefire in Geneva on 3 May 2022. It took effect on Friday.",
    "“We will not lay down our arms,” said Ilan Korr, who leads the Dovar Front. The army denied the shelling.",
    "Talks are expected to resume next week in Nairobi, the mediator told reporters on Monday.",
]
app = typer.Typer()
app.command()(extract)
app.command()(add)


def call(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": f"n{n}", "text": text}) + "\n" for n, text in enumerate(TEXTS)))
    return path


def test_extract_writes_a_line_per_article_in_order(inputs: Path) -> None:
    done = call("extract", inputs, "--published", "2022-05-09")
    assert done.exit_code == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["n0", "n1", "n2"]
    assert [row["text"] for row in rows] == TEXTS
    assert {row["published"] for row in rows} == {"2022-05-09"}
    assert rows[0]["timexes"]


def test_extract_reads_on_after_what_it_cannot_read(inputs: Path, tmp_path: Path) -> None:
    with inputs.open("a") as stream:
        stream.write('{"text": "cut')
    (tmp_path / "empty.txt").touch()
    output = tmp_path / "out.jsonl"
    done = call("extract", tmp_path / "empty.txt", inputs, tmp_path / "nope", "-o", output)
    assert done.exit_code == 1
    assert done.stderr.count("parley: ") == 3
    for words in ("empty.txt: the file is empty", "in.jsonl, line 4: not JSON", "nope: no such file"):
        assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert len(output.read_text().splitlines()) == 3
    assert not output.with_name("out.jsonl.part").exists()


def test_extract_may_write_over_its_input(inputs: Path) -> None:
    assert call("extract", inputs, "-o", inputs).exit_code == 0
    assert [json.loads(line)["schema"] for line in inputs.read_text().splitlines()] == ["parley/1"] * 3


def test_extract_reads_standard_input() -> None:
    done = call("extract", "-", stdin=json.dumps({"text": TEXTS[0]}).encode())
    assert json.loads(done.stdout)["text"] == TEXTS[0]
    assert json.loads(call("extract", "-", stdin=TEXTS[1].encode()).stdout)["text"] == TEXTS[1]


@pytest.mark.parametrize("date", ["2022-2-3", "yesterday", "2022-02-30", "20220203", ""])
def test_extract_refuses_a_date_that_is_none(inputs: Path, date: str) -> None:
    done = call("extract", inputs, "--published", date)
    assert done.exit_code == 2
    assert "YYYY-MM-DD" in done.stderr


def test_extract_says_once_that_a_language_has_no_pack(tmp_path: Path) -> None:
    for name in ("a", "b"):
        sentence = "Обе делегации встретились в понедельник в городе и договорились освободить пленных до конца месяца. "
        (tmp_path / f"{name}.txt").write_text(f"{sentence * 3}{name}")
    done = call("extract", tmp_path)
    assert done.exit_code == 0
    assert done.stderr.count("no language pack") == 1
    assert [json.loads(line)["language"] for line in done.stdout.splitlines()] == ["ru", "ru"]


@pytest.mark.slow
def test_extract_gives_the_same_whatever_the_number_of_workers(tmp_path: Path) -> None:
    rows = [{"id": f"n{n}", "text": " ".join(TEXTS * (n % 5 + 1)) + f" It was round {n}."} for n in range(40)]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" + ("{\n" if n % 7 == 0 else "") for n, row in enumerate(rows)))
    outputs = [tmp_path / name for name in ("one", "two")]
    one = call("extract", path, "-o", outputs[0])
    two = call("extract", path, "-o", outputs[1], "--workers", "2")
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert len(outputs[0].read_bytes().splitlines()) == 40
    assert one.stderr == two.stderr
    assert one.exit_code == two.exit_code == 1


def parley(*arguments: str | Path, stdout: int | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from parley.show.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, stdout=stdout or subprocess.PIPE, stderr=subprocess.PIPE, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_extract_says_that_the_disk_is_full(inputs: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    done = parley("extract", inputs, stdout=full)
    os.close(full)
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_extract_ends_quietly_when_nobody_reads_on(inputs: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = parley("extract", inputs, stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_extract_help_loads_no_model() -> None:
    code = "import sys\nfrom parley.show.cli import main\ntry: main()\nfinally: print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, "extract", "--help"], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("False\n")
    assert "Example: parley extract" in done.stdout
