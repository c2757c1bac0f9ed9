"""Where somebody answers to a claim: denials, disputes and confirmations, each with the words of what is claimed.

Rules over the parse, from the verbs, nouns and phrases of claims.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.claims_assertions import Assertion, Ledger
from parley.extract.claims_denied import PRONOUNS, denied_by_verb, known, reported, start_of_reply
from parley.extract.clauses import VERBAL, clause_head, clause_span, mark_of, trimmed
from parley.extract.notes import Notes, is_negated
from parley.extract.voices import named, speaker_at, subjects
from parley.lexicon.stances import Claims
from parley.records import ClaimStatus, Span

SAYING = frozenset({"have", "release", "issue", "publish"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What is claimed (`span`), who claims it, who answers (both actor ids), and what the answer makes of the claim."""

    span: Span
    by: tuple[str, ...]
    answers: tuple[str, ...]
    status: ClaimStatus


def replies_in(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Iterator[Reply]:
    """The answers in a sentence, in reading order."""
    found = False
    for token in sentence:
        if token.lemma_ not in table.verbs or token.pos_ not in VERBAL:
            continue
        reply = (
            _denial(token, notes, table, ledger)
            or _judgment(token, notes, table, ledger)
            or _confirmation(token, notes, table, ledger)
        )
        reply = reply or _mutual(token, notes, table) or _retort(token, notes, table, ledger)
        if reply is not None:
            found = True
            yield reply
            yield from _rest_of_account(token, reply, table, ledger)
    if not found:
        reply = _version(sentence, notes, table, ledger) or _phrase(sentence, notes, table, ledger)
        if reply is not None:
            yield reply


def _denial(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "denied that ...", "rejected the accusation", "which it denies"."""
    lemma = verb.lemma_.lower()
    if lemma not in table.deny | table.spurn or mark_of(verb) in {"if", "whether"}:
        return None
    neither = table.neither.search(notes.text, verb.sent.start_char, verb.sent.end_char) is not None
    if is_negated(verb) and not neither:
        return None
    answers = subjects(verb, notes)
    assertion = denied_by_verb(verb, answers, lemma in table.deny, notes, table, ledger)
    if assertion is None:
        return None
    status: ClaimStatus = "disputed" if neither or lemma in table.open_verbs else "denied"
    return Reply(assertion.span, assertion.by, answers, status)


def _rest_of_account(verb: Token, reply: Reply, table: Claims, ledger: Ledger) -> Iterator[Reply]:
    """What else belongs to an account that is denied as a whole: the remark before the one that the reply is tied to."""
    whole = any(c.lemma_.lower() in table.wholes for c in verb.children if c.dep_ in {"dobj", "nsubjpass"})
    known = ledger.all_before(verb.idx, reply.answers) if whole else []
    for other in known[-2:]:
        if other.span != reply.span and known[-1].span == reply.span:
            yield replace(reply, span=other.span)


def _judgment(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "called the report nonsense", "dismissed as a lie the charge that ..."."""
    if verb.lemma_ not in table.judge or is_negated(verb):
        return None
    words = [t for c in verb.children if c.dep_ not in {"nsubj", "aux", "auxpass"} for t in c.subtree if t.i > verb.i]
    false = next((t for t in words if t.lemma_.lower() in table.falsehoods or t.lower_ in table.falsehoods), None)
    if false is None:
        return None
    answers = subjects(verb, notes)
    nouns = [t for t in words if t.lemma_.lower() in table.assertions - table.deeds and t not in {false, false.head}]
    noun = next((t for t in nouns if any(c.pos_ in VERBAL for c in t.children)), nouns[0] if nouns else None)
    if noun is not None:
        assertion = reported(noun, answers, ledger, notes, start_of_reply(verb), table)
    else:
        assertion = ledger.before(start_of_reply(verb), answers)
    return Reply(assertion.span, assertion.by, answers, "denied") if assertion is not None else None


def _confirmation(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "confirmed that ...", "..., officials confirm", "the claim that ... was backed by"."""
    if is_negated(verb) or mark_of(verb) in {"if", "whether", "unless", "until"}:
        return None
    lemma = verb.lemma_.lower()
    backed = lemma in table.uphold and next((c for c in verb.children if c.dep_ in {"nsubjpass", "dobj"}), None)
    if backed and backed.lemma_.lower() in table.assertions - table.deeds:
        assertion = reported(backed, subjects(verb, notes), ledger, notes, backed.idx, table)
        return Reply(assertion.span, assertion.by, subjects(verb, notes), "confirmed") if assertion is not None else None
    if lemma not in table.confirm | table.admit or table.neither.search(notes.text, verb.sent.start_char, verb.sent.end_char):
        return None
    if any(c.tag_ == "MD" for c in verb.children) or (
        verb.tag_ in {"VBN", "VB"} and not any(c.dep_ == "aux" for c in verb.children)
    ):
        return None
    answers = subjects(verb, notes)
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "parataxis"} and c.pos_ in VERBAL), None)
    if clause is None and verb.dep_ == "parataxis":
        clause = verb.head
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ not in PRONOUNS), None)
    if noun is not None and (noun.lemma_ in table.formal or any(c.tag_ == "PRP$" for c in noun.children)):
        noun = None  # "confirmed the appointment", "confirmed its participation"
    span = clause_span(clause) if clause is not None else trimmed(noun.subtree) if noun is not None else None
    if span is None:
        return None
    other = ledger.like(span, answers)
    if other is None and clause is None and not answers:
        return None
    if other is None and (lemma in table.admit or not any(c.dep_ == "nsubj" for c in verb.children)):
        return None
    return Reply(span, other.by if other is not None else answers, answers, "confirmed")


def _cued_by(verb: Token, notes: Notes) -> tuple[str, ...]:
    """The source of the statement that a verb introduces, where the parse does not give it a subject."""
    made = (a.source_actor for a in notes.reading.attributions if any(s <= verb.idx < e for s, e in a.cue))
    return tuple(actor for actor in made if actor is not None)[:1]


def _retort(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "It was a trap, countered X", "X does not believe him": sets itself against what was said before."""
    lemma = verb.lemma_.lower()
    answers = subjects(verb, notes) or (_cued_by(verb, notes) if lemma in table.retort else ())
    if lemma in table.retort and answers:
        assertion = ledger.before(verb.sent.start_char, answers)
        return Reply(assertion.span, assertion.by, answers, "disputed") if assertion is not None else None
    if lemma not in table.believe or not is_negated(verb) or not answers:
        return None
    obj = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if obj is None:
        return None
    if obj.lemma_.lower() in table.assertions - table.deeds:
        assertion = reported(obj, answers, ledger, notes, start_of_reply(verb), table)
    elif obj.tag_ == "PRP" or obj.lower_ in PRONOUNS:
        assertion = ledger.before(verb.idx, answers)
    else:
        return None
    return Reply(assertion.span, assertion.by, answers, "disputed") if assertion is not None else None


def _mutual(verb: Token, notes: Notes, table: Claims) -> Reply | None:
    """ "accused each other of breaking the truce"."""
    if verb.lemma_ not in table.accuse or not any(c.dep_ == "dobj" and c.lemma_.lower() == "other" for c in verb.children):
        return None
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"of", "for"}), None)
    span = trimmed(t for t in prep.subtree if t.i != prep.i) if prep is not None else None
    sides = subjects(verb, notes)
    return Reply(span, sides, sides, "disputed") if span is not None else None


