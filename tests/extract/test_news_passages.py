"""Whole passages of news with their events and relations (news_passages.toml): what was found once is found again."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from parley.pipeline import extract_all
from parley.read.article import make_article
from parley.records import Event, Reading, Spans
from parley.reliability import words
from tests.extract.record_tables import Names

TABLE = Path(__file__).with_name("news_passages.toml")
PASSAGES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf8"))["passage"]
# The share of the shorter of two stretches, a quotation and an event's evidence, that both must have
SHARED = 0.5


@pytest.fixture(scope="module")
def read() -> list[Reading]:
    return extract_all(
        [make_article(p["text"], id=str(n), published=p["published"], language="en") for n, p in enumerate(PASSAGES)]
    )


def _is_there(text: str, quote: str, evidence: Spans) -> bool:
    start = text.index(quote)
    wanted, mine = words(text, [(start, start + len(quote))]), words(text, evidence)
    return len(wanted & mine) >= SHARED * max(1, min(len(wanted), len(mine)))


def _has_event(passage: dict[str, Any], events: list[Event], names: Names, want: dict[str, Any]) -> bool:
    for event in events:
        same = event.event_type == want["type"] and (event.aux or "") == want["aux"]
        named = names.has((*event.actor, *event.recipient), want["parties"])
        if same and named and _is_there(passage["text"], want["quote"], event.evidence):
            events.remove(event)
            return True
    return False


@pytest.mark.parametrize("number", range(len(PASSAGES)))
def test_news_passages_events(read: list[Reading], number: int) -> None:
    passage, reading = PASSAGES[number], read[number]
    names, left = Names(reading), list(reading.events)
    wanted = [want for want in passage["events"] if not want.get("open")]
    assert [want["quote"] for want in wanted if not _has_event(passage, left, names, want)] == []


@pytest.mark.parametrize("number", range(len(PASSAGES)))
def test_news_passages_relations(read: list[Reading], number: int) -> None:
    reading = read[number]
    names = Names(reading)
    found = [(names, r) for r in reading.relations]
    wanted = [want for want in PASSAGES[number]["relations"] if not want.get("open")]
    missed = [
        want
        for want in wanted
        if not any(
            r.type == want["type"] and n.is_named(r.subject, want["subject"]) and n.is_named(r.object, want["object"])
            for n, r in found
        )
    ]
    assert missed == []
