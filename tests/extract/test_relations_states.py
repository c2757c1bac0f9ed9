"""Whose president, minister, mediator or lawmaker somebody is."""

from __future__ import annotations

import pytest

from parley.records import Reading
from tests.conftest import ReadText


def ties(reading: Reading) -> set[tuple[str, str, str]]:
    """(subject, type, object) of every relation, by names."""
    names = {a.id: a.name for a in reading.actors}
    return {(names[r.subject], r.type, names[r.object]) for r in reading.relations}


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        (
            "Chad will send troops. Chadian President Idris Saleh met the generals in Chad.",
            ("Idris Saleh", "leads", "Government of Chad"),
        ),
        (
            "Peru closed the border. President Rosa Quispe spoke in Lima, and Peru's army moved south.",
            ("Rosa Quispe", "leads", "Government of Peru"),
        ),
        (
            "Peru closed the border. Luis Soto, the finance minister, said Peru could pay.",
            ("Luis Soto", "member_of", "Government of Peru"),
        ),
        (
            "Ghana's president, Kofi Darko, left. Ama Boateng, Kofi Darko's senior adviser for trade, stayed in Ghana.",
            ("Ama Boateng", "member_of", "Government of Ghana"),
        ),
        (
            'Republicans are split. "We were played," said Rep. Dana Whitlock, R-Ohio.',
            ("Dana Whitlock", "member_of", "Republican Party"),
        ),
        (
            "Egypt sent its envoys. Israel waited. Egyptian mediators gave Israel and Hamas a new draft.",
            ("Government of Egypt", "mediates_between", "Hamas"),
        ),
    ],
)
def test_relations_know_whose_an_office_is(read_text: ReadText, text: str, tie: tuple[str, str, str]) -> None:
    assert tie in ties(read_text(text))


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Our correspondent in Doha, Nora Haddad, met Qatar's ministers. Qatar said no.", ("Nora Haddad", "member_of")),
        ("Milan Babic, then deputy leader of the Serb List, resigned.", ("Milan Babic", "leads")),
    ],
)
def test_relations_leave_open_whose_an_office_is(read_text: ReadText, text: str, pair: tuple[str, str]) -> None:
    assert pair not in {(s, t) for s, t, _ in ties(read_text(text))}


def test_relations_do_not_give_an_office_to_the_next_speaker(read_text: ReadText) -> None:
    text = "The order covers Amadou Koufa, the head of Katiba Macina, Fané said."
    found = {s for s, t, _ in ties(read_text(text)) if t == "leads"}

    assert found <= {"Amadou Koufa"}
