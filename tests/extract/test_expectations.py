from __future__ import annotations

import pytest

from tests.conftest import ReadText

DAY = "2024-03-05"  # a Tuesday


@pytest.mark.parametrize(
    ("text", "word", "due"),
    [
        ("Talks between the government and the ELN will resume in Havana on 12 March.", "will", "2024-03-12"),
        ("Hamas could release three more hostages on Saturday.", "could", "2024-03-09"),
        ("The rebels will not surrender.", "will not", None),
        ("The two sides are due to meet in Muscat on Friday.", "due", "2024-03-08"),
        ("The truce is likely to collapse.", "likely", None),
        ("Elections are scheduled for September 2024.", "scheduled", "2024-09"),
        ("The mandate of the UN force expires on 30 June.", "expires", "2024-06-30"),
        ("South Korea plans to send an envoy to Pyongyang.", "plans", None),
        ("The rebels threatened to march on the capital.", "threatened", None),
        ("The final text is to be signed in Nairobi.", "is to", None),
        ("The United States will almost certainly veto the resolution.", "almost certainly", None),
        ("The market should reopen on Thursday.", "should", "2024-03-07"),
        ("The army gave the militia an ultimatum until 15 March.", "ultimatum", "2024-03-15"),
    ],
)
def test_expectations_are_clauses_that_look_ahead(read_text: ReadText, text: str, word: str, due: str | None) -> None:
    found = read_text(text, published=DAY).expectations

    assert [(x.text, x.likelihood.word if x.likelihood else None, x.due) for x in found] == [(text.rstrip("."), word, due)]


@pytest.mark.parametrize(
    "text",
    [
        '"I would like to thank everyone," she said.',
        "He would often walk to the market.",
        "The minister would not say when the prisoners were freed.",
        "Israel should have listened, he said.",
        "The rebels must lay down their arms, the minister said.",
        "Could the deal collapse?",
        "The soldiers could have fled.",
        "The ministry did not say whether the deal would be extended.",
        "The truce expired on Monday.",
        "Sudan is a large country.",
        "The will of the people is strong.",
    ],
)
def test_expectations_leave_alone_what_does_not_look_ahead(read_text: ReadText, text: str) -> None:
    assert not read_text(text, published=DAY).expectations


def test_expectations_are_made_by_whoever_says_so(read_text: ReadText) -> None:
    reading = read_text("Turkey will reopen the border, Armenian Foreign Minister Ararat Mirzoyan said.", published=DAY)

    (expectation,) = reading.expectations
    assert [a.name for a in reading.actors if a.id == expectation.made_by] == ["Ararat Mirzoyan"]


def test_expectations_of_the_article_itself_are_made_by_nobody(read_text: ReadText) -> None:
    (expectation,) = read_text("The council will meet in Tripoli.", published=DAY).expectations

    assert expectation.made_by is None


@pytest.mark.parametrize(
    ("text", "word", "low", "high"),
    [
        ("A pause is unlikely to last.", "unlikely", 0.2, 0.45),
        ("A deal could follow.", "could", 0.33, 0.66),
        ("The rebels are certain to object.", "certain", 0.95, 0.99),
        ("The army has pledged to leave the port.", "pledged", 0.55, 0.8),
        ("The generals would have every interest in a pause.", "every interest", 0.55, 0.8),
        ("The talks are not expected to resume.", "not expected", 0.2, 0.45),
        ("The council will meet in Tripoli.", "will", None, None),
    ],
)
def test_expectations_give_the_range_of_the_step_that_a_word_is_read_as(
    read_text: ReadText, text: str, word: str, low: float | None, high: float | None
) -> None:
    (expectation,) = read_text(text, published=DAY).expectations

    assert expectation.likelihood is not None
    assert (expectation.likelihood.word, expectation.likelihood.low, expectation.likelihood.high) == (word, low, high)


def test_expectations_have_no_day_where_the_article_has_none(read_text: ReadText) -> None:
    (expectation,) = read_text("The council will meet on Friday.").expectations

    assert expectation.due is None


def test_expectations_keep_to_their_paragraph(read_text: ReadText) -> None:
    text = "Juba rivals talk\n- Envoys will land at noon\n- Roads stay shut\n\nThat is all for today."

    assert [x.text for x in read_text(text, published=DAY).expectations] == ["Envoys will land at noon"]


def test_expectations_do_not_take_in_the_dateline(read_text: ReadText) -> None:
    (expectation,) = read_text("KINSHASA, March 5 - Congo will reopen its border with Uganda.", published=DAY).expectations

    assert expectation.text == "Congo will reopen its border with Uganda"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Direct talks were to open by 8 August in Doha.", "talks were to open"),
        ("Rwandan troops must leave Congolese territory within 90 days.", "must leave"),
        ("The envoy hopes to bring both sides together next week.", "bring both sides together"),
        ("The two delegations are going to sign in Muscat.", "going to sign"),
        ("A third meeting is in the offing.", "in the offing"),
        ("There is a real possibility that the truce collapses.", "the truce collapses"),
        ("The hearing has been postponed to 20 August.", "postponed to 20 August"),
        ("The roadmap foresees a referendum.", "a referendum"),
        ("Brussels is weighing how to answer. It is considering sanctions.", "considering sanctions"),
        ("The inspectors leave Aden on 12 August.", "leave Aden"),
    ],
)
def test_expectations_read_what_was_scheduled_or_hoped_for(read_text: ReadText, text: str, words: str) -> None:
    found = [x.text for x in read_text(text, published="2025-08-05").expectations]

    assert [words in t for t in found] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "A nurse said she could not tell who was responsible.",
        "The bargain goes back to October 2026, an aide joked.",
        "The soldiers were to blame.",
        "The two presidents were to have dined together on 3 August.",
        "The delegates had been expected at noon.",
        "The envoy was expected to speak but stayed in his hotel.",
        "A rally planned for 10 August was cancelled.",
        "Under Article 12 the governor may dissolve the assembly.",
        "From the tower one could hear the shelling.",
        "You may go now, the guard said.",
        "They had been promised that trucks would come.",
        "In the second act the king will forgive his son.",
        "We expect you to keep your word, the minister said.",
        "The vote has been put off.",
    ],
)
def test_expectations_leave_alone_what_was_or_is_said_otherwise(read_text: ReadText, text: str) -> None:
    assert not read_text(text, published="2025-08-05").expectations
