"""Persons whom the knowledge base has, and groups that are named as another's branch."""

from __future__ import annotations

import pytest

from parley.records import Reading
from tests.conftest import ReadText


def canonical(reading: Reading, words: str) -> str | None:
    """The key of the actor that the first occurrence of some words stands for; "" where they stand for nobody."""
    start = reading.article.text.index(words)
    by_id = {a.id: a.canonical for a in reading.actors}
    span = (start, start + len(words))
    return next((by_id[m.actor] for m in reading.mentions if (m.start_char, m.end_char) == span), "")


def test_persons_of_many_spellings_are_one(read_text: ReadText) -> None:
    reading = read_text(
        "Sudan's army chief, Abdelfattah al-Burhan, left Khartoum. "
        "Hemedti, whose full name is Mohamed Hamdan Dagalo, stayed in Sudan.",
        published="2023-05-01",
    )
    assert canonical(reading, "Abdelfattah al-Burhan") == "parley:abdel-fattah-al-burhan"
    assert canonical(reading, "Hemedti") == canonical(reading, "Mohamed Hamdan Dagalo") == "parley:mohamed-hamdan-dagalo"


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Macron said in Paris that French troops would stay.", "Macron", "parley:emmanuel-macron"),
        ("Lavrov met envoys in Moscow. Russia refused.", "Lavrov", "parley:sergei-lavrov"),
        ("Mr. Tom Macron opened a shop in Lyon in France.", "Tom Macron", None),
        ("Officials in Peru said that Lavrov Street was closed.", "Lavrov", ""),
    ],
)
def test_persons_by_a_surname_that_readers_know(read_text: ReadText, text: str, words: str, key: str | None) -> None:
    assert canonical(read_text(text, published="2022-03-01"), words) == key


def test_persons_who_left_office_long_ago_are_not_meant(read_text: ReadText) -> None:
    text = "Hollande said that France would wait. French farmers agreed."
    assert canonical(read_text(text, published="2014-03-01"), "Hollande") == "parley:francois-hollande"
    assert canonical(read_text(text, published="2030-03-01"), "Hollande") != "parley:francois-hollande"


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("The local branch of al-Qaida hit Mopti in Mali. Malian soldiers fled.", "local branch of al-Qaida", "parley:gsim"),
        ("Al-Qaeda's affiliate in Yemen took the town.", "Al-Qaeda's affiliate", "parley:aqap"),
        ("The Islamic State affiliate in Somalia hit Bosaso.", "Islamic State affiliate", "parley:is-somalia"),
        ("The bank closed its branch in Yemen.", "branch", ""),
    ],
)
def test_branches_are_known_by_their_parent_and_country(read_text: ReadText, text: str, words: str, key: str) -> None:
    assert canonical(read_text(text, published="2022-03-01"), words) == key


def test_branches_are_those_of_the_day(read_text: ReadText) -> None:
    text = "Al-Qaeda's branch in Syria took the town near Idlib."
    assert canonical(read_text(text, published="2014-03-01"), "Al-Qaeda's branch") == "parley:al-nusra-front"
    assert canonical(read_text(text, published="2012-03-01"), "Al-Qaeda's branch") != "parley:al-nusra-front"


@pytest.mark.parametrize(
    ("text", "published", "words", "key"),
    [
        ("The UN mission in Libya spoke. The U.N. mission's staff left Tripoli.", "2020-10-23", "U.N. mission", "parley:unsmil"),
        ("The African Union mission left Kismayo in Somalia.", "2020-10-23", "African Union mission", "parley:amisom"),
        ("The UN mission left Lima in Peru.", "2020-10-23", "UN mission", ""),
    ],
)
def test_missions_are_known_by_who_sent_them_and_where(
    read_text: ReadText, text: str, published: str, words: str, key: str
) -> None:
    assert canonical(read_text(text, published=published), words) == key


def test_an_acronym_that_the_article_introduces_is_its_own(read_text: ReadText) -> None:
    text = "Staff of the Nile Corridor Foundation (NCF) left Khartoum in Sudan. The NCF closed its clinic."
    assert canonical(read_text(text), "NCF") is None
    assert canonical(read_text("The NCF and other Sudanese parties met in Khartoum, Sudan."), "NCF") is not None


def test_a_council_is_not_the_government_named_before(read_text: ReadText) -> None:
    reading = read_text("Kenya said it would send police to Haiti as soon as the council was in place.")
    assert canonical(reading, "the council") == canonical(reading, "council") == ""


def test_a_surname_is_of_whom_it_ends(read_text: ReadText) -> None:
    reading = read_text("Jorge Roldán met José Luis Roldán Zapico in Caracas. Roldán left first.")
    names = {a.id: a.name for a in reading.actors}
    start = reading.article.text.rindex("Roldán")
    assert [names[m.actor] for m in reading.mentions if m.start_char == start] == ["Jorge Roldán"]


def test_one_government_under_many_names(read_text: ReadText) -> None:
    reading = read_text(
        "The junta in Bamako rejected the offer. The transitional authorities said that Malian officials "
        "would meet the envoy in Mali.",
        published="2022-03-01",
    )
    keys = {canonical(reading, words) for words in ("junta in Bamako", "transitional authorities", "Malian officials")}
    assert keys == {"parley:mali-government"}


def test_parties_of_the_factbook_count_only_in_their_country(read_text: ReadText) -> None:
    def key(place: str) -> str:
        return canonical(read_text(f"The Liberal Party won five seats in {place}."), "Liberal Party") or ""

    assert key("Kigali, Rwanda").startswith("factbook:rwa-")
    assert not key("Springfield").startswith("factbook:")
