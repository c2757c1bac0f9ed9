"""Answers that are idioms of a verb and its noun: "accused each other of", "traded accusations of", "pleaded not guilty to",
"cast doubt on the report that", and "..., X said of reports that Y had fled".

Rules over the parse, with the verbs and nouns of claims.toml.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.claims_assertions import Assertion, Ledger
from parley.extract.claims_denied import Reply, is_idle, reported
from parley.extract.clauses import VERBAL, trimmed
from parley.extract.notes import Notes, is_negated
from parley.extract.voices import subjects
from parley.lexicon.stances import Claims
from parley.records import Span

OTHERS = frozenset({"other", "another", "others"})  # "each other", "one another", "both accuse the other"


def idiom(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """The answer that an idiom gives, None where a verb is none."""
    return (
        _mutual(verb, notes, table)
        or _not_guilty(verb, notes, table, ledger)
        or _doubt_cast(verb, notes, table, ledger)
        or _said_of(verb, notes, table, ledger)
    )


def _mutual(verb: Token, notes: Notes, table: Claims) -> Reply | None:
    """ "accused each other of breaking the truce", "traded accusations of breaking it"."""
    things = [c for c in verb.children if c.dep_ == "dobj"]
    if verb.lemma_ in table.accuse:
        things = [c for c in things if c.lower_ in OTHERS or (c.lower_ == "one" and c.nbor().lower_ == "another")]
    elif verb.lemma_ in table.trade:
        plural = [c for c in things if c.lemma_.lower() in table.blame and (c.tag_ == "NNS" or c.lemma_ == "blame")]
        things = [c for c in plural if verb.lemma_ not in {"hurl", "level"} or any(t.lower_ in OTHERS for t in verb.subtree)]
    else:
        return None
    if not things or is_negated(verb):
        return None
    preps = [
        c for head in (verb, *things) for c in head.children if c.dep_ == "prep" and c.lower_ in {"of", "for", "over", "about"}
    ]
    span = trimmed(t for t in preps[0].subtree if t.i != preps[0].i) if preps else None
    sides = _sides(verb, notes, table)
    return Reply(span, sides, sides, "disputed") if span is not None else None


def _sides(verb: Token, notes: Notes, table: Claims) -> tuple[str, ...]:
    """Who accuse each other; where the words name nobody ("both sides") those whom the event of the verb knows."""
    named = subjects(verb, notes, table.bodies)
    events = (e for e in notes.reading.events if any(s <= verb.idx < end for s, end in e.evidence))
    return named or next((tuple(dict.fromkeys((*e.actor, *e.recipient))) for e in events if e.event_type == "ACCUSE"), ())


def _not_guilty(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "pleaded not guilty to murder": denies the charges, those just told of where it names none."""
    guilty = next((c for c in verb.children if c.lower_ == "guilty"), None) if verb.lemma_ == "plead" else None
    if guilty is None or not any(t.lower_ == "not" for t in verb.doc[verb.i : guilty.i]):
        return None
    answers = subjects(verb, notes, table.bodies)
    prep = next((c for head in (verb, guilty) for c in head.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    span = trimmed(t for t in prep.subtree if t.i != prep.i) if prep is not None else _charges_before(verb)
    if span is not None:
        return Reply(span, (), answers, "denied")
    earlier = ledger.before(verb.sent.start_char, answers, accusations_first=True)
    return Reply(earlier.span, earlier.by, answers, "denied") if earlier is not None and earlier.is_accusation else None


def _charges_before(verb: Token) -> Span | None:
    """The charges that this sentence or the one before tells of."""
    first = verb.doc[max(0, verb.sent.start - 1)].sent
    nouns = [t for t in verb.doc[first.start : verb.i] if t.lemma_.lower() in {"charge", "count"} and t.tag_ == "NNS"]
    return trimmed(t for t in nouns[-1].subtree if t.i < verb.i) if nouns else None


def _doubt_cast(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "cast doubt on the army's version", "poured cold water on reports that ..."."""
    if verb.lemma_ not in table.cast or not any(c.dep_ == "dobj" and c.lemma_.lower() in table.doubts for c in verb.children):
        return None
    if is_negated(verb) or is_idle(verb, notes, table):
        return None
    preps = [
        c
        for head in (verb, *verb.children)
        for c in head.children
        if c.dep_ == "prep" and c.lower_ in {"on", "over", "upon", "about"}
    ]
    noun = next(
        (g for c in preps for g in c.children if g.dep_ == "pobj" and g.lemma_.lower() in table.assertions - table.deeds), None
    )
    answers = subjects(verb, notes, table.bodies)
    assertion = reported(noun, answers, ledger, notes, verb.sent.start_char, table) if noun is not None else None
    return Reply(assertion.span, assertion.by, answers, "disputed") if assertion is not None else None


def _said_of(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ ""That's a lie," X said of the claim that his men had fired"."""
    if verb.lemma_.lower() not in table.tell or verb.pos_ not in VERBAL:
        return None
    preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"of", "about"} and c.i > verb.i]
    noun = next(
        (g for c in preps for g in c.children if g.dep_ == "pobj" and g.lemma_.lower() in table.assertions - table.deeds), None
    )
    if noun is None or not _says_it_is_false(verb, notes, table):
        return None
    answers = subjects(verb, notes, table.bodies)
    assertion: Assertion | None = reported(noun, answers, ledger, notes, verb.sent.start_char, table)
    return Reply(assertion.span, assertion.by, answers, "denied") if assertion is not None else None


def _says_it_is_false(verb: Token, notes: Notes, table: Claims) -> bool:
    sentence = verb.sent
    flat = table.denials.search(notes.text, sentence.start_char, verb.idx) or table.blunt.search(notes.text, sentence.start_char)
    return flat is not None or any(t.lemma_.lower() in table.falsehoods for t in verb.doc[sentence.start : verb.i])
