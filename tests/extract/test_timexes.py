from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.lexicon.times import load_times
from parley.records import Timex
from tests.extract.asking import check_example, read_times

TABLE = load_times("en")
EXAMPLES = [pytest.param(*example, id=f"{rule.name}-{i}") for rule in TABLE.rules for i, example in enumerate(rule.examples)]


def read(text: str, published: str | None) -> tuple[Timex, ...]:
    return read_times(text, published, "en")


def found(text: str, published: str | None) -> list[tuple[str, str | None]]:
    return [(text[t.start_char : t.end_char], t.value) for t in read(text, published)]


@pytest.mark.parametrize(("marked", "published", "value"), EXAMPLES)
def test_timexes_example_of_the_grammar(marked: str, published: str, value: str) -> None:
    check_example(marked, published, value, "en")


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # A day of the week by the tense of its own clause, on both sides.
        (
            "The rebels will meet the envoy on Friday, he said on Monday.",
            "2023-05-10",
            [("Friday", "2023-05-12"), ("Monday", "2023-05-08")],
        ),
        ("The council is due to vote on Thursday.", "2023-05-10", [("Thursday", "2023-05-11")]),
        ("Both agreed to free prisoners on Saturday.", "2023-05-10", [("Saturday", "2023-05-13")]),
        ("The shelling that began on Saturday went on.", "2023-05-10", [("Saturday", "2023-05-06")]),
        # A bare month takes its year by the tense.
        ("Elections are planned for March.", "2023-11-10", [("March", "2024-03")]),
        ("They had signed a pact in March.", "2023-11-10", [("March", "2023-03")]),
        # Counted from the last date of the story, not from publication.
        (
            "He was held on 4 June 2020. A week earlier his house had been searched.",
            "2023-11-10",
            [("4 June 2020", "2020-06-04"), ("A week earlier", "2020-05-28")],
        ),
        (
            "The war began in April 2015. That year a million people fled.",
            "2023-11-10",
            [("April 2015", "2015-04"), ("That year", "2015")],
        ),
        # Two days of one month.
        ("The teams meet on 3 and 4 June 2024 in Oslo.", "2024-05-01", [("3", "2024-06-03"), ("4 June 2024", "2024-06-04")]),
        ("A truce ran from March 5 to 9, 2021, they say.", "2021-05-01", [("March 5", "2021-03-05"), ("9, 2021", "2021-03-09")]),
        ("Shelling eased over the past three weeks.", "2021-05-01", [("the past three weeks", "P3W")]),
        # The tense of the sentence, not of the headline that the parse may run together with it.
        (
            "Bloc cuts the island off over its elections\n\nLAGOS - Leaders of the coast on Sunday imposed heavy sanctions.",
            "2022-01-10",
            [("Sunday", "2022-01-09")],
        ),
        ("The siege follows Monday night's raid.", "2021-05-05", [("Monday night's", "2021-05-03TNI")]),
        ("It held until Easter.", "2021-05-01", [("Easter", "2021-04-04")]),
        ("Turnout on Election Day was low.", "2020-11-05", [("Election Day", "2020-11-03")]),
        ("In the early 2000s the region was calm.", "2021-05-01", [("the early 2000s", "200")]),
        (
            "Blasts hit the port at about 10:35 a.m. (0735 GMT) Friday.",
            "1998-08-08",
            [("about 10:35 a.m. (0735 GMT) Friday", "1998-08-07T10:35")],
        ),
        # Counted from the last date of the story: by words, and by a day of the week.
        ("It was signed on 3 May 2020. Three days later, it was dead.", "2021-11-10", [("Three days later", "2020-05-06")]),
        ("It was signed on 3 May 2020. The previous day, both had balked.", "2021-11-10", [("The previous day", "2020-05-02")]),
        ("The envoy came on Tuesday. The day before, shells had fallen.", "2021-11-10", [("The day before", "2021-11-08")]),
        ("They signed on 3 May 2019. The following month it failed.", "2021-11-10", [("The following month", "2019-06")]),
        ("He was shot on 3 May. That evening a crowd gathered.", "2021-11-10", [("That evening", "2021-05-03TEV")]),
        # The eve of what has a date of its own.
        ("They meet on the eve of the vote on Sunday.", "2021-11-10", [("the eve", "2021-11-13"), ("Sunday", "2021-11-14")]),
        ("They met on the eve of a vote planned for 20 May 2019.", "2021-11-10", [("the eve", "2019-05-19")]),
        # Since, by, until.
        ("The road has been cut since last summer.", "2021-11-10", [("last summer", "2021-SU")]),
        ("The road has been cut since March.", "2021-11-10", [("March", "2021-03")]),
        ("They must hand in their arms by the end of March.", "2021-11-10", [("the end of March", "2022-03")]),
        ("They must hand in their arms by the end of next month.", "2021-11-10", [("the end of next month", "2021-12")]),
        ("The lull is to last until Friday.", "2021-11-10", [("Friday", "2021-11-12")]),
        ("The lull held until Friday, when it broke.", "2021-11-10", [("Friday", "2021-11-05")]),
        # Seasons, sets, decades, by the tense.
        ("Shelling resumed in the spring.", "2021-11-10", [("the spring", "2021-SP")]),
        ("Shelling will resume in the spring.", "2021-11-10", [("the spring", "2022-SP")]),
        ("Many fled during the winter of 2014.", "2021-11-10", [("the winter of 2014", "2014-WI")]),
        ("In the late nineties they fought each other.", "2021-11-10", [("the late nineties", "199")]),
        # A quarter of the books in a past clause is over.
        ("Losses in the third quarter were heavy.", "2021-06-10", [("the third quarter", "2020-Q3")]),
        # Feasts, by the tense.
        ("The town was shelled during Ramadan.", "2021-11-10", [("Ramadan", "2021-04-12/2021-05-13")]),
        ("They want a deal before Eid al-Adha.", "2021-11-10", [("Eid al-Adha", "2022-07")]),
        ("Guns fell silent over Orthodox Christmas.", "2021-11-10", [("Orthodox Christmas", "2021-01-07")]),
        ("Fire ceased for Orthodox Easter.", "2023-11-10", [("Orthodox Easter", "2023-04-16")]),
        ("Rockets fell during Hanukkah.", "2021-12-10", [("Hanukkah", "2021-11-29/2021-12-06")]),
        ("He spoke on Bastille Day.", "2021-11-10", [("Bastille Day", "2021-07-14")]),
        ("They marched on Nigeria's Democracy Day.", "2021-11-10", [("Nigeria's Democracy Day", "2021-06-12")]),
        ("Crowds filled the square for Nowruz 2021.", "2021-11-10", [("Nowruz 2021", "2021-03-21")]),
    ],
)
def test_timexes_in_context(text: str, published: str, expected: list[tuple[str, str]]) -> None:
    assert [pair for pair in found(text, published) if pair in expected] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The general may sign, and troops march on the town.",
        "Some 2000 soldiers and 1500 police guard it.",
        "The 54-year-old was freed.",
        "He is in his 80s.",
        "The fall of the government pleased them.",
        "The Daily Monitor printed the letter.",
        "Ms June Carver spoke first.",
        "They control three-quarters of the town.",
        "The crowd wants a brighter tomorrow.",
        "They spoke on the eve of a summit.",
    ],
)
def test_timexes_leaves_alone_what_is_no_time(text: str) -> None:
    assert found(text, "2021-11-10") == []


