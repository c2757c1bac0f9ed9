from __future__ import annotations

from typing import Any

import pytest

from parley.ledger import LinkKind
from parley.reason.decisions.fields import FIELDS, check, parse, same

KNOWN = {"mali": [("a1", "Government of Mali")], "army": [("a2", "Army of Mali"), ("a3", "French army")]}


def find(typed: str) -> list[tuple[str, str]]:
    return KNOWN.get(typed.casefold(), [])


@pytest.mark.parametrize(
    ("kind", "field", "typed", "value"),
    [
        ("agreements", "status", "in force", "in_force"),
        ("agreements", "status", "viol", "violated"),
        ("agreements", "date", "2021-su", "2021-SU"),
        ("agreements", "date", "2021-03-01/2021-03-05", "2021-03-01/2021-03-05"),
        ("agreements", "place", "-", None),
        ("agreements", "parties", "Mali; mali", [{"id": "a1", "name": "Government of Mali"}] * 2),
        ("agreements", "parties", "-", []),
        ("positions", "red_line", "Yes", True),
        ("actors", "country", "mli", "MLI"),
        ("events", "aux", "", None),
        ("claims", "text", " two  words ", "two words"),
    ],
)
def test_parse(kind: LinkKind, field: str, typed: str, value: Any) -> None:
    assert parse(FIELDS[kind][field], typed, find) == value
    if value != [{"id": "a1", "name": "Government of Mali"}] * 2:
        assert check(kind, field, value) is None


@pytest.mark.parametrize(
    ("kind", "field", "typed", "message"),
    [
        ("agreements", "status", "broken", "is none of: proposed"),
        ("agreements", "status", "-", "cannot be empty"),
        ("agreements", "date", "on Friday", "is no date; type a day 2022-02-15"),
        ("agreements", "parties", "army", "2 actors go by 'army': Army of Mali \\(a2\\)"),
        ("agreements", "parties", "nobody", "no actor of the dossier goes by 'nobody'"),
        ("positions", "red_line", "perhaps", "type yes or no"),
        ("actors", "country", "Mali", "is no country"),
    ],
)
def test_parse_says_what_is_expected(kind: LinkKind, field: str, typed: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse(FIELDS[kind][field], typed, find)


@pytest.mark.parametrize(
    ("field", "value"),
    [("nothing", "x"), ("status", "broken"), ("status", None), ("parties", None), ("parties", "a1x;"), ("date", 5)],
)
def test_check_refuses_what_cannot_stand_there(field: str, value: Any) -> None:
    assert check("agreements", field, value)


def test_actors_are_the_same_by_id_or_name_in_any_order() -> None:
    field = FIELDS["agreements"]["parties"]
    one, other = (
        [{"id": "a1", "name": "Mali"}, {"id": "a2", "name": "France"}],
        [{"id": "a9", "name": "france"}, {"id": "a1", "name": "X"}],
    )
    assert same(field, one, other)
    assert not same(field, one, other[:1])
