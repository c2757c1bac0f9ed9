"""Whose words they are."""

from __future__ import annotations

from parley.records import Reading
from tests.conftest import ReadText


def speaker(reading: Reading, content: str) -> str | None:
    """The name of the actor who says something; the words of a source that is no actor."""
    text = reading.article.text
    found = [a for a in reading.attributions if content in " ".join(text[s:e] for s, e in a.content)]
    assert found
    names = {actor.id: actor.name for actor in reading.actors}
    words = " ".join(text[s:e] for s, e in found[0].source)
    return words or None if found[0].source_actor is None else names[found[0].source_actor]


def test_sources_unnamed_are_actors_only_where_they_come_back(read_text: ReadText) -> None:
    text = "A trader said that the road was closed. A nurse said that the clinic had burnt. She said that nobody was hurt."
    reading = read_text(text)
    assert [a.name for a in reading.actors] == ["A nurse"]
    assert speaker(reading, "the road was closed") == "A trader"
    assert speaker(reading, "nobody was hurt") == "A nurse"


def test_sources_surname_is_the_person_named_before(read_text: ReadText) -> None:
    reading = read_text('John Carter, a farmer, said the well was dry. "We need rain," Carter said.')
    assert speaker(reading, "the well was dry") == "John Carter"
    assert speaker(reading, "We need rain") == "John Carter"


def test_sources_name_beside_a_description(read_text: ReadText) -> None:
    reading = read_text('"We need rain," said the spokesman of the farmers, John Carter.')
    assert speaker(reading, "We need rain") == "John Carter"


def test_sources_pronoun_agrees(read_text: ReadText) -> None:
    text = "Mrs Anna Miller met Mr John Carter in Geneva. She said that the talks had failed. He replied that they had not begun."
    reading = read_text(text)
    assert speaker(reading, "the talks had failed") == "Anna Miller"
    assert speaker(reading, "they had not begun") == "John Carter"


def test_sources_description_points_back(read_text: ReadText) -> None:
    text = 'Anna Miller, an analyst in Geneva, said that the truce would hold. "Both sides are tired," the analyst added.'
    assert speaker(read_text(text), "Both sides are tired") == "Anna Miller"


def test_sources_unnamed_keeps_its_words(read_text: ReadText) -> None:
    reading = read_text("Many experts believe that the truce will hold. A diplomat who asked not to be named said it was over.")
    assert speaker(reading, "the truce will hold") == "Many experts"
    assert speaker(reading, "it was over") == "A diplomat who asked not to be named"
    kinds = {a.name: a.kind for a in reading.actors}
    assert kinds["Many experts"] == "person"


def test_sources_this_source_is_the_unnamed_one(read_text: ReadText) -> None:
    text = 'A security source said that two officers had come. "They came at night," this source said.'
    assert speaker(read_text(text), "They came at night") == "A security source"


def test_sources_relative_pronoun_is_its_noun(read_text: ReadText) -> None:
    reading = read_text("John Carter, who said that the well was dry, left the village.")
    assert speaker(reading, "the well was dry") == "John Carter"


def test_sources_of_several_parties_have_no_single_actor(read_text: ReadText) -> None:
    reading = read_text("France and Germany said that they would send aid.")
    assert speaker(reading, "they would send aid") == "France and Germany"
    assert reading.attributions[0].source_actor is None


def test_sources_quoted_as_saying(read_text: ReadText) -> None:
    reading = read_text('Anna Miller was quoted as saying that "the door remains open" for talks.')
    assert speaker(reading, "the door remains open") == "Anna Miller"


def test_sources_quoted_as_saying_at_the_head_of_a_text_is_one_attribution(read_text: ReadText) -> None:
    reading = read_text("Witnesses were quoted as saying that the bridge was mined.")
    assert len(reading.attributions) == 1
    assert speaker(reading, "the bridge was mined") == "Witnesses"


def test_sources_an_office_is_not_the_last_speaker(read_text: ReadText) -> None:
    reading = read_text("John Carter said that the well was dry. The general said that the bridge was open.")
    assert speaker(reading, "the bridge was open") == "The general"


def test_sources_statement_speaks_for_its_author(read_text: ReadText) -> None:
    reading = read_text("UNICEF was the first to react. Its statement said that ten schools had been closed.")
    assert speaker(reading, "ten schools had been closed") == "UNICEF"


def test_sources_pronoun_is_the_one_person_of_its_paragraph(read_text: ReadText) -> None:
    text = (
        "Gerald Stone, who leads the miners, said that the pit was safe.\n\n"
        "In Harwick, a district of Leeds, Mary Poole, 44, was selling tea. She said that the roads were empty."
    )
    assert speaker(read_text(text), "the roads were empty") == "Mary Poole"
