from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parley.show.marking import PRIORITY, Mark, paragraphs, segments

MARKS = st.lists(
    st.builds(
        Mark,
        start=st.integers(-2, 30),
        end=st.integers(-2, 40),
        kind=st.sampled_from(PRIORITY),
        fact=st.sampled_from(["f-1-a", "f-1-b", "f-1-c"]),
        number=st.integers(0, 2),
    ),
    max_size=8,
    unique=True,
)


@given(st.text(alphabet="ab \n", max_size=30), MARKS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=2))
def test_segments_keep_the_text_and_every_mark(text: str, marks: list[Mark], grey: list[tuple[int, int]]) -> None:
    found = segments(text, marks, tuple(grey))
    assert "".join(segment.text for segment in found) == text
    kept = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    assert sorted((m for s in found for m in s.begins), key=repr) == sorted(kept, key=repr)
    assert sorted((m for s in found for m in s.ends), key=repr) == sorted(kept, key=repr)
    for mark in kept:
        assert "".join(s.text for s in found if mark in s.marks) == text[mark.start : mark.end]


@given(st.text(alphabet="ab \n", max_size=30), MARKS)
def test_paragraphs_drop_line_ends_alone(text: str, marks: list[Mark]) -> None:
    found = paragraphs(segments(text, marks))
    assert ["".join(s.text for s in p) for p in found] == [line for line in text.split("\n") if line.strip()]


def test_overlapping_marks_share_a_segment() -> None:
    position, event = Mark(0, 6, "position", "f-1-p", 0), Mark(4, 9, "event", "f-1-e", 0)
    found = segments("abcdefghijk", [event, position])
    assert [(s.text, s.kinds) for s in found] == [
        ("abcd", ("position",)),
        ("ef", ("position", "event")),
        ("ghi", ("event",)),
        ("jk", ()),
    ]
    assert found[1].facts == ("f-1-p", "f-1-e")