def test_timexes_without_publication_only_what_the_text_fixes() -> None:
    text = "They met on Friday and last week, then on 5 May and on 6 May 2020. A day later it rained for two days."
    assert found(text, None) == [
        ("Friday", None),
        ("last week", None),
        ("5 May", None),
        ("6 May 2020", "2020-05-06"),
        ("A day later", "2020-05-07"),
        ("two days", "P2D"),
    ]


def test_timexes_gives_first_and_last_day_and_mod() -> None:
    (timex,) = read("The force left at the end of February 2024.", "2024-05-01")
    assert (timex.type, timex.value, timex.mod, timex.start, timex.end) == ("DATE", "2024-02", "END", "2024-02-01", "2024-02-29")
    (timex,) = read("The siege lasted nearly six weeks.", "2024-05-01")
    assert (timex.type, timex.value, timex.mod, timex.start) == ("DURATION", "P6W", "LESS_THAN", None)
    (timex,) = read("They met last week.", "2022-02-15")
    assert (timex.value, timex.start, timex.end) == ("2022-W06", "2022-02-07", "2022-02-13")


def test_timexes_unknown_feast_has_no_day() -> None:
    (timex,) = read("They want a truce before Eid.", "2021-04-01")
    assert (timex.value, timex.start) == (None, None)


