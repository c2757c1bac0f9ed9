from __future__ import annotations

from parley.lexicon.outlooks import load_outlooks


def test_outlooks_scale_is_a_range_of_probabilities() -> None:
    scale = load_outlooks("en").scale

    assert scale["likely"] == (0.55, 0.8)
    assert all(0 <= low <= high <= 1 for low, high in scale.values())
    assert not {"would", "will"} & scale.keys()  # these hedge nothing
    assert scale["could"] == scale["might"] == (0.33, 0.66)


def test_outlooks_grow_with_certainty() -> None:
    scale = load_outlooks("en").scale
    middle = [sum(scale[w]) for w in ("very unlikely", "unlikely", "likely", "very likely", "almost certain")]

    assert middle == sorted(middle)
