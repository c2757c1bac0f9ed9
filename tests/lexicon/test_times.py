from __future__ import annotations

import re

import pytest

from parley.errors import DataError
from parley.extract.time_tests import TESTS
from parley.extract.time_values import OPERATIONS
from parley.lexicon import times
from parley.lexicon.tables import read_toml
from parley.lexicon.times import Times, load_times


@pytest.fixture(scope="module")
def table() -> Times:
    return load_times("en")


def test_times_rules_name_known_operations_and_tests(table: Times) -> None:
    assert {rule.value for rule in table.rules} <= OPERATIONS.keys()
    assert {test for rule in table.rules for test in rule.tests} <= TESTS.keys()


def test_times_every_rule_compiles_and_has_an_example(table: Times) -> None:
    for rule in table.rules:
        assert rule.examples, rule.name
        assert rule.span is None or rule.span in {name for _, name, _ in rule.groups}, rule.name


def test_times_space_in_a_pattern_is_any_white_space_but_a_paragraph(table: Times) -> None:
    rule = next(rule for rule in table.rules if rule.name == "ago")
    assert rule.pattern.search("two\nweeks\u00a0ago")
    assert not rule.pattern.search("two\n\nweeks ago")


def test_times_months_keep_their_case(table: Times) -> None:
    rule = next(rule for rule in table.rules if rule.name == "month")
    assert rule.pattern.search("in May")
    assert rule.pattern.search("IN MAY")
    assert not rule.pattern.search("it may rain")


def test_times_code_takes_any_case_and_white_space(table: Times) -> None:
    assert table.code("phase", "The  End\nof") == "END"
    with pytest.raises(KeyError):
        table.code("unit", "furlong")


def test_times_of_a_language_without_files_says_which_is_missing() -> None:
    with pytest.raises(DataError, match=re.escape("timex")):
        load_times("xx")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rule": [{"name": "r", "pattern": "{nothing}", "trigger": ["unit"], "value": "length", "examples": []}]}, "nothing"),
        ({"rule": [{"name": "r", "pattern": "x", "trigger": ["nothing"], "value": "length", "examples": []}]}, "nothing"),
        (
            {"rule": [{"name": "r", "pattern": "x", "trigger": ["unit"], "value": "length", "examples": [], "colour": "red"}]},
            "colour",
        ),
        ({"macros": None}, "TypeError"),
    ],
)
def test_times_malformed_grammar_is_refused(monkeypatch: pytest.MonkeyPatch, change: dict[str, object], message: str) -> None:
    monkeypatch.setattr(times, "read_toml", lambda *parts: read_toml(*parts) | (change if parts[-1] == "timex_rules.toml" else {}))
    with pytest.raises(DataError, match=message):
        load_times("en")
