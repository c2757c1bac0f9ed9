"""What runs of capitalised words name: acronyms as words, companies, outlets, units, persons known by a given name or a role."""

from __future__ import annotations

import pytest

from tests.conftest import ReadText
from tests.extract.test_actors import actor, names, target


def test_names_acronym_may_be_written_as_a_word(read_text: ReadText) -> None:
    reading = read_text("The Minusca said that Nato had sent a plane. People here need care. Care is scarce.")
    assert actor(reading, "Minusca").kind == "igo"
    assert actor(reading, "Nato").canonical == "parley:nato"
    assert "CARE International" not in names(reading)


def test_names_pointed_acronym_goes_on_in_lower_case(read_text: ReadText) -> None:
    reading = read_text("According to the U.N. refugee agency, ten thousand people fled. He left the U.N. They stayed.")
    assert actor(reading, "U.N. refugee agency").canonical == "parley:unhcr"


def test_names_heading_does_not_run_into_the_next_line(read_text: ReadText) -> None:
    reading = read_text("By Jane Ferris / Correspondent\nDAVAO CITY, August 1\n\nThe mayor told reporters that the road was open.")
    assert not any("DAVAO" in form for a in reading.actors if a.kind == "person" for form in (a.name, *a.aliases))


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("Harding Co. said on Monday that it would buy a mill. Harding has two mills.", "Harding Co", "company"),
        ("LOME, Aug 3 (Agence Lumen) - The port was closed on Friday, officials said.", "Agence Lumen", "media"),
        ('"We will stay," he told the broadcaster Radio Lumen last week.', "Radio Lumen", "media"),
        ('"We will stay," he told the broadcaster Ostrava Lumen last week.', "Ostrava Lumen", "media"),
        ("Soldiers of the 9th Mountain Brigade blocked the road on Friday.", "9th Mountain Brigade", "military"),
        ("The report on Channel 8 said that the road was open.", "Channel 8", "media"),
        ("The prefect of the eastern district, Zéphyrin Kotto, said that the road was open.", "Zéphyrin Kotto", "person"),
        ("Gustavo Almagro's letter reached the council on Friday.", "Gustavo Almagro", "person"),
    ],
)
def test_names_kind(read_text: ReadText, text: str, form: str, kind: str) -> None:
    assert actor(read_text(text), form).kind == kind


def test_names_first_word_of_a_company_stands_for_it(read_text: ReadText) -> None:
    reading = read_text("Harding Mills Ltd. said that it would close. Harding employs ten people. Harding said it was sorry.")
    assert target(reading, "Harding", 3) == "Harding Mills Ltd"


def test_names_initials_stand_for_an_organisation(read_text: ReadText) -> None:
    reading = read_text("The Lower Delta Fishing Association met on Friday. The LDFA said that its members were tired.")
    assert target(reading, "LDFA") == "Lower Delta Fishing Association"


def test_names_things_and_peoples_are_no_actors(read_text: ReadText) -> None:
    reading = read_text("The Maple Ridge Agreement helped African Americans, he said. The Henley Prize went to nobody.")
    assert not {"Maple Ridge Agreement", "African Americans", "Henley Prize"} & names(reading)


@pytest.mark.parametrize(
    ("text", "person", "of"),
    [
        ("President Joe Biden said on Friday that the talks would go on.", "Joe Biden", "Government of the United States"),
        ("Kenya's president, William Ruto, opened the meeting.", "William Ruto", "Government of Kenya"),
        (
            "In Peru the road was closed. The foreign minister, Ana Solano, said that Peru was calm.",
            "Ana Solano",
            "Government of Peru",
        ),
        ("The French ambassador to Chad, Luc Perrin, left on Friday.", "Luc Perrin", "Government of France"),
    ],
)
def test_names_office_is_of_a_state(read_text: ReadText, text: str, person: str, of: str) -> None:
    reading = read_text(text)
    by_id = {a.id: a.name for a in reading.actors}
    assert [by_id.get(r.of or "") for r in actor(reading, person).roles] == [of]


def test_names_country_of_an_office_alone_is_marked(read_text: ReadText) -> None:
    reading = read_text("Kenya's president, William Ruto, opened the meeting.")
    assert actor(reading, "Government of Kenya").place_only
    assert not actor(reading, "William Ruto").place_only


def test_names_another_name_is_the_same_person(read_text: ReadText) -> None:
    reading = read_text("Karim Odhiambo, better known as Abu Tarek, left on Friday. Abu Tarek said nothing.")
    assert actor(reading, "Abu Tarek").name == "Karim Odhiambo"
    assert len([a for a in reading.actors if a.kind == "person"]) == 1


def test_names_surname_at_the_beginning_of_a_sentence(read_text: ReadText) -> None:
    reading = read_text("Elena Marsh spoke first. Marsh, who takes office in May, warned that the road would be closed.")
    assert target(reading, "Marsh", 2) == "Elena Marsh"


def test_names_secretary_of_state_is_a_title(read_text: ReadText) -> None:
    reading = read_text("Yesterday Secretary of State Helen Marlow talked about bridges with the Minister of Health again.")
    assert names(reading) >= {"Helen Marlow"}
    assert [a.name for a in reading.actors if a.kind == "person"] == ["Helen Marlow"]


def test_names_office_of_an_office_holder(read_text: ReadText) -> None:
    reading = read_text("The governor's office in Kisumu said that the road was open. He slept in the mayor's office.")
    assert actor(reading, "governor's office").kind == "government"
    assert "mayor's office" not in names(reading)


def test_names_delegation_stands_for_its_party(read_text: ReadText) -> None:
    reading = read_text("The Hamas delegation left Doha on Friday. The Kenyan delegation stayed.")
    assert actor(reading, "Hamas").kind == "armed_group"
    assert actor(reading, "Kenyan delegation").name == "Government of Kenya"
