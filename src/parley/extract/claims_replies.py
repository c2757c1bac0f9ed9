"""Where somebody answers to a claim: denials, disputes and confirmations, each with the words of what is claimed.

Rules over the parse, from the verbs, nouns and phrases of claims.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.claims_assertions import Ledger
from parley.extract.claims_confirmed import confirmation
from parley.extract.claims_denied import PRONOUNS, Reply, denied_by_verb, described, is_given_up, is_idle, reported, start_of_reply
from parley.extract.claims_idioms import idiom
from parley.extract.claims_own import disowned
from parley.extract.claims_phrases import phrase, version
from parley.extract.clauses import VERBAL, mark_of, trimmed
from parley.extract.notes import Notes, is_negated, subject_of
from parley.extract.voices import named, subjects
from parley.lexicon.stances import Claims
from parley.records import Span
from parley.values import ClaimStatus

SAYING = frozenset({"have", "release", "issue", "publish"})


def replies_in(sentence: Tokens, notes: Notes, table: Claims, ledger: Ledger) -> Iterator[Reply]:
    """The answers in a sentence, in reading order."""
    found = False
    for token in sentence:
        if token.lemma_ not in table.verbs or token.pos_ not in VERBAL:
            continue
        reply = (
            _denial(token, notes, table, ledger)
            or _judgment(token, notes, table, ledger)
            or confirmation(token, notes, table, ledger)
        )
        reply = reply or idiom(token, notes, table, ledger) or _retort(token, notes, table, ledger)
        if reply is not None and (reply.by or reply.answers or _is_by_people(token, table)):
            found = True
            yield replace(reply, span=_before_next(reply, token, notes))
            yield from _rest_of_account(token, reply, table, ledger)
    if not found:
        reply = version(sentence, notes, table, ledger) or phrase(sentence, notes, table, ledger)
        reply = reply or disowned(sentence, notes, table, ledger)
        if reply is not None:
            yield reply


def _before_next(reply: Reply, verb: Token, notes: Notes) -> Span:
    """What is claimed, cut before what the answerer goes on to say ("rejected a suggestion that ..., and vowed that ...")."""
    start, end = reply.span
    cues = (a.cue[0][0] for a in notes.reading.attributions if a.cue and a.source_actor in reply.answers)
    cut = min((c for c in cues if max(start, verb.idx) < c < end), default=end)
    return trimmed(notes.tokens((start, cut))) or reply.span


def _is_by_people(verb: Token, table: Claims) -> bool:
    """Whether somebody who is no actor of the article denies ("miners deny that"); what only a thing contradicts is no claim."""
    subject = subject_of(verb)
    return subject is not None and subject.pos_ in {"NOUN", "PROPN"} and verb.lemma_ in table.deny | table.accuse


def _denial(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "denied that ...", "rejected the accusation", "which it denies"."""
    lemma = verb.lemma_.lower()
    parried = _parried(verb, table)
    if (lemma not in table.deny | table.spurn and parried is None) or mark_of(verb) in {"if", "whether"}:
        return None
    if is_negated(verb) or is_given_up(verb) or is_idle(verb, notes, table):
        return None
    remark = _remark(verb, table)
    if remark is not None:
        answers = named([c for c in verb.children if c.dep_ == "nsubj"][-1], notes, table.bodies)
        assertion = ledger.before(remark.left_edge.idx, answers)
    elif parried is not None:
        answers = subjects(verb, notes, table.bodies)
        assertion = reported(parried, answers, ledger, notes, start_of_reply(verb), table)
    else:
        answers = subjects(verb, notes, table.bodies)
        assertion = denied_by_verb(verb, answers, lemma in table.deny, notes, table, ledger)
    if assertion is None:
        return None
    status: ClaimStatus = "disputed" if lemma in table.open_verbs else "denied"
    return Reply(assertion.span, assertion.by, answers, status)


def _parried(verb: Token, table: Claims) -> Token | None:
    """What a verb is turned against through a preposition: "pushed back against claims that ...", "scoffed at reports of ..."."""
    words = {verb.lemma_.lower(), *(f"{verb.lemma_.lower()}:{c.lower_}" for c in verb.children if c.dep_ in {"prt", "advmod"})}
    if not words & table.parry:
        return None
    preps = [
        p for c in (verb, *verb.children) for p in c.children if p.dep_ == "prep" and p.lower_ in {"at", "against", "on", "over"}
    ]
    nouns = (g for p in preps for g in p.children if g.dep_ == "pobj")
    return next((n for n in nouns if n.lemma_.lower() in table.assertions - table.deeds), None)


def _remark(verb: Token, table: Claims) -> Token | None:
    """The noun before the subject in "..., an accusation Riyadh denied", where the parser makes two subjects of them."""
    found = [c for c in verb.children if c.dep_ == "nsubj"]
    return found[0] if len(found) > 1 and found[0].lemma_.lower() in table.assertions else None


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
    answers = subjects(verb, notes, table.bodies)
    nouns = [
        t
        for t in words
        if t.lemma_.lower() in table.assertions - table.deeds and t != false and (t != false.head or _reports(t, false))
    ]
    noun = next((t for t in nouns if any(c.pos_ in VERBAL for c in t.children)), nouns[0] if nouns else None)
    if noun is None and not _is_pointed_at(verb, false):
        return None  # "called climate change a hoax"
    if noun is not None:
        assertion = reported(noun, answers, ledger, notes, start_of_reply(verb), table)
    else:
        assertion = described(verb, answers, notes) or ledger.before(start_of_reply(verb), answers)
    return Reply(assertion.span, assertion.by, answers, "denied") if assertion is not None else None


def _reports(noun: Token, false: Token) -> bool:
    """Whether a noun that the parse hangs a verdict on reports something: "dismissed as propaganda reports that ..."."""
    return false.dep_ == "acl" or (false.dep_ == "compound" and any(mark_of(c) == "that" for c in noun.children))


def _cued_by(verb: Token, notes: Notes) -> tuple[str, ...]:
    """The source of the statement that a verb introduces, where the parse does not give it a subject."""
    made = (a.source_actor for a in notes.reading.attributions if any(s <= verb.idx < e for s, e in a.cue))
    return tuple(actor for actor in made if actor is not None)[:1]


def _is_pointed_at(verb: Token, false: Token) -> bool:
    """Whether what a verb judges is a pronoun, "such talk" or left out ("which he called a lie"), no thing of its own."""
    small = [c for c in verb.children if c.dep_ in {"ccomp", "oprd"}]
    things = [c for c in verb.children if c.dep_ == "dobj"] + [g for c in small for g in c.children if g.dep_ == "nsubj"]
    such = any(t.lower_ == "such" for t in verb.subtree)
    if any(c.dep_ == "mark" and c.lower_ == "that" for c in false.children):
        things = [t for t in things if t != false]  # "called that a lie", where the parser makes a clause of "that a lie"
    return such or all(c.pos_ in {"PRON", "DET"} or c.lower_ in PRONOUNS for c in things)


def _retort(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "It was a trap, countered X", "X does not believe him": sets itself against what was said before."""
    lemma = verb.lemma_.lower()
    answers = subjects(verb, notes, table.bodies) or (_cued_by(verb, notes) if lemma in table.retort else ())
    if lemma in table.retort and answers:
        assertion = ledger.before(verb.sent.start_char, answers)
        sentence = verb.sent
        flat = any(p.search(notes.text, sentence.start_char, sentence.end_char) for p in (table.denials, table.pretexts))
        return Reply(assertion.span, assertion.by, answers, "denied" if flat else "disputed") if assertion is not None else None
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
