"""Whole news passages and the positions in them (positions_passages.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ReadText

PASSAGES = tomllib.loads(Path(__file__).with_name("positions_passages.toml").read_text(encoding="utf8"))["passage"]


@pytest.mark.parametrize("passage", PASSAGES, ids=range(len(PASSAGES)))
def test_positions_of_a_passage_are_heard(passage: dict[str, Any], read_text: ReadText) -> None:
    reading = read_text(passage["text"])
    names = {actor.id: actor.name for actor in reading.actors}
    found = {(names[p.actor], p.direction, passage["text"][slice(*p.evidence[0])]) for p in reading.positions}
    assert {(e["actor"], e["direction"], e["quote"]) for e in passage["expected"]} <= found


def test_positions_a_duty_of_others_is_not_their_stance(read_text: ReadText) -> None:
    reading = read_text("Hamas must accept the truce, Israel's government said.")
    assert [a.name for p in reading.positions for a in reading.actors if a.id == p.actor] == ["Government of Israel"]


def test_actors_the_president_is_called_so_again(read_text: ReadText) -> None:
    reading = read_text("Kyiv will not trade land, Volodymyr Zelensky said. The president accepts a truce with Russia.")
    again = next(m for m in reading.mentions if reading.article.text[m.start_char : m.end_char] == "The president")
    assert next(a.name for a in reading.actors if a.id == again.actor) == "Volodymyr Zelensky"
