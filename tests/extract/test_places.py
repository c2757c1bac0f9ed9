"""Places: sentences of our own with the places that a careful reader marks in them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.extract.notes import Notes
from parley.extract.places import places
from parley.lexicon.gazetteer import load_gazetteer
from parley.pipeline import reader
from parley.read.article import make_article
from parley.records import Place
from tests.conftest import ReadText


def found(text: str) -> list[Place]:
    article = make_article(text)
    doc = reader("en")._parser.parse(article.text)
    return list(places(Notes.begin(article, doc), load_gazetteer("en")))


def pairs(text: str) -> list[tuple[str, str | None]]:
    return [(text[p.start_char : p.end_char], p.country) for p in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels withdrew from Ménaka and Gao on Monday.", [("Ménaka", "MLI"), ("Gao", "MLI")]),
        ("Two aid workers were killed near Bunagana, in the east of the Democratic Republic of the Congo.",
         [("Bunagana", "COD"), ("Democratic Republic of the Congo", "COD")]),
        ("Fighting went on in Bakhmut, in the Donbas, as talks opened in Istanbul.",
         [("Bakhmut", "UKR"), ("Donbas", "UKR"), ("Istanbul", "TUR")]),
        ("Ships were attacked in the Gulf of Aden and in the Red Sea.", [("Gulf of Aden", None), ("Red Sea", None)]),
        ("They fled to the Zamzam camp in North Darfur.", [("Zamzam", "SDN"), ("North Darfur", "SDN")]),
        ("Residents of Côte d'Ivoire voted.", [("Côte d'Ivoire", "CIV")]),
    ],
)  # fmt: skip
def test_places_are_found_with_their_country(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("A man from Alexandria, La., was arrested on Friday.", "Alexandria", 31.3, -92.4),
        ("A man from Alexandria, Va., was arrested on Friday.", "Alexandria", 38.8, -77.0),
        ("Police in Paris, Texas, closed the road.", "Paris", 33.7, -95.6),
        ("Police in Paris closed the road to the Louvre.", "Paris", 48.9, 2.3),
        ("He flew from Tbilisi to Batumi; Georgia has two airports there.", "Georgia", 42.0, 43.5),
        ("He drove from Atlanta to Savannah; most of Georgia was under water.", "Georgia", 32.8, -83.5),
        ("The militia holds Tripoli, Sirte and Misrata.", "Tripoli", 32.9, 13.2),
        ("Clashes spread from Tripoli to Sidon and Beirut.", "Tripoli", 34.4, 35.8),
    ],
)
def test_places_are_told_from_their_namesakes(text: str, name: str, lat: float, lon: float) -> None:
    place = next(p for p in found(text) if p.name == name)
    assert place.lat is not None
    assert place.lon is not None
    assert abs(place.lat - lat) < 1
    assert abs(place.lon - lon) < 1


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("They met in Mopti.", "city"),
        ("They met in Mopti region.", "region"),
        ("They met in Mali.", "country"),
        ("They met in the Sahel.", "area"),
    ],
)
def test_places_say_how_precise_they_are(text: str, precision: str) -> None:
    assert [p.precision for p in found(text)] == [precision]


@pytest.mark.parametrize(
    "text",
    [
        "Bamako denied the report.",
        "Russia accused Ukraine of shelling its positions.",
        "Paris and Moscow agreed on a date.",
        "France announced that relations with Niger were suspended.",
        "Sudan's government refused.",
        "The Kremlin rejected the offer.",
    ],
)
def test_places_leave_out_countries_and_capitals_that_act(text: str) -> None:
    assert pairs(text) == []


def test_places_keep_countries_and_capitals_where_something_is() -> None:
    text = "The envoy arrived in Bamako after two days in France and left for Neighbouring Niger."
    assert [name for name, _ in pairs(text)] == ["Bamako", "France", "Niger"]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Houston and Paris Hilton were not available.",
        "The Washington Post and France 24 reported it.",
        "The Bank of Ireland closed.",
        "The Niger Delta Avengers blew up a pipeline.",
        "Al-Qaeda in the Islamic Maghreb claimed it.",
        "Cases of West Nile virus were rare.",
        "In March, the Police told Reading that they May Split.",
        "The FAO warned of HIV.",
        "Somali refugees went home.",
    ],
)
def test_places_are_not_persons_organisations_or_words(text: str) -> None:
    assert pairs(text) == []


def test_places_stand_in_datelines_and_for_the_capital() -> None:
    text = "KHARTOUM/JEDDAH, May 25 - Shells fell on the Sudanese capital on Thursday."
    assert [name for name, _ in pairs(text)] == ["KHARTOUM", "JEDDAH", "Sudanese capital"]
    assert [p.name for p in found(text)][:2] == ["Khartoum", "Jeddah"]
    assert {p.country for p in found(text)} == {"SDN", "SAU"}


def test_places_unknown_to_the_gazetteer_take_the_country_that_follows_and_no_more() -> None:
    place = found("The army entered the village of Qwertyville, Niger, at dawn.")[0]
    assert (place.name, place.country, place.lat, place.geonames_id) == ("Qwertyville", "NER", None, None)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(["Gao", "in", "é🙂", "Niono, in central Mali", "\n\n", "the", "U.S.", "“", "La.", ",", "Kyiv's"]),
        max_size=12,
    )
)
def test_places_lie_in_the_text_without_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    last = 0
    for place in found(text):
        assert last <= place.start_char < place.end_char <= len(text)
        assert text[place.start_char : place.end_char].strip()
        last = place.end_char


@pytest.mark.parametrize(
    ("text", "is_place"),
    [
        ("The Nairobi talks ended without a result.", False),
        ("U.S. officials said that the road was open.", False),
        ("Kenya's police closed the road.", False),
        ("Kenya's north has no rain.", True),
        ("Rain fell in Kenya.", True),
        ("Kenya rejected the offer.", False),
        ("Two ships left for Kenya.", True),
    ],
)
def test_places_country_is_none_where_it_says_whose_something_is(read_text: ReadText, text: str, is_place: bool) -> None:
    assert bool(read_text(text).places) == is_place


def test_places_of_the_country_that_an_article_is_about(read_text: ReadText) -> None:
    text = (
        "Rain fell in Nairobi, in Kisumu, in Nakuru and in Mombasa. Ten people died in the north. "
        "Two Kenyan soldiers were lost in Lokuma, a village. Many fled to the capital."
    )
    found = {p.name: p for p in read_text(text).places}
    assert found["the north"].country == "KEN"
    assert found["the capital"].country == "KEN"
    assert found["the capital"].lat is not None
    assert found["Lokuma"].country == "KEN"


def test_places_nothing_is_added_where_no_country_stands_out(read_text: ReadText) -> None:
    names = {p.name for p in read_text("Rain fell in Nairobi and in Kampala. Ten people died in the north.").places}
    assert names == {"Nairobi", "Kampala"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rice is grown in Guinea, Niger, Nigeria and Togo.",
            [("Guinea", "GIN"), ("Niger", "NER"), ("Nigeria", "NGA"), ("Togo", "TGO")],
        ),
        ("Snow fell in Ohio, Illinois, Missouri and Utah.", [(name, "USA") for name in ("Ohio", "Illinois", "Missouri", "Utah")]),
        ("They met in Niono, Mali, on Monday.", [("Niono", "MLI"), ("Mali", "MLI")]),
        ("Two girls in Baghdad, Iraq have died.", [("Baghdad", "IRQ"), ("Iraq", "IRQ")]),
        ("He lives in Catia, a working-class district of Caracas.", [("Catia", "VEN"), ("Caracas", "VEN")]),
        ("The road ran, along with Ghana, Benin and Togo, dry.", [("Ghana", "GHA"), ("Benin", "BEN"), ("Togo", "TGO")]),
    ],
)
def test_places_in_lists_and_in_their_containers(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


def test_places_in_a_list_of_states_are_states() -> None:
    assert [p.precision for p in found("Snow fell in Ohio, Illinois, New York and Utah.")] == ["region"] * 4
    assert [p.precision for p in found("They live in New York and Toronto.")] == ["city"] * 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The two sides exchanged messages through Oman.", []),
        ("Trucks drove through Oman.", ["Oman"]),
        ("A delegation flew in with mediators from Oman.", []),
        ("Dates from Oman are cheap.", ["Oman"]),
        ("It was Tripoli that asked for more time.", []),
        ("Sudan's rival forces traded fire.", ["Sudan"]),
        ("Sudan's army shelled the market.", []),
        ("Trucks queue at the border with Egypt.", ["Egypt"]),
        ("They signed an agreement with Egypt.", []),
        ("A call brought Russia back to the table.", []),
        ("Somalia suffered another drought.", ["Somalia"]),
    ],
)
def test_places_and_parties_are_told_apart_by_what_the_sentence_does_with_them(text: str, names: list[str]) -> None:
    assert [place.name for place in found(text)] == names


def test_places_without_an_entry_are_known_by_a_word_beside_them() -> None:
    text = "Rain fell in Nairobi, in Kisumu, in Nakuru and in Mombasa. Trucks blocked the Waluko highway and stood in Camp Waskali."
    assert [(p.name, p.country) for p in found(text)][4:] == [("Waluko highway", "KEN"), ("Camp Waskali", "KEN")]


def test_places_states_may_be_written_with_points() -> None:
    assert pairs("CHARLESTON, W.Va. -- A mine was closed.")[0] == ("CHARLESTON", "USA")
    place = found("CHARLESTON, W.Va. -- A mine was closed.")[0]
    assert place.lat is not None
    assert abs(place.lat - 38.3) < 0.5


def test_places_continents_have_their_geonames_id() -> None:
    assert [p.geonames_id for p in found("Rain fell in Europe.")] == [6255148]
