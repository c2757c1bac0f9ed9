"""The table of attributions is sound, and Parley reads its passages as it says, but for those that are listed as open.

A row that comes right is to be taken off the list (`python -m tests.extract.attribution_table`), one that goes wrong fails.
docs/quality.md counts the open ones.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from parley.records import Reading
from tests.extract.attribution_table import CASES, Row, Span, load, problems, readings, still_open

ROWS = load()
each_row = pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])


def test_there_are_enough_rows_and_no_passage_stands_twice() -> None:
    assert len(ROWS) >= 307
    assert len({row.text for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("case", CASES)
def test_every_case_has_at_least_eight_rows(case: str) -> None:
    assert Counter(row.case for row in ROWS)[case] >= 8


@each_row
def test_traps_alone_have_no_attribution(row: Row) -> None:
    assert bool(row.expect) == (row.case != "trap")


@each_row
def test_contents_are_there_in_order_and_apart_from_source_and_cue(row: Row) -> None:
    for expected in row.expect:
        assert expected.content
        assert all(row.text[start:end].strip() for start, end in expected.content)
        assert list(expected.content) == sorted(expected.content)
        spans = [span for span in (expected.source, expected.cue, *expected.content) if span is not None]
        assert not any(_overlap(one, other) for n, one in enumerate(spans) for other in spans[:n])


@each_row
def test_only_a_continued_quotation_has_a_source_without_a_cue_and_it_has_neither(row: Row) -> None:
    for expected in row.expect:
        assert expected.cue is not None or expected.source is None


@each_row
def test_actors_are_words_of_the_passage(row: Row) -> None:
    text = " ".join(row.text.split())
    assert all(expected.actor in text for expected in row.expect)


@each_row
def test_contents_of_direct_speech_have_no_outer_marks_or_trailing_commas(row: Row) -> None:
    for start, end in (span for expected in row.expect if expected.type == "direct" for span in expected.content):
        content = row.text[start:end]
        assert not content.endswith(",")
        assert not (content[0] in '"“«„‹' and content[-1] in '"”»“›')


@each_row
def test_what_is_nested_lies_in_the_content_of_what_holds_it(row: Row) -> None:
    for expected in row.expect:
        if expected.within is not None:
            holder = row.expect[expected.within - 1].content
            assert holder[0][0] <= expected.content[0][0]
            assert expected.content[-1][1] <= holder[-1][1]


@each_row
def test_dates_are_dates_and_nothing_is_said_after_publication(row: Row) -> None:
    for expected in row.expect:
        if expected.date is not None:
            assert row.published is not None
            assert date.fromisoformat(expected.date) <= date.fromisoformat(row.published)


@pytest.mark.parametrize(
    ("expect", "message"),
    [
        ('source = "Bo"\ncue = "said"\ncontent = ["yes"]', "row 1 .*'Bo' is not found"),
        ('source = "Ann"\ncue = "said"\ncontent = ["no"]', "row 1 .*'said' stands 2 times"),
        ('source = "Ann"\ncue = "said"\ncontent = ["no"]\nnth = {cue = 3}', "row 1 .*nth says 3"),
        ('source = "Ann"\ncue = "said"\ncontent = ["no"]\nnth = {cue = 1}\nwithin = 1', "row 1 .*within = 1"),
    ],
)
def test_loader_names_the_row_whose_strings_are_not_found_or_ambiguous(tmp_path: Path, expect: str, message: str) -> None:
    table = tmp_path / "table.toml"
    row = '[[row]]\ncase = "nested"\ntext = "Ann said no, they said."\n[[row.expect]]\nactor = ""\ntype = "indirect"\n'
    table.write_text(row + expect, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        load(table)


@pytest.fixture(scope="module")
def read() -> dict[str, Reading]:
    return {row.name: reading for row, reading in zip(ROWS, readings(ROWS), strict=True)}


@each_row
def test_a_passage_is_read_as_expected_or_listed_as_open(row: Row, read: dict[str, Reading]) -> None:
    assert sorted(problems(row, read[row.name])) == still_open().get(row.name, [])


def test_no_more_is_open_than_the_table_has() -> None:
    assert set(still_open()) <= {row.name for row in ROWS}


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
