"""Whatever the text, reading it ends, and its records hold together: spans, ids, references, JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.pipeline import extract, reader
from parley.read.article import make_article
from parley.read.parse import MAX_SENTENCE, MAX_WORD
from parley.records import KINDS, Reading, reading_from_json, reading_to_json

SENTENCES = [
    "Rebel commander Omar Diallo said on Monday that his Northern Front had signed a ceasefire with the government of Mali.",
    "“We will not lay down our weapons until the prisoners are released,” he told Radio Sahel.",
    "The ministry denied that any agreement had been reached in Geneva, an accusation that the group rejects.",
    "UN envoy Clara Weiss, who mediates between the two sides, expects new talks next month; both parties will probably attend.",
    "In March 2021 the army shelled two villages near Gao, killing 12 civilians, according to residents.",
    "President Sissoko, the leader of the Unity Party, accused Chad of backing the rebels, called the report a lie and left.",
    "The truce expires on 3 May 2022.",
    "Neither side has confirmed it, nor has the former defence minister, who supports the sanctions against the latter.",
]
QUOTES = ['"', "“", "”", "«", "»", "''", "``", "‘", "’", "'"]
BREAKS = ["\n", "\n\n", "\r\n", "\t", "\u2028", "\x0b", "\x85", "   ", "\u00a0"]
JUNK = [
    "\x00", "\x07", "🙂👨\u200d👩\u200d👧", "e\u0301\u0301", "\u202eolleh\u202c", "İı ŉ ﬃ ΐ", "قال المتحدث إن", "政府表示",
    "- ", "•", "((", "...", "—", ";", ":", ",", "\ufeff", "\u200b", "\U0010ffff", "Read more:", ">> Share", "99999999",
    "said", "that", "who", "denied", "the latter", "he said that he said", "of the of", "and Mali and",
    "31 February 2021", "on 9999-12-31", "10 years ago", "the next day", "Q3", "25:61", "GMT",
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(QUOTES), st.sampled_from(BREAKS), st.sampled_from(JUNK))
ALTERED = st.sampled_from([str, str.upper, str.lower, lambda s: s.replace(".", ""), lambda s: s.replace(" ", "\n")])


def spans_in(value: Any) -> Iterator[tuple[int, int]]:
    """All spans of a record as JSON has it: pairs of offsets, wherever they stand."""
    if isinstance(value, dict):
        if "start_char" in value:
            yield value["start_char"], value["end_char"]
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(v) is int for v in value):
            yield value[0], value[1]
        else:
            for inner in value:
                yield from spans_in(inner)


def check(reading: Reading) -> None:
    """Raises AssertionError where a reading does not hold together."""
    text, data = reading.article.text, json.loads(json.dumps(reading_to_json(reading)))
    assert reading_from_json(data) == reading
    for kind in (*KINDS, "boilerplate"):
        for start, end in spans_in(data[kind]):
            assert 0 <= start < end <= len(text), kind
            assert text[start:end].strip(), kind
    for kind in KINDS:
        ids = [record["id"] for record in data[kind] if "id" in record]
        assert len(ids) == len(set(ids)), kind
    actors, attributions = {a.id for a in reading.actors}, {a.id for a in reading.attributions}
    assert set(actors_named_in(reading)) <= actors
    cited = {a.within for a in reading.attributions} | {e.attribution for e in reading.events}
    assert (cited | {p.attribution for p in reading.positions}) - {None} <= attributions
    assert all(a.within != a.id for a in reading.attributions)


def actors_named_in(reading: Reading) -> Iterator[str]:
    """The actor ids to which the records of a reading point."""
    found: list[str | None] = [mention.actor for mention in reading.mentions]
    found += [role.of for actor in reading.actors for role in actor.roles]
    found += [attribution.source_actor for attribution in reading.attributions]
    found += [i for event in reading.events for i in (*event.actor, *event.recipient, *event.mediator)]
    found += [i for deal in reading.agreements for i in (*deal.parties, *deal.mediators)]
    found += [i for deal in reading.agreements for term in deal.terms for i in (term.by, term.to)]
    found += [position.actor for position in reading.positions]
    found += [i for claim in reading.claims for i in (*claim.asserted_by, *claim.denied_by, *claim.confirmed_by)]
    found += [expectation.made_by for expectation in reading.expectations]
    found += [i for relation in reading.relations for i in (relation.subject, relation.object)]
    return (i for i in found if i is not None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=14), st.sampled_from([" ", "", "\n"]), ALTERED, st.sampled_from([None, "2022-02-15"]))
def test_robustness_mixed_pieces_give_records_that_hold_together(
    pieces: list[str], glue: str, altered: Any, day: str | None
) -> None:
    check(reader("en").read(make_article(altered(glue.join(pieces)), published=day)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_robustness_any_characters_can_be_read(text: str) -> None:
    check(extract(make_article(text)))
    check(reader("en").read(make_article(text)))


LONG = {
    "one word": "ceasefire",
    "nothing": "",
    "white space": " \n\t \r\n ",
    "boilerplate alone": "Read more: Other things\nSubscribe to our newsletter\nShare this on Facebook\n",
    "capitals": " ".join(SENTENCES).upper(),
    "no marks": "".join(c for c in " ".join(SENTENCES) if c.isalnum() or c == " "),
    "Windows lines": "\r\n".join(SENTENCES),
    "tabs": "\t".join(SENTENCES),
    "marks in a row": '"' * 4000,
    "marks apart": '" ' * 3000,
    "brackets": "(" * 4000,
    "a sentence without end": "he said that " * 1500,
    "subjects without end": "Omar Diallo and Clara Weiss, " * 500,
    "days without end": "on 3 March 2021, " * 700,
    "short lines": "x\n" * 3000,
    "items": "- item one\n" * 1000,
    "one endless word": "a" * 50000,
    "one break after another": "\n" * 20000,
    "a long article": "\n\n".join(SENTENCES * 30),
}


@pytest.mark.parametrize("name", LONG)
def test_robustness_odd_texts_take_no_more_time_than_their_parse(name: str) -> None:
    parser = reader("en")._parser
    parser.parse(SENTENCES[0])
    begun = time.process_time()
    parser.parse(LONG[name])
    parsed = time.process_time() - begun
    begun = time.process_time()
    check(reader("en").read(make_article(LONG[name], published="2021-06-01")))
    # Quadratic rules took ten to fifty times as long as the parse; the constant is for tables that load on first use.
    assert time.process_time() - begun < 4 * parsed + 2


def test_robustness_endless_sentences_and_words_are_cut_without_loss() -> None:
    doc = reader("en")._parser.parse("the commander and " * 400 + "“”" * MAX_WORD + " left.")
    assert doc.text == "the commander and " * 400 + "“”" * MAX_WORD + " left."
    assert max(len(sentence) for sentence in doc.sents) <= MAX_SENTENCE
    assert all(token.head.sent == token.sent for token in doc)
