"""Sentences of our own, with the events that a reader finds in them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.records import Event, Reading
from tests.conftest import ReadText
from tests.extract.asking import names

PUBLISHED = "2023-05-25"


def first(reading: Reading) -> Event:
    assert reading.events, "no event found"
    return reading.events[0]


# Rules alone: what an article opens with is also the network's (test_event_leads.py).
LEAD = "It was a quiet week.\n\n"
TYPES = [
    ("The United States imposed sanctions on Iran.", "SANCTION"),
    ("Russian forces shelled Kharkiv on Tuesday.", "ASSAULT"),
    ("Israel and Hamas agreed on a truce.", "AGREE"),
    ("President Macron met the Egyptian president in Cairo.", "CONSULT"),
    ("Germany praised the Tunisian government for its restraint.", "SUPPORT"),
    ("Police in Lagos arrested four union leaders.", "COERCE"),
    ("Colombia's government declared a unilateral ceasefire with the ELN.", "CONCEDE"),
    ("The rebels released 40 prisoners on Friday.", "RETREAT"),
    ("Japan provided humanitarian aid to Somalia.", "AID"),
    ("Kenya and Uganda exchanged intelligence about the militants.", "COOPERATE"),
    ("Egypt called on Israel to lift the blockade.", "REQUEST"),
    ("Armenia accused Azerbaijan of shelling a border village.", "ACCUSE"),
    ("Sudan's army rejected the proposal of the African Union.", "REJECT"),
    ("Turkey threatened to bomb Syria.", "THREATEN"),
    ("Thousands of students demonstrated against the government in Dakar.", "PROTEST"),
    ("Poland deployed 2,000 soldiers to its border with Belarus.", "MOBILIZE"),
]


@pytest.mark.parametrize(("text", "event_type"), TYPES)
def test_events_type(read_text: ReadText, text: str, event_type: str) -> None:
    assert first(read_text(LEAD + text, PUBLISHED)).event_type == event_type


@pytest.mark.parametrize(
    ("text", "aux"),
    [
        ("Iran has not attacked Israel.", "negation"),
        ("Chad could attack Libya.", "hypothetical"),
        ("If Chad attacks Libya, oil prices will rise.", "hypothetical"),
        ("Chad attacked Libya.", None),
    ],
)
def test_events_auxiliary(read_text: ReadText, text: str, aux: str | None) -> None:
    assert first(read_text(text, PUBLISHED)).aux == aux


def test_events_a_dated_meeting_to_come_is_future(read_text: ReadText) -> None:
    event = first(read_text("President Macron will meet President Putin in Geneva on 4 June 2023.", PUBLISHED))
    assert (event.event_type, event.aux, event.date) == ("CONSULT", "future", "2023-06-04")


def test_events_refused_deeds_are_rejections(read_text: ReadText) -> None:
    event = first(read_text("Turkey will not release the prisoners.", PUBLISHED))
    assert (event.event_type, event.aux) == ("REJECT", None)


def test_events_a_call_is_a_request_and_hides_what_it_asks_for(read_text: ReadText) -> None:
    reading = read_text("Egypt urged Israel to withdraw its troops from Gaza.", PUBLISHED)
    assert [e.event_type for e in reading.events] == ["REQUEST"]
    assert names(reading, first(reading).actor) == {"Egypt"}
    assert names(reading, first(reading).recipient) == {"Israel"}


def test_events_passives_name_the_agent_as_actor(read_text: ReadText) -> None:
    reading = read_text("Two soldiers were killed by Boko Haram gunmen near Maiduguri.", PUBLISHED)
    assert names(reading, first(reading).actor) == {"Boko Haram"}


def test_events_nominalisations_name_their_arguments(read_text: ReadText) -> None:
    reading = read_text("The talks between Sudan and Ethiopia in Nairobi lasted two days.", PUBLISHED)
    event = first(reading)
    assert event.event_type == "CONSULT"
    assert names(reading, event.actor) == {"Sudan", "Ethiopia"}
    assert event.place == "Nairobi"


def test_events_a_host_stands_between_those_who_talk(read_text: ReadText) -> None:
    reading = read_text("Kenya hosted talks between Sudan and Ethiopia in Nairobi on Monday.", PUBLISHED)
    event = first(reading)
    assert names(reading, event.mediator) == {"Kenya"}
    assert names(reading, event.actor) == {"Sudan", "Ethiopia"}
    assert event.date == "2023-05-22"


def test_events_no_date_without_a_time_in_the_sentence(read_text: ReadText) -> None:
    assert first(read_text("Russian forces shelled Kharkiv.", PUBLISHED)).date is None


def test_events_a_denial_is_no_rejection(read_text: ReadText) -> None:
    reading = read_text("Sudan's army rejected the allegation.", PUBLISHED)
    assert "REJECT" not in [e.event_type for e in reading.events]


def test_events_what_an_actor_is_accused_of_is_his(read_text: ReadText) -> None:
    reading = read_text("Armenia accused Azerbaijan of shelling a border village.", PUBLISHED)
    shelling = next(e for e in reading.events if e.event_type == "ASSAULT")
    assert names(reading, shelling.actor) == {"Azerbaijan"}


def test_events_killing_in_an_attack_is_told_once(read_text: ReadText) -> None:
    reading = read_text("Boko Haram attacked a village near Maiduguri, killing four farmers.", PUBLISHED)
    assert [e.event_type for e in reading.events] == ["ASSAULT"]


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet=" \n\t.,\u2014\u201c\u201dé😀aZ", max_size=12))
def test_events_evidence_stays_in_the_text_and_holds_the_verb(read_text: ReadText, padding: str) -> None:
    text = padding + "\n\nRussian forces shelled Kharkiv on Tuesday.\n\n" + padding
    found = [e for e in read_text(text, PUBLISHED).events if e.event_type == "ASSAULT"]
    assert found
    for start, end in found[0].evidence:
        assert 0 <= start < end <= len(text)
    assert any("shelled" in text[start:end] for start, end in found[0].evidence)


@pytest.mark.parametrize(
    ("text", "event_type", "aux"),
    [
        ("Kenya handed a draft to Sudan and Ethiopia.", "CONSULT", None),
        ("The delegation of Sudan arrived in Nairobi.", "CONSULT", None),
        ("The rebels laid down their weapons on Friday.", "RETREAT", None),
        ("Families of the hostages blocked the highway in Haifa.", "PROTEST", None),
        ("Sudan will not sign anything.", "REJECT", None),
        ("Sudan let the day pass without freeing a single prisoner of Ethiopia.", "RETREAT", "negation"),
        ("Canada is considering sanctions on Iran.", "SANCTION", "hypothetical"),
        ("Canada is holding off on imposing sanctions on Iran.", "SANCTION", "negation"),
        ("Sudan no longer attacks Ethiopia.", "ASSAULT", "negation"),
        ("The army of Sudan has released nobody.", "RETREAT", "negation"),
        ("Not once did Sudan attack Ethiopia.", "ASSAULT", "negation"),
        ("Sudan stopped short of imposing sanctions on Ethiopia.", "SANCTION", "negation"),
        ("Had Sudan attacked Ethiopia, Kenya would have closed the border.", "ASSAULT", "hypothetical"),
        ("The army of Sudan has stopped bombing the town.", "RETREAT", None),
        ("The rebels handed the town back to Sudan.", "RETREAT", None),
        ("Sudan brushed aside the proposal of Ethiopia.", "REJECT", None),
        ("Sudan skipped the talks with Ethiopia.", "SANCTION", None),
        ("Sudan pulled out of the accord with Ethiopia.", "SANCTION", None),
        ("Ethiopia captured Kassala on Friday.", "ASSAULT", None),
        ("The Red Cross handed blankets to Sudan.", "AID", None),
    ],
)
def test_events_language(read_text: ReadText, text: str, event_type: str, aux: str | None) -> None:
    assert (event_type, aux) in [(e.event_type, e.aux) for e in read_text(LEAD + text, PUBLISHED).events]


@pytest.mark.parametrize("text", ["No talks with the jihadists are planned.", "Talks would be useful.", "A summit is possible."])
def test_events_none_where_nobody_bears_them(read_text: ReadText, text: str) -> None:
    assert read_text(text, PUBLISHED).events == ()


@pytest.mark.parametrize(
    ("text", "event_type", "date"),
    [
        ("The treaty dates from 4 May 2023, when Kenya and Uganda signed an accord.", "AGREE", "2023-05-04"),
        ("Kenya and Uganda signed an accord on 4 May 2023 to hold a vote in 2024.", "AGREE", "2023-05-04"),
        ("On 4 May 2023 Chad attacked Libya and seized a town.", "COERCE", "2023-05-04"),
        ("Chad said on 4 May 2023 that Libya had attacked a village.", "ASSAULT", None),
        ("Kenya and Uganda renewed the 2019 truce.", "AGREE", None),
    ],
)
def test_events_a_time_belongs_to_its_own_verb(read_text: ReadText, text: str, event_type: str, date: str | None) -> None:
    assert [e.date for e in read_text(text, PUBLISHED).events if e.event_type == event_type] == [date]


def test_events_the_place_of_a_title_is_not_where_it_happened(read_text: ReadText) -> None:
    event = first(read_text("The envoy to Libya met President Macron.", PUBLISHED))
    assert event.place is None


@pytest.mark.parametrize("text", ["Norway declined to comment.", "On March 27 in Oslo it snowed.", "Greece stormed Troy in 1180."])
def test_events_none_in_what_is_no_news(read_text: ReadText, text: str) -> None:
    assert read_text(LEAD + text, PUBLISHED).events == ()


def test_events_none_in_the_words_of_sport_unless_a_power_is_named(read_text: ReadText) -> None:
    match = "The striker attacked after half-time and Anna Berg accused the referee."
    assert read_text(LEAD + match, PUBLISHED).events == ()
    war = "The rebels of Chad attacked Libya after the match, and Chad accused the referee."
    assert read_text(LEAD + war, PUBLISHED).events


def test_events_coordinated_deeds_are_each_told(read_text: ReadText) -> None:
    reading = read_text(LEAD + "Chad bombed a village and stormed a prison.", PUBLISHED)
    assert [e.event_type for e in reading.events] == ["ASSAULT", "ASSAULT"]


def test_events_a_nationality_before_strikes_is_whose_they_are(read_text: ReadText) -> None:
    reading = read_text(LEAD + "Sudan denied it. Nine people were killed in Sudanese strikes on Juba.", PUBLISHED)
    event = next(e for e in reading.events if e.event_type == "ASSAULT")
    assert names(reading, event.actor) == {"Sudan"}


def test_events_each_other(read_text: ReadText) -> None:
    reading = read_text(LEAD + "Chad and Libya each accused the other.", PUBLISHED)
    event = first(reading)
    assert names(reading, event.actor) == names(reading, event.recipient) == {"Chad", "Libya"}


def test_events_what_one_side_refuses_is_towards_the_other(read_text: ReadText) -> None:
    text = "Chad fought Libya again. Chad and Libya met in Rome. Chad refused to withdraw."
    reading = read_text(LEAD + text, PUBLISHED)
    event = next(e for e in reading.events if e.event_type == "REJECT")
    assert names(reading, event.recipient) == {"Libya"}


def test_events_leaving_a_deal_is_towards_the_other_side(read_text: ReadText) -> None:
    text = "Chad fought Libya again. Chad and Libya met in Rome. Chad suspended its part in the accord."
    reading = read_text(LEAD + text, PUBLISHED)
    event = next(e for e in reading.events if e.event_type == "SANCTION")
    assert names(reading, event.recipient) == {"Libya"}


def test_events_restraint_is_asked_of_both_sides(read_text: ReadText) -> None:
    text = "Chad fought Libya again. Chad and Libya met in Rome. Norway urged restraint."
    reading = read_text(LEAD + text, PUBLISHED)
    event = next(e for e in reading.events if e.event_type == "REQUEST")
    assert names(reading, event.recipient) == {"Chad", "Libya"}


def test_events_those_who_are_sent_do_what_they_were_sent_to_do(read_text: ReadText) -> None:
    reading = read_text(LEAD + "Soldiers of Chad were deployed to provide aid to Libya.", PUBLISHED)
    event = next(e for e in reading.events if e.event_type == "AID")
    assert event.actor


@pytest.mark.parametrize(
    ("text", "event_type", "date", "place"),
    [
        ("It began on 4 May 2023, when Chad attacked Libya.", "ASSAULT", "2023-05-04", "Libya"),
        ("Chad left the pact of 2019.", "SANCTION", None, None),
        ("Chad accused Libya of shelling a camp in Bardai on 4 May 2023.", "ACCUSE", None, None),
        ("The talks moved to Rome, where Chad met Libya.", "CONSULT", None, "Rome"),
    ],
)
def test_events_times_and_places_of_something_else(
    read_text: ReadText, text: str, event_type: str, date: str | None, place: str | None
) -> None:
    found = next(e for e in read_text(LEAD + text, PUBLISHED).events if e.event_type == event_type)
    assert (found.date, found.place) == (date, place)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Chad's delegation left for Rome.", "CONSULT"),
        ("Chad wants Libya to leave the town.", "REQUEST"),
        ("Chad recalled its negotiators from Rome.", "SANCTION"),
        ("Chad's army drove the rebels from the bridge.", "ASSAULT"),
    ],
)
def test_events_families_of_verbs(read_text: ReadText, text: str, event_type: str) -> None:
    assert event_type in {e.event_type for e in read_text(LEAD + text + " It is near Rome.", PUBLISHED).events}
