from __future__ import annotations

from itertools import permutations

from parley.reason.changes import changes
from parley.reason.merged import items
from parley.reason.view import desk_of, view
from tests.reason.builders import LINKS, Story, seen


def _stories() -> list[Story]:
    meet = Story("1", "Norland and the Front met in Basra on Monday.", "2030-01-02", "Gazette").actor(
        "Norland", canonical="gov:NOR"
    )
    meet.actor("Front", "armed_group").event("CONSULT", "met in Basra", ("Norland", "Front"), date="2030-01-01", place="Basra")
    again = Story("2", "The Front met Norland's envoys at Basra.", "2030-01-03", "Courier").actor("Norland", canonical="gov:NOR")
    again.actor("Front", "armed_group").event(
        "CONSULT", "met Norland's envoys", ("Front", "Norland"), date="2030-01-01", place="Basra"
    )
    hearsay = Story("3", "The Front met Norland's envoys in Basra, the Gazette reported.", "2030-01-04", "Herald")
    hearsay.actor("Norland", canonical="gov:NOR").actor("Front", "armed_group")
    hearsay.event("CONSULT", "met Norland's envoys in Basra", ("Front", "Norland"), date="2030-01-01", place="Basra")
    attack = Story("4", "The Front shelled the port of Aden.", "2030-01-20", "Courier").actor("Front", "armed_group")
    attack.event("ASSAULT", "shelled the port of Aden", ("Front",), place="Aden")
    return [meet, again, hearsay, attack]


def test_one_event_in_three_articles_has_two_origins() -> None:
    found = seen(*_stories())
    meeting, attack = found.events
    assert {e.article for e in meeting.evidence} == {"1", "2", "3"}
    counts = {origin.item: origin.independent for origin in found.origins}
    assert counts[meeting.id] == 2
    assert counts[attack.id] == 1


def test_ids_and_order_do_not_depend_on_the_order_of_reading() -> None:
    readings = [story.read() for story in _stories()]
    expected = view(desk_of(readings, LINKS), None, LINKS)
    assert all(view(desk_of(order, LINKS), None, LINKS) == expected for order in permutations(readings))


def test_ids_stay_when_later_articles_come_in() -> None:
    early = {item.id for item in items(seen(*_stories(), as_of="2030-01-02"))}
    assert early <= {item.id for item in items(seen(*_stories()))}


def test_evidence_is_the_text_at_its_offsets() -> None:
    texts = {story.article.id: story.article.text for story in _stories()}
    every = [e for item in items(seen(*_stories())) for e in item.evidence]
    assert every
    assert all(texts[e.article][e.start_char : e.end_char] == e.text for e in every)


def test_nothing_later_than_the_day_is_known() -> None:
    found = seen(*_stories(), as_of="2030-01-03")
    assert [article.id for article in found.articles] == ["1", "2"]
    assert all(e.article in {"1", "2"} for item in items(found) for e in item.evidence)


def test_the_default_day_is_the_newest_articles() -> None:
    assert seen(*_stories()).as_of == "2030-01-20"
    assert view(desk_of([], LINKS), None, LINKS).as_of is None


def test_changes_are_what_is_new() -> None:
    stories = _stories()
    before, after = seen(*stories, as_of="2030-01-10"), seen(*stories)
    assert [(change.kind, change.now) for change in changes(before, after)] == [("event", "ASSAULT")]
    assert changes(after, after) == ()


def test_a_change_of_status_says_from_what_to_what() -> None:
    one = Story("1", "They signed the Dasa pact.", "2030-01-01").agreement(
        "local", "signed the Dasa pact", place="Dasa", status="agreed"
    )
    two = Story("2", "The Dasa pact has collapsed.", "2030-02-01").agreement(
        "local", "The Dasa pact has collapsed", place="Dasa", status="collapsed"
    )
    (change,) = changes(seen(one, two, as_of="2030-01-15"), seen(one, two))
    assert (change.was, change.now, change.evidence[0].article) == ("agreed", "collapsed", "2")


def test_ties_and_statements_are_merged() -> None:
    text = "Amo leads the Front. He said that it was ready."
    stories = []
    for id, day in (("1", "2030-01-01"), ("2", "2030-01-02")):
        story = Story(id, text, day).actor("Amo Deri", "person").actor("Front", "armed_group")
        story.relation("Amo Deri", "leads", "Front", "leads the Front").statement("He", "it was ready")
        stories.append(story)
    found = seen(*stories)
    (tie,) = found.relations
    assert (tie.type, len(tie.evidence)) == ("leads", 2)
    assert len(found.statements) == 2
