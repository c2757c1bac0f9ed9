from __future__ import annotations

import pytest

from parley.reason.changes import changes
from parley.reason.decisions.found import lost_decisions
from parley.reason.merged import View, standing
from tests.reason.builders import Story
from tests.reason.decisions.people import Room


def pact(id: str, day: str, quote: str, **more: object) -> Story:
    story = Story(id, f"{quote} Norland and the Front spoke of it.", day)
    story.actor("Norland").actor("Front", "armed_group")
    story.agreement("ceasefire", quote, ("Norland", "Front"), place="Dasa", date="2030-04", **more)
    return story


HOLDS = pact("one", "2030-05-01", "The truce of Dasa still holds.", status="in_force")
BROKEN = pact("two", "2030-06-01", "The truce of Dasa was broken.", status="violated")


@pytest.fixture
def room() -> Room:
    return Room(HOLDS, BROKEN)


def test_nobody_has_looked_at_it(room: Room) -> None:
    assert room.one("agreements").reviewed is None
    assert room.one("agreements").decisions == ()


def test_accepted_is_marked_with_who_and_when(room: Room) -> None:
    room.decide("Ana", "accepted", room.one("agreements"))
    item = room.one("agreements")
    assert item.reviewed == "accepted"
    assert [(d.who, d.verdict) for d in item.decisions] == [("Ana", "accepted")]


def test_rejected_is_listed_but_left_out_of_the_brief_and_of_changes(room: Room) -> None:
    room.decide("Ana", "rejected", room.one("agreements"))
    view = room.view()
    assert view.agreements[0].reviewed == "rejected"
    assert standing(view).agreements == ()
    empty = View(**dict.fromkeys(View.__struct_fields__, ()) | {"as_of": None})  # type: ignore[arg-type]
    assert not [c for c in changes(empty, view) if c.kind == "agreement"]


def test_a_corrected_field_has_the_persons_value(room: Room) -> None:
    item = room.one("agreements")
    room.correct("Ana", item, "date", "2030-03-28")
    room.correct("Ana", item, "mediators", [{"id": room.actor("Norland"), "name": "Norland"}, "Front", "nobody known"])
    made = room.one("agreements")
    assert made.reviewed == "corrected"
    assert made.date == "2030-03-28"
    assert made.mediators == (room.actor("Norland"), room.actor("Front"))


def test_a_status_is_corrected_for_the_day_of_the_words_that_were_shown() -> None:
    room = Room(HOLDS)
    room.correct("Ana", room.one("agreements"), "status", "proposed")
    assert room.one("agreements").status == "proposed"
    assert [stage.value for stage in room.one("agreements").life] == ["proposed"]
    later = Room(HOLDS, BROKEN)
    item = later.one("agreements")
    early = later.one("agreements", "2030-05-15")
    later.correct("Ana", early, "status", "proposed")
    assert later.one("agreements", "2030-05-15").status == "proposed"
    assert later.one("agreements").status == "violated"  # an article moved it since
    later.correct("Ana", item, "status", "collapsed")
    assert later.one("agreements").status == "collapsed"
    assert later.one("agreements", "2030-05-15").status == "in_force"  # the words of that correction were not known


def test_accepted_by_one_and_rejected_by_another_is_disputed_and_stands(room: Room) -> None:
    item = room.one("agreements")
    room.decide("Ana", "accepted", item)
    room.decide("Ben", "rejected", item)
    made = room.one("agreements")
    assert made.reviewed == "disputed"
    assert [(d.who, d.verdict) for d in made.decisions] == [("Ana", "accepted"), ("Ben", "rejected")]
    assert standing(room.view()).agreements


def test_two_values_for_a_field_are_disputed_and_it_stays_as_it_was_read(room: Room) -> None:
    item = room.one("agreements")
    room.correct("Ana", item, "date", "2030-03")
    room.correct("Ben", item, "date", "2030-02")
    room.correct("Ben", item, "place", "Orla")
    made = room.one("agreements")
    assert (made.reviewed, made.date, made.place) == ("disputed", "2030-04", "Orla")
    room.correct("Ben", item, "date", "2030-03")  # the latest of a person counts
    assert (room.one("agreements").reviewed, room.one("agreements").date) == ("corrected", "2030-03")


