"""What a denial denies: the clause or noun of the verb, what a noun of saying reports, or what was said before.

Rules over the parse, from the verbs and nouns of claims.toml.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from parley.extract.claims_assertions import REACH, Assertion, Ledger
from parley.extract.clauses import VERBAL, clause_span, clause_tokens, mark_of, trimmed
from parley.extract.notes import Notes
from parley.extract.voices import named, subjects
from parley.lexicon.stances import Claims
from parley.records import Span
from parley.values import ClaimStatus

PRONOUNS = frozenset({"it", "this", "that", "these", "which", "them", "so", "all"})
RELATIVE = frozenset({"WDT", "WP"})
PERSONS = frozenset({"him", "her", "them", "us", "me", "you"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What is claimed (`span`), who claims it, who answers (both actor ids), and what the answer makes of the claim."""

    span: Span
    by: tuple[str, ...]
    answers: tuple[str, ...]
    status: ClaimStatus


def denied_by_verb(
    verb: Token, answers: tuple[str, ...], plain: bool, notes: Notes, table: Claims, ledger: Ledger
) -> Assertion | None:
    """What a verb of denial denies: its clause, what its noun reports, or what was said before; and who is said to have said so."""
    found = _denied(verb, answers, plain, notes, table, ledger)
    if found is None or found.by:
        return found
    return replace(found, by=tuple(a for a in _as_told(verb, notes, table) if a not in answers))


def _as_told(verb: Token, notes: Notes, table: Claims) -> tuple[str, ...]:
    """Who tells what a verb denies: "..., as the bishop had charged"."""
    told = (t for t in verb.subtree if t.pos_ in VERBAL and t.lemma_.lower() in table.tell | table.accuse and mark_of(t) == "as")
    return next((subjects(t, notes, table.bodies) for t in told if t.i > verb.i), ())


def _denied(verb: Token, answers: tuple[str, ...], plain: bool, notes: Notes, table: Claims, ledger: Ledger) -> Assertion | None:
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "pcomp"} and c.pos_ in VERBAL and c.i > verb.i), None)
    misread = _noun_misread(clause, table) if clause is not None else None
    if misread is not None and clause is not None:
        return (
            replace(found, by=found.by or subjects(clause, notes)) if (found := known(claimed(misread), answers, ledger)) else None
        )
    if clause is not None and (mark_of(clause) in {"whether", "if"} or clause.left_edge.tag_ in {"WP", "WDT", "WRB", "WP$"}):
        return None  # a question put, not a claim denied
    if clause is not None and not plain and any(c.tag_ == "MD" for c in clause.children):
        return None  # "doubts that it would work": a forecast
    if clause is not None and any(t.lower_ == "such" for t in clause.subtree):
        return ledger.before(verb.sent.start_char, answers) or ledger.before(verb.idx, answers)
    if clause is not None and (plain or clause.dep_ == "ccomp"):
        return _charged(clause, answers, ledger) or known(claimed(clause), answers, ledger)
    return _denied_object(verb, answers, plain, notes, table, ledger)


