"""Answers that no single verb gives: "That is not true", "Hanoi tells a different story", "False, retorts the ministry", "issued a
denial", "was unconvinced".

Patterns and words of claims.toml; what is answered is what was said just before.
"""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.claims_assertions import Assertion, Ledger
from parley.extract.claims_denied import Reply, claimed, known, reported
from parley.extract.clauses import VERBAL, clause_head, mark_of, trimmed
from parley.extract.notes import Notes, is_negated
from parley.extract.voices import named, speaker_at, subjects
from parley.lexicon.stances import Claims


def phrase(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "That is not true", "Hanoi tells a different story": an answer to what was said just before."""
    start, end = sentence.start_char, sentence.end_char
    blunt = table.blunt.match(notes.text, start, end)
    if blunt is not None:
        return _blunt(sentence, notes, table, ledger)
    denied = table.denials.search(notes.text, start, end)
    disputed = denied or table.disputes.search(notes.text, start, end)
    if disputed is None:
        return (
            _weak(sentence, notes, table, ledger)
            or _denial_given(sentence, notes, table, ledger)
            or _unsure(sentence, notes, table, ledger)
        )
    words = notes.tokens((disputed.start(), disputed.end()))
    token = next((t for t in words if t.pos_ == "VERB" and not denied), None) or next(iter(words), None)
    if token is None:
        return None
    verb = clause_head(token)
    speaker = speaker_at(notes, disputed.start())
    answers = (speaker,) if denied and speaker is not None else subjects(verb, notes, table.bodies)
    if denied and not _is_of_what_was_said(verb, table):
        return None
    clauses = (t for t in sentence if t.dep_ in {"ccomp", "csubj"} and mark_of(t) == "that" and verb.is_ancestor(t))
    clause = next(clauses, None)
    noun = next((c for c in verb.children if c.dep_ == "nsubj" and c.lemma_.lower() in table.assertions - table.deeds), None)
    if denied and noun is not None:
        assertion = reported(noun, answers, ledger, notes, sentence.start_char, table)
    elif denied and clause is not None:
        assertion = known(claimed(clause), answers, ledger)
    else:
        assertion = _sentence_before(sentence, answers, ledger)
    if assertion is None or not answers:
        return None
    return Reply(assertion.span, assertion.by, answers, "denied" if denied else "disputed")


def _blunt(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "False, retorts the ministry": a word that stands alone and denies what was said before."""
    speaker = next((s for t in sentence if (s := speaker_at(notes, t.idx)) is not None), None)
    saying = next((t for t in sentence if t.pos_ in VERBAL and any(c.dep_ == "nsubj" for c in t.children)), None)
    answers = (speaker,) if speaker is not None else subjects(saying, notes, table.bodies) if saying is not None else ()
    assertion = ledger.before(sentence.start_char, answers) if answers else None
    return Reply(assertion.span, assertion.by, answers, "denied") if assertion is not None else None


def version(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "Ankara's version: ..." sets one account against the one before."""
    noun = next((t for t in sentence if t.lower_ in table.wholes and t.i + 1 < sentence.end and t.nbor().text == ":"), None)
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) if noun is not None else None
    answers = named(owner, notes)
    assertion = _sentence_before(sentence, answers, ledger) if answers else None
    return Reply(assertion.span, assertion.by, answers, "disputed") if assertion is not None else None


def _sentence_before(sentence: Tokens, answers: tuple[str, ...], ledger: Ledger) -> Assertion | None:
    """What was asserted in the sentence before; that sentence itself where nothing in it is known to be an assertion."""
    if sentence.start == 0:
        return None
    before = sentence.doc[sentence.start - 1].sent
    assertion = ledger.before(sentence.start_char, answers)
    if assertion is not None and assertion.span[1] > before.start_char:
        return assertion
    span = trimmed(t for t in before if t.i < sentence.start)
    return Assertion(span, ()) if span is not None else assertion


def _is_of_what_was_said(verb: Token, table: Claims) -> bool:
    """Whether the subject of "is a lie" is what was said before, not a thing of its own ("everything he says is a lie")."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"}), None)
    if subject is not None and subject.dep_ == "csubj":
        return mark_of(subject) == "that"
    if subject is None or subject.dep_ == "expl" or subject.pos_ == "PRON":
        return subject is None or subject.lower_ not in {"everything", "he", "she", "you", "i", "we", "who"}
    return subject.lemma_.lower() in table.assertions | {"word", "thing", "truth", "talk"}


def _weak(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "No such visit had taken place", "It had nothing to do with the murder": after what somebody else has just asserted."""
    found = table.pretexts.search(notes.text, sentence.start_char, sentence.end_char)
    speaker = speaker_at(notes, found.start()) if found is not None else None
    if found is None or speaker is None:
        return None
    assertion = ledger.before(found.start(), (speaker,))
    return (
        Reply(assertion.span, assertion.by, (speaker,), "denied")
        if assertion is not None and _is_close(assertion, sentence)
        else None
    )


def _denial_given(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "The army issued a flat denial"."""
    nouns = (t for t in sentence if t.lemma_.lower() in {"denial", "rebuttal", "démenti"} and t.dep_ == "dobj")
    noun = next((t for t in nouns if t.head.lemma_ in table.denials_given and not is_negated(t.head)), None)
    answers = subjects(noun.head, notes, table.bodies) if noun is not None else ()
    if noun is None or not answers:
        return None
    assertion = ledger.before(sentence.start_char, answers)
    return (
        Reply(assertion.span, assertion.by, answers, "denied") if assertion is not None and _is_close(assertion, sentence) else None
    )


def _unsure(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "The secretary-general was unconvinced": doubts what somebody else has just asserted."""
    word = next(
        (t for t in sentence if t.lower_ in table.doubting and t.dep_ == "acomp" and t.head.lemma_ in {"be", "remain"}), None
    )
    if word is None or is_negated(word.head) or any(c.dep_ == "prep" for c in word.children):
        return None
    answers = subjects(word.head, notes, table.bodies)
    assertion = ledger.before(sentence.start_char, answers) if answers else None
    return (
        Reply(assertion.span, assertion.by, answers, "disputed")
        if assertion is not None and _is_close(assertion, sentence)
        else None
    )


def _is_close(assertion: Assertion, sentence: Tokens) -> bool:
    """Whether an assertion stands in a sentence or the one before it."""
    first = sentence.doc[max(0, sentence.start - 1)].sent
    return assertion.span[1] > first.start_char
