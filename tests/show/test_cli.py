from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from parley import __version__
from parley.show.book import Book
from parley.show.cli import app
from parley.show.reference import commands, reference

DOCS = Path(__file__).parents[2] / "docs"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def parley(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    code = "from parley.show.cli import main; main()"
    return subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(*name.split(), "--help")
    assert result.exit_code == 0
    assert f"Example: parley {name}" in result.output


def test_the_reference_is_current() -> None:
    written = (DOCS / "cli.md").read_text(encoding="utf8")
    assert written == reference(), "run: just cli-reference"


def test_version() -> None:
    assert run("--version").output == f"parley {__version__}\n"


def test_brief_prints_and_writes_a_page(dossier: Path, tmp_path: Path) -> None:
    assert "STATE OF THE TALKS" in run("brief", dossier).output
    page = tmp_path / "brief.html"
    result = run("brief", dossier, "--html", page, "--as-of", "2030-05-02")
    assert result.exit_code == 0
    assert "2 May 2030 (--as-of)" in page.read_text(encoding="utf8")


def test_show_prints_the_words_in_their_paragraph(dossier: Path) -> None:
    listed = json.loads(run("list", dossier, "positions", "--json").output)
    text = " ".join(run("show", dossier, listed["id"][:6]).output.split())
    assert "Norland ▸will never negotiate with the Front◂, its president said." in text
    assert "Orla Gazette, 1 May 2030, 01-refusal" in text
    assert "red line: called not negotiable" in text
    assert "said by its president" in text


def test_show_prints_an_article(dossier: Path) -> None:
    text = run("show", dossier, "02-talks").output
    assert "Both will sign a truce by Friday" in text
    assert "expectation" in text


def test_show_tells_the_life_of_an_agreement(dossier: Path) -> None:
    listed = json.loads(run("list", dossier, "agreements", "--json").output)
    text = run("show", dossier, listed["id"]).output
    assert "1 May 2030: in force (Orla Gazette, 1 May 2030)" in text
    assert "4 Jun 2030: collapsed (The Courier, 4 Jun 2030)" in text


@pytest.mark.parametrize(
    "kind", ["actors", "statements", "events", "agreements", "positions", "claims", "expectations", "relations"]
)
def test_list_prints_every_kind(dossier: Path, kind: str) -> None:
    result = run("list", dossier, kind)
    assert result.exit_code == 0
    assert "no " + kind not in result.output
    assert "2030" in result.output


def test_list_filters(dossier: Path) -> None:
    assert "no positions found" in run("list", dossier, "positions", "--since", "2030-06-01").output
    assert "no claims found" in run("list", dossier, "claims", "--actor", "Norland").output
    assert "it shelled Dasa" in run("list", dossier, "claims", "--actor", "front").output
    assert "3 more with --limit 0" in run("list", dossier, "actors", "--limit", "1").output


def test_search_marks_hits(dossier: Path) -> None:
    text = run("search", dossier, "truce").output
    assert "sign a [truce] by Friday" in text
    assert "The Courier, 4 Jun 2030, 02-talks" in text
    assert "0 articles with: zeppelin" in run("search", dossier, "zeppelin").output


def test_export_json_has_what_the_format_says(dossier: Path) -> None:
    made = json.loads(run("export", dossier, "--since", "2030-05-02").output)
    lists = {
        "articles",
        "actors",
        "attributions",
        "events",
        "agreements",
        "positions",
        "claims",
        "expectations",
        "relations",
        "origins",
    }
    assert lists <= set(made)
    assert all(made[name] for name in lists)
    (digest,) = made["changes"]
    assert (digest["from"], digest["to"]) == ("2030-05-02", "2030-06-04")
    assert {"kind", "id", "was", "now", "text", "evidence"} == set(digest["items"][0])
    assert set(made["events"][0]["evidence"][0]) == {"article", "start_char", "end_char", "text"}
    assert "changes" not in json.loads(run("export", dossier).output)


def test_export_lines_are_objects_with_a_kind(dossier: Path) -> None:
    lines = [json.loads(line) for line in run("export", dossier, "--format", "jsonl", "--since", "2030-05-02").output.splitlines()]
    assert {line["record"] for line in lines} >= {"dossier", "article", "actor", "attribution", "event", "origin", "change"}


def test_export_csv_is_a_table(dossier: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert run("export", dossier, "-f", "csv", "-o", target).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf8"))))
    (claim,) = [row for row in rows if row["record"] == "claim"]
    assert (claim["state"], claim["publisher"], claim["evidence"]) == ("denied", "The Courier", "it shelled Dasa")


def test_wrong_usage_has_status_2(dossier: Path) -> None:
    assert run("list", dossier, "dreams").exit_code == 2
    result = run("brief", dossier, "--as-of", "soon")
    assert result.exit_code == 2
    assert "'soon' is no day" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["brief", "missing.parley"], "missing.parley"),
        (["show", "{dossier}", "zzzz"], "no record's id begins with 'zzzz'"),
        (["list", "{dossier}", "events", "--actor", "Nobody"], "no actor goes by 'Nobody'"),
        (["search", "{dossier}", "..."], "no word to search for"),
        (["export", "{dossier}", "-o", "/no/such/folder/x.json"], "/no/such/folder"),
    ],
)
def test_what_goes_wrong_is_one_line_and_status_1(dossier: Path, arguments: list[str], said: str) -> None:
    done = parley(*(a.format(dossier=dossier) for a in arguments))
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_fault_of_ours_is_called_one(tmp_path: Path) -> None:
    code = "import parley.show.book as b; b.open_book = lambda *a: 1 / 0\nfrom parley.show.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "brief", "x"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert "fault in Parley" in done.stderr
    assert "Traceback" not in done.stderr
    shown = subprocess.run([sys.executable, "-c", code, "--debug", "brief", "x"], capture_output=True, text=True, check=False)
    assert "Traceback" in shown.stderr


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom parley.show.cli import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "print(sorted({'spacy', 'numpy', 'jinja2', 'trafilatura', 'localis', 'sqlite3', 'babel'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [["brief"], ["list", "positions"], ["show"]])
def test_a_terminal_without_unicode_gets_something(dossier: Path, book: Book, arguments: list[str]) -> None:
    id = [book.view.positions[0].id] if arguments == ["show"] else []
    code = "from parley.show.cli import main; main()"
    command = [sys.executable, "-c", code, arguments[0], str(dossier), *arguments[1:], *id]
    done = subprocess.run(command, capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"? against" in done.stdout


@pytest.mark.parametrize("arguments", [["brief"], ["list", "positions"], ["list", "events"], ["search", "truce"]])
def test_no_line_on_a_pipe_ends_in_blanks_or_has_colours(dossier: Path, arguments: list[str]) -> None:
    code = "from parley.show.cli import main; main()"
    for width in ("60", "80", "200"):
        done = subprocess.run(
            [sys.executable, "-c", code, arguments[0], str(dossier), *arguments[1:]],
            capture_output=True,
            check=True,
            text=True,
            encoding="utf8",
            env=os.environ | {"COLUMNS": width},
        )
        lines = done.stdout.splitlines()
        assert [line for line in lines if line != line.rstrip() or "\x1b" in line or len(line) > int(width)] == []
