"""What the network adds to an opening sentence, and what it takes from articles that are hardly about a conflict."""

import pytest

from parley.extract.event_doings import doing_of, phrase_of
from parley.lexicon.pack import load_pack
from parley.read.parse import Parser
from tests.conftest import ReadText

PACK = load_pack("en")
PARSER = Parser(PACK.model, PACK.model_folder, PACK.lemmas)


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Norland has condemned the raid on Orla.", "Norland", "the raid on Orla"),
        ("The envoys were seized by gunmen of the Front.", "gunmen of the Front", "The envoys"),
        ("The army said that rebels, who came at dawn, had shelled the clinic.", "rebels", "the clinic"),
        ("Norland agreed to send grain to Orla.", "Norland", "Orla"),
        ("It rained.", "It", None),
    ],
)
def test_doings_have_their_parties(text: str, actor: str, recipient: str | None) -> None:
    doing = doing_of(PARSER.parse(text)[:], PACK.event_types.said)
    assert doing is not None
    found = [text[slice(*phrase_of(t))] if t is not None else None for t in (doing.actor, doing.recipient)]
    assert found == [actor, recipient]


def test_a_lead_without_a_word_of_the_lexicon_has_its_event(read_text: ReadText) -> None:
    text = "Mali has trucked 40 tonnes of rice over the border to hungry villages in Niger."
    (event,) = read_text(text, published="2022-03-01").events
    assert (event.event_type, event.origin) == ("AID", "classifier")
    assert 0.4 <= event.confidence <= 1


def test_further_down_the_rules_stand_alone(read_text: ReadText) -> None:
    text = "Mali is a country in Africa, as Niger is. It is dry.\n\nMali has trucked 40 tonnes of rice over the border to Niger."
    assert all(event.origin == "rules" for event in read_text(text, published="2022-03-01").events)


@pytest.mark.parametrize(
    "text",
    [
        "Rovers fans booed. Liverpool attacked relentlessly after the interval.",
        "Reviews were mixed. In the second act the general surrenders his sword to the ferryman.",
    ],
)
def test_articles_that_name_no_power_have_no_attacks_of_teams_and_actors(read_text: ReadText, text: str) -> None:
    assert read_text(text, published="2022-03-01").events == ()
