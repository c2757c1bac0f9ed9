"""Who said what: our own sentences and the attributions expected from them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.pipeline import reader
from parley.read.article import make_article
from parley.records import Attribution, Reading
from tests.conftest import ReadText


def words(reading: Reading, spans: tuple[tuple[int, int], ...]) -> str:
    return " / ".join(reading.article.text[s:e] for s, e in spans)


def one(reading: Reading, content: str) -> Attribution:
    found = [a for a in reading.attributions if content in words(reading, a.content)]
    assert found, [words(reading, a.content) for a in reading.attributions]
    return min(found, key=lambda a: len(words(reading, a.content)))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kind"),
    [
        ("The minister said that the road was open.", "The minister", "said", "the road was open", "indirect"),
        ('"The road is open," said the minister.', "the minister", "said", "The road is open", "direct"),
        ("“The road is open”, slips the adviser.", "the adviser", "slips", "The road is open", "direct"),
        ("The rebels denied that they had mined the bridge.", "The rebels", "denied", "they had mined the bridge", "indirect"),
        ("The army fears that the truce will collapse.", "The army", "fears", "the truce will collapse", "belief"),
        ("The bridge was mined, according to two witnesses.", "two witnesses", "according to", "The bridge was mined", "indirect"),
        ("The generals vowed to respond to every attack.", "The generals", "vowed", "respond to every attack", "indirect"),
        ("The talks, the envoy said, would resume in May.", "the envoy", "said", "would resume in May", "indirect"),
        ('The envoy said the offer was "a step" forward.', "The envoy", "said", "the offer was", "mixed"),
    ],
)
def test_attributions_source_cue_content(read_text: ReadText, text: str, source: str, cue: str, content: str, kind: str) -> None:
    reading = read_text(text)
    found = one(reading, content)
    assert words(reading, found.source) == source
    assert cue in words(reading, found.cue)
    assert found.type == kind


def test_attributions_content_leaves_out_marks_and_keeps_that(read_text: ReadText) -> None:
    reading = read_text('The envoy said that the road was open. "We shall see," she said.')
    assert [words(reading, a.content) for a in reading.attributions] == ["that the road was open", "We shall see"]


def test_attributions_interrupted_quotation_is_one_of_two_stretches(read_text: ReadText) -> None:
    reading = read_text('"We are tired," said the mayor. "We want to go home before the rain."')
    (found,) = reading.attributions
    assert words(reading, found.cue) == "said"
    assert [reading.article.text[s:e] for s, e in found.content] == ["We are tired", "We want to go home before the rain."]
    assert found.type == "direct"


def test_attributions_quotation_alone_in_its_paragraph_continues(read_text: ReadText) -> None:
    text = '"We are tired of this war," said the mayor.\n\n"Nobody asked us before they mined our fields and our wells."'
    reading = read_text(text)
    found = one(reading, "Nobody asked us")
    assert (found.cue, words(reading, found.source)) == ((), "the mayor")


def test_attributions_unclosed_quotation_spares_the_rest(read_text: ReadText) -> None:
    text = 'The mayor said: "We are tired of this war.\n\nThe general said on Monday that his men had left the town.'
    reading = read_text(text)
    assert words(reading, one(reading, "his men had left").source) == "The general"


def test_attributions_inverted_with_words_between(read_text: ReadText) -> None:
    reading = read_text(
        '"They came at night and took the cattle", confides, on condition of anonymity, a shopkeeper of the market.'
    )
    found = one(reading, "They came at night")
    assert words(reading, found.source).startswith("a shopkeeper")


def test_attributions_nested(read_text: ReadText) -> None:
    reading = read_text("The newspaper reported that the minister said the border would reopen.")
    inner = one(reading, "the border would reopen")
    outer = next(a for a in reading.attributions if a.id != inner.id)
    assert inner.within == outer.id
    assert outer.within is None
    assert words(reading, inner.source) == "the minister"


def test_attributions_date_is_when_it_was_said(read_text: ReadText) -> None:
    reading = read_text("The envoy said on 3 May 2021 that talks had begun in April 2021.", "2021-05-10")
    assert one(reading, "talks had begun").date == "2021-05-03"
    reading = read_text("The envoy said that talks had begun in April 2021.", "2021-05-10")
    assert one(reading, "talks had begun").date is None


def test_attributions_leave_datelines_and_next_clauses_out(read_text: ReadText) -> None:
    reading = read_text("NAIROBI, May 3 - The bridge was destroyed overnight, residents said.")
    assert words(reading, one(reading, "The bridge").content) == "The bridge was destroyed overnight"
    reading = read_text("The rebels accept a referendum; the army has closed the road.")
    assert "road" not in words(reading, one(reading, "referendum").content)


def test_attributions_plain_deeds_are_none(read_text: ReadText) -> None:
    assert read_text("The soldiers crossed the river. Trucks carried flour to the villages.").attributions == ()


PIECES = ["The minister", "said", "that", "they", "lied", "according to", "for", ",", ".", ":", "\n\n", "\n"]
MARKS = ['"', "“", "”", "«", "»", "‘", "’", "''"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES + MARKS), max_size=25))
def test_attributions_any_marks_give_sound_offsets(pieces: list[str]) -> None:
    reading = reader("en").read(make_article(" ".join(pieces)))
    size = len(reading.article.text)
    actors = {a.id for a in reading.actors}
    for found in reading.attributions:
        assert found.content
        assert all(0 <= s < e <= size for s, e in (*found.source, *found.cue, *found.content))
        assert 0 <= found.confidence <= 1
        assert found.source_actor is None or found.source_actor in actors


@pytest.mark.parametrize(
    "text",
    [
        "There are tears in the eyes of the soldiers who came home from the front.",
        "The pact was in the words of a song that nobody in the valley had heard.",
        "The delegates met in the view of two helicopters and signed nothing.",
    ],
)
def test_attributions_phrases_that_open_no_clause_name_no_source(read_text: ReadText, text: str) -> None:
    assert not [a for a in read_text(text).attributions if a.origin == "rules"]


@pytest.mark.parametrize(
    "text",
    [
        "The boat sank at dawn, according to a fisherman because of the wind, according to the navy because of a mine.",
        "The minister said the rebels told him that the envoy said the minister had told the rebels that it was over.",
        "“The road, said the mayor, is “open”, said the prefect, “and closed”, said nobody.",
    ],
)
def test_attributions_no_two_hold_each_other_and_no_parts_overlap(read_text: ReadText, text: str) -> None:
    found = {a.id: a for a in read_text(text).attributions}
    assert found
    for attribution in found.values():
        seen, holder = {attribution.id}, attribution.within
        while holder is not None:
            assert holder not in seen
            seen.add(holder)
            holder = found[holder].within
        parts = sorted((*attribution.source, *attribution.cue, *attribution.content))
        assert all(a[1] <= b[0] for a, b in pairwise(parts))
