"""parley decisions and parley redo."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner, Result

from parley.errors import InputError
from parley.keep import keep
from parley.ledger import Decision
from parley.reason.decisions.counting import make_decision
from parley.records import Article, Reading
from parley.show.cli import app
from parley.store.dossier import Dossier
from parley.store.versions import articles_in_order
from tests.show.conftest import stories


def run(*arguments: object, input: str | None = None) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(app, [str(each) for each in arguments], input=input)


def new_dossier(path: Path) -> Path:
    with Dossier.create(path) as opened:
        for story in stories():
            keep(opened, story.read())
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return new_dossier(tmp_path / "mine.parley")


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return new_dossier(tmp_path / "theirs.parley")


def decide(path: Path, who: str, verdict: Any, kind: Any = "claims", **more: Any) -> Decision:
    with Dossier.open(path) as opened:
        item = opened.library().items(kind, None)[0]
        made = make_decision(
            Decision(id="", when="", who=who, verdict=verdict, kind=kind, item=more.pop("item", item), **more),
            datetime.datetime(2030, 7, 1, tzinfo=datetime.UTC),
            max((d.when for d in opened.library().decisions()), default=""),
        )
        assert opened.decide(made)
    return made


def test_export_and_import_add_what_is_new_once(mine: Path, theirs: Path, tmp_path: Path) -> None:
    decide(mine, "Ana", "accepted")
    decide(mine, "Ana", "corrected", field="status", value='"confirmed"')
    file = tmp_path / "ana.jsonl"
    assert "2 decisions" in run("decisions", "export", mine, file).output
    assert run("decisions", "import", theirs, file).output.endswith(
        "2 added, 0 there already, 0 of the new fit no item here (kept all the same)\n"
    )
    assert "0 added, 2 there already" in run("decisions", "import", theirs, file).output
    assert run("decisions", "export", theirs).output == file.read_text("utf8")
    assert "✓ corrected by Ana, 1 Jul 2030" in run("show", theirs, first(theirs)).output


def first(path: Path, kind: Any = "claims") -> str:
    with Dossier.open(path) as opened:
        return opened.library().items(kind, None)[0]


def test_disagreements_are_listed_and_neither_is_overwritten(mine: Path, theirs: Path, tmp_path: Path) -> None:
    decide(mine, "Ana", "rejected")
    decide(theirs, "Ben", "accepted")
    exported = run("decisions", "export", mine).output
    said = run("decisions", "import", theirs, "-", input=exported).output
    assert "disputed: claims" in said
    assert "Ana, 1 Jul 2030: rejected" in said
    assert "Ben, 1 Jul 2030: accepted" in said
    assert "2 decisions" in run("decisions", "list", theirs).output
    assert "! disputed: " in run("brief", theirs).output


def test_what_fits_no_item_is_kept_all_the_same(mine: Path, theirs: Path) -> None:
    decide(mine, "Ana", "accepted", item="c0123456789abcdef")
    exported = run("decisions", "export", mine).output
    assert "1 added, 0 there already, 1 of the new fit no item here" in run("decisions", "import", theirs, input=exported).output
    assert "no longer fits: Ana" in run("decisions", "list", theirs).output


@pytest.mark.parametrize(
    "change",
    [
        {"who": "Ben"}, {"when": "2030-07-01T00:00:00+00:00", "who": "\x1b[2J"},
        {"kind": "events"}, {"verdict": "praised"}, {"when": "yesterday"},
        {"verdict": "corrected", "field": "status", "value": '"maybe"'}, {"verdict": "corrected", "field": "id", "value": '"x"'},
    ],
)  # fmt: skip
def test_a_line_that_is_no_decision_is_named_and_nothing_is_imported(mine: Path, theirs: Path, change: dict[str, str]) -> None:
    good = decide(mine, "Ana", "accepted")
    bad = msgspec.to_builtins(good) | change
    if change != {"who": "Ben"}:
        try:
            bad = msgspec.to_builtins(msgspec.structs.replace(good, **change))
            bad["id"] = make_id(bad)
        except msgspec.ValidationError:
            pass
    lines = f"{msgspec.json.encode(good).decode()}\n{json.dumps(bad)}\n"
    result = run("decisions", "import", theirs, input=lines)
    assert isinstance(result.exception, InputError)
    assert "line 2" in str(result.exception)
    assert run("decisions", "export", theirs).output == ""


def make_id(fields: dict[str, Any]) -> str:
    from parley.reason.decisions.counting import with_id

    return with_id(msgspec.convert(fields, Decision)).id


def test_rejected_is_marked_in_exports_and_left_out_of_the_brief(mine: Path) -> None:
    decide(mine, "Ana", "rejected")
    exported = json.loads(run("export", mine).output)
    assert exported["claims"][0]["reviewed"] == "rejected"
    assert exported["claims"][0]["decisions"][0]["who"] == "Ana"
    assert "rejected" in run("export", mine, "--format", "csv").output
    assert "DENIED" not in run("brief", mine).output
    assert "✗" in run("list", mine, "claims").output


def reader(change: Any) -> Any:
    def read_in_order(articles: Iterable[Article], workers: int) -> Iterator[Reading | InputError]:
        told = {story.article.id: story.read() for story in stories()}
        for article in articles:
            yield change(told[article.id])

    return read_in_order


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with monkeypatch.context() as patch:
        patch.setattr("parley.store.rows.__version__", "0.0.0")
        return new_dossier(tmp_path / "old.parley")


def test_redo_keeps_ids_and_decisions_and_lists_lost_ones(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Dossier.open(old) as opened:
        reading = opened.reading("02-talks")
        assert reading is not None
        (span,) = reading.claims[0].evidence
        words = (("02-talks", *span, reading.article.text[slice(*span)]),)
    decide(old, "Ana", "accepted", words=words)
    decide(old, "Ana", "accepted", kind="expectations")
    renamed = reader(
        lambda r: msgspec.structs.replace(
            r, expectations=(), claims=tuple(msgspec.structs.replace(c, id="cffff") for c in r.claims)
        )
    )
    monkeypatch.setattr("parley.workers.read_in_order", renamed)
    result = run("redo", old)
    assert "2 read anew, 1 with other records now, 0 are of this version, 0 not read" in result.stderr
    assert "no longer fits: Ana" in result.stdout
    assert "1 decision without words now" in result.stderr
    assert "✓ reviewed by Ana" in run("show", old, "cffff").output
    assert "0 read anew, 0 with other records now, 2 are of this version" in run("redo", old).stderr
    assert "2 read anew" in run("redo", old, "--all").stderr


def test_redo_goes_on_where_it_was_interrupted(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(reading: Reading) -> Reading:
        if reading.article.id == "02-talks":
            raise KeyboardInterrupt
        return reading

    monkeypatch.setattr("parley.workers.read_in_order", reader(breaking))
    result = run("redo", old)
    assert result.exit_code == 130
    with Dossier.open(old) as opened:
        assert articles_in_order(opened.database, "another") == ["01-refusal", "02-talks"]
        waiting = [id for id in articles_in_order(opened.database) if id in articles_in_order(opened.database, _version())]
        assert waiting == ["02-talks"]
    monkeypatch.setattr("parley.workers.read_in_order", reader(lambda r: r))
    assert "1 read anew" in run("redo", old).stderr


def _version() -> str:
    from parley import __version__

    return __version__
