"""Where in a sentence somebody takes a side: stances, before they become records.

A stance hangs on a cue (a verb, adjective, noun or preposition of stances.toml) and has holders (actors), a side and an issue (the
tokens that word it). Rules over the parse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_head, mark_of
from parley.extract.notes import Notes, is_negated
from parley.extract.positions_frames import UNTOLERATED, existing, side_of, stands_for_verb, untolerated
from parley.extract.positions_held import disowned, holders_of, is_asked_of_others, is_for_or_against, is_held, is_on_conflict
from parley.extract.positions_idioms import idiom, left_on_table, only_satisfied
from parley.extract.positions_nothing import nothing
from parley.extract.positions_nouns import backed, noun_of_stance, wanted
from parley.extract.positions_said import duty, echo, offer, refusal, wish
from parley.extract.positions_stances import CLAUSES, Stance, contested, flipped, is_anaphor, is_hypothetical, says_no
from parley.extract.positions_terms import conditioned, is_demand, put_first
from parley.extract.positions_verdicts import verdict
from parley.extract.positions_vows import due, firm, go_between, slogan, vow
from parley.extract.voices import named, subjects
from parley.lexicon.stances import Side, Stances
from parley.values import Direction

SUBJUNCTIVE = frozenset({"insist", "demand", "propose", "recommend", "urge"})
Rule = Callable[[Token, Notes, Stances], Stance | None]


def stances_in(sentence: Tokens, notes: Notes, table: Stances) -> Iterator[Stance]:
    """The stances of a sentence, in reading order."""
    said: tuple[Rule, ...] = (refusal, verdict, duty, wish)
    if table.conditions.search(notes.text, sentence.start_char, sentence.end_char) or any(
        t.lower_ in table.condition_marks for t in sentence
    ):
        said = (*said, offer)
    last: Stance | None = None
    taken: set[Token] = set()  # what a stance is about takes no side of its own ("refuses to accept the plan")
    for token in sentence:
        pos = token.pos_
        if token in taken:
            continue
        if pos in VERBAL:
            rules: tuple[Rule, ...] = (*WORDS_OF_VERBS, *said, go_between)
        elif pos in {"ADJ", "NOUN", "ADV", "ADP", "SCONJ", "PRON", "INTJ", "DET"}:
            rules = WORDS_OF_OTHERS
        else:
            continue
        stance = next((s for rule in rules if (s := rule(token, notes, table)) is not None), None)
        if stance is None and last is not None and pos in VERBAL:
            stance = echo(token, last, notes, table)
        if stance is not None and is_held(stance.cue, notes, table):
            last = stance
            if stance.cue == token:
                taken.update(t for t in stance.issue if t.dep_ == "xcomp")
            yield stance
            yield from put_first(stance, table)
            yield from _joined(stance, table)


def _joined(stance: Stance, table: Stances) -> Iterator[Stance]:
    """ "Wants the truce extended and widened", "demands that it leave and that the border be opened": the other things wanted."""
    if not (is_demand(stance, table) or stance.cue.lemma_ in table.goals):
        return
    if stance.issue[0].pos_ == "NOUN":
        yield from (replace(stance, issue=(c,)) for c in stance.issue[0].conjuncts if c.pos_ == "NOUN" and contested((c,), table))
        return
    if stance.issue[0].dep_ != "ccomp":
        return
    for other in stance.issue[0].conjuncts:
        own = any(c.dep_ in {"nsubj", "nsubjpass"} or c.lower_ == "that" for c in other.children) or other.tag_ == "VBN"
        if other.i > stance.issue[0].i and other.pos_ in VERBAL and own and not is_anaphor((other,), table):
            yield replace(stance, issue=(other,))


def _verb(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    found = None if is_hypothetical(verb) else untolerated(verb, table) or side_of(verb, table.verbs, table)
    if found is None:
        return None
    if not found[1]:
        return _bare(verb, notes, table)
    if found[0] is UNTOLERATED and verb.lemma_ in table.family:
        return Stance(verb, holders_of(verb, notes, table), "against", (verb,), own=True)  # "does not recognise the council"
    side, issue = found[0], existing(found[1])
    gone = _wanted_away(issue[0])
    if gone is not None:
        return Stance(verb, holders_of(verb, notes, table), flipped(side.direction, not says_no(verb)), (gone,))
    negative = says_no(verb) != says_no(issue[0])
    if not _takes_side(verb, side, issue[0], table):
        return None
    unopposed = side.direction == "against" and negative  # "did not rule out" takes no side, unless it names its terms
    proposed = _proposed(issue, table)
    if issue[0].lemma_ in table.speech or issue[0].lemma_.lower() in table.claims.assertions - table.claims.deeds:
        return None
    strong = side.strong or (verb.lemma_ in SUBJUNCTIVE and issue[0].dep_ == "ccomp" and _is_subjunctive(issue[0]))
    holders = holders_of(verb, notes, table)
    asked = is_asked_of_others(verb, issue[0], holders, notes) or is_for_or_against(verb, issue[0], holders, notes, table)
    if not (strong or is_anaphor(issue, table) or contested(proposed, table) or asked):
        return None
    return Stance(verb, holders, flipped(side.direction, negative), proposed, only_if=unopposed)


def _takes_side(verb: Token, side: Side, issue: Token, table: Stances) -> bool:
    """Whether a verb takes a side here: some do so in certain frames alone."""
    if mark_of(issue) in {"if", "whether"}:
        return False  # "asked whether it would attend"
    if verb.lemma_ in {"insist", "suggest"} and (_is_account(issue) or is_hypothetical(issue)):
        return False
    if any(c.dep_ == "aux" and c.lower_ in table.duties for c in verb.children):
        return any(c.lower_ in table.first_person for c in verb.children)  # "Hamas must accept it" is no stance of Hamas
    if verb.lemma_ == "fear" and issue.dep_ == "ccomp":
        return False  # a forecast
    if verb.lemma_ == "agree" and not (issue.dep_ == "ccomp" and any(c.tag_ == "MD" for c in issue.children)):
        return False  # "agreed to a truce" is a deed, "agree that it should last" a stance
    if verb.lemma_ == "need" and not any(c.lower_ in table.first_person for c in verb.children):
        return False  # "we need a truce" is somebody's wish, "they need food" is not
    return verb.lemma_ != "like" or side.strong or any(c.tag_ == "MD" for c in verb.children)


def _wanted_away(issue: Token) -> Token | None:
    """ "Wants it gone", "wants them out": the pronoun, for what is no longer wanted."""
    if issue.lower_ not in {"gone", "out", "scrapped", "lifted", "removed", "dropped"} or issue.dep_ not in {"ccomp", "oprd"}:
        return None
    return next((c for c in issue.children if c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in {"it", "them"}), None)


def _bare(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "France wants them extended. Lebanon refuses, Egypt accepts.": a side taken on what was spoken of just before."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    apart = {"nsubj", "aux", "punct", "advmod", "cc", "conj", "parataxis"}
    alone = all(c.dep_ in apart or stands_for_verb(c) for c in verb.children)
    direction = table.bare.get(verb.lemma_)
    if direction is None or subject is None or not alone or is_negated(verb):
        return None
    return Stance(verb, holders_of(verb, notes, table), direction, ())


def _is_account(clause: Token) -> bool:
    """ "insists that it is enforcing the ban": what is so or was, not what is wanted."""
    helpers = {c.lemma_ for c in clause.children if c.dep_ == "aux"}
    going_on = clause.tag_ == "VBG" and "be" in helpers
    return clause.dep_ == "ccomp" and (going_on or clause.tag_ == "VBD" or (clause.tag_ == "VBN" and "have" in helpers))


def _is_subjunctive(verb: Token) -> bool:
    """ "that the date be kept": a bare verb after "that" is always something demanded."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    bare = verb.tag_ == "VB" or any(c.lower_ == "be" for c in helpers)
    return bare and not any(c.tag_ in {"MD", "TO"} for c in helpers)