def _denied_object(
    verb: Token, answers: tuple[str, ...], plain: bool, notes: Notes, table: Claims, ledger: Ledger
) -> Assertion | None:
    """What a verb without a clause denies: what its noun reports or names, or what was said before."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if len(objects) > 1 or any(c.dep_ == "dative" for c in verb.children) or (passive and any(c.dep_ == "dobj" for c in objects)):
        return None  # "was denied food"
    if plain and any(t.lemma_.lower() in table.grants for o in objects for t in o.subtree if _is_granted(t, o)):
        return None  # "denied the convoy entry"
    if not objects:
        return _relative_or_answer(verb, answers, plain, ledger)
    noun = objects[0]
    if (
        noun.tag_ == "WP"
        or noun.pos_ in {"NUM", "ADJ"}
        or noun.ent_type_ == "ORDINAL"
        or (noun.lower_ in PERSONS and verb.lemma_ in table.open_verbs)
    ):
        return None
    if noun.tag_ in RELATIVE or noun.lower_ in PRONOUNS:
        said = _said_in_sentence(verb, answers, notes) if noun.tag_ in RELATIVE else None
        return said or ledger.before(start_of_reply(verb), answers) or _main_clause(verb)
    if noun.lemma_.lower() in table.assertions - table.deeds:
        return reported(noun, answers, ledger, notes, start_of_reply(verb), table)
    if not plain or not _is_deed(noun, table):
        return None
    charge = ledger.before(start_of_reply(verb), answers, accusations_first=True) if _is_bare(noun) else None
    if charge is not None and charge.is_accusation:
        return charge
    told = next((c for c in noun.subtree if c.dep_ == "relcl" and c.lemma_.lower() in table.tell | table.accuse), None)
    if told is None or noun.i > told.left_edge.i:
        return known(trimmed(noun.subtree), answers, ledger)
    span = trimmed(t for t in noun.subtree if t.i < told.left_edge.i)  # "any collusion with X, which Y alleges"
    return Assertion(span, tuple(a for a in subjects(told, notes) if a not in answers)) if span is not None else None


def _noun_misread(clause: Token, table: Claims) -> Token | None:
    """What is reported where the parser takes a noun for a verb: "denied Rwandan [claims] that it had fired"."""
    if clause.tag_ != "VBZ" or clause.lemma_ not in table.assertions or mark_of(clause) is not None:
        return None
    return next((c for c in clause.children if c.dep_ == "ccomp" and mark_of(c) == "that"), None)


def _charged(clause: Token, answers: tuple[str, ...], ledger: Ledger) -> Assertion | None:
    """What the denier has just been accused of, where he denies it in words of his own ("denied holding the men")."""
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is not None and subject.pos_ != "PRON":
        return None
    start = clause.sent.start_char
    return next((found for a in answers if (found := ledger.about(a, start, REACH)) is not None), None)


def claimed(clause: Token) -> Span | None:
    """The words of a clause up to a remark of whoever reports it ("..., saying the money had been paid")."""
    clauses = (c for c in clause.subtree if c.dep_ == "advcl" and c.i > clause.i and c.left_edge.nbor(-1).text == ",")
    remarks = (c for c in clauses if mark_of(c) == "as" or (c.tag_ == "VBG" and c.head == clause))
    end = next((c.left_edge.i for c in remarks), None)
    return clause_span(clause) if end is None else trimmed(t for t in clause_tokens(clause) if t.i < end)


def _is_deed(noun: Token, table: Claims) -> bool:
    """Whether a noun names something that may have happened ("any role", "the killing"), not something that is granted."""
    return noun.lemma_.lower() not in table.grants


def _is_bare(noun: Token) -> bool:
    """Whether a noun does not say itself what was done ("any involvement")."""
    return not any(c.dep_ in {"prep", "acl", "relcl", "poss", "compound"} for c in noun.children)


def _said_in_sentence(verb: Token, answers: tuple[str, ...], notes: Notes) -> Assertion | None:
    """What somebody says or believes earlier in the sentence whose last clause denies it ("..., an allegation which X denies")."""
    start, end = verb.sent.start_char, start_of_reply(verb)
    for attribution in notes.reading.attributions:
        source = attribution.source_actor
        for first, last in attribution.content:
            if start <= first < end and source not in answers:
                span = trimmed(t for t in notes.tokens((first, min(last, end))) if not _is_remark(t, verb))
                if span is not None:
                    return Assertion(span, (source,) if source is not None else ())
    return None


def _is_remark(token: Token, verb: Token) -> bool:
    """Whether a word belongs to the noun that a relative clause hangs on and that stands apart from what was said."""
    noun = verb.head
    return noun.dep_ == "appos" and noun.left_edge.i <= token.i <= noun.right_edge.i


def start_of_reply(verb: Token) -> int:
    """Before which character that stands which a verb replies to: before its clause where it is a relative one."""
    while verb.dep_ == "conj" and verb.head.pos_ in VERBAL and not any(c.dep_ == "nsubj" for c in verb.children):
        verb = verb.head
    if verb.dep_ == "conj":
        return int(verb.left_edge.idx)
    if verb.dep_ in {"relcl", "acl"} and verb.head.dep_ in {"appos", "npadvmod"}:
        return int(verb.head.left_edge.idx)  # "..., a charge the army denies"
    return int(verb.left_edge.idx if verb.dep_ == "relcl" else verb.idx)


def _relative_or_answer(verb: Token, answers: tuple[str, ...], plain: bool, ledger: Ledger) -> Assertion | None:
    """ "an accusation that Kigali denies": a clause without an object of its own denies what it describes."""
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "appos"):
        earlier = ledger.before(start_of_reply(verb), answers)
        return earlier if earlier is not None and earlier.span[1] > verb.sent.start_char else _main_clause(verb) or earlier
    return ledger.before(verb.idx, answers) if plain and verb.dep_ in {"conj", "ROOT"} and not any(verb.rights) else None


def described(verb: Token, answers: tuple[str, ...], notes: Notes) -> Assertion | None:
    """What a noun in apposition stands for whose clause answers it ("..., a figure that Kigali calls invented")."""
    if verb.dep_ not in {"relcl", "acl"} or verb.head.dep_ != "appos":
        return None
    span = trimmed(t for t in verb.sent if t.i < verb.head.left_edge.i)
    root = verb.sent.root
    return _said_in_sentence(verb, answers, notes) or (Assertion(span, subjects(root, notes)) if span is not None else None)


def _main_clause(verb: Token) -> Assertion | None:
    """The words of the sentence before a relative clause, where no attribution holds them."""
    span = trimmed(t for t in verb.sent if t.idx < start_of_reply(verb))
    return Assertion(span, ()) if span is not None and verb.dep_ == "relcl" and verb.left_edge.i - verb.sent.start > 3 else None


def reported(noun: Token, answers: tuple[str, ...], ledger: Ledger, notes: Notes, char: int, table: Claims) -> Assertion | None:
    """What a noun of saying reports: "reports that ...", "claims of ...", else what was said before it."""
    by = tuple(a for c in noun.children if c.dep_ == "poss" for a in named(c, notes))
    by = by or tuple(
        a for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from"} for g in c.children for a in named(g, notes)
    )
    by = by or tuple(a for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} for a in notes.actors_of(c))
    inner = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and _is_content(c)), None) or _told_by(
        noun, table
    )
    if inner is None and (span := _according_to_which(noun)) is not None:
        pass
    elif inner is None:
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "about"}), None)
        whole = noun.lemma_.lower() in table.wholes  # "the account of a villager": told by him, not about him
        span = trimmed(t for t in of.subtree if t.i != of.i) if of is not None and not whole else None
        inner_pobj = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if inner_pobj is not None and named(inner_pobj, notes) and inner_pobj.ent_type_ in {"", "ORG", "PERSON", "GPE", "NORP"}:
            by, span = by or named(inner_pobj, notes), None  # "the accounts of villagers": theirs, not about them
    else:
        span = claimed(inner)
    if span is not None:
        same = known(span, answers, ledger)
        if same is not None and inner is not None and any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in inner.children):
            earlier = ledger.before(noun.sent.start_char, answers, accusations_first=True)
            if earlier is not None and (earlier.is_accusation or set(earlier.about) & set(answers)):
                same = earlier
        return replace(same, by=same.by or by) if same is not None else None
    earlier = ledger.before(char, answers, accusations_first=noun.lemma_ in {"accusation", "allegation", "charge"})
    return replace(earlier, by=earlier.by or by) if earlier is not None else None


def _told_by(noun: Token, table: Claims) -> Token | None:
    """The clause of a participle of saying behind a noun: "reports claiming that ...", "a statement alleging ..."."""
    sayings = (c for c in noun.children if c.dep_ in {"acl", "relcl"} and c.lemma_.lower() in table.tell and c.tag_ == "VBG")
    return next((g for c in sayings for g in c.children if g.dep_ == "ccomp" and g.pos_ in VERBAL), None)


def _according_to_which(noun: Token) -> Span | None:
    """ "an account from Riyadh according to which its chief was wounded": what the account says."""
    rest = [t for t in noun.sent if t.i > noun.i]
    which = next((t for t in rest if t.lower_ == "which" and [w.lower_ for w in t.doc[t.i - 2 : t.i]] == ["according", "to"]), None)
    return trimmed(t for t in rest if t.i > which.i) if which is not None else None


def _is_content(clause: Token) -> bool:
    """Whether a clause after a noun says what is reported: "that" joins it, whatever the parser makes of that word."""
    if mark_of(clause) == "that" or _is_whole(clause):
        return True
    first = clause.left_edge
    if first.lower_ != "that" or first.tag_ not in RELATIVE or not any(c.dep_ in {"nsubj", "nsubjpass"} for c in clause.children):
        return False
    return first.dep_ == "dobj" and sum(c.dep_ == "dobj" for c in first.head.children) > 1


def _is_whole(clause: Token) -> bool:
    """Whether a clause after a noun lacks nothing though no word joins it: "claims it was training fighters"."""
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.left_edge.i != clause.left_edge.i or subject.tag_ in RELATIVE or mark_of(clause) is not None:
        return False
    return any(c.dep_ in {"dobj", "acomp", "attr", "xcomp", "ccomp"} and c.i > clause.i for c in clause.children)


def known(span: Span | None, answers: tuple[str, ...], ledger: Ledger) -> Assertion | None:
    """A stretch that is denied, with those who assert the same elsewhere in the article."""
    if span is None:
        return None
    other = ledger.like(span, answers)
    return Assertion(span, other.by if other is not None else ())


def _is_granted(token: Token, thing: Token) -> bool:
    """Whether a noun may be what somebody is denied: the thing itself, or a noun that the parser hangs on it by mistake."""
    return (
        token == thing
        or (token.pos_ == "NOUN" and token.head == thing and token.dep_ in {"appos", "npadvmod", "dobj", "dep"})
        or (
            token.dep_ == "pobj" and token.head.head == thing and any(c.lower_ in {"to", "into", "through"} for c in token.children)
        )
    )


def is_idle(verb: Token, notes: Notes, table: Claims) -> bool:
    """Whether a verb of answering answers nothing: "would deny it", "few would dispute it", "there is no denying it", "is expected
    to deny it", "had it been confirmed", "neither confirmed nor denied", "refused to confirm", and what was so for decades."""
    sentence = verb.sent
    if table.neither.search(notes.text, sentence.start_char, sentence.end_char) or any(c.tag_ == "MD" for c in verb.children):
        return True
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    aux = next((c for c in verb.children if c.dep_ == "aux"), None)
    if subject is not None and (subject.lower_ in table.unsure or any(c.lower_ in table.unsure for c in subject.lefts)):
        return True
    if sentence[0].lower_ == "had" and verb.dep_ in {"ccomp", "advcl"}:
        return True
    if verb.tag_ == "VBG" and any(c.lower_ == "no" and c.dep_ in {"det", "neg"} for c in verb.children):
        return True
    if verb.dep_ == "xcomp" and verb.tag_ == "VB" and verb.head.lemma_ in table.unready:
        return True
    ages = any(t.lemma_.lower() in {"century", "decade", "generation"} for t in sentence)
    return ages and aux is not None and aux.lower_ == "had"


def is_given_up(verb: Token) -> bool:
    """ "no longer contests it"."""
    return any(
        c.lower_ == "longer" and any(g.lower_ == "no" for g in (*c.children, *c.doc[max(0, c.i - 1) : c.i])) for c in verb.children
    )
