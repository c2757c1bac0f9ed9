"""Whether a stance is somebody's own and is held today, and who holds it.

Left out are stances that are denied, laid at somebody's door by an accuser, told of in a report only, given up, expected or long
past.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from parley.extract.clauses import VERBAL, clause_head, clause_span, mark_of
from parley.extract.notes import Notes, is_negated
from parley.extract.positions_stances import Stance
from parley.extract.voices import state_of, subjects
from parley.lexicon.stances import Stances

POLITICAL = frozenset({"government", "armed_group", "igo", "party", "military"})
FORMERLY = frozenset({"once", "long", "initially", "originally", "previously", "first", "earlier", "formerly"})
PAST_YEARS = 5  # a stance dated longer ago than that is history, and whoever held it may hold another one now
TOGETHER_REACH = 250  # words: an article names the two sides together every few paragraphs
TOGETHER = frozenset({"all", "both", "each", "neither", "none"})  # pronouns for the members of an enumeration


def holders_of(verb: Token, notes: Notes, table: Stances) -> tuple[str, ...]:
    """The actors that are the subject of a verb; a capital or an organ that is no actor stands for its government."""
    found = subjects(verb, notes, table.bodies) or _of_clause_above(verb, notes, table)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lemma_ in table.together and any(c.lower_ in table.counts for c in subject.lefts):
        kinds = {"person"} if table.together[subject.lemma_] == "persons" else {"government"}
        return _named_together(subject, notes, kinds) or found
    if found or subject is None:
        return found
    if subject.lower_ in TOGETHER or any(c.lower_ in {"all", "both"} and subject.tag_ == "CD" for c in subject.lefts):
        return _named_together(subject, notes)
    state = state_of(subject, notes, table)
    return (state,) if state is not None else ()


def _of_clause_above(verb: Token, notes: Notes, table: Stances) -> tuple[str, ...]:
    """ "Called for the road to be opened and dismissed the monitors": parsers join the second verb to the nearest one; whose it is
    says the verb above that has its tense."""
    if (
        verb.dep_ != "conj"
        or verb.tag_ not in {"VBD", "VBZ", "VBP"}
        or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    ):
        return ()
    above = next((t for t in verb.ancestors if t.tag_ == verb.tag_ and t.i < verb.i), None)
    return subjects(above, notes, table.bodies) if above is not None and above != verb.head else ()


def _named_together(pronoun: Token, notes: Notes, kinds: Collection[str] = ()) -> tuple[str, ...]:
    """Who "all" or "both" are: the actors whom the last enumeration before the word joins, in its sentence or the one before; for
    "the two sides" and the like further back."""
    sentence = pronoun.sent
    start = sentence.doc[sentence.start - 1].sent.start if sentence.start else sentence.start
    end = pronoun.i
    if kinds:  # who are named in its own sentence are somebody else ("A and B propose a map that both countries reject")
        start, end = max(0, pronoun.i - TOGETHER_REACH), sentence.start
    for token in reversed(sentence.doc[start:end]):
        first = token
        while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "PROPN"}:
            first = first.head
        found = notes.actors_of(first) if first != token else ()
        if len(found) > 1 and (not kinds or all(notes.actor[i].kind in kinds for i in found)):
            return found
    return ()


def is_held(cue: Token, notes: Notes, table: Stances) -> bool:
    """Whether the stance of a cue is its holder's own, and held when the article was written."""
    return not (
        _is_told_of(cue, table) or _is_given_up(clause_head(cue), table) or _is_once(clause_head(cue)) or _is_history(cue, notes)
    )


def _is_told_of(cue: Token, table: Stances) -> bool:
    """ "denied that it had rejected the plan", "accused them of opposing peace", "reports that it had accepted it", "is expected to
    reject it"."""
    below = cue
    for above in cue.ancestors:
        if above.lemma_ in table.claims.deny:
            return True
        if above.lemma_ in table.claims.accuse and below.dep_ == "prep":
            return True
        if above.pos_ == "NOUN" and above.lemma_ in table.reports and below.dep_ in {"acl", "ccomp", "relcl"}:
            return True
        if below.dep_ in {"xcomp", "oprd"} and above.lemma_ in table.foreseen and any(c.dep_ == "auxpass" for c in above.children):
            return True
        below = above
    return False


def _is_given_up(verb: Token, table: Stances) -> bool:
    """ "has stopped insisting on it", "no longer demands it"."""
    above = verb.head if verb.dep_ != "pcomp" else verb.head.head
    if verb.dep_ in {"xcomp", "pcomp", "ccomp"} and verb.tag_ == "VBG" and above.lemma_ in table.ceasing and not is_negated(above):
        return True
    over = any(c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in verb.children)
    return over and verb.lemma_ not in table.attitudes


