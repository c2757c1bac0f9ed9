"""Where accounts are set against each other by a turn of phrase: "The rebels said nobody had", "X insists it lost none", "..., X
said after Y had reported ...", "Y in turn blamed X", "Contrary to Y's claims, ...".

Rules over the parse and the attributions, with the verbs and nouns of claims.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from parley.extract.claims_assertions import NEAR, Assertion, Ledger
from parley.extract.claims_figures import Contradiction
from parley.extract.clauses import SUBJECTS, VERBAL, clause_span, mark_of, trimmed
from parley.extract.notes import Notes, is_negated
from parley.extract.voices import named, subjects
from parley.lexicon.stances import Claims
from parley.records import Attribution

NEGATIVES = frozenset({"not", "no", "none", "nobody", "never", "nothing", "neither"})
CONTRAST = frozenset({"but", "while", "whereas", "however", "though", "although", "instead", "yet"})
BEARERS = frozenset({"be", "have", "do"})  # what is left of a verb phrase that is not said again ("nobody had")
IN_TURN = frozenset({"turn", "part", "instead", "contrast"})  # "in turn", "for its part"


def turns(notes: Notes, table: Claims, ledger: Ledger) -> Iterator[Contradiction]:
    """The contradictions that turns of phrase show, in reading order of each kind."""
    told = [a for a in notes.reading.attributions if a.type != "belief" and a.content]
    for attribution in told:
        found = (
            _elliptic(attribution, notes, ledger)
            or _after_told(attribution, notes, table)
            or _insisted(attribution, notes, table, ledger)
        )
        if found is not None:
            yield found
    for first, second in pairwise(told):
        if _is_contrast(first, second, notes) or _is_the_other_way(first, second, notes):
            span = trimmed(notes.tokens(first.content[0]))
            if span is not None:
                yield Contradiction(span, _ids(first), _ids(second), True)
    for sentence in notes.sentences():
        for token in sentence:
            found = _counter_accusation(token, notes, table, ledger) or _contrary(token, notes, table)
            if found is not None:
                yield found


def root_of(tokens: list[Token]) -> Token | None:
    """The verb of the first main clause of what somebody says."""
    return next((t for t in tokens if t.pos_ in VERBAL and t.dep_ in {"ROOT", "ccomp", "parataxis"}), None)


def says_no(tokens: list[Token]) -> bool:
    """Whether the first clause of what somebody says tells that something did not happen."""
    words = [t for t in tokens if not t.is_punct and not t.is_space and t.lower_ != "that"]
    root = root_of(words)
    if root is None or not words:
        return False
    past = root.tag_ in {"VBD", "VBN"} or any(c.tag_ == "VBD" for c in root.children if c.dep_ in {"aux", "auxpass"})
    things = [c for c in root.children if c.dep_ == "dobj"]
    nothing = any(c.lower_ in NEGATIVES or any(d.lower_ == "no" for d in c.children) for c in things)
    return past and (is_negated(root) or words[0].lower_ in NEGATIVES or nothing)


def _ids(attribution: Attribution) -> tuple[str, ...]:
    return (attribution.source_actor,) if attribution.source_actor is not None else ()


def _elliptic(attribution: Attribution, notes: Notes, ledger: Ledger) -> Contradiction | None:
    """ "The junta said 200 men had surrendered; the rebels said nobody had": a verb phrase of what was said before left out."""
    words = [t for t in notes.tokens(attribution.content[0]) if not t.is_punct and not t.is_space and t.lower_ != "that"]
    root = root_of(words)
    if root is None or root.lemma_ not in BEARERS or any(c.dep_ not in {*SUBJECTS, "neg", "mark", "punct"} for c in root.children):
        return None
    subject = next((c for c in root.children if c.dep_ in SUBJECTS), None)
    says_not = is_negated(root) or words[0].lower_ in NEGATIVES
    if subject is None or (subject.pos_ == "PRON" and not says_not):
        return None
    earlier = _just_before(root, _ids(attribution), ledger)
    return Contradiction(earlier.span, earlier.by, _ids(attribution), not says_not) if earlier is not None else None


def _just_before(token: Token, answers: tuple[str, ...], ledger: Ledger) -> Assertion | None:
    """What somebody else asserted in the sentence of a word, or in the one before it."""
    earlier = ledger.before(token.left_edge.idx, answers)
    first = token.doc[max(0, token.sent.start - 1)].sent
    return earlier if earlier is not None and earlier.span[1] > first.start_char else None


def _cue_verb(attribution: Attribution, notes: Notes) -> Token | None:
    return next((t for span in attribution.cue for t in notes.tokens(span) if t.pos_ == "VERB"), None)


def _after_told(attribution: Attribution, notes: Notes, table: Claims) -> Contradiction | None:
    """ "No shell hit it," X said after Y had reported that shells had hit it."""
    cue = _cue_verb(attribution, notes)
    if cue is None or not says_no(notes.tokens(attribution.content[0])):
        return None
    told = (
        c
        for c in cue.children
        if c.dep_ in {"advcl", "ccomp"} and mark_of(c) in {"after", "when"} and c.lemma_.lower() in table.tell
    )
    clause = next((g for c in told for g in c.children if g.dep_ == "ccomp" and g.pos_ in VERBAL), None)
    span = clause_span(clause) if clause is not None else None
    if clause is None or span is None:
        return None
    return Contradiction(span, subjects(clause.head, notes, table.bodies), _ids(attribution), False)


def _insisted(attribution: Attribution, notes: Notes, table: Claims, ledger: Ledger) -> Contradiction | None:
    """ "The envoy had fled, X reported. The envoy insists that he left on foot": whoever it is about tells it otherwise."""
    cue, speaker = _cue_verb(attribution, notes), attribution.source_actor
    tokens = notes.tokens(attribution.content[0])
    root = root_of(tokens)
    if cue is None or speaker is None or root is None or cue.lemma_.lower() not in table.insist or not _is_past(root):
        return None
    if speaker not in subjects(root, notes, table.bodies):
        return None
    earlier = ledger.about(speaker, min(s for s, _ in (*attribution.content, *attribution.source)), NEAR)
    return Contradiction(earlier.span, earlier.by, (speaker,), False) if earlier is not None else None


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(
        c.tag_ == "VBD" or c.lower_ in {"has", "have"} for c in verb.children if c.dep_ in {"aux", "auxpass"}
    )


def _is_contrast(first: Attribution, second: Attribution, notes: Notes) -> bool:
    """Whether two sources tell the same deed of two things ("the strike hit a depot, but residents said it hit a market")."""
    one, two = root_of(notes.tokens(first.content[0])), root_of(notes.tokens(second.content[0]))
    if one is None or two is None or one == two or one.lemma_ != two.lemma_ or one.lemma_ in BEARERS:
        return False
    if not (first.source and second.source) or not (_ids(first) or _ids(second)) or _ids(first) == _ids(second):
        return False
    if is_negated(one) or is_negated(two) or not (_is_past(one) and _is_past(two)):
        return False
    between = one.doc[one.i : two.left_edge.i]
    if two.sent.start > one.sent.end or not any(t.lower_ in CONTRAST for t in between):
        return False
    return _is_same_deed(one, two)


def _is_same_deed(one: Token, two: Token) -> bool:
    """Whether two verbs have the same subject and other objects."""
    subject, other = ([c for c in v.children if c.dep_ in SUBJECTS] for v in (one, two))
    thing, instead = ([c for c in v.children if c.dep_ in {"dobj", "attr"}] for v in (one, two))
    if not subject or not other or not thing or not instead:
        return False
    same = other[0].lower_ in {"it", "they", "this"} or other[0].lemma_ == subject[0].lemma_
    return same and thing[0].lemma_ != instead[0].lemma_ and instead[0].pos_ in {"NOUN", "PROPN"}


def _is_the_other_way(first: Attribution, second: Attribution, notes: Notes) -> bool:
    """Whether each of two sources tells of the other what the other tells of him ("A says B fired; B says A did the firing")."""
    one, two = root_of(notes.tokens(first.content[0])), root_of(notes.tokens(second.content[0]))
    if one is None or two is None or one == two or is_negated(one) or is_negated(two) or two.sent.start > one.sent.end:
        return False
    crossed = set(_ids(second)) & set(subjects(one, notes)) and set(_ids(first)) & set(subjects(two, notes))
    return bool(crossed) and one.lemma_ == two.lemma_ and one.lemma_ not in {"be", "have"}


def _counter_accusation(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Contradiction | None:
    """ "The army accused the rebels of shelling the clinic; the rebels in turn blamed the army"."""
    if verb.pos_ not in VERBAL or verb.lemma_ not in table.accuse or is_negated(verb):
        return None
    elsewhere = _blames_others(verb, notes, table, ledger)
    if elsewhere is not None:
        return elsewhere
    charges = any(c.dep_ == "prep" and c.lower_ in {"of", "for", "with"} for c in verb.children)
    if charges and not any(t.lower_ in IN_TURN for t in verb.subtree if t.head == verb or t.head.head == verb):
        return None
    accusers = subjects(verb, notes, table.bodies)
    accused = {a for c in verb.children if c.dep_ == "dobj" for t in c.subtree for a in notes.actors_of(t)}
    for actor in accusers:
        earlier = ledger.about(actor, verb.idx, NEAR)
        if earlier is not None and accused & set(earlier.by):
            return Contradiction(earlier.span, earlier.by, accusers, True)
    return None


def _blames_others(verb: Token, notes: Notes, table: Claims, ledger: Ledger) -> Contradiction | None:
    """ "X accused Y of shelling the clinic. Y blamed bandits": somebody else did it, says the accused."""
    if verb.lemma_ != "blame" or any(c.dep_ == "prep" for c in verb.children):
        return None
    accusers = subjects(verb, notes, table.bodies)
    accused = {a for c in verb.children if c.dep_ == "dobj" for t in c.subtree for a in notes.actors_of(t)}
    for actor in accusers:
        earlier = ledger.about(actor, verb.sent.start_char, NEAR)
        if earlier is not None and earlier.is_accusation and actor not in accused and not accused & set(earlier.by):
            return Contradiction(earlier.span, earlier.by, accusers, True)
    return None


def _contrary(token: Token, notes: Notes, table: Claims) -> Contradiction | None:
    """ "Contrary to X's claims, nobody has been freed, Y said": what Y says is disputed by X; where the claim itself is told ("the
    claim that ..."), Y disputes that."""
    if token.lower_ != "contrary":
        return None
    prep = next((c for c in (*token.children, *token.doc[token.i + 1 : token.i + 2]) if c.lower_ == "to"), None)
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None) if prep is not None else None
    if noun is None or noun.lemma_.lower() not in table.assertions | table.accounts:
        return None
    deniers = tuple(a for c in noun.children for a in (named(c, notes) if c.dep_ in {"poss", "compound", "amod"} else ()))
    verb = next((t for t in token.ancestors if t.pos_ in VERBAL), None)
    span = trimmed(t for t in verb.subtree if t.i > noun.right_edge.i) if verb is not None else None
    if span is None or not deniers:
        return None
    attribution = notes.attribution_at(span[0])
    speakers = tuple(a for a in (_ids(attribution) if attribution is not None else ()) if a not in deniers)
    told = next((c for c in noun.children if c.dep_ in {"acl", "ccomp"} and mark_of(c) == "that"), None)
    if told is not None:
        claim = clause_span(told)
        return Contradiction(claim, deniers, speakers, True) if claim is not None and speakers else None
    return Contradiction(span, speakers, deniers, True)
