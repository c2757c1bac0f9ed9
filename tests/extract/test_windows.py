"""Windows: every word of a text once and in order, no window too long, quotation marks in one form, offsets those of the text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from parley.extract.windows import LONGEST, canonical, windows


# One piece a letter: words of any length, and windows that fill up soon.
class Letters:
    start, end, unknown = 1, 2, 3

    def encode(self, word: str) -> list[int]:
        return [10 + ord(c) % 80 for c in word]


LETTERS = Letters()
TEXTS = st.text(alphabet="abé .\"“”«»'’\n,-", max_size=600) | st.text(max_size=200)


@given(TEXTS)
def test_words_come_once_and_in_order(text: str) -> None:
    words = [word for window in windows(text, LETTERS) for word in window.words]
    assert words == sorted(words)
    assert all(a[1] <= b[0] for a, b in pairwise(words))
    assert all(text[s:e].strip() == text[s:e] != "" for s, e in words)
    covered = {i for s, e in words for i in range(s, e)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())


@given(st.lists(st.integers(1, 60), max_size=60))
def test_no_window_is_longer_than_the_network_reads(lengths: list[int]) -> None:
    text = "a. " + " ".join("a" * length for length in lengths) + ". " + "b" * 500
    for window in windows(text, LETTERS):
        assert len(window.ids) <= LONGEST
        assert len(window.at) == len(window.words)
        assert all(window.ids[i] >= 3 for i in window.at)


@given(TEXTS)
def test_the_canonical_form_is_as_long_as_the_text(text: str) -> None:
    assert len(canonical(text)) == len(text)


def test_quotation_marks_look_alike() -> None:
    forms = ['He said: "We go."', "He said: “We go.”", "He said: «We go.»"]
    assert {canonical(text) for text in forms} == {"He said: “We go.”"}
    assert canonical("He said: ``We go.''") == "He said: “ We go.” "
    assert canonical("The envoy’s plan") == "The envoy's plan"


def test_paragraphs_stay_whole_where_they_fit() -> None:
    text = "\n".join("word " * 50 for _ in range(6))  # 200 pieces each
    assert [len(window.words) for window in windows(text, LETTERS)] == [50] * 6


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    for sentence in ("word " * 30 + "end. ", "“Word " + "word " * 30 + "end.” "):
        found = windows(sentence * 6, LETTERS)
        assert len(found) > 1
        assert all((sentence * 6)[: w.words[-1][1]].endswith(sentence[-6:].strip()) for w in found)