def _proposed(issue: tuple[Token, ...], table: Stances) -> tuple[Token, ...]:
    """What a proposal proposes ("backs the call for a truce"); the issue itself where it is none or does not say."""
    if issue[0].lemma_.lower() not in table.proposals:
        return issue
    for child in issue[0].children:
        if child.dep_ == "acl" and child.i > issue[0].i and child.tag_ not in {"VBN", "VBD"}:
            return (child,)
        if child.dep_ == "prep" and child.lower_ in {"for", "of"}:
            inner = tuple(c for c in child.children if c.dep_ in {"pobj", "pcomp"})[:1]
            if inner and child.lower_ == "of" and any(c.lower_ == "for" for c in issue[0].children):
                continue
            if inner and (child.lower_ == "for" or contested(inner, table)):
                return inner
    return issue


def _adjective(token: Token, notes: Notes, table: Stances) -> Stance | None:
    if token.pos_ not in {"ADJ", "ADV"} and token.lower_ not in {
        "opposed",
        "committed",
        "prepared",
        "attached",
        "set",
        "tired",
        "bent",
    }:
        return None
    found = _framed_adjective(token, table)
    if found is None or not found[1]:
        return None
    side, issue = found
    thing = next((c for c in token.head.children if c.dep_ in {"nsubj", "dobj"} and token.head.i < c.i < token.i), None)
    thing = thing or next((c for c in token.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    if thing is not None and thing.pos_ == "NOUN" and not named(thing, notes, table.bodies):
        return None  # "called the matter not open to negotiation"
    open_to_all = token.lower_ in table.readiness and issue[0].dep_ in CLAUSES and is_on_conflict(notes)
    frames = {f"{token.lower_}.{c.lower_}" for c in token.children if c.dep_ == "prep"} & table.sides
    on_it = bool(frames) and issue[0].pos_ in {"NOUN", "VERB"} and notes.mention_of(issue[0]) is None and is_on_conflict(notes)
    if not (is_anaphor(issue, table) or contested(issue, table) or open_to_all or on_it):
        return None
    verb = token.head if token.dep_ in {"acomp", "attr", "oprd", "xcomp", "ccomp", "conj"} else token
    refused = issue[0].dep_ == "ccomp" and is_negated(issue[0])  # "is adamant that pay must not be cut"
    negative = (is_negated(verb) or is_negated(token)) != refused
    unopposed = negative and side.direction == "against"  # "is not opposed to it" takes no side, unless on terms
    holders = subjects(verb, notes, table.bodies) if verb != token else _described(token, notes, table)
    if not holders:
        holders = next((named(c, notes, table.bodies) for c in verb.children if c.dep_ == "nsubjpass"), ())
    return Stance(token, holders, flipped(side.direction, negative), issue, only_if=unopposed)


def _framed_adjective(token: Token, table: Stances) -> tuple[Side, tuple[Token, ...]] | None:
    if token.lower_ not in table.heads:
        return None
    for prep in (c for c in token.children if c.dep_ == "prep"):
        side = table.adjectives.get(f"{token.lower_}.{prep.lower_}")
        inner = tuple(c for c in prep.children if c.dep_ in {"pobj", "pcomp"})
        if side is not None and inner:
            return side, inner
    bare = table.adjectives.get(token.lower_)
    if bare is None:
        return None
    beside = token.head.children if token.dep_ == "acomp" else ()  # "is adamant that ...": parsers hang the clause on either
    clauses = (c for c in (*token.children, *beside) if c.dep_ in {"xcomp", "ccomp"} and c.i > token.i)
    return bare, tuple(clauses)[:1]


def _described(token: Token, notes: Notes, table: Stances) -> tuple[str, ...]:
    if token.dep_ in {"amod", "acl", "appos"}:
        return notes.actors_of(token.head)
    return subjects(token, notes, table.bodies) or subjects(clause_head(token.head), notes, table.bodies)


def _preposition(token: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "is in favour of talks", "are against the deal"."""
    word = token.lower_
    if word == "in" and token.dep_ == "prep":
        favour = next((c for c in token.children if c.lower_ in {"favour", "favor"}), None)
        of = next((c for c in favour.children if c.lower_ == "of"), None) if favour is not None else None
        inner, direction = (tuple(of.children) if of is not None else ()), "for"
    elif word in {"against", "for"} and token.dep_ == "prep" and token.head.lemma_ in {"be", "come"}:
        inner, direction = tuple(c for c in token.children if c.dep_ in {"pobj", "pcomp"}), word
    else:
        return None
    inner = tuple(c for c in inner if c.dep_ in {"pobj", "pcomp"})[:1]
    verb = token.head
    if not inner and word == "against" and verb.lemma_ == "be" and token.i + 1 < len(token.doc) and token.nbor().is_punct:
        return Stance(verb, holders_of(verb, notes, table), "against", ()) if not is_negated(verb) else None
    if (
        not inner
        or verb.pos_ not in VERBAL
        or not (is_anaphor(inner, table) or contested(inner, table) or word == "in" or _is_deed(word, inner[0], notes))
    ):
        return None
    side: Direction = "against" if direction == "against" else "for"
    unopposed = side == "against" and is_negated(verb)  # "is not against talks" takes no side, unless on terms
    return Stance(verb, subjects(verb, notes, table.bodies), flipped(side, is_negated(verb)), inner, only_if=unopposed)


def _is_deed(word: str, inner: Token, notes: Notes) -> bool:
    """ "Was against linking the two": in an article about a conflict any deed is something to be against."""
    return word == "against" and inner.dep_ == "pcomp" and inner.pos_ == "VERB" and is_on_conflict(notes)


# In the order in which they are asked; the first that knows a word settles what it says.
WORDS_OF_VERBS: tuple[Rule, ...] = (
    idiom,
    left_on_table,
    disowned,
    conditioned,
    firm,
    _verb,
    _adjective,
    only_satisfied,
    wanted,
    vow,
)
WORDS_OF_OTHERS: tuple[Rule, ...] = (_adjective, backed, noun_of_stance, _preposition, nothing, due, slogan)