def test_who_accepted_another_value_disagrees_with_a_correction(room: Room) -> None:
    item = room.one("agreements")
    room.decide("Ben", "accepted", item)
    room.correct("Ana", item, "date", "2030-03")
    assert room.one("agreements").reviewed == "disputed"
    room.undo("Ben", room.desk.decisions()[0])
    assert room.one("agreements").date == "2030-03"
    room.decide("Ben", "accepted", room.one("agreements"))  # having seen it
    assert room.one("agreements").reviewed == "corrected"


def test_the_latest_verdict_of_a_person_counts(room: Room) -> None:
    item = room.one("agreements")
    room.decide("Ana", "rejected", item)
    room.decide("Ana", "accepted", item)
    assert room.one("agreements").reviewed == "accepted"


def test_merged_items_are_one_and_a_split_parts_them(room: Room) -> None:
    other = Story("three", "A separate accord on fishing was signed by the Front.", "2030-06-02").actor("Front", "armed_group")
    other.agreement("other", "A separate accord on fishing was signed", ("Front",))
    room = Room(HOLDS, BROKEN, other)
    first, fishing = room.view().agreements
    merge = room.decide("Ana", "merged", fishing, other=first.id)
    made = room.one("agreements")
    assert made.id == first.id
    assert len(made.records) == 3
    assert made.reviewed == "corrected"
    room.undo("Ana", merge)
    assert len(room.view().agreements) == 2
    room.decide("Ana", "split", first, records=(first.records[1],))
    assert [len(a.records) for a in room.view().agreements] == [1, 1, 1]
    assert [a.status for a in room.view("2030-05-15").agreements] == ["in_force"]


def test_merged_actors_are_one_in_what_they_are_in(room: Room) -> None:
    view = room.view()
    norland, front = room.actor("Norland"), room.actor("Front")
    room.decide("Ana", "merged", next(a for a in view.actors if a.id == norland), other=front)
    assert room.one("agreements").parties == (front,)
    assert [actor.id for actor in room.view().actors] == [front]


def test_a_corrected_name_keeps_the_old_one_as_another(room: Room) -> None:
    front = next(a for a in room.view().actors if a.name == "Front")
    room.correct("Ana", front, "name", "People's Front")
    made = next(a for a in room.view().actors if a.id == front.id)
    assert (made.name, made.aliases) == ("People's Front", ("Front",))


def expected(quote: str) -> Story:
    return Story("x", "Norland said a vote would be held by Friday, and left.", "2030-05-01").expectation(quote, due="2030-05-03")


def test_a_decision_is_found_again_by_its_words_and_a_lost_one_is_listed() -> None:
    old, new = Room(expected("a vote would be held by Friday")), Room(expected("a vote would be held"))
    old.decide("Ana", "accepted", old.one("expectations"))
    new.desk.decide(old.desk.decisions()[0])
    assert new.one("expectations").reviewed == "accepted"
    assert lost_decisions(new.desk.decisions(), new.desk) == []
    gone = Room(expected("left"))
    gone.desk.decide(old.desk.decisions()[0])
    assert gone.one("expectations").reviewed is None
    assert [d.who for d in lost_decisions(gone.desk.decisions(), gone.desk)] == ["Ana"]


def stand(direction: str, quote: str) -> Story:
    return (
        Story("p", "Norland will not talk to the Front.", "2030-05-01")
        .actor("Norland")
        .position("Norland", "talk", direction, quote)
    )


def test_a_rejection_does_not_fall_on_what_a_newer_version_put_right() -> None:
    old, new = Room(stand("for", "talk to the Front")), Room(stand("against", "will not talk to the Front"))
    same = Room(stand("for", "will not talk to the Front"))
    old.decide("Ana", "rejected", old.one("positions"))
    for room, reviewed in ((new, None), (same, "rejected")):
        room.desk.decide(old.desk.decisions()[0])
        assert room.one("positions").reviewed == reviewed


def test_due_corrected_makes_it_overdue() -> None:
    room = Room(expected("a vote would be held by Friday"), Story("y", "Later.", "2030-05-10"))
    assert room.one("expectations", "2030-05-10").outcome == "overdue"
    room.correct("Ana", room.one("expectations"), "due", "2030-05-30")
    assert room.one("expectations", "2030-05-10").outcome == "open"
