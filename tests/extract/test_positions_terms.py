"""What a position hangs on, since when it is held, in whose words it is told; vows, slogans, demands; one issue however worded."""

from __future__ import annotations

import pytest

from tests.conftest import ReadText
from tests.extract.test_positions import stands

DAY = "2025-03-01"
WAR = "The M23 and the Congolese army fought around Goma. "  # some rules ask for a conflict


@pytest.mark.parametrize(
    ("text", "name", "direction"),
    [
        ("Serbia vowed never to recognise Kosovo.", "Serbia", "against"),
        ("Serbia will never recognise Kosovo.", "Serbia", "against"),
        ("Iran will not tolerate a change of borders.", "Iran", "against"),
        ("Israel is adamant: no withdrawal from the buffer zone.", "Israel", "against"),
        ("Kenya's position has not changed: no talks with al-Shabab.", "Kenya", "against"),
        ('"No to the partition of Cyprus," said Nikos Christodoulides.', "Christodoulides", "against"),
        ('"The time has come for dialogue," said Colombian president Gustavo Petro.', "Petro", "for"),
        ('"The only way out is dialogue," said Angolan president Joao Lourenco.', "Loren", "for"),
        ('"What we want is direct talks," said Salva Kiir.', "Kiir", "for"),
        ('"There is no alternative to dialogue," said Salva Kiir.', "Kiir", "for"),
        ('"We need a ceasefire now," said Salva Kiir.', "Kiir", "for"),
        ("The Catholic Church has offered to mediate.", "Catholic Church", "for"),
        ("Mali no longer wants the United Nations mission.", "Mali", "against"),
        ("The demands of Hamas include the release of prisoners.", "Hamas", "for"),
        ("A truce is opposed by Hamas and backed by Egypt.", "Egypt", "for"),
        ("Rwanda sees no need for sanctions.", "Rwanda", "against"),
        ("Georgia has made the talks conditional on a withdrawal.", "Georgia", "conditional"),
        ("Hamas said it would not lay down its weapons while Israel occupied Gaza.", "Hamas", "conditional"),
        ("Egypt is open to a truce, but only under international supervision.", "Egypt", "conditional"),
        ('"No prisoners, no ceasefire," said Bertrand Bisimwa.', "Bisimwa", "conditional"),
        (WAR + "Kenya remains committed to the Nairobi process.", "Kenya", "for"),
        (WAR + "Rwanda rejected the proposal.", "Rwanda", "against"),
        (WAR + '"Lubero is ours and is not on the table," said Bertrand Bisimwa.', "Bisimwa", "against"),
    ],
)
def test_positions_read_vows_slogans_and_demands(read_text: ReadText, text: str, name: str, direction: str) -> None:
    found = stands(read_text(text, DAY))

    assert direction in [d for n, d in found if name in n or (name == "Loren" and "Louren" in n)], found


@pytest.mark.parametrize(
    "text",
    [
        "Hungary is not opposed to the accession of Sweden.",
        "The police linked the attack to Hamas.",
        "The city made the road wider on request.",
        "Rwanda has no objection to the talks.",
        "They need food and water in Goma.",
        "Kenya will send a minister to Kampala.",
        "The time has come for lunch, said Salva Kiir.",
        "Brazil no longer demands a reform.",
    ],
)
def test_positions_leave_alone_what_vows_and_demands_nothing(read_text: ReadText, text: str) -> None:
    assert not read_text(text, DAY).positions


def test_positions_say_where_their_condition_stands(read_text: ReadText) -> None:
    text = "Georgia has made the talks conditional on a withdrawal of Russian troops."
    (position,) = read_text(text).positions

    assert (position.condition, position.direction) == ("a withdrawal of Russian troops", "conditional")
    assert [text[s:e] for s, e in position.condition_evidence] == ["a withdrawal of Russian troops"]


def test_positions_hang_on_what_is_demanded_before(read_text: ReadText) -> None:
    text = "Georgia demands that Russia withdraw its troops before any talks begin."
    found = {(p.direction, p.condition) for p in read_text(text).positions}

    assert found == {("for", None), ("conditional", "Russia withdraw its troops")}


def test_positions_that_hang_on_nothing_name_no_condition(read_text: ReadText) -> None:
    (position,) = read_text("Georgia demands the withdrawal of Russian troops.").positions

    assert (position.condition, position.condition_evidence, position.since, position.voice) == (None, (), None, None)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Since 2019 Egypt has insisted on a binding agreement on the dam.", "2019"),
        ("Armenia has called for international guarantees since the war ended in 2020.", "2020"),
        ("Azerbaijan has rejected mediation by France for three years.", "2022"),
        ("Serbia has been opposed to the recognition of Kosovo since February 2008.", "2008-02"),
        ("Serbia opposed the recognition of Kosovo in February.", None),
        ("Serbia rejects the recognition of Kosovo, which has been independent since 2008.", None),
    ],
)
def test_positions_know_since_when_they_are_held(read_text: ReadText, text: str, since: str | None) -> None:
    assert [p.since for p in read_text(text, DAY).positions] == [since]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ('"We will never recognise Kosovo," said Serbian president Aleksandar Vucic.', "own"),
        ('"Serbia rejects the recognition of Kosovo," said a spokesman for Serbia.', "own"),
        ("Serbia said it would never recognise Kosovo.", "attributed"),
        ('"Serbia rejects the recognition of Kosovo," said Albin Kurti, the prime minister of Kosovo.', "attributed"),
        ("Serbia rejects the recognition of Kosovo.", None),
    ],
)
def test_positions_know_in_whose_words_they_are_told(read_text: ReadText, text: str, voice: str | None) -> None:
    found = [(p.voice, p.attribution is not None) for p in read_text(text, DAY).positions]

    assert found == [(voice, voice is not None)]


def test_positions_on_talks_with_one_group_are_on_one_issue_however_worded(read_text: ReadText) -> None:
    reading = read_text(
        "Mali wants to negotiate with the jihadist groups. France has ruled out a dialogue with JNIM. "
        '"We cannot discuss with groups that shoot at our children," said Emmanuel Macron. Algeria opposes talks with Morocco.'
    )

    assert [p.issue for p in reading.positions] == ["negotiate with the jihadist groups"] * 3 + ["talks with Morocco"]


def test_positions_are_red_lines_where_a_curt_sentence_says_so(read_text: ReadText) -> None:
    firm = read_text('"Serbia rejects the recognition of Kosovo. That is not negotiable," said Aleksandar Vucic.')
    plain = read_text(
        "Serbia rejects the recognition of Kosovo. Its minister said the price of gas was not negotiable in May either."
    )

    assert [p.red_line for p in firm.positions] == [True]
    assert [p.red_line for p in plain.positions][:1] == [False]


def test_positions_of_an_office_are_its_governments(read_text: ReadText) -> None:
    reading = read_text("Egypt's foreign ministry rejected any displacement of the Palestinians. Egypt wants a truce.")

    assert stands(reading) == [("Government of Egypt", "against"), ("Government of Egypt", "for")]
