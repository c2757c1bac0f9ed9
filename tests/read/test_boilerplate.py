"""Lines that are not the article, and lines that look like it and are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.lexicon.boilerplate import Boilerplate, load_boilerplate
from parley.read.boilerplate import boilerplate, lines_of

TABLE = load_boilerplate("en")
BEFORE = "The envoys met for the third day in the lakeside town.\n\n"
AFTER = "\n\nBoth delegations said that they would come back on Friday."


def marked(text: str) -> list[str]:
    return [text[start:end] for start, end in boilerplate(text, TABLE)]


@pytest.mark.parametrize(
    "line",
    [
        ">> A year of shuttle diplomacy in maps",
        "» How the corridor was opened",
        "READ ALSO: The general who would not sign",
        "READ MORE | Ten dates in the border dispute",
        "Read more: What the protocol says",
        "> Read more: What the protocol says",
        "To read also: the truce of the fishermen",
        "Most read: the mayor, the bridge and the bomb",
        "Related articles",
        "Related: The forgotten annex",
        "In pictures: the return to the valley",
        "Watch: drone footage of the crossing",
        "Advertisement",
        "Story continues below advertisement",
        "Sign up to Daybreak, our free weekday newsletter",
        "Subscribe to our newsletter",
        "Subscribe",
        "I subscribe",
        "Receive the best of the continent's news every evening in your inbox",
        "Support independent journalism from the region with a small donation",
        "Already a subscriber? Log in",
        "You have two free articles left this month",
        "Share on Facebook | Share on Twitter",
        "Share this article",
        "Facebook  Twitter  WhatsApp",
        "Follow us on Telegram for the latest updates",
        "Follow @lakesidepost on Twitter",
        "Join our WhatsApp channel",
        "Download the Lakeside app",
        "Take the news everywhere with you!",
        "google-play-badge_FR",
        "We use cookies to give you the best experience on our site.",
        "Privacy policy | Terms of use",
        "© 2023 Lakeside Post. All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "[Photo] Delegates arrive at the hotel.",
        "Photograph: Handout/Lakeside Post",
        "Image caption: The bridge after the shelling",
        "FILE PHOTO: The president inspects a guard of honour",
        "Photo by Amina Keller",
        "Soldiers rest near the crossing / AFP",
        "That's all for today. We will be back in the morning.",
        "Our live coverage resumes at 07.00 GMT.",
        "This live blog is now closed.",
        "https://lakesidepost.example/2023/05/annex",
        "#peace #valley #talks",
    ],
)
def test_boilerplate_marks_a_line_between_paragraphs(line: str) -> None:
    assert marked(BEFORE + line + AFTER) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Read aloud in both languages, the protocol took an hour.",
        "Reading the annex, the minister found three changes.",
        "Share prices fell after the talks collapsed.",
        "Sharing the water of the dam was the last open question.",
        "Follow the money, the investigator said, and you will find the arms.",
        "Following the attack, the two governments closed the border.",
        "Subscribers to the old accord were not invited.",
        "Watching the crossing from a hill, villagers counted the trucks.",
        "Related families on both banks had asked for the ferry to run again.",
        "Photographs of the prisoners were handed over on Monday.",
        "Support for the truce is growing in the south.",
        "Download figures for the government's app were never published.",
        "Copyright law was the one chapter that nobody disputed.",
        "By Wednesday the last soldiers had left the town.",
        "By our count, eleven villages have signed.",
        "More than forty people were killed, the hospital said.",
        "Get out of the valley, the general told them.",
        "Most people in the camp do not believe the announcement.",
        "“Share the bread and you share the peace,” she said.",
        "Close to the bridge, mines were found.",
        "Sources: the ministry and two diplomats, who asked not to be named, confirmed the exchange.",
        "The video shows the two commanders shaking hands.",
        "GENEVA (AP) --",
        "Secret negotiations",
        "- Six prisoners released on each side",
        "18.40 GMT",
        "X.",
    ],
)
def test_boilerplate_leaves_prose_and_headings(line: str) -> None:
    assert marked(BEFORE + line + AFTER) == []


def test_boilerplate_marks_a_byline_at_the_head_only() -> None:
    byline = "By Amina Keller and Tomas Ruiz in Geneva"
    assert marked(f"Talks resume\n\n{byline}{AFTER}") == [byline]
    assert marked(BEFORE * 10 + byline + AFTER) == []


def test_boilerplate_marks_credits_at_the_tail_only() -> None:
    credit = "(Reporting by Amina Keller; Editing by Tomas Ruiz)"
    assert marked(BEFORE + credit) == [credit]
    assert marked(BEFORE * 10 + credit + "\n\n" + BEFORE * 12) == []


def test_boilerplate_takes_fragments_among_the_closing_lines_with_it() -> None:
    closing = [
        "The best of the",
        "Lakeside week invites you to come back to the news of the week",
        "I subscribe",
        "Lakeside in your pocket",
    ]
    assert marked(BEFORE + "\n\n".join(closing)) == closing


def test_boilerplate_keeps_a_closing_heading_and_list_without_known_lines() -> None:
    assert marked(BEFORE + "What comes next\n- A vote in June\n- A census in May") == []


def test_boilerplate_is_empty_without_a_table() -> None:
    assert boilerplate(BEFORE + "Subscribe", Boilerplate()) == ()


@given(
    st.lists(st.sampled_from(["Read more: x", "A plain line.", "", "  ", "\tSubscribe \r", ">> y", "\u2028", "\x85"]), max_size=12)
)
def test_boilerplate_spans_are_whole_trimmed_lines_in_order(parts: list[str]) -> None:
    text = "\n".join(parts)
    spans = boilerplate(text, TABLE)
    assert list(spans) == sorted(set(spans))
    assert set(spans) <= {line.span for line in lines_of(text)}
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


def test_boilerplate_never_marks_a_long_paragraph() -> None:
    paragraph = "Read more: " + "the two sides said that they had agreed on the release of prisoners and on little else, " * 12
    assert marked(BEFORE + paragraph + AFTER) == []
