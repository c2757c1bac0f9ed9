"""Who is in an article: names, countries that act, descriptions, pronouns, offices."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.records import Actor, Reading
from tests.conftest import ReadText


def actor(reading: Reading, name: str) -> Actor:
    """The actor with a name or alias."""
    found = [a for a in reading.actors if name in (a.name, *a.aliases)]
    assert found, f"{name} is not among {[(a.name, a.aliases) for a in reading.actors]}"
    return found[0]


def names(reading: Reading) -> set[str]:
    return {a.name for a in reading.actors}


def target(reading: Reading, words: str, nth: int = 1) -> str | None:
    """Name of the actor that the nth occurrence of some words stands for."""
    start = -1
    for _ in range(nth):
        start = reading.article.text.index(words, start + 1)
    by_id = {a.id: a.name for a in reading.actors}
    return next((by_id[m.actor] for m in reading.mentions if (m.start_char, m.end_char) == (start, start + len(words))), None)


def test_actors_person_has_one_record_for_all_forms(read_text: ReadText) -> None:
    reading = read_text(
        "Colonel Adama Traoré met elders in Gao on Monday. Traoré said the road was open. Col. Traoré left the next day."
    )
    person = actor(reading, "Adama Traoré")
    assert person.kind == "person"
    assert {"Colonel Adama Traoré", "Traoré"} <= set(person.aliases)
    assert [r.role for r in person.roles][:1] == ["Colonel"]


def test_actors_known_group_has_its_key_and_kind(read_text: ReadText) -> None:
    reading = read_text("Fighters of the JNIM, the Support Group for Islam and Muslims, attacked a convoy, the UN said.")
    assert actor(reading, "JNIM").canonical == "parley:gsim"
    assert actor(reading, "JNIM").kind == "armed_group"
    assert actor(reading, "UN").canonical == "parley:united-nations"


def test_actors_unknown_organisation_keeps_its_acronym(read_text: ReadText) -> None:
    reading = read_text("The Northern Valleys Peace Council (NVPC) met on Friday. The NVPC wants a truce.")
    council = actor(reading, "Northern Valleys Peace Council")
    assert council.canonical is None
    assert "NVPC" in council.aliases
    assert target(reading, "NVPC", 2) == council.name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Harvest Relief Foundation sent forty trucks.", "ngo"),
        ("The rights group Open Cells said that 90 people were held.", "ngo"),
        ("The governor told Blue River Radio that the bridge was safe.", "media"),
        ("The Free Delta Party rejected the offer.", "party"),
        ("The Green Hills militia released three drivers.", "armed_group"),
    ],
)
def test_actors_kind_comes_from_the_head(read_text: ReadText, text: str, kind: str) -> None:
    assert kind in {a.kind for a in read_text(text).actors}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paris accused Bamako of bad faith.", "Government of France"),
        ("Talks between Khartoum and Juba resumed.", "Government of South Sudan"),
        ("Qatar urged both sides to wait.", "Government of Qatar"),
        ("The offer was rejected by Caracas.", "Government of Venezuela"),
        ("The envoy spoke of Moscow's demands.", "Government of Russia"),
        ("Neither side trusts the Rwandan government.", "Government of Rwanda"),
        ("Yemen's transitional authorities signed.", "Government of Yemen"),
    ],
)
def test_actors_countries_act(read_text: ReadText, text: str, name: str) -> None:
    assert name in names(read_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "The delegates met in Paris on Monday.",
        "Heavy rain fell across Mali.",
        "The plane landed in Addis Ababa.",
        "Three towns in the north of Colombia have no water.",
        "France 24 and Paris Match reported the visit.",
    ],
)
def test_actors_places_are_not_governments(read_text: ReadText, text: str) -> None:
    assert {a.kind for a in read_text(text).actors} <= {"media"}


def test_actors_the_army_is_the_articles_own(read_text: ReadText) -> None:
    reading = read_text("Clashes broke out in northern Mali on Sunday. The army said it had lost two men. Malian soldiers fled.")
    assert target(reading, "army") == target(reading, "Malian soldiers")
    assert actor(reading, "army").kind == "military"
    assert actor(reading, "army").country == "MLI"


def test_actors_junta_is_the_government_of_its_country(read_text: ReadText) -> None:
    reading = read_text("Niger's junta expelled the ambassador of France. The junta gave no reason. Niamey had warned him.")
    assert target(reading, "junta", 2) == "Government of Niger"
    assert target(reading, "Niamey") == "Government of Niger"


def test_actors_ministry_is_an_actor_of_its_own(read_text: ReadText) -> None:
    reading = read_text("The Turkish foreign ministry denied the report.")
    assert actor(reading, "Turkish foreign ministry").canonical == "parley:turkey-foreign-ministry"


def test_actors_short_acronym_needs_its_country(read_text: ReadText) -> None:
    assert "Arakan Army" not in names(read_text("She joined AA and stopped drinking, her sister said."))
    reading = read_text("In Myanmar, fighting in Rakhine goes on. The AA holds most towns, Burmese officials said.")
    assert "Arakan Army" in names(reading)


def test_actors_headline_in_capitals_names_nobody(read_text: ReadText) -> None:
    reading = read_text("Rebels Free Forty Captured Soldiers After Long Talks\n\nThe soldiers came home on Friday.")
    assert not any(a.kind == "person" for a in reading.actors)


@pytest.mark.parametrize(
    ("text", "person", "role", "of", "current"),
    [
        ("Sara Okello, a spokeswoman for the Red Cross, said so.", "Sara Okello", "spokeswoman", "Red Cross", True),
        (
            "Juan Pardo, former president of the Peace Commission, left.",
            "Juan Pardo",
            "president",
            "Peace Commission",
            False,
        ),
        ("The group Hamas lost. Hamas's leader, Omar Saleh, fled.", "Omar Saleh", "leader", "Hamas", True),
        ("Kremlin aide Pavel Orlov denied that Russia had agreed.", "Pavel Orlov", "aide", "Government of Russia", True),
        ("Li Wen, who heads the World Bank, agreed.", "Li Wen", "head", "World Bank", True),
        ("Ana Ruiz was elected head of the Peace Commission.", "Ana Ruiz", "head", "Peace Commission", True),
    ],
)
def test_roles(read_text: ReadText, text: str, person: str, role: str, of: str, current: bool) -> None:
    reading = read_text(text)
    by_id = {a.id: a.name for a in reading.actors}
    found = {(r.role, by_id.get(r.of or ""), r.current) for r in actor(reading, person).roles}
    assert (role, of, current) in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Soto succeeded Luis Barra as head of the African Union.", {"Ana Soto": True, "Luis Barra": False}),
        ("The council chose Ana Soto to replace Luis Barra as head of the African Union.", {"Ana Soto": True, "Luis Barra": False}),
        ("Ana Soto may succeed Luis Barra as head of the African Union.", {}),
        ("Ana Soto did not replace Luis Barra as head of the African Union.", {}),
        ("The head of the African Union, Norwegian premier Ana Soto, spoke.", {"Ana Soto": True}),
    ],
)
def test_roles_pass_from_one_to_the_next(read_text: ReadText, text: str, expected: dict[str, bool]) -> None:
    found = {a.name: r.current for a in read_text(text).actors for r in a.roles if r.role == "head" and r.of}
    assert found == expected


def test_roles_shared_by_two_names(read_text: ReadText) -> None:
    reading = read_text("The former presidents Ada Obi of Nigeria and Tom Otieno of Kenya led the talks.")
    for name in ("Ada Obi", "Tom Otieno"):
        assert ("president", False) in {(r.role, r.current) for r in actor(reading, name).roles}


def test_roles_ministry_belongs_to_the_title(read_text: ReadText) -> None:
    reading = read_text("Mali said so. The Minister of National Reconciliation, Colonel Issa Maïga, signed.")
    assert "Minister of National Reconciliation" in {r.role for r in actor(reading, "Issa Maïga").roles}
    assert "National Reconciliation" not in names(reading)


def test_roles_office_alone_is_nobody(read_text: ReadText) -> None:
    reading = read_text("The envoy of the Secretary-General of the United Nations met Hamas.")
    assert not any(a.kind == "person" for a in reading.actors)


def test_coreference_pronouns(read_text: ReadText) -> None:
    reading = read_text("Amina Yusuf met Hamas on Monday. She left early. Hamas said it was ready to talk.")
    assert target(reading, "She") == "Amina Yusuf"
    assert target(reading, "it") == "Hamas"


def test_coreference_leaves_expletives_alone(read_text: ReadText) -> None:
    assert target(read_text("Hamas said it was clear that talks had failed."), "it") is None


def test_coreference_group(read_text: ReadText) -> None:
    reading = read_text("The National Liberation Army (ELN) freed a soldier in Colombia. The group wants a truce.")
    assert target(reading, "group") == "National Liberation Army"


def test_coreference_former_and_latter(read_text: ReadText) -> None:
    reading = read_text("Abel Gashaw met Musa Idris. The former accused the latter of lying.")
    assert target(reading, "former") == "Abel Gashaw"
    assert target(reading, "latter") == "Musa Idris"


def test_actors_boilerplate_names_nobody(read_text: ReadText) -> None:
    reading = read_text("The army left the town.\n\nSign up for our newsletter from Amnesty International")
    assert all(not reading.article.boilerplate or m.start_char < reading.article.boilerplate[0][0] for m in reading.mentions)


PARTS = st.sampled_from(
    [
        "Colonel Adama Traoré said no. ",
        "Bamako and the GSIM met in Niono. ",
        "“We wait,” the junta’s spokesman, Ali Bah, said.\n\n",
        "The U.S. envoy left. ",
        "The National Peace Council",
        " (NPC) ",
        "Jimmy “Flash” Doe, ",
        "der 🕊 Côte d’Ivoire's army ",
        "THE END OF WAR\n",
        "of the ",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=8).map("".join))
def test_mentions_lie_in_the_text_and_name_actors(read_text: ReadText, text: str) -> None:
    reading = read_text(text)
    ids = {a.id for a in reading.actors}
    assert len(ids) == len(reading.actors)
    for mention in reading.mentions:
        assert 0 <= mention.start_char < mention.end_char <= len(text)
        assert mention.actor in ids
        assert text[mention.start_char : mention.end_char].strip() == text[mention.start_char : mention.end_char]
    spoken = {m.actor for m in reading.mentions}
    assert all(a.id in spoken or a.place_only or not a.canonical for a in reading.actors)
