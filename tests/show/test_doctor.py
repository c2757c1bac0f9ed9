from __future__ import annotations

import sqlite3
from collections import namedtuple

import pytest
from typer.testing import CliRunner

from parley.show import doctor
from parley.show.cli import app


def test_all_is_well_here() -> None:
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0, result.output
    assert "all is well" in result.output
    assert "problem" not in result.output


def test_a_full_disk_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage(10, 10, 0))
    monkeypatch.setattr(doctor, "_CHECKS", {"disk": doctor._CHECKS["disk"]})
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "make room" in " ".join(result.output.split())


def test_a_broken_configuration_is_a_problem(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    path = f"{tmp_path}/config.toml"
    with open(path, "w") as stream:  # noqa: PTH123  (a string is what the environment holds)
        stream.write("colour = 'red'")
    monkeypatch.setenv("PARLEY_CONFIG", path)
    monkeypatch.setattr(doctor, "_CHECKS", {"configuration": doctor._CHECKS["configuration"]})
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "known settings" in " ".join(result.output.split())


def test_sqlite_has_full_text_search() -> None:
    assert sqlite3.sqlite_version in doctor._CHECKS["SQLite"]().found
