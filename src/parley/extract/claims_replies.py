"""Where somebody answers to a claim: denials, disputes and confirmations, each with the words of what is claimed.

Rules over the parse, from the verbs, nouns and phrases of claims.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.claims_assertions import Assertion, Ledger
from parley.extract.clauses import VERBAL, clause_head, clause_span, mark_of, trimmed
from parley.extract.notes import Notes, is_negated
from parley.extract.voices import named, speaker_at, subjects
from parley.lexicon.stances import Claims
from parley.records import ClaimStatus, Span

PRONOUNS = frozenset({"it", "this", "that", "these", "which", "them", "so", "all"})
RELATIVE = frozenset({"WDT", "WP"})
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
        reply = reply or _mutual(token, notes, table)
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
    assertion = _denied(verb, answers, lemma in table.deny, notes, table, ledger)
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


def _denied(verb: Token, answers: tuple[str, ...], plain: bool, notes: Notes, table: Claims, ledger: Ledger) -> Assertion | None:
    """What a verb of denial denies: its clause, what its noun reports, or what was said before."""
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "pcomp"} and c.pos_ in VERBAL and c.i > verb.i), None)
    if clause is not None and (mark_of(clause) in {"whether", "if"} or clause.left_edge.tag_ in {"WP", "WDT", "WRB", "WP$"}):
        return None  # a question put, not a claim denied
    if clause is not None and (plain or clause.dep_ == "ccomp"):
        return _known(clause_span(clause), answers, ledger)
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if not objects:
        return _relative_or_answer(verb, answers, plain, ledger)
    noun = objects[0]
    if noun.tag_ == "WP":
        return None
    if noun.tag_ in RELATIVE or noun.lower_ in PRONOUNS:
        return ledger.before(_start(verb), answers) or _main_clause(verb)
    if noun.lemma_.lower() in table.assertions - table.deeds:
        return _reported(noun, answers, ledger, notes, _start(verb), table)
    return _known(trimmed(noun.subtree), answers, ledger) if plain else None


def _start(verb: Token) -> int:
    """Before which character that stands which a verb replies to: before its clause where it is a relative one."""
    while verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        verb = verb.head
    return int(verb.left_edge.idx if verb.dep_ == "relcl" else verb.idx)


def _relative_or_answer(verb: Token, answers: tuple[str, ...], plain: bool, ledger: Ledger) -> Assertion | None:
    """ "an accusation that Kigali denies": a clause without an object of its own denies what it describes."""
    if verb.dep_ == "relcl":
        return ledger.before(_start(verb), answers) or _main_clause(verb)
    return ledger.before(verb.idx, answers) if plain and verb.dep_ in {"conj", "ROOT"} and not any(verb.rights) else None


def _main_clause(verb: Token) -> Assertion | None:
    """The words of the sentence before a relative clause, where no attribution holds them."""
    span = trimmed(t for t in verb.sent if t.i < verb.left_edge.i)
    return Assertion(span, ()) if span is not None and verb.dep_ == "relcl" and verb.left_edge.i - verb.sent.start > 3 else None


def _reported(noun: Token, answers: tuple[str, ...], ledger: Ledger, notes: Notes, char: int, table: Claims) -> Assertion | None:
    """What a noun of saying reports: "reports that ...", "claims of ...", else what was said before it."""
    by = tuple(a for c in noun.children if c.dep_ == "poss" for a in named(c, notes))
    by = by or tuple(
        a for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from"} for g in c.children for a in named(g, notes)
    )
    inner = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and mark_of(c) == "that"), None)
    if inner is None:
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "about"}), None)
        whole = noun.lemma_.lower() in table.wholes  # "the account of a villager": told by him, not about him
        span = trimmed(t for t in of.subtree if t.i != of.i) if of is not None and not whole else None
        inner_pobj = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if inner_pobj is not None and named(inner_pobj, notes) and inner_pobj.ent_type_ in {"", "ORG", "PERSON", "GPE", "NORP"}:
            by, span = by or named(inner_pobj, notes), None  # "the accounts of villagers": theirs, not about them
    else:
        span = clause_span(inner)
    if span is not None:
        known = _known(span, answers, ledger)
        if known is not None and inner is not None and any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in inner.children):
            known = ledger.before(noun.sent.start_char, answers, accusations_first=True) or known
        return replace(known, by=known.by or by) if known is not None else None
    earlier = ledger.before(char, answers, accusations_first=noun.lemma_ in {"accusation", "allegation", "charge"})
    return replace(earlier, by=earlier.by or by) if earlier is not None else None


def _known(span: Span | None, answers: tuple[str, ...], ledger: Ledger) -> Assertion | None:
    """A stretch that is denied, with those who assert the same elsewhere in the article."""
    if span is None:
        return None
    other = ledger.like(span, answers)
    return Assertion(span, other.by if other is not None else ())


def _judgment(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "called the report nonsense", "dismissed as a lie the charge that ..."."""
    if verb.lemma_ not in table.judge or is_negated(verb):
        return None
    words = [t for c in verb.children if c.dep_ not in {"nsubj", "aux", "auxpass"} for t in c.subtree if t.i > verb.i]
    false = next((t for t in words if t.lemma_.lower() in table.falsehoods or t.lower_ in table.falsehoods), None)
    if false is None:
        return None
    answers = subjects(verb, notes)
    noun = next((t for t in words if t.lemma_.lower() in table.assertions - table.deeds and t != false), None)
    if noun is not None:
        assertion = _reported(noun, answers, ledger, notes, _start(verb), table)
    else:
        assertion = ledger.before(_start(verb), answers)
    return Reply(assertion.span, assertion.by, answers, "denied") if assertion is not None else None


def _confirmation(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Reply | None:
    """ "confirmed that ...", "..., officials confirm", "the claim that ... was backed by"."""
    if is_negated(verb) or mark_of(verb) in {"if", "whether", "unless", "until"}:
        return None
    lemma = verb.lemma_.lower()
    backed = lemma in table.uphold and next((c for c in verb.children if c.dep_ in {"nsubjpass", "dobj"}), None)
    if backed and backed.lemma_.lower() in table.assertions - table.deeds:
        assertion = _reported(backed, subjects(verb, notes), ledger, notes, backed.idx, table)
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
    span = clause_span(clause) if clause is not None else trimmed(noun.subtree) if noun is not None else None
    if span is None:
        return None
    other = ledger.like(span, answers)
    if other is None and clause is None and not answers:
        return None
    if other is None and (lemma in table.admit or not any(c.dep_ == "nsubj" for c in verb.children)):
        return None
    return Reply(span, other.by if other is not None else answers, answers, "confirmed")


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
    if denied and clause is not None:
        assertion = _known(clause_span(clause), answers, ledger)
    else:
        assertion = _sentence_before(sentence, answers, ledger)
    if assertion is None or not answers:
        return None
    return Reply(assertion.span, assertion.by, answers, "denied" if denied else "disputed")
