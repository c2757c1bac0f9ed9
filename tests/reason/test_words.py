from __future__ import annotations

from parley.reason.words import bare_name, containment, content, fold, jaccard
from tests.reason.builders import LINKS


def test_fold_drops_case_accents_and_punctuation() -> None:
    assert fold("L’Émir d'Oran, 2e") == "l emir d oran 2e"


def test_content_joins_words_of_one_meaning() -> None:
    assert content("peace negotiations with the insurgents", LINKS) == content("Peace talks with rebels", LINKS)


def test_content_leaves_out_idle_words() -> None:
    assert content("It was not to be for them", LINKS) == frozenset()


def test_bare_name_drops_titles_but_not_a_title_alone() -> None:
    assert bare_name("Prime Minister Ana Soto", LINKS) == "ana soto"
    assert bare_name("the president", LINKS) == "president"
    assert bare_name("Ministry of Defence", LINKS) == "ministry of defence"


def test_shares_of_words() -> None:
    a, b = frozenset("abc"), frozenset("bcde")
    assert jaccard(a, b) == 2 / 5
    assert containment(a, b) == 2 / 3
    assert containment(a, frozenset()) == 0.0
