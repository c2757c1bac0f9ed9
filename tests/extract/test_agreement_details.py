"""Stage, mandate, effect, duration, exchange and who owes whom: sentences of our own (agreement_details.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from parley.records import Reading
from tests.conftest import ReadText
from tests.extract.asking import names, only

ROWS = tomllib.loads(Path(__file__).with_name("agreement_details.toml").read_text(encoding="utf8"))["row"]
PUBLISHED = "2023-05-25"


def _name(reading: Reading, actor: str | None) -> str:
    return next(iter(names(reading, (actor,)))) if actor else ""


def found(reading: Reading, row: dict[str, Any]) -> dict[str, Any]:
    """What a reading has for the fields of a row."""
    deal = only(reading)
    made: dict[str, Any] = {
        "effective": deal.effective or "",
        "duration": deal.duration.value if deal.duration else "",
        "renewable": deal.duration.renewable if deal.duration else None,
        "exchange": [[e.given, e.received] for e in deal.exchange],
        "mandate": [[_name(reading, m.mediator), _name(reading, m.by)] for m in deal.mandate],
    }
    if "stage" in row:
        made["stage"] = deal.stage or ""
    if "date" in row:
        made["date"] = deal.date or ""
    owed = [[_name(reading, t.by), t.text, _name(reading, t.to)] for t in deal.terms]
    if "owed" in row:
        made["owed"] = [want for want in row["owed"] if any(has == want or [has[0], "", has[2]] == want for has in owed)]
    return made


def wanted(row: dict[str, Any]) -> dict[str, Any]:
    """What a row asks for; what it does not name is empty."""
    fields: dict[str, Any] = {"effective": "", "duration": "", "renewable": None, "exchange": [], "mandate": []}
    return fields | {key: value for key, value in row.items() if key not in {"text", "why", "open"}}


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_agreement_details(read_text: ReadText, row: dict[str, Any]) -> None:
    reading = read_text(row["text"], PUBLISHED)
    assert (found(reading, row) == wanted(row)) != ("open" in row), row.get("open")


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_agreement_details_evidence_is_in_the_text(read_text: ReadText, row: dict[str, Any]) -> None:
    text = row["text"]
    deal = only(read_text(text, PUBLISHED))
    for exchange in deal.exchange:
        assert [text[s:e] for s, e in exchange.evidence] == [exchange.given, exchange.received]
    assert bool(deal.effective) == bool(deal.effective_evidence)
    spans = [*deal.effective_evidence, *(deal.duration.evidence if deal.duration else ())]
    spans += [span for mandate in deal.mandate for span in mandate.evidence]
    assert all(0 <= start < end <= len(text) for start, end in spans)
