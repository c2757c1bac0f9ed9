from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from parley.reason.sentences import around, paragraph, sentences

TEXT = 'Headline without a stop\n\nMr. Ode met Gen. Kaya in Basra. "We agreed," he said. The U.S. envoy left.'


def test_sentences_end_at_stops_and_lines_but_not_at_abbreviations() -> None:
    assert [TEXT[s:e] for s, e in sentences(TEXT)] == [
        "Headline without a stop",
        "Mr. Ode met Gen. Kaya in Basra.",
        '"We agreed," he said.',
        "The U.S. envoy left.",
    ]


def test_around_joins_the_sentences_that_a_span_touches() -> None:
    start = TEXT.index("Basra")
    assert TEXT[slice(*around(TEXT, (start, TEXT.index("agreed") + 6)))].startswith("Mr. Ode")
    assert TEXT[slice(*around(TEXT, (start, TEXT.index("agreed") + 6)))].endswith("said.")


def test_paragraph_is_the_line() -> None:
    assert TEXT[slice(*paragraph(TEXT, (3, 5)))] == "Headline without a stop"


@given(st.text(alphabet='Ab. \n"é!”', max_size=60), st.data())
def test_spans_lie_in_the_text_in_order(text: str, data: st.DataObject) -> None:
    found = sentences(text)
    assert all(0 <= s < e <= len(text) and text[s:e] == text[s:e].strip() for s, e in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert sum(len(text[s:e].split()) for s, e in found) == len(text.split()) or any("." in w[:-1] for w in text.split())
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        for place in (around(text, (start, end)), paragraph(text, (start, end))):
            assert 0 <= place[0] <= place[1] <= len(text)
        assert around(text, (start, end))[0] <= start
        assert around(text, (start, end))[1] >= end
