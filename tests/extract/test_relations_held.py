"""Between which days ties hold, and who controls which land."""

from __future__ import annotations

import pytest

from parley.pipeline import extract_all
from parley.read.article import make_article
from parley.records import Reading


def _read(text: str) -> Reading:
    (reading,) = extract_all([make_article(text, id="x", published="2023-05-10", language="en")])
    return reading


@pytest.mark.parametrize(
    ("text", "kind", "since", "until"),
    [
        ("Abdel Fattah al-Burhan has led Sudan's army since 2018.", "leads", "2018", None),
        ("Joseph Kabila, president of Congo from 2001 to 2019, returned.", "former_leader_of", "2001", "2019"),
        ("Hashim Thaci was president of Kosovo from April 2016 until November 2020.", "former_leader_of", "2016-04", "2020-11"),
        ("Rwanda has backed the M23 since 2021.", "supports", "2021", None),
        (
            "The United States imposed sanctions on the Rapid Support Forces; since Monday Hamas has held its fire.",
            "sanctions",
            None,
            None,
        ),
    ],
)
def test_relations_hold_between_the_days_that_the_words_give(text: str, kind: str, since: str | None, until: str | None) -> None:
    assert [(r.type, r.since, r.until) for r in _read(text).relations] == [(kind, since, until)]


@pytest.mark.parametrize(
    ("text", "area", "share"),
    [
        ("The RSF controls most of Darfur. Sudan's government has lost it.", "Darfur", "most"),
        ("Russia occupies a fifth of Ukraine, the Ukrainian government says.", "Ukraine", "a fifth"),
        ("Hodeida is under the control of the Houthis. Yemen's government wants it back.", "Hodeida", None),
        ("Al-Shabaab has ruled the town of Jilib for years. Somalia's government said so.", "town of Jilib", None),
    ],
)
def test_relations_say_which_land_is_controlled(text: str, area: str, share: str | None) -> None:
    assert [(r.area, r.share) for r in _read(text).relations if r.type == "controls"] == [(area, share)]


def test_relations_know_no_control_of_what_is_only_wanted_or_done_there() -> None:
    for text in (
        "The Houthis hold a meeting in Sanaa. Yemen's government said so.",
        "Russia wants to control Ukraine, the Ukrainian government says.",
    ):
        assert not [r for r in _read(text).relations if r.type == "controls"]
