"""Where lines begin sentences, and that a parse keeps the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.pipeline import reader
from parley.read.parse import line_starts


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("Truce frays\n\nThe army said it had held fire.", ["The army"]),
        ("17.15 GMT\nBoth sides have handed over their prisoners, officials confirm.", ["Both sid"]),
        ("The talks in Doha went on for a third\nday, mediators said, without any\nresult. On Monday they resume there.", []),
        ("The talks in Doha went on for a third\nday without any result.\nOn Monday they resume in the same place.", ["On Monda"]),
        ("one line alone", []),
        ("", []),
    ],
)
def test_line_starts_after_headlines_and_sentences_but_not_in_wrapped_text(text: str, begun: list[str]) -> None:
    assert [text[start : start + 8] for start in sorted(line_starts(text))] == begun


@given(st.text(alphabet=st.sampled_from("ab.\n \t\r\x0b”"), max_size=60))
def test_line_starts_are_where_something_stands(text: str) -> None:
    assert all(text[start].strip() and "\n" in text[:start] for start in line_starts(text))


def test_parser_does_not_run_across_a_headline() -> None:
    text = "West African leaders meet over delayed elections\n\nACCRA - Presidents arrived on Sunday."
    doc = reader("en")._parser.parse(text)
    assert doc.text == text
    assert "ACCRA" not in next(doc.sents).text


def test_lemmas_that_the_model_gets_wrong_are_put_right() -> None:
    doc = reader("en")._parser.parse("The envoy hopes that the men who raged were fined.")
    assert [token.lemma_ for token in doc if token.pos_ == "VERB"] == ["hope", "rage", "fine"]
