from __future__ import annotations

from parley.reason.decisions.walk import walk, why
from tests.reason.builders import Story
from tests.reason.decisions.people import Room


def scene() -> Room:
    story = Story(
        "one",
        "Norland will never talk to the Front. The truce of Dasa has collapsed. The accord of Orla holds. The Front denies that it "
        "shelled Dasa. A vote was due by April. A report is expected. Norland and the Front met in Basra. Norland wants grain.",
        "2030-05-01",
    )
    story.actor("Norland").actor("Front", "armed_group")
    story.event("CONSULT", "met in Basra", ("Norland", "Front"), date="2030-04-30")
    story.expectation("A report is expected")
    story.expectation("A vote was due by April", due="2030-04")
    story.agreement("other", "The accord of Orla holds", ("Norland", "Front"), place="Orla", status="in_force")
    story.position("Norland", "buy grain", "for", "wants grain")
    story.claim("it shelled Dasa", "denied", denied=("Front",))
    story.position("Norland", "talk to the Front", "against", "will never talk to the Front", red_line=True)
    story.agreement("ceasefire", "The truce of Dasa has collapsed", ("Norland", "Front"), place="Dasa", status="collapsed")
    return Room(story)


def test_what_does_most_harm_if_it_is_wrong_comes_first() -> None:
    view = scene().view("2030-05-01")
    reasons = [why(item, view.as_of) for item in walk(view)]
    assert reasons == [
        (1, "agreement collapsed"), (2, "red line"), (3, "claim denied"), (4, "overdue"), (5, "agreement"), (6, "position"),
        (7, "event of weight"), (8, "expectation open"),
    ]  # fmt: skip


def test_what_somebody_decided_is_not_walked_again() -> None:
    room = scene()
    first, second, *rest = walk(room.view("2030-05-01"))
    room.decide("Ana", "accepted", first)
    room.decide("Ben", "rejected", second)
    assert walk(room.view("2030-05-01")) == rest


def test_a_single_source_and_low_confidence_come_before_the_well_attested() -> None:
    def told(id: str, confidence: float, quote: str = "The accord of Orla holds") -> Story:
        story = Story(id, f"{quote}, {id} says.", "2030-05-01").actor("Norland")
        return story.agreement("other", quote, ("Norland",), place=quote.split()[-2], status="in_force", confidence=confidence)

    room = Room(
        told("a", 0.9), told("b", 0.9), told("c", 0.9, "Wheat deal in Basra signed"), told("d", 0.3, "Fish pact at Dasa made")
    )
    assert [len(item.records) for item in walk(room.view(), ["agreements"])] == [1, 1, 2]
    assert [item.confidence for item in walk(room.view(), ["agreements"])] == [0.3, 0.9, 0.9]  # type: ignore[attr-defined]