def anchors(text: str, published: str | None) -> dict[str, str | None]:
    """For each expression, "published" or the words that its value was counted from."""
    return {
        text[t.start_char : t.end_char]: text[slice(*t.anchor)] if isinstance(t.anchor, tuple) else t.anchor
        for t in read(text, published)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 4 June 2020. A week earlier they had quarrelled.", {"4 June 2020": None, "A week earlier": "4 June 2020"}),
        ("They met on Friday. The next day they parted.", {"Friday": "published", "The next day": "Friday"}),
        ("They met last week. Two weeks later it was over.", {"last week": "published", "Two weeks later": "last week"}),
        ("Talks failed on the eve of the vote on Sunday.", {"the eve": "Sunday", "Sunday": "published"}),
        ("They left on 3 May, at 5 p.m. sharp.", {"3 May": "published", "5 p.m.": "3 May"}),
        ("In October 2020, ahead of the vote of November, they left.", {"October 2020": None, "November": "October 2020"}),
        ("War began in 2011. In May of that year the town fell.", {"2011": None, "May of that year": "2011"}),
        ("It lasted two years, it was said on Friday.", {"two years": None, "Friday": "published"}),
    ],
)
def test_timexes_say_what_they_count_from(text: str, expected: dict[str, str | None]) -> None:
    assert anchors(text, "2021-11-10") == expected


def test_timexes_of_unknown_value_have_no_anchor() -> None:
    assert anchors("They met on Friday. The next day they parted.", None) == {"Friday": None, "The next day": None}


WORDS = st.sampled_from(
    ["last", "next", "the", "end of", "May", "March", "4", "1999", "2020,", "week", "years", "ago", "Friday", "night", "31",
     "February", "30", "summer", "10:30", "p.m.", "said", "will", "\n", "\n\n", "“", "é", "😀", "two", "first",
     "quarter", "’s", "1/2", "99/99/99", "the eve", "of", "the next day", "later", "a year earlier"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14), st.sampled_from([None, "2020-02-29", "0001-01-01", "9999-12-31"]))
def test_timexes_never_overlap_and_hold_real_days(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    spans = [(t.start_char, t.end_char) for t in read(text, published)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for timex in read(text, published):
        if timex.start and timex.end:
            assert date.fromisoformat(timex.start) <= date.fromisoformat(timex.end)


@given(st.lists(WORDS, max_size=20), st.sampled_from([None, "2020-02-29", "0001-01-01", "9999-12-31"]))
def test_timexes_anchors_end_at_a_date_or_the_publication(words: list[str], published: str | None) -> None:
    by_span = {(t.start_char, t.end_char): t for t in read(" ".join(words), published)}
    for timex in by_span.values():
        walked = 0
        while isinstance(timex.anchor, tuple):
            timex, walked = by_span[timex.anchor], walked + 1
            assert timex.value is not None
            assert walked <= len(by_span)
        assert timex.anchor is None or published is not None
