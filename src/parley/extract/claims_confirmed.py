"""Where somebody confirms or admits what somebody says: "confirmed that", "admitted as much", "owned up to", "no longer denies".

Rules over the parse, from the verbs and nouns of claims.toml.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.claims_assertions import Assertion, Ledger
from parley.extract.claims_denied import PRONOUNS, Reply, is_given_up, is_idle, reported, start_of_reply
from parley.extract.clauses import VERBAL, clause_span, mark_of, trimmed
from parley.extract.notes import Notes, is_negated
from parley.extract.voices import subjects
from parley.lexicon.stances import Claims


def confirmation(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "confirmed that ...", "..., officials confirm", "the claim that ... was backed by"."""
    lemma = verb.lemma_.lower()
    if lemma in table.deny | table.spurn and is_given_up(verb):
        earlier = ledger.before(verb.sent.start_char, subjects(verb, notes, table.bodies))
        return _confirmed(earlier, subjects(verb, notes, table.bodies))
    if is_negated(verb) or mark_of(verb) in {"if", "whether", "unless", "until"} or is_idle(verb, notes, table):
        return None
    backed = lemma in table.uphold and next((c for c in verb.children if c.dep_ in {"nsubjpass", "dobj"}), None)
    if backed and backed.lemma_.lower() in table.assertions - table.deeds:
        assertion = reported(backed, subjects(verb, notes, table.bodies), ledger, notes, backed.idx, table)
        return (
            Reply(assertion.span, assertion.by, subjects(verb, notes, table.bodies), "confirmed") if assertion is not None else None
        )
    if lemma not in table.confirm | table.admit:
        return None
    if any(c.tag_ == "MD" for c in verb.children) or (
        verb.tag_ in {"VBN", "VB"} and not any(c.dep_ == "aux" for c in verb.children)
    ):
        return None
    answers = subjects(verb, notes, table.bodies)
    pointed = _pointed_at(verb, answers, notes, table, ledger)
    if pointed is not None:
        return _confirmed(pointed, answers)
    return _told(verb, answers, table, ledger)


def _told(verb: Token, answers: tuple[str, ...], table: Claims, ledger: Ledger) -> Reply | None:
    """What a clause or noun after a verb of confirming tells; what somebody admits must have been said by somebody else."""
    lemma = verb.lemma_.lower()
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "parataxis"} and c.pos_ in VERBAL), None)
    if clause is None and verb.dep_ == "parataxis" and verb.head.pos_ in VERBAL:
        clause = verb.head
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ not in PRONOUNS), None)
    if noun is not None and (noun.lemma_ in table.formal or any(c.tag_ == "PRP$" for c in noun.children)):
        noun = None  # "confirmed the appointment", "confirmed its participation"
    span = clause_span(clause) if clause is not None else trimmed(noun.subtree) if noun is not None else None
    if span is None:
        return None
    other = ledger.like(span, answers, 2 if clause is not None else 3)
    if other is None and clause is None and not answers:
        return None
    if other is None and clause is not None and clause.left_edge.tag_ in {"WP", "WRB", "WDT"}:
        return None  # "confirms where he stands"
    if other is None and noun is not None and noun.pos_ == "PROPN":
        return None  # "the senate confirmed Mr Bello"
    if other is None and (lemma in table.admit or not any(c.dep_ == "nsubj" for c in verb.children)):
        return None
    return Reply(span, other.by if other is not None else answers, answers, "confirmed")


def _confirmed(assertion: Assertion | None, answers: tuple[str, ...]) -> Reply | None:
    """The answer that confirms an assertion, None where there is none."""
    return Reply(assertion.span, assertion.by or answers, answers, "confirmed") if assertion is not None else None


def _pointed_at(verb: Token, answers: tuple[str, ...], notes: Notes, table: Claims, ledger: Ledger) -> Assertion | None:
    """What somebody else said and is only pointed at: "confirmed it", "confirmed as much", "admitted what X had said: ...",
    "that it had been shot down" after a report of the same thing, "acknowledged the strike" after a report of one."""
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "pcomp"} and c.i > verb.i), None)
    noun = next((c for c in verb.children if c.dep_ == "dobj"), None) or _owned_up_to(verb)
    spelled = _after_colon(verb, clause, noun, notes, table)
    if spelled is not None:
        return spelled
    if clause is not None and clause.left_edge.lower_ == "what":
        return None
    much = any(c.lower_ == "much" and c.nbor(-1).lower_ == "as" for c in verb.subtree if c.i > verb.i)
    if much or (noun is not None and noun.lower_ in PRONOUNS and noun.tag_ not in {"WDT", "WP"}):
        return ledger.before(start_of_reply(verb), answers)
    if clause is not None and _only_points(clause):
        return _near(ledger.before(start_of_reply(verb), answers, accusations_first=True), verb)
    if clause is None and noun is not None and verb.lemma_.lower() in table.admit and _is_that_deed(noun, table):
        return _near(ledger.before(verb.left_edge.idx, answers), verb)
    return None


def _after_colon(verb: Token, clause: Token | None, noun: Token | None, notes: Notes, table: Claims) -> Assertion | None:
    """ "admitted what X had said: ...", "owned up to a visit that X had reported: ...": what follows the colon, as told by X."""
    told = clause if clause is not None and clause.left_edge.lower_ == "what" else None
    if noun is not None:
        told = told or next((c for c in noun.children if c.dep_ == "relcl" and c.lemma_.lower() in table.tell), None)
    colon = next((t for t in verb.sent if t.text == ":" and told is not None and t.i > told.i), None)
    span = trimmed(t for t in verb.sent if colon is not None and t.i > colon.i)
    return Assertion(span, subjects(told, notes, table.bodies)) if span is not None and told is not None else None


def _owned_up_to(verb: Token) -> Token | None:
    """The noun of "owned up to a visit", "admitted to a strike"."""
    preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"]
    return next((g for c in preps for g in c.children if g.dep_ == "pobj"), None)


def _only_points(clause: Token) -> bool:
    """Whether a clause says by pronouns who did what to what ("that they had launched them", "that it had been shot down")."""
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    things = [c for c in clause.children if c.dep_ in {"dobj", "attr", "prep", "xcomp", "ccomp", "acomp", "advcl"}]
    if subject is None or subject.tag_ != "PRP":
        return False
    if subject.dep_ == "nsubjpass":
        return subject.lower_ in {"it", "they"}
    return bool(things) and all(c.tag_ == "PRP" or c.lower_ in PRONOUNS for c in things)


def _is_that_deed(noun: Token, table: Claims) -> bool:
    """Whether a noun names a deed that was told of before ("the strike"), without more words than that."""
    definite = any(c.lower_ in {"the", "this", "that"} for c in noun.children)
    return definite and noun.lemma_.lower() in table.deeds and all(c.dep_ in {"det", "prep"} for c in noun.children)


def _near(earlier: Assertion | None, verb: Token) -> Assertion | None:
    """An assertion that stands in the sentence of an answer or in the one before it."""
    first = verb.doc[max(0, verb.sent.start - 1)].sent
    return earlier if earlier is not None and earlier.span[1] > first.start_char else None
