"""Of a large dossier only what a brief is about is read, and it is what the whole dossier says of it."""

from __future__ import annotations

import pytest

from parley.reason.agenda import SMALL, agenda
from parley.reason.desk import Desk
from parley.reason.merged import View
from parley.reason.shelf import Asked, Shelf
from parley.reason.view import desk_of, view, view_of
from tests.reason.builders import LINKS, Story


def _story(number: int) -> Story:
    """Article `number` of a war in which every day has its talks, its position and its promise."""
    day = f"2030-{1 + number // 28:02}-{1 + number % 28:02}"
    sides = ("Norland", "Southland", "Eastland")
    one, other = sides[number % 3], sides[(number + 1) % 3]
    direction = ("for", "against", "conditional")[number % 3]
    text = (
        f"{one} and {other} met in harbour {number}. {one} spoke of talks with the rebels. {other} will open road {number} in June."
    )
    story = Story(f"{number:03}", text, day).actor(one, canonical=f"x:{one}").actor(other, canonical=f"x:{other}")
    story.event("CONSULT", f"met in harbour {number}", (one, other), date=day, place=f"harbour {number}")
    story.position(one, "talks with the rebels", direction, "talks with the rebels")
    return story.expectation(f"{other} will open road {number} in June", due="2030-06")


@pytest.fixture(scope="module")
def desk() -> Desk:
    return desk_of((_story(number).read() for number in range(3 * SMALL)), LINKS)


def test_a_small_dossier_is_looked_at_as_a_whole() -> None:
    assert agenda(desk_of([_story(1).read()], LINKS), "2030-05-01", "2030-04-01") is None


def test_a_large_one_is_looked_at_in_part(desk: Desk) -> None:
    asked = agenda(desk, "2030-05-01", "2030-04-01")
    assert asked is not None
    shelf = Shelf(desk, "2030-05-01", LINKS, asked)
    assert len(shelf.readings) < 3 * SMALL
    half = agenda(desk, "2030-05-01", "2030-04-01", 0.5)
    assert half is not None
    assert len(half.chosen["events"]) < len(asked.chosen["events"])
    assert max(reading.article.published or "" for reading in shelf.readings) == "2030-05-01", "nothing later, and the newest"


def test_an_item_is_the_same_in_a_part_as_in_the_whole(desk: Desk) -> None:
    whole = view(desk, "2030-03-15", LINKS)
    position = whole.positions[0]
    part = view_of(Shelf(desk, "2030-03-15", LINKS, Asked({"positions": [position.id]})))
    assert part.positions == (position,)
    assert {actor.name for actor in part.actors} == {"Norland", "Southland", "Eastland"} & {
        actor.name for actor in whole.actors if actor.id == position.actor
    }


@pytest.mark.parametrize("day", ["2030-01-10", "2030-02-20", "2030-03-30"])
def test_an_earlier_day_is_worked_out_of_the_links_at_hand(desk: Desk, day: str) -> None:
    def stances(found: View) -> list[tuple[str, str]]:
        return [(position.id, position.direction) for position in found.positions]

    shelf = Shelf(desk, "2030-04-20", LINKS, Asked({"positions": desk.items("positions", None)}, most=2))
    assert stances(view_of(shelf.earlier(day))) == stances(view(desk, day, LINKS))