def _is_once(verb: Token) -> bool:
    """ "had once been opposed to it", "had long balked at it": the past perfect with a word that says it is over."""
    had = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "had"), None)
    return had is not None and any(t.lower_ in FORMERLY for t in verb.doc[had.i : verb.i])


def _is_history(cue: Token, notes: Notes) -> bool:
    """Whether the clause of a cue is dated many years before the article."""
    head = clause_head(cue)
    lasting = head.tag_ == "VBN" and any(
        c.lower_ in {"has", "have", "'ve", "’ve"} for c in head.children
    )  # "has refused since 2010"
    if notes.published is None or cue.tag_ in {"VBZ", "VBP"} or lasting:
        return False
    span = clause_span(head)
    near = notes.timexes_in(span) if span is not None else []
    dates = [t for t in near if t.type == "DATE" and clause_head(notes.tokens((t.start_char, t.end_char))[-1]) == head]
    years = [int(t.end[:4]) for t in dates if t.end is not None and t.end[:4].isdigit()]
    return bool(years) and max(years) < notes.published.year - PAST_YEARS


def is_asked_of_others(verb: Token, issue: Token, holders: tuple[str, ...], notes: Notes) -> bool:
    """Whether a party to a conflict asks that others do something or that something be done ("wants the oil money shared out"):
    where one of those speaks, that is a position, whatever it is about."""
    if issue.pos_ not in VERBAL or not is_on_conflict(notes):
        return False
    if verb.lemma_ in {"hope", "fear"}:
        return False
    subject = next((c for c in issue.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    addressed = next((c for c in verb.children if c.dep_ in {"dobj", "prep"} and c.i < issue.i), None)
    other = subject if subject is not None else addressed
    if other is None or other.tag_ == "EX" or (other.tag_ == "PRP" and mark_of(issue) == "that"):
        return False
    return any(notes.actor[h].kind in POLITICAL | {"person"} for h in holders if h in notes.actor)


def is_for_or_against(verb: Token, issue: Token, holders: tuple[str, ...], notes: Notes, table: Stances) -> bool:
    """Whether a party to a conflict backs or rejects a thing in so many words: a position, whatever that is. Persons, and whoever
    only has a name, are no issues."""
    preps = {f"{verb.lemma_}.{c.lower_}" for c in verb.children if c.dep_ in {"prep", "prt"}}
    if not ({verb.lemma_, *preps} & table.plain) or issue.pos_ != "NOUN" or not is_on_conflict(notes):
        return False
    if notes.mention_of(issue) is not None or issue.lemma_.lower() in table.claims.assertions | table.proposals:
        return False
    return any(notes.actor[h].kind in POLITICAL | {"person"} for h in holders if h in notes.actor)


def is_judged_by_party(issue: Token, holders: tuple[str, ...], notes: Notes, table: Stances) -> bool:
    """Whether what a party to a conflict judges ("called the map a trap") may be an issue: a thing, and nothing that was said."""
    if issue.pos_ not in {"NOUN", "VERB"} or not is_on_conflict(notes) or notes.mention_of(issue) is not None:
        return False
    if issue.lemma_.lower() in table.claims.assertions | table.claims.deeds | table.proposals:
        return False
    return any(notes.actor[h].kind in POLITICAL | {"person"} for h in holders if h in notes.actor)


def is_on_conflict(notes: Notes) -> bool:
    """Whether an article is about a conflict or peace talks: a force in arms or two governments are among its actors."""
    kinds = [a.kind for a in notes.reading.actors]
    countries = {a.country for a in notes.reading.actors if a.kind == "government"}
    return "armed_group" in kinds or "military" in kinds or len(countries) > 1


def disowned(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "denies that it has agreed to leave": whoever denies having agreed to something is against it."""
    if verb.lemma_ not in table.claims.deny | {"dispute", "contest"} or is_negated(verb):
        return None
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i), None)
    if clause is None or clause.lemma_ not in table.commitments or is_negated(clause):
        return None
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.pos_ != "PRON":
        return None
    deed = next((c for c in clause.children if c.dep_ in {"xcomp", "ccomp"} and c.i > clause.i), None)
    for prep in (c for c in clause.children if c.dep_ == "prep" and c.lower_ == "to"):
        deed = deed or next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    deed = deed or next((c for c in clause.children if c.dep_ == "dobj" and c.pos_ != "PRON"), None)
    return Stance(verb, holders_of(verb, notes, table), "against", (deed,)) if deed is not None else None
