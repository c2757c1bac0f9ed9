"""The gazetteer: what is in the index, and that its file survives damage, races and folders that cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.lexicon import gazetteer as module
from parley.lexicon.gazetteer import Gazetteer, Spot, load_gazetteer, name_key
from parley.lexicon.gazetteer_index import Index, Row, open_index, pack_index, write_index


@pytest.fixture(scope="module")
def table() -> Gazetteer:
    return load_gazetteer("en")


def first(table: Gazetteer, name: str, kind: str) -> Spot:
    return next(s for s in table.find(name_key(name)) if s.kind == kind)


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon"),
    [
        ("Bamako", "city", "MLI", 12.6, -8.0),
        ("Kiev", "city", "UKR", 50.5, 30.5),
        ("Hodeidah", "city", "YEM", 14.8, 42.95),
        ("Sévaré", "city", "MLI", 14.5, -4.1),
        ("sevare", "city", "MLI", 14.5, -4.1),
        ("Zamzam camp", "city", "SDN", 13.5, 25.3),
        ("North Darfur", "region", "SDN", 16.0, 25.5),
        ("Nineveh", "region", "IRQ", 36.0, 42.5),
        ("Kanawha County", "district", "USA", 38.3, -81.6),
        ("Mali", "country", "MLI", 17.0, -4.0),
        ("DR Congo", "country", "COD", -2.9, 23.6),
        ("Côte d’Ivoire", "country", "CIV", 8.0, -5.0),
        ("Donbas", "area", "UKR", 48.2, 38.3),
        ("Strait of Hormuz", "area", None, 26.5, 56.4),
    ],
)
def test_gazetteer_knows_places_of_each_kind(
    table: Gazetteer, name: str, kind: str, country: str | None, lat: float, lon: float
) -> None:
    spot = first(table, name, kind)
    assert spot.country == country
    assert abs(spot.lat - lat) < 0.7
    assert abs(spot.lon - lon) < 0.7


def test_gazetteer_keeps_geonames_ids_and_divisions(table: Gazetteer) -> None:
    town = first(table, "Niono", "city")
    assert town.geonames_id is not None
    assert town.region is not None
    assert table.spot(town.region).name == "Ségou"
    assert first(table, "Mali", "country").geonames_id == 2453866


def test_gazetteer_has_words_for_peoples_capitals_and_states(table: Gazetteer) -> None:
    assert table.adjectives["malian"] == "MLI"
    assert table.adjectives["dutch"] == "NLD"
    assert table.people["syrians"] == "SYR"
    assert table.capitals["khartoum"] == "SDN"
    assert {table.spot(row).name for row in table.abbreviations["La."]} == {"Louisiana"}


def test_gazetteer_leaves_out_airport_codes_and_empty_names(table: Gazetteer) -> None:
    assert table.find("iev") == ()
    assert table.find("") == ()


@pytest.mark.parametrize(
    ("name", "key"), [("Saint-Marc", "saint marc"), ("Sana'a", "sanaa"), ("Łódź", "lodz"), ("U.S.", "u s"), ("  Gao ", "gao")]
)
def test_name_key_folds_case_accents_and_marks(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.lists(st.tuples(st.text(min_size=1, max_size=12), st.floats(-90, 90), st.integers(0, 2**31)), max_size=12))
def test_index_gives_back_what_was_packed(places: list[tuple[str, float, int]]) -> None:
    rows = [Row(name, "city", lat, 0.0, people, country="MLI") for name, lat, people in places]
    index = Index(pack_index(rows, {"note": 1}))
    assert index.extra["note"] == 1
    for i, (name, lat, people) in enumerate(places):
        found = {spot.row: spot for spot in index.find(name_key(name))}
        assert found[i].name == name
        assert found[i].weight == people
        assert abs(found[i].lat - lat) < 1e-4


def test_index_puts_the_most_people_first_and_marks_alternates() -> None:
    rows = [
        Row("Small", "city", 1, 1, 10, names=("Big",)),
        Row("Big", "city", 2, 2, 1000),
        Row("Huge", "city", 3, 3, 10**7, names=("Big",)),
    ]
    found = Index(pack_index(rows, {})).find("big")
    assert [(spot.name, spot.alternate) for spot in found] == [("Huge", True), ("Big", False), ("Small", True)]


def test_index_file_that_is_cut_short_or_foreign_is_not_opened(tmp_path: Path) -> None:
    data = pack_index([Row("Gao", "city", 16.3, 0.0)], {})
    path = tmp_path / "deep" / "places.index"
    assert open_index(path) is None
    write_index(path, data)
    opened = open_index(path)
    assert opened is not None
    assert opened.find("gao")[0].name == "Gao"
    assert [p.name for p in path.parent.iterdir()] == ["places.index"]
    for damaged in (data[:-4], b"", b"something else altogether, and long enough"):
        path.write_bytes(damaged)
        assert open_index(path) is None


def test_index_is_built_in_memory_where_the_cache_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    data = pack_index([Row("Gao", "city", 16.3, 0.0)], {})
    monkeypatch.setattr(module, "user_cache_path", lambda name: blocked / name)
    monkeypatch.setattr(module, "build_index", lambda: data)
    index = module._index.__wrapped__()
    assert index.find("gao")[0].name == "Gao"
    assert blocked.read_text() == "not a folder"


def test_index_is_built_once_and_then_read_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []

    def build() -> bytes:
        built.append(1)
        return pack_index([Row("Gao", "city", 16.3, 0.0)], {})

    monkeypatch.setattr(module, "user_cache_path", lambda name: tmp_path / name)
    monkeypatch.setattr(module, "build_index", build)
    for _ in range(2):
        assert module._index.__wrapped__().find("gao")
    assert built == [1]
    assert module.index_file().is_file()
