"""Links are made once, with a reason and a score, and nothing that was linked before changes."""

from __future__ import annotations

import pytest

from parley.ledger import Link
from parley.reason.desk import Desk
from tests.reason.builders import LINKS, Story


def desk(*stories: Story) -> Desk:
    made = Desk(LINKS)
    for story in stories:
        made.add(story.read())
    return made


def links(made: Desk, kind: str) -> list[Link]:
    return [link for item in made.items(kind, None) for link in made.links(kind, [item], None)]  # type: ignore[arg-type]


def _met(number: int, day: str, place: str = "Oda") -> Story:
    story = Story(str(number), f"Norland and the Front met in {place} on {day}.", day)
    story.actor("Norland", canonical="gov:NOR").actor("Front", "armed_group", canonical="x:front")
    return story.event("CONSULT", "met in", ("Norland", "Front"), date="2030-05-03", place=place)


def test_a_link_says_why_and_how_surely() -> None:
    first, second = links(desk(_met(1, "2030-05-03"), _met(2, "2030-05-04")), "events")
    assert (first.reason, first.score, first.item) == ("first", 1.0, first.record)
    assert second.item == first.record
    assert second.reason == "told in the same words"
    assert 0.5 <= second.score <= 1


def test_an_actor_is_linked_by_its_key_before_its_names() -> None:
    one = Story("1", "The Front spoke.", "2030-01-01").actor("Front", "armed_group", canonical="x:front")
    two = Story("2", "The Reds spoke.", "2030-01-02").actor("Reds", "armed_group", canonical="x:front")
    three = Story("3", "The Red Front spoke.", "2030-01-03").actor("Red Front", "armed_group", aliases=("Reds",))
    first, second, third = sorted(links(desk(one, two, three), "actors"), key=lambda link: link.known)
    assert second.reason == "both are x:front"
    assert third.reason == "both go by “reds”"
    assert first.item == second.item == third.item


def test_what_was_linked_stays_when_an_older_article_comes_late() -> None:
    early, late = _met(1, "2030-05-03"), _met(2, "2030-05-06")
    made = desk(late)
    before = links(made, "events")
    made.add(early.read())
    after = links(made, "events")
    assert before[0] in after
    assert {link.item for link in after} == {before[0].item}, "the item keeps its id"
    assert [link.article for link in after] == ["1", "2"], "in order of day"


def test_places_in_conflict_keep_events_apart() -> None:
    assert len(desk(_met(1, "2030-05-03"), _met(2, "2030-05-04", "Keta")).items("events", None)) == 2


def test_questions_see_only_what_was_known() -> None:
    made = desk(_met(1, "2030-05-03"), _met(2, "2030-05-06"))
    (item,) = made.items("events", "2030-05-04")
    assert [link.article for link in made.links("events", [item], "2030-05-04")] == ["1"]
    assert made.items("events", "2030-05-02") == []


@pytest.mark.parametrize(("most", "kept"), [(None, 6), (2, 4), (1, 3)])
def test_of_an_item_told_often_first_latest_and_turns_are_kept(most: int | None, kept: int) -> None:
    stories = []
    for day, direction in enumerate(("for", "for", "against", "against", "for", "for"), 1):
        story = Story(str(day), f"Norland speaks of talks with the rebels, day {day}.", f"2030-05-0{day}")
        story.actor("Norland", canonical="gov:NOR")
        stories.append(story.position("Norland", "talks with the rebels", direction, "talks with the rebels"))
    made = desk(*stories)
    (item,) = made.items("positions", None)
    found = made.links("positions", [item], None, most)
    assert len(found) == kept
    assert (found[0].article, found[-1].article) == ("1", "6")


def test_a_later_article_settles_what_was_expected_whichever_is_added_first() -> None:
    promise = Story("1", "Talks between Norland and the Front will open in Oda on 9 May.", "2030-05-03")
    promise.expectation("Talks between Norland and the Front will open in Oda on 9 May", due="2030-05-09")
    opened = Story("2", "Talks between Norland and the Front opened in Oda on 9 May.", "2030-05-10").timex("9 May", "2030-05-09")
    for order in ((promise, opened), (opened, promise)):
        made = desk(*order)
        (settlement,) = made.settlements(made.items("expectations", None), None)
        assert (settlement.article, settlement.outcome, settlement.known) == ("2", "met", "2030-05-10")
        assert made.settlements(made.items("expectations", None), "2030-05-09") == []
