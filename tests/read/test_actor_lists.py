"""Users' lists of actors are read row by row, and what cannot be read is told with its line."""

from __future__ import annotations

import pytest

from parley.read.actor_lists import read_list

CAMEO = """\
# a dictionary of actors
NORLAND_ [NRL]
+NORLANDER_
ORLA_RIVER_BRIGADE_ [MLIREB] ; a band
+ORB_
+RIVER_BRIGADE_
HAROUN_TESTER_
+H_TESTER_
\t[MLIGOV 20020613-20140929]
\t[MLIOPP >20140929]
RIVER_AID_ [NGO]
"""


def test_cameo_names_synonyms_and_codes() -> None:
    found = read_list(CAMEO)
    assert found.faults == []
    assert found.countries == 1
    assert [row for _, row in found.rows] == [
        {
            "name": "Orla River Brigade",
            "kind": "armed_group",
            "country": "MLI",
            "aliases": "ORB|River Brigade",
            "note": "CAMEO MLIREB",
        },
        {
            "name": "Haroun Tester",
            "kind": "person",
            "country": "MLI",
            "aliases": "H Tester",
            "note": "CAMEO MLIGOV 20020613-20140929, MLIOPP >20140929",
        },
        {"name": "River Aid", "kind": "ngo", "country": "", "aliases": "", "note": "CAMEO NGO"},
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[MLIREB]\nBAND_ [MLIREB]", 1, "a code without a name"),
        ("BAND_\nFRONT_ [MLIREB]", 1, "'BAND' has no code"),
        ("BAND_ [MLIREB]\n\t[bad", 2, "no code"),
        ("BAND_ [MLIREB]\nBAD ] NAME_ [MLI]", 2, "neither a name nor a code"),
    ],
)
def test_cameo_faults_name_their_line(text: str, line: int, reason: str) -> None:
    faults = read_list(text).faults
    assert [number for number, _ in faults] == [line]
    assert reason in faults[0][1]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_any_delimiter_and_headers_of_others(mark: str) -> None:
    lines = [
        ["Full Name", "Type", "ISO3", "Colour"],
        ["Band of Ten", "armed_group", "MLI|BFA", "red"],
        ["Front of Six", "", "", ""],
    ]
    found = read_list("\ufeff" + "\r\n".join(mark.join(cells) for cells in lines))
    assert found.unused == ["Colour"]
    assert found.rows == [
        (2, {"name": "Band of Ten", "kind": "armed_group", "country": "MLI|BFA"}),
        (3, {"name": "Front of Six", "kind": "", "country": ""}),
    ]


def test_csv_lists_within_a_quoted_cell() -> None:
    found = read_list('name,aliases\n"Band, the ""Ten""","BoT; B10"\n')
    assert found.rows == [(2, {"name": 'Band, the "Ten"', "aliases": "BoT|B10"})]


def test_csv_faults_name_their_line_and_the_rest_goes_on() -> None:
    found = read_list("name,kind\nBand of Ten,armed_group\nFront,other,more\nLeague of Six,party\n")
    assert [line for line, _ in found.rows] == [2, 4]
    assert found.faults == [(3, "3 cells, expected 2")]


def test_csv_without_names_says_so() -> None:
    assert read_list("colour,size\nred,3\n").faults == [(1, "no column 'name' among colour, size")]
