"""The OpenAPI description of the API's answers, made from the types of the records themselves."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI

from parley.records import Reading
from parley.show.web.filters import MERGED

NAMED = {"statements": "attributions"}  # people read statements; the record format has attributions
_NULLABLE = {"anyOf": [{"type": "string"}, {"type": "null"}]}
Answers = dict[int | str, dict[str, Any]]
_COUNT = {"type": "integer", "minimum": 0}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def record_schemas() -> dict[str, Any]:
    """Schemas of the merged records as `export_item` writes them, and of all that they hold."""
    types: list[Any] = [*MERGED.values(), Reading]
    _, found = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    for name in (each.__name__ for each in MERGED.values()):
        properties, required = found[name]["properties"], found[name]["required"]
        properties.pop("known")
        properties |= {"known_from": _NULLABLE, "known_to": _NULLABLE, "independent": {"anyOf": [_COUNT, {"type": "null"}]}}
        if name == "MergedStatement":
            properties["source_words"] = properties.pop("source")
            required[required.index("source")] = "source_words"
        found[name]["required"] = [*(each for each in required if each in properties), "known_from", "known_to", "independent"]
    return found


def page_of(kind: str) -> Answers:
    """What a route that lists a kind answers."""
    fields = {
        "schema": {"type": "string"},
        "dossier": {"type": "string"},
        "as_of": _NULLABLE,
        "notice": _NULLABLE,
        "items": {"type": "array", "items": _ref(MERGED[kind].__name__)},
        "next": _NULLABLE,
    }
    return answers({"type": "object", "required": [*fields], "properties": fields})


def one_of(kind: str) -> Answers:
    """What a route that gives one record answers."""
    return answers(_ref(MERGED[kind].__name__)) | {404: said("No such record.")}


def answers(schema: dict[str, Any]) -> Answers:
    """The answers of a route that gives JSON of a schema."""
    return {
        200: {"description": "What was asked for.", "content": {"application/json": {"schema": schema}}},
        304: {"description": "Nothing has changed since the answer with the ETag that was sent."},
        422: said("What was asked does not have the form that it must have."),
        400: said("What was asked makes no sense; `said` says why."),
    }


def said(description: str) -> dict[str, Any]:
    """An answer that says what is wrong."""
    schema = {"type": "object", "required": ["said"], "properties": {"said": {"type": "string"}}}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def describe(app: FastAPI) -> None:
    """Puts the records' schemas into the application's OpenAPI description."""
    inner = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = inner()
            made.setdefault("components", {}).setdefault("schemas", {}).update(record_schemas())
        return app.openapi_schema or {}

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way of extending it
