from __future__ import annotations

import pytest

from parley.extract.relations_offices import role_type
from parley.lexicon.ties import load_ties
from parley.records import Reading, Role
from tests.conftest import ReadText


def ties(reading: Reading) -> set[tuple[str, str, str]]:
    names = {a.id: a.name for a in reading.actors}
    return {(names[r.subject], r.type, names[r.object]) for r in reading.relations}


@pytest.mark.parametrize(
    ("text", "subject", "kind", "object_"),
    [
        ("Hassan Nasrallah, the leader of Hezbollah, spoke in Beirut.", "Hassan Nasrallah", "leads", "Hezbollah"),
        ("Hezbollah, an ally of Iran, fired rockets.", "Hezbollah", "allied_with", "Government of Iran"),
        ("Boko Haram, which is linked to Islamic State, attacked a village.", "Boko Haram", "affiliated_with", "Islamic State"),
        ("Boko Haram is at war with Nigeria.", "Boko Haram", "opposes", "Government of Nigeria"),
        ("Abdul-Malik al-Houthi has been at the head of the Houthis since 2004.", "Abdul-Malik al-Houthi", "leads", "Houthis"),
        ("Hassan Nasrallah, at the helm of Hezbollah for years, gave no reply.", "Hassan Nasrallah", "leads", "Hezbollah"),
        ("General Khalifa Haftar is backed by Russia.", "Government of Russia", "supports", "Khalifa Haftar"),
        ("The United States imposed sanctions on Hezbollah.", "Government of the United States", "sanctions", "Hezbollah"),
        ("Sarah Yager of Human Rights Watch said the port was bombed.", "Sarah Yager", "member_of", "Human Rights Watch"),
        ("Rodrigo Londoño, the former commander of the FARC, met a senator.", "Rodrigo Londoño", "former_leader_of", "FARC"),
        ("Stéphane Dujarric, spokesman for the United Nations, spoke.", "Stéphane Dujarric", "spokesperson_of", "United Nations"),
        ("Hezbollah and its ally, the Amal Movement, won seats.", "Hezbollah", "allied_with", "Amal Movement"),
        ("They met in the hall of Sinn Féin, whose president, Gerry Adams, spoke.", "Gerry Adams", "leads", "Sinn Féin"),
        ("Boko Haram pledged allegiance to Islamic State in 2015.", "Boko Haram", "affiliated_with", "Islamic State"),
        ("The European Union froze the assets of Hezbollah.", "European Union", "sanctions", "Hezbollah"),
        ("Iran supplies missiles to the Houthis.", "Government of Iran", "supports", "Houthis"),
        ("Iran props up Hezbollah.", "Government of Iran", "supports", "Hezbollah"),
        ("Rodrigo Londoño gave up the leadership of the FARC.", "Rodrigo Londoño", "former_leader_of", "FARC"),
        ("Khalifa Haftar's Libyan National Army shelled the port.", "Khalifa Haftar", "leads", "Libyan National Army"),
        ("Hamas and Fatah are sworn enemies.", "Hamas", "opposes", "Fatah"),
        ("Gerry Adams sat on the council of Sinn Féin.", "Gerry Adams", "member_of", "Sinn Féin"),
        ("Rodrigo Londoño, a commander of the FARC, met a senator.", "Rodrigo Londoño", "member_of", "FARC"),
        (
            "The New People's Army, the armed wing of the Communist Party, said no.",
            "New People's Army",
            "part_of",
            "Communist Party",
        ),
    ],
)
def test_relations_tie_two_actors(read_text: ReadText, text: str, subject: str, kind: str, object_: str) -> None:
    reading = read_text(text)
    forms = {a.name: {a.name, *a.aliases} for a in reading.actors}

    assert [t for t in ties(reading) if t[1] == kind and subject in forms[t[0]] and any(object_ in f for f in forms[t[2]])]


def test_relations_of_a_mediator_are_one_for_each_party(read_text: ReadText) -> None:
    found = ties(read_text("Norway had brokered the deal between Colombia and the ELN."))

    assert {(s, o) for s, t, o in found if t == "mediates_between"} == {
        ("Government of Norway", "Government of Colombia"),
        ("Government of Norway", "National Liberation Army"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Norway shuttled between Colombia and the ELN.",
        "Norway brought Colombia and the ELN together in Oslo.",
        "Norway chaired the talks between Colombia and the ELN.",
        "Norway acted as intermediary between Colombia and the ELN.",
        "Colombia and the ELN exchanged messages through Norway.",
    ],
)
def test_relations_of_a_go_between_are_read_from_what_it_does(read_text: ReadText, text: str) -> None:
    found = ties(read_text(text))

    assert {o for s, t, o in found if t == "mediates_between" and s == "Government of Norway"} == {
        "Government of Colombia",
        "National Liberation Army",
    }


def test_relations_know_a_go_between_by_its_hyphen(read_text: ReadText) -> None:
    found = ties(read_text("The African Union has been the go-between of Hamas and Fatah."))

    assert {o for s, t, o in found if t == "mediates_between" and s == "African Union"} == {"Hamas", "Fatah"}


@pytest.mark.parametrize(
    "text",
    [
        "If Iran supplied missiles to the Houthis, inspectors would know.",
        "Boko Haram never pledged allegiance to Islamic State.",
        "The European Union could freeze the assets of Hezbollah.",
        "Iran and Hezbollah were allies in that war.",
        "Iran charged Gerry Adams with murder.",
    ],
)
def test_relations_are_not_read_from_what_is_supposed_or_over(read_text: ReadText, text: str) -> None:
    assert not read_text(text).relations


def test_relations_need_more_than_two_names_side_by_side(read_text: ReadText) -> None:
    assert not read_text("Egypt and Qatar sent envoys to the ELN in Havana.").relations


def test_relations_are_not_read_from_what_is_denied(read_text: ReadText) -> None:
    assert ("Government of Rwanda", "supports", "March 23 Movement") not in ties(read_text("Rwanda does not support the M23."))


def test_relations_do_not_make_an_ambassador_a_member_of_his_host(read_text: ReadText) -> None:
    found = ties(read_text("Joan Perez, the Spanish ambassador to Mali, met Mali's government."))

    assert ("Joan Perez", "member_of", "Government of Mali") not in found


@pytest.mark.parametrize(
    ("role", "current", "kind"),
    [
        ("president", True, "leads"),
        ("former president", True, "former_leader_of"),
        ("president", False, "former_leader_of"),
        ("deputy head", True, "member_of"),
        ("foreign minister", True, "member_of"),
        ("former minister", True, None),
        ("UN secretary general", True, "leads"),
        ("army spokeswoman", True, "spokesperson_of"),
        ("farmer", True, None),
    ],
)
def test_relations_of_an_office(role: str, current: bool, kind: str | None) -> None:
    assert role_type(Role(role=role, current=current), load_ties("en")) == kind
