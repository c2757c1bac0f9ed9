"""Parley from Python: reads as well as the command line."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pandas
import pytest

import parley
from parley import Dossier
from parley.errors import DossierError, UsageError
from parley.show import python
from parley.show.demo import build_demo


def test_import_does_no_work() -> None:
    said = "import sys, parley; print([m for m in ('parley.show', 'msgspec', 'spacy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout == "[]\n"
    assert parley.Dossier is Dossier
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = parley.nothing_of_the_kind


def test_records_of_every_kind(dossier: Path) -> None:
    with Dossier(dossier) as d:
        (position,) = d.positions()
        assert (d.name(position.actor), position.direction, position.red_line) == ("Norland", "against", True)
        assert d.positions(direction="for") == []
        assert d.positions(actor="norland") == [position] == d.positions(red_line=True)
        assert d.positions(since="2030-05-01") == []
        assert len(d.actors(kind="armed_group")) == 1
        assert [claim.status for claim in d.claims()] == ["denied"]
        assert {d.name(actor.id) for actor in d.actors()} >= {"Norland", "Front"}
        assert all((d.events(), d.expectations(), d.relations(), d.statements(), d.articles()))
        assert d.article("02-talks").article.publisher == "The Courier"
        assert [hit.article.id for hit in d.search("truce")] == ["02-talks"]
        assert d.source("02-talks") == "The Courier, 4 Jun 2030"


def test_a_past_day(dossier: Path) -> None:
    with Dossier(dossier) as d:
        assert [a.status for a in d.agreements(as_of="2030-05")] == ["in_force"]
        assert [a.status for a in d.agreements()] == ["collapsed"]
        assert {"agreement", "claim"} <= {change.kind for change in d.changes(since="2030-05-02")}
        assert d.changes(since="2030-06-04") == []
        assert d.brief(as_of="2030-05-02").sections


def test_what_cannot_be_asked(dossier: Path, tmp_path: Path) -> None:
    with pytest.raises(DossierError):
        Dossier(tmp_path / "none.parley")
    with Dossier(dossier) as d:
        with pytest.raises(UsageError, match="no field 'colour'"):
            d.positions(colour="red")
        with pytest.raises(UsageError, match="Atlantis"):
            d.positions(actor="Atlantis")
        with pytest.raises(UsageError, match="is no day"):
            d.positions(as_of="yesteryear")
        with pytest.raises(UsageError, match="no article"):
            d.article("none")


def test_to_pandas(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Dossier(dossier) as d:
        table = d.positions().to_pandas()
        assert isinstance(table, pandas.DataFrame)
        assert table.loc[0, "actor"] == "Norland"
        assert table.loc[0, "quote"] == "will never negotiate with the Front"
        assert list(d.claims().to_pandas()["denied_by"]) == ["Front"]
        monkeypatch.setitem(sys.modules, "pandas", None)
        with pytest.raises(UsageError, match="pip install pandas"):
            d.positions().to_pandas()


@pytest.mark.slow
def test_examples_in_the_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_demo(tmp_path / "demo.parley", 1)
    monkeypatch.chdir(tmp_path)
    assert doctest.testmod(python).failed == 0
    docs = Path(__file__).parents[2] / "docs"
    assert doctest.testfile(str(docs / "python.md"), module_relative=False).failed == 0
