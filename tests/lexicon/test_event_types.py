"""The tables of events and agreements load, and break loudly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from parley.errors import DataError
from parley.lexicon import event_types
from parley.lexicon.deals import load_deals
from parley.lexicon.event_types import load_event_types
from parley.values import EventType


def test_event_types_each_type_has_frames() -> None:
    table = load_event_types("en")
    assert {f.event_type for frames in table.frames.values() for f in frames} == set(get_args(EventType))


def test_event_types_most_specific_frame_first() -> None:
    for frames in load_event_types("en").frames.values():
        assert [f.weight for f in frames] == sorted((f.weight for f in frames), reverse=True)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("type", "HELP", "HELP"), ("mode", "dancing", "dancing"), ("frame", "object=x", "object"), ("frame", "obj=@nobody", "nobody")],
)
def test_event_types_reject_a_wrong_row(monkeypatch: pytest.MonkeyPatch, field: str, value: str, message: str) -> None:
    row = {"heads": "attack", "pos": "V", "frame": "obj", "type": "ASSAULT", "mode": "", "actor": "", "recipient": ""}

    def rows(*_: object) -> Iterator[dict[str, str]]:
        yield row | {field: value}

    monkeypatch.setattr(event_types, "read_tsv", rows)
    with pytest.raises(DataError, match=message):
        load_event_types("en")


def test_event_types_unknown_language_raises() -> None:
    with pytest.raises(DataError):
        load_event_types("xx")


def test_deals_statuses_are_known() -> None:
    deals = load_deals("en")
    assert deals.subject["collapse"] == "collapsed"
    assert deals.object["violate"] == "violated"
    assert deals.nouns["truce"] == "ceasefire"
