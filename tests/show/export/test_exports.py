"""Every export, opened by a reader that is not ours."""

from __future__ import annotations

import builtins
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx
import pandas
import pytest
from followthemoney import model
from geojson_pydantic import FeatureCollection, Point
from typer.testing import CliRunner

from parley.errors import UsageError
from parley.records import Place
from parley.show.book import Book, book_of
from parley.show.cli import app
from parley.show.export import acled, csv, ftm, geojson, graphml, plover
from parley.show.export.write import Format, render
from tests.reason.builders import Story
from tests.show.conftest import stories

DOCS = Path(__file__).parents[3] / "docs" / "exports.md"


def violence() -> Story:
    story = Story(
        "03-strike",
        "=A drone of Norland struck Dasa on 2 June.\x0b The Front arrested nobody. Basra mediates.",
        "2030-06-05",
        "The Courier",
        url="https://courier.example/3",
        language="en",
    )
    story.actor("Norland").actor("Front", "armed_group")
    struck = {"recipient": (story.who("Front"),), "date": "2030-06-02", "place": "Dasa", "mode": "drone"}
    story.event("ASSAULT", "A drone of Norland struck Dasa", ("Norland",), **struck)
    story.event("COERCE", "The Front arrested nobody", ("Front",), aux="negation", place="Dasa")
    return story


@pytest.fixture(scope="module")
def placed() -> Book:
    readings = [story.read() for story in (*stories(), violence())]
    found = []
    for reading in readings:
        spots = {"Dasa": (-14.25, -5.99, "city"), "Basra": (30.5, 47.8, "city")}
        places = tuple(
            Place(
                start_char=at, end_char=at + len(name), name=name, lat=lat, lon=lon, country="MLI", precision="city", geonames_id=7
            )
            for name, (lat, lon, _) in spots.items()
            if (at := reading.article.text.find(name)) >= 0
        )
        fields = {f: getattr(reading, f) for f in reading.__struct_fields__} | {"places": places}
        found.append(type(reading)(**fields))
    return book_of("talks.parley", found, since="2030-05-02")


def lines(made: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in made.splitlines()]


def test_parquet_is_the_table_with_types(placed: Book) -> None:
    frame = pandas.read_parquet(io.BytesIO(render(placed, "parquet", with_changes=True)), dtype_backend="numpy_nullable")
    table = pandas.read_csv(io.BytesIO(render(placed, "csv", with_changes=True)), dtype_backend="numpy_nullable")
    assert list(frame.columns) == list(table.columns) == list(csv.FIELDS)
    assert len(frame) == len(table) > 10
    assert str(frame["start_char"].dtype) == "Int64"
    assert frame["id"].tolist() == table["id"].tolist()
    assert "=A drone" in " ".join(frame["what"].dropna())  # in Parquet nothing is a formula


