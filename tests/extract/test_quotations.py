"""Where quotations begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.extract.quotations import paragraphs, quotations


def inner(text: str) -> list[str]:
    return [text[slice(*q.inner)] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will come," he said. "But not soon."', ["We will come,", "But not soon."]),
        ("“We will come,” he said.", ["We will come,"]),
        ("« We will come », he said.", ["We will come"]),
        ("„Wir kommen“, he said.", ["Wir kommen"]),
        ("''We will come,'' he said.", ["We will come,"]),
        ("The envoy called it ‘a long road’ on Monday.", ["a long road"]),
        ("Rebels 'Ready to talk', says envoy", ["Ready to talk"]),
        ("The rebels' leader and the envoys' hosts met.", []),
        ('A 5" pipe.', []),
        ('""', []),
    ],
)
def test_quotations_finds_each_kind_of_mark(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_quotations_unclosed_ends_with_its_paragraph() -> None:
    text = 'The chief said: "We are ready.\n\nNobody answered. "Never," said the mayor.'
    found = quotations(text)
    assert inner(text) == ["We are ready.", "Never,"]
    assert [q.closed for q in found] == [False, True]


def test_quotations_reopened_continues() -> None:
    text = '"We are ready.\n\n"We shall wait," said the chief.'
    assert [(q.closed, q.continues) for q in quotations(text)] == [(False, False), (True, True)]


def test_quotations_runs_on_over_a_paragraph_that_closes_it() -> None:
    assert inner("“We are ready.\n\nWe shall wait”, said the chief.") == ["We are ready.\n\nWe shall wait"]


def test_quotations_a_closing_mark_alone_is_none() -> None:
    assert inner("We are ready”, said the chief. “Go home.”") == ["Go home."]


def test_paragraphs_of_wrapped_lines_end_at_blank_lines() -> None:
    line = "the delegates of both sides were still waiting in the hall when the"
    wrapped = f"{line}\n{line}\n{line}\nlights went out.\n\nNext day they met."
    assert len(paragraphs(wrapped)) == 2
    assert len(paragraphs("Key points\n- One thing\n- Another thing\n\nText.")) == 4


@given(st.text(alphabet=st.sampled_from("ab .,\n\t\"'“”„«»‘’`-"), max_size=80))
def test_quotations_never_raise_and_never_overlap(text: str) -> None:
    end = 0
    for quotation in quotations(text):
        assert end <= quotation.start <= quotation.inner[0] < quotation.inner[1] <= quotation.end <= len(text)
        end = quotation.end
    for (_, a), (b, c) in zip(paragraphs(text), paragraphs(text)[1:], strict=False):
        assert a <= b < c
