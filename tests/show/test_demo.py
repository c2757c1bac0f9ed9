from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley.errors import UsageError
from parley.show.book import open_book
from parley.show.cli import app
from parley.show.demo import NOTICE, build_demo
from parley.store.dossier import Dossier
from tests.show.conftest import stories


def test_a_dossier_of_somebody_elses_is_left_alone(dossier: Path) -> None:
    with pytest.raises(UsageError, match="holds other articles"):
        build_demo(dossier, workers=1)
    with Dossier.open(dossier) as opened:
        assert opened.info().articles == len(stories())


@pytest.mark.slow
def test_demo_reads_prints_and_can_be_repeated(tmp_path: Path) -> None:
    target = tmp_path / "demo.parley"
    first = CliRunner().invoke(app, ["demo", "-o", str(target), "--workers", "1"])
    assert first.exit_code == 0, first.output
    assert "14 articles read" in first.output
    assert NOTICE in " ".join(first.output.split())
    assert f"parley show {target}" in first.output
    again = CliRunner().invoke(app, ["demo", "-o", str(target), "--workers", "1"])
    assert "nothing new to read" in again.output
    with open_book(target) as book:
        empty = [
            kind
            for kind in ("actors", "statements", "events", "agreements", "positions", "claims", "expectations", "relations")
            if not getattr(book.view, kind)
        ]
        assert empty == []
        copies = {a.id: a.copy_of for a in book.view.articles if a.copy_of}
    assert copies == {"06-council-talks-reprint": "05-council-asked-to-talk"}
    for command in (["search", "ceasefire*"], ["list", "claims"], ["brief", "--as-of", "2021-10-25"]):
        shown = CliRunner().invoke(app, [command[0], str(target), *command[1:]])
        assert shown.exit_code == 0
        if command[0] != "search" or "0 articles" not in shown.output:
            assert NOTICE in " ".join(shown.output.split())
    assert CliRunner().invoke(app, ["check", str(target)]).output == f"{target}: sound\n"
    exported = CliRunner().invoke(app, ["export", str(target)])
    assert json.loads(exported.output)["notice"] == NOTICE