def _version(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
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


def _phrase(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "That is not true", "Hanoi tells a different story": an answer to what was said just before."""
    start, end = sentence.start_char, sentence.end_char
    blunt = table.blunt.match(notes.text, start, end)
    if blunt is not None:
        return _blunt(sentence, notes, ledger)
    denied = table.denials.search(notes.text, start, end)
    disputed = denied or table.disputes.search(notes.text, start, end)
    if disputed is None:
        return None
    token = next(iter(notes.tokens((disputed.start(), disputed.end()))), None)
    if token is None:
        return None
    verb = clause_head(token)
    speaker = speaker_at(notes, disputed.start())
    answers = (speaker,) if denied and speaker is not None else subjects(verb, notes)
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "csubj"} and mark_of(c) == "that"), None)
    noun = next((c for c in verb.children if c.dep_ == "nsubj" and c.lemma_.lower() in table.assertions - table.deeds), None)
    if denied and noun is not None:
        assertion = reported(noun, answers, ledger, notes, sentence.start_char, table)
    elif denied and clause is not None:
        assertion = known(clause_span(clause), answers, ledger)
    else:
        assertion = _sentence_before(sentence, answers, ledger)
    if assertion is None or not answers:
        return None
    return Reply(assertion.span, assertion.by, answers, "denied" if denied else "disputed")


def _blunt(sentence: Tokens, notes: Notes, ledger: Ledger) -> Reply | None:
    """ "False, retorts the ministry": a word that stands alone and denies what was said before."""
    speaker = next((s for t in sentence if (s := speaker_at(notes, t.idx)) is not None), None)
    saying = next((t for t in sentence if t.pos_ in VERBAL and any(c.dep_ == "nsubj" for c in t.children)), None)
    answers = (speaker,) if speaker is not None else subjects(saying, notes) if saying is not None else ()
    assertion = ledger.before(sentence.start_char, answers) if answers else None
    return Reply(assertion.span, assertion.by, answers, "denied") if assertion is not None else None
