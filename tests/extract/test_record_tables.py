"""Parley reads the passages of tables/*.toml as they say, but for those that are listed as open.

A passage that comes right is to be taken off the list (`python -m tests.extract.record_tables`), one that goes wrong fails.
docs/quality.md counts the open ones.
"""

import pytest

from parley.records import Reading
from tests.extract.record_tables import KINDS, Passage, load, problems, readings, still_open

PASSAGES = [passage for kind in KINDS for passage in load(kind)]


@pytest.fixture(scope="module")
def read() -> dict[str, Reading]:
    return {p.name: r for p, r in zip(PASSAGES, readings(PASSAGES), strict=True)}


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_enough_passages_and_half_of_them_are_traps(kind: str) -> None:
    passages = load(kind)
    assert len({p.text for p in passages}) == len(passages) >= 60
    assert 2 * sum(p.why is not None for p in passages) >= len(passages)


@pytest.mark.parametrize("passage", PASSAGES, ids=[p.name for p in PASSAGES])
def test_quotations_stand_in_their_passage(passage: Passage) -> None:
    assert passage.expected or passage.why
    assert all(passage.text.count(want["quote"]) == 1 for want in passage.expected)


@pytest.mark.parametrize("passage", PASSAGES, ids=[p.name for p in PASSAGES])
def test_passages_are_read_as_the_table_says(passage: Passage, read: dict[str, Reading]) -> None:
    assert problems(passage, read[passage.name]) == still_open().get(passage.name, [])
