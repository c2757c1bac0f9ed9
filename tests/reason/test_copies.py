from __future__ import annotations

from collections.abc import Sequence

from parley.reason.view import desk_of
from parley.records import Article, Reading
from tests.reason.builders import LINKS

WIRE = (
    "Envoys of the two sides met for three hours in the harbour hotel on Monday and agreed to meet again. "
    "The mediator said that lists of prisoners had been handed over and would be checked within ten days. "
    "Neither delegation spoke to reporters, who had waited since dawn behind a fence by the sea wall."
)
OTHER = (
    "The price of bread rose by a fifth in the capital last month, the office of statistics reported on Friday. "
    "Bakers blame the cost of fuel, which has doubled since the road to the coast was cut by fighting in spring. "
    "The ministry of trade promised cheaper flour for the poorest quarters before the month of fasting begins."
)


def _article(id: str, text: str, **more: object) -> Article:
    return Article(id=id, text=text, **more)  # type: ignore[arg-type]


def copies(articles: Sequence[Article]) -> dict[str, str]:
    desk = desk_of((Reading(article=article) for article in articles), LINKS)
    return desk.copies([article.id for article in articles])


def test_a_trimmed_reprint_is_a_copy_of_the_earliest() -> None:
    reprint = "Talks in the harbour\n\n" + WIRE.rpartition("Neither")[0]
    again = WIRE.replace("three hours", "several hours") + " (Agencies)"
    found = copies([_article("a", WIRE), _article("b", OTHER), _article("c", reprint), _article("d", again)])
    assert found == {"c": "a", "d": "a"}


def test_shared_boilerplate_makes_no_copy() -> None:
    footer = "Subscribe to our newsletter and read everything that we publish about the region every single morning of the week "
    one, two = WIRE + footer * 3, OTHER + footer * 3
    marked = [_article("a", one, boilerplate=((len(WIRE), len(one)),)), _article("b", two, boilerplate=((len(OTHER), len(two)),))]
    assert copies(marked) == {}


def test_short_texts_are_no_evidence() -> None:
    assert copies([_article("a", "Truce holds for a third day"), _article("b", "Truce holds for a third day")]) == {}