def test_parquet_without_its_package_says_what_to_install(placed: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("arro3"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=re.escape("pip install 'parley-peace[parquet]'")):
        render(placed, "parquet")


def test_plover_records_have_its_fields(placed: Book) -> None:
    records = lines(render(placed, "plover"))
    assert len(records) == len(placed.view.events) == 3
    assert all(list(record) == list(plover.FIELDS) for record in records)
    frame = pandas.read_json(io.BytesIO(render(placed, "plover")), lines=True)
    assert set(frame["event"]) == {"CONSULT", "ASSAULT", "COERCE"}
    (strike,) = (record for record in records if record["event"] == "ASSAULT")
    assert (strike["mode"], strike["quad"], strike["date"], strike["auxiliaryMode"]) == ("drone", 4, "2030-06-02", None)
    assert [actor["name"] for actor in strike["actor"]] == ["Norland"]
    assert strike["location"]["latitude"] == -14.25
    (article,) = strike["publication"]
    text = placed.text_of[article["id"]].text
    assert text[article["startChar"] : article["endChar"]] == "A drone of Norland struck Dasa"


def test_acled_columns_hold_what_is_known_and_no_more(placed: Book) -> None:
    frame = pandas.read_csv(io.BytesIO(render(placed, "acled")), dtype=str, keep_default_na=False)
    assert list(frame.columns) == list(acled.FIELDS)
    assert len(frame) == 2  # what did not happen has no row
    strike = frame[frame["tags"].str.startswith("ASSAULT")].iloc[0]
    assert (strike["event_type"], strike["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (strike["event_date"], strike["time_precision"], strike["iso"], strike["country"]) == ("2030-06-02", "1", "466", "Mali")
    assert (strike["latitude"], strike["longitude"], strike["geo_precision"]) == ("-14.25", "-5.99", "1")
    assert strike["notes"].startswith("'=A drone")  # no spreadsheet runs it
    assert set(frame["fatalities"]) == {""}
    talks = frame[frame["tags"].str.startswith("CONSULT")].iloc[0]
    assert (talks["event_type"], talks["actor1"], talks["source"]) == ("", "Norland", "The Courier")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2030-06-02", ("2030-06-02", "2030", "1")),
        ("2030-W23", ("2030-06-06", "2030", "2")),
        ("2030-06", ("2030-06-15", "2030", "3")),
        ("2030-SU", (None, "2030", None)),
        (None, (None, None, None)),
    ],
)
def test_acled_dates_say_how_exact_they_are(value: str | None, expected: tuple[str | None, ...]) -> None:
    made = acled._when(value)
    assert (made.get("event_date"), made.get("year"), made.get("time_precision")) == expected


def test_graphml_is_a_graph(placed: Book) -> None:
    graph = networkx.read_graphml(io.BytesIO(render(placed, "graphml")))
    assert graph.is_directed()
    assert graph.is_multigraph()
    names = networkx.get_node_attributes(graph, "label")
    edges = {(names[a], names[b], data["what"], data["type"]) for a, b, data in graph.edges(data=True)}
    assert ("Front", "Norland", "relation", "opposes") in edges
    assert ("herders", "farmers", "agreement", "local") in edges
    assert ("Norland", "Front", "event", "ASSAULT") in edges
    assert ("Norland", "Front", "event", "CONSULT") in edges
    for _, _, data in graph.edges(data=True):
        assert set(data) <= {*graphml.EDGE_FIELDS, "id"}
        assert isinstance(data["weight"], int)
        assert isinstance(data["directed_by_nature"], bool)
    assert all(set(data) <= set(graphml.NODE_FIELDS) for _, data in graph.nodes(data=True))


def test_geojson_is_valid_and_lies_where_it_should(placed: Book) -> None:
    made = json.loads(render(placed, "geojson"))
    collection: FeatureCollection[Any] = FeatureCollection.model_validate(made)
    assert {feature["properties"]["record"] for feature in made["features"]} == {"event", "agreement"}
    for feature in collection.features:
        assert isinstance(feature.geometry, Point)
        assert -90 <= feature.geometry.coordinates[1] <= 90
        assert feature.properties is not None
        assert list(feature.properties) == list(geojson.FIELDS)
    (strike,) = (feature for feature in made["features"] if feature["properties"]["type"] == "ASSAULT")
    assert strike["geometry"]["coordinates"] == [-5.99, -14.25]  # longitude first
    assert strike["id"] in placed.item


def test_followthemoney_accepts_every_entity(placed: Book) -> None:
    entities = lines(render(placed, "ftm"))
    known = {entity["id"] for entity in entities}
    assert len(known) == len(entities)
    for entity in entities:
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values), (entity["schema"], name)  # nothing was not clean
            if schema.properties[name].type.name == "entity":
                assert set(values) <= known
    assert {entity["schema"] for entity in entities} >= {"Article", "Event", "Organization", "UnknownLink"}


def test_every_schema_and_tie_of_followthemoney_is_its_own() -> None:
    assert all(model.get(name) is not None for name in ftm.SCHEMA_OF.values())
    for name, subject, object in (*ftm.TIES.values(), ftm._LINK):
        schema = model.get(name)
        assert schema is not None
        assert {subject, object, "role", "startDate", "endDate", "description"} <= set(schema.properties)


@pytest.mark.parametrize("format", ["parquet", "plover", "acled", "graphml", "geojson", "ftm"])
def test_an_empty_dossier_can_be_exported(format: Format) -> None:
    made = render(book_of("empty.parley", []), format)
    assert made or format in {"plover", "ftm"}


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "parquet", "plover", "acled", "graphml", "geojson", "ftm"])
def test_the_command_writes_every_format(dossier: Path, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    result = CliRunner().invoke(app, ["export", str(dossier), "-f", format, "-o", str(target)])
    assert result.exit_code == 0, result.output
    assert target.stat().st_size > 40


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("csv", csv.FIELDS),
        ("plover", plover.FIELDS),
        ("acled", acled.FIELDS),
        ("geojson", geojson.FIELDS),
        ("graphml", {name: said for fields in (graphml.NODE_FIELDS, graphml.EDGE_FIELDS) for name, (_, said) in fields.items()}),
    ],
)
def test_every_column_is_in_the_documents(heading: str, fields: dict[str, str]) -> None:
    section = DOCS.read_text(encoding="utf8").partition(f"\n## {heading}")[2].partition("\n## ")[0]
    for name, said in fields.items():
        assert f"| `{name}` | {said} |" in section.replace("\\|", "|"), (heading, name)


def test_help_of_the_new_commands_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom parley.show.cli import app\n"
        "assert CliRunner().invoke(app, ['digest', '--help']).exit_code == 0\n"
        "print(sorted({'docx', 'icalendar', 'vl_convert', 'arro3', 'jinja2', 'smtplib', 'lxml'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
