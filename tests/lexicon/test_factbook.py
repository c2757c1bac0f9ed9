"""What the Factbook lists becomes actors, below our own."""

from __future__ import annotations

import pytest

from parley.lexicon.factbook import Row, known_below, rows_of
from parley.lexicon.gazetteer import factbook_actors
from parley.lexicon.known_actors import KnownActor


def book(chief: str = "", parties: str = "", groups: str = "") -> dict[str, object]:
    return {
        "Government": {"Executive branch": {"chief of state": {"text": chief}}, "Political parties": {"text": parties}},
        "Terrorism": {"Terrorist group(s)": {"text": groups}},
    }


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("President Ana Maria ROJAS Vega (since 7 August 2022)", ("person", "Ana Rojas", ["Ana Maria Rojas Vega"])),
        ("Council Chair General Abd-al-Karim al-TESTI (since 11 November 2021)", ("person", "Abd-al-Karim al-Testi", [])),
        ("Transition President Jean N'DOKO (since 2021)", ("person", "Jean N'Doko", [])),
        ("King M&aacute;rio III (since 1999)", None),
    ],
)
def test_leaders(text: str, row: tuple[str, str, list[str]] | None) -> None:
    assert rows_of(book(chief=text)) == ([row] if row else [])


def test_parties_and_groups() -> None:
    rows = rows_of(
        book(parties="Union of the River or UR (left)<br>Unity <br/>Front of Six", groups="Band of Ten (BoT); Ten - Orla")
    )
    assert rows == [("party", "Union of the River", ["UR"]), ("party", "Front of Six", []), ("armed_group", "Band of Ten", ["BoT"])]


def test_a_book_without_these_headings_has_no_rows() -> None:
    assert rows_of({}) == []
    assert rows_of(None) == []


def test_ours_come_first() -> None:
    ours = KnownActor("parley:ur", "Union of the River", "party", ("MLI",), ("UR",), {}, "", "own usage")
    rows: dict[str, list[Row]] = {
        "MLI": [("party", "Union of the Rivers", ["UR"])],
        "NER": [("party", "Union of the River", [])],
    }
    assert [(a.key, a.where) for a in known_below(rows, [ours])] == [("factbook:ner-union-of-the-river", ("NER",))]


def test_a_group_of_several_countries_is_one() -> None:
    rows = {"MLI": [("armed_group", "Band of Ten", ["BoT"])], "NER": [("armed_group", "Band of Ten", ["BoT"])]}
    assert [(a.key, a.where) for a in known_below(rows, [])] == [("factbook:group-band-of-ten", ("MLI", "NER"))]


def test_the_package_has_leaders_and_parties_of_most_countries() -> None:
    found = factbook_actors()
    assert sum(a.kind == "party" for a in found) > 1000
    assert len({a.where for a in found if a.kind == "person"}) > 100
    assert not any("&" in a.name and ";" in a.name for a in found)
