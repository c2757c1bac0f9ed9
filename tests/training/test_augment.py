"""Varied training examples keep their annotation: every span still holds whole words of its role."""

import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training" / "attribution"


@pytest.fixture(scope="module")
def augment() -> Any:  # a script folder, not a package
    sys.path.insert(0, str(TRAINING))
    try:
        import augment  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(TRAINING))
    return augment


TEXT = "“The road is open,” the mayor said. Colonel Ali Hassan said that it was mined.\nThe mayor denied it."


def _article(augment: Any) -> Any:
    def span(words: str, start: int = 0) -> tuple[tuple[int, int]]:
        at = TEXT.index(words, start)
        return ((at, at + len(words)),)

    rows = [
        ("the mayor", "said", "“The road is open,”"),
        ("Colonel Ali Hassan", "said", "that it was mined"),
        ("The mayor", "denied", "it"),
    ]
    found, at = [], 0
    for source, cue, content in rows:
        start = TEXT.index(source, at)
        found.append({"source": span(source, start), "cue": span(cue, start), "content": span(content, at)})
        at = start + len(source)
    return augment.Annotated("x", TEXT, tuple(found))


@pytest.mark.parametrize("seed", range(60))
def test_spans_follow_the_text(augment: Any, seed: int) -> None:
    article = _article(augment)
    varied = augment.lost_marks(augment.other_words(article, Random(seed)), Random(seed))
    assert len(varied.attributions) == len(article.attributions)
    for number, roles in enumerate(varied.attributions):
        words = {role: [varied.text[s:e] for s, e in spans] for role, spans in roles.items()}
        assert all(text == text.strip() != "" for texts in words.values() for text in texts)
        assert words["content"][0].strip("“”") == ("The road is open,", "that it was mined", "it")[number]
    assert varied.text.count("\n") == TEXT.count("\n")


def test_cue_and_speaker_change_places(augment: Any) -> None:
    texts = {augment.other_words(_article(augment), Random(seed)).text for seed in range(60)}
    assert any("said the mayor" in text for text in texts)
    assert any("the mayor said" in text for text in texts)


def test_layouts_cover_the_text_without_overlap(augment: Any) -> None:
    article = _article(augment)
    for seed in range(40):
        blocks = augment.layouts(article, Random(seed))
        if blocks is not None:
            assert blocks == sorted(blocks)
            assert "".join(TEXT[s:e] for s, e in blocks).replace("\n", "") == TEXT.replace("\n", "")
