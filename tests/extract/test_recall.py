"""Passages in the manner of news of many sorts: the claims of recall.toml are found, whatever else is."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ReadText
from tests.extract.record_tables import COMPARE, Names, _near

PASSAGES = tomllib.loads(Path(__file__).with_name("recall.toml").read_text(encoding="utf8"))["passage"]


@pytest.mark.parametrize("passage", PASSAGES, ids=[str(n) for n, _ in enumerate(PASSAGES, 1)])
def test_recall_passages_hold_the_records_of_the_table(read_text: ReadText, passage: dict[str, Any]) -> None:
    reading = read_text(passage["text"], passage["published"])
    names = Names(reading)
    for want in passage["claims"]:
        near = [r for r in reading.claims if _near(passage["text"], want["quote"], r.evidence) >= 0.3]
        assert any(all(COMPARE["claims"](names, want, r).values()) for r in near), want
