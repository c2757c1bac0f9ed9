"""`parley actors`: finding, adding, importing; and that a reading uses the list."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def parley(*arguments: str, own: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PARLEY_ACTORS": str(own), "COLUMNS": "100"}
    command = [sys.executable, "-m", "parley", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, encoding="utf8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "lists" / "actors.tsv"


def test_find_by_an_acronym_of_another_language(own: Path) -> None:
    done = parley("actors", "find", "CICR", own=own)
    assert done.returncode == 0
    assert "International Committee of the Red Cross" in done.stdout


def test_find_as_json_has_names_and_ties(own: Path) -> None:
    done = parley("actors", "find", "GSIM", "--json", own=own)
    found = json.loads(done.stdout)
    assert found["key"] == "parley:gsim"
    assert "JNIM" in found["aliases"]
    assert any(tie["relation"] == "allegiance_to" for tie in found["ties"])


def test_find_a_country_by_its_name_in_arabic(own: Path) -> None:
    done = parley("actors", "find", "أوكرانيا", "--json", own=own)
    assert json.loads(done.stdout)["key"] == "parley:ukraine-government"


def test_find_nobody_suggests_and_fails(own: Path) -> None:
    done = parley("actors", "find", "Polisaro Front", own=own)
    assert done.returncode == 1
    assert "Polisario" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_added_is_found_and_read(own: Path, tmp_path: Path) -> None:
    done = parley("actors", "add", "Orla River Brigade", "--kind", "armed_group", "--country", "mli", "--alias", "Tamgrat", own=own)
    assert done.returncode == 0, done.stderr
    assert "1 new actors" in done.stdout
    text = tmp_path / "a.txt"
    text.write_text("The Tamgrat attacked a convoy near Mopti in Mali on Monday.", encoding="utf8")
    done = parley("extract", str(text), own=own)
    actors = json.loads(done.stdout)["actors"]
    assert [(a["canonical"], a["kind"]) for a in actors if "Tamgrat" in (a["name"], *a["aliases"])] == [
        ("own:orla-river-brigade", "armed_group")
    ]


def test_a_known_name_gets_more_names(own: Path) -> None:
    done = parley("actors", "add", "JNIM", "--alias", "Band of Ten", own=own)
    assert "JNIM is Support Group for Islam and Muslims" in done.stdout
    found = json.loads(parley("actors", "find", "Band of Ten", "--json", own=own).stdout)
    assert found["key"] == "parley:gsim"
    assert {"GSIM", "Band of Ten"} <= set(found["aliases"])


def test_a_name_of_somebody_else_is_told(own: Path) -> None:
    done = parley("actors", "add", "Orla River Brigade", "--kind", "armed_group", "--country", "MLI", "--alias", "ELN", own=own)
    assert "'ELN' is a name of National Liberation Army" in done.stdout


def test_import_tells_the_lines_that_it_cannot_read_and_takes_the_rest(own: Path, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("name,kind,country\nBand of Ten,armed_group,MLI\nBad Kind,tribe,MLI\nBad Land,other,XYZ\n", encoding="utf8")
    done = parley("actors", "import", str(table), own=own)
    assert done.returncode == 1
    assert f"{table}, line 3: found the kind 'tribe'" in done.stderr
    assert f"{table}, line 4" in done.stderr
    assert "1 new actors" in done.stdout
    assert parley("actors", "find", "Band of Ten", own=own).returncode == 0


def test_arabic_names_go_to_their_column_and_are_found(own: Path) -> None:
    done = parley(
        "actors", "add", "جبهة الاختبار", "--kind", "armed_group", "--country", "SDN", "--alias", "Jabhat al-Ikhtibar", own=own
    )
    assert done.returncode == 0, done.stderr
    parley("actors", "add", "Orla River Brigade", "--alias", "لواء النهر", own=own)
    assert json.loads(parley("actors", "find", "جبهة الاختبار", "--json", own=own).stdout)["kind"] == "armed_group"
    assert json.loads(parley("actors", "find", "لواء النهر", "--json", own=own).stdout)["ar"] == ["لواء النهر"]


def test_a_file_without_actors_says_so(own: Path, tmp_path: Path) -> None:
    for name, content in (("empty.csv", b""), ("header.csv", b"name,kind\n"), ("noise.bin", bytes(range(256)))):
        (tmp_path / name).write_bytes(content)
        done = parley("actors", "import", str(tmp_path / name), own=own)
        assert done.returncode == 1
        assert done.stderr.startswith(f"parley: {tmp_path / name}: no ")
    assert not own.exists()


def test_a_bad_kind_is_one_line_and_nothing_is_written(own: Path) -> None:
    done = parley("actors", "add", "Band of Ten", "--kind", "tribe", own=own)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert not own.exists()


def test_a_damaged_list_names_its_line(own: Path) -> None:
    parley("actors", "add", "Band of Ten", own=own)
    own.write_text(own.read_text(encoding="utf8") + "half a row\n", encoding="utf8")
    done = parley("actors", "find", "GSIM", own=own)
    assert done.returncode == 1
    assert f"{own}, line 4: found 1 fields" in done.stderr
