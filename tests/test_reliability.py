"""The reliability table counts right."""

from parley.reliability import bins, gap, judged, reliability_section

TEXT = "The envoy said the talks go on. Rebels denied it."


def _found(source: tuple[int, int], content: tuple[int, int], confidence: float) -> dict[str, object]:
    return {"source": [source], "content": [content], "confidence": confidence}


def test_an_annotated_attribution_is_matched_once() -> None:
    gold = [{"source": [(0, 9)], "content": [(15, 30)]}]
    found = [_found((0, 9), (15, 30), 0.4), _found((0, 9), (15, 24), 0.9)]
    assert sorted(judged(TEXT, found, gold)) == [(0.4, False), (0.9, True)]


def test_another_source_is_wrong() -> None:
    gold = [{"source": [(0, 9)], "content": [(15, 30)]}]
    assert list(judged(TEXT, [_found((32, 38), (15, 30), 0.8)], gold)) == [(0.8, False)]


def test_bins_and_gap() -> None:
    table = bins([(0.95, True), (0.95, True), (0.95, False), (0.95, True), (0.1, False)])
    assert [(b.low, b.count, round(b.right, 2)) for b in table] == [(0.0, 1, 0.0), (0.9, 4, 0.75)]
    assert round(gap(table), 3) == round((4 * 0.2 + 0.1) / 5, 3)


def test_full_confidence_has_a_bin() -> None:
    assert bins([(1.0, True)])[0].count == 1


def test_the_section_is_a_table() -> None:
    assert "| 0.9 to 1.0 | 1 | 95 | 100 |" in reliability_section([(0.95, True)])
