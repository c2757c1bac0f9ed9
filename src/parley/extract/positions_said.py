"""Stances without a cue of support or rejection: refusals, conditional offers, verdicts, "no talks"."""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.clauses import mark_of
from parley.extract.notes import Notes, is_negated
from parley.extract.positions_held import is_on_conflict
from parley.extract.positions_stances import Stance, contested, flipped, is_anaphor, is_hypothetical, says_no
from parley.extract.voices import is_unnamed, named, state_of, subjects, voice_at
from parley.lexicon.stances import Stances

HEDGES = frozenset({"probably", "likely", "perhaps", "apparently", "reportedly", "possibly", "necessarily", "yet"})
REFUSING = frozenset({"will", "wo", "can", "ca", "would", "do", "does", "could", "shall"})


def refusal(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "We will not bargain over it", "the State does not negotiate": a deed negated in somebody's own words."""
    ruled_out = (
        not is_negated(verb) and says_no(verb) and verb.sent[0].lower_ in {"under", "in", "at", "on"}
    )  # "under no circumstances will it ..."
    if not (is_negated(verb) or ruled_out) or is_hypothetical(verb) or any(c.lower_ in HEDGES for c in verb.children):
        return None
    deed = next((c for c in verb.children if c.dep_ == "xcomp"), verb) if verb.lower_ == "going" else verb
    aux = any(c.dep_ == "aux" and (c.lower_ in REFUSING or deed != verb) for c in verb.children)
    if any(key.split(".")[0] == deed.lemma_ and side.direction == "against" for key, side in table.verbs.items()):
        return None  # "will not object to it"
    idle = deed.lemma_ in table.speech and not any(c.dep_ == "prt" for c in deed.children)
    hangs = any(c.dep_ == "advcl" and mark_of(c) in {"unless", "until", "if"} for c in verb.children)
    told = notes.attribution_at(verb.idx) is not None or (verb.dep_ == "ccomp" and verb.head.lemma_ in table.claims.tell)
    if not aux or idle or (not told and not (ruled_out or hangs or _is_final(verb, deed, table))):
        return None
    if not contested((deed,), table) and not _is_yielding(verb, deed, table):
        return None
    speaker = voice_at(notes, verb.idx, table)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return None
    holders = subjects(verb, notes, table.bodies)
    holders = holders or _state(subject, notes, table)
    spoken_for = subject.tag_ == "PRP" or _may_speak_for(
        speaker, holders, notes, table
    )  # "it cannot": whoever reports it takes its side
    return Stance(verb, holders, "against", (deed,), own=True) if holders and spoken_for else None


def _is_yielding(verb: Token, deed: Token, table: Stances) -> bool:
    """Whether somebody says that he will not give way, in whatever: "we will never share power"."""
    future = any(c.tag_ == "MD" and c.lower_ in {"will", "wo", "would", "shall"} for c in verb.children)
    return (
        future and deed.lemma_ in table.yielding and any(c.dep_ in {"dobj", "prep", "xcomp", "ccomp", "prt"} for c in deed.children)
    )


def _is_final(verb: Token, deed: Token, table: Stances) -> bool:
    """ "Will never recognise it", "will not tolerate it": so final a refusal is its subject's own even where no source is named."""
    words = {c.lower_ for c in verb.children}
    return bool(words & {"will", "’ll", "'ll", "shall", "wo"}) and ("never" in words or deed.lemma_ in table.yielding)


def duty(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Moscow must withdraw its troops", "there must be a truce", "the siege has to end": what a speaker says has to be done."""
    aux = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in table.duties), None)
    have = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in {"have", "need"} and verb.i - verb.head.i <= 3 else None
    if (aux is None and have is None) or any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children):
        return None
    finite = verb if have is None else have
    if mark_of(finite) in {"if", "whether", "unless"} or finite.dep_ in {"relcl", "advcl"}:
        return None
    speaker = _adamant(verb, notes, table) or voice_at(notes, finite.idx, table)
    if speaker is None:
        return None
    if verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children):
        issue = next((c for c in verb.children if c.dep_ in {"attr", "dobj"}), None)
    else:
        issue = verb
    subject = next((c for c in finite.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    own = subject is not None and subject.lower_ in {"i", "it", "he", "she", "you"}
    if have is not None and subject is not None and verb.lemma_ in table.endings and contested((subject,), table):
        return None if own else Stance(verb, (speaker,), flipped("against", is_negated(have)), (subject,))  # "the siege has to end"
    if issue is None or own or not contested((issue,), table):
        return None
    return Stance(verb, (speaker,), flipped("for", is_negated(verb) or any(c.lower_ == "no" for c in issue.children)), (issue,))


def _adamant(verb: Token, notes: Notes, table: Stances) -> str | None:
    """ "Baku is adamant: Yerevan must change its constitution": whose demand follows the colon."""
    clauses = (c for c in verb.children if c.dep_ in {"ccomp", "parataxis"} and c.i < verb.i)
    firm = next((c for c in clauses if any(g.lower_ in table.firmness for g in c.children)), None)
    return next(iter(subjects(firm, notes, table.bodies)), None) if firm is not None else None


def echo(aux: Token, last: Stance, notes: Notes, table: Stances) -> Stance | None:
    """ "..., and Paris does not", "so does Rome": the side of a stance taken up or turned round, without words of its own."""
    if aux.lemma_ not in {"do", "be", "have", "will", "would"} or aux.dep_ in {"aux", "auxpass"} or aux.i <= last.cue.i:
        return None
    subject = next((c for c in aux.children if c.dep_ in {"nsubj", "attr"}), None)
    words = {c.lower_ for c in aux.children if c.dep_ in {"neg", "advmod", "mark", "prep"}}
    bare = aux.lemma_ != "be" or not any(True for c in aux.children if c.dep_ == "expl")
    bare = bare and not any(
        c.dep_ in {"acomp", "dobj", "xcomp", "ccomp"} or (c.dep_ == "attr" and c != subject) for c in aux.children
    )
    alike = bool(words & {"so", "as", "neither", "nor"})
    negative, denied = is_negated(aux), says_no(last.cue)
    if subject is None or not bare or not (negative or alike):
        return None
    holders = named(subject, notes, table.bodies) or _state(subject, notes, table)
    return Stance(aux, holders, flipped(last.direction, not alike and negative != denied), last.issue) if holders else None


def _state(subject: Token | None, notes: Notes, table: Stances) -> tuple[str, ...]:
    state = state_of(subject, notes, table) if subject is not None else None
    return (state,) if state is not None else ()


def _may_speak_for(speaker: str | None, holders: tuple[str, ...], notes: Notes, table: Stances) -> bool:
    """Whether somebody tells a party's refusal as its own: its government, member or spokesperson, not a stranger."""
    actor = notes.actor.get(speaker) if speaker is not None else None
    if actor is None or speaker in holders:
        return True
    words = actor.name.lower().replace(",", " ").split()
    if is_unnamed(actor):
        return not any(w in table.onlookers or w.removesuffix("s") in table.onlookers for w in words)  # "one of his advisers"
    owners = {role.of for role in actor.roles}
    countries = {notes.actor[h].country for h in holders if h in notes.actor}
    return bool(owners & set(holders)) or (actor.country is not None and actor.country in countries)


def offer(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "would extend it only if ...": what somebody is going to do on a condition; its side is for, the condition is read later."""
    modal = any(
        c.dep_ == "aux" and c.lower_ in {"will", "'ll", "’ll", "would", "can", "could", "wo", "ca", "may"} for c in verb.children
    )
    apart = verb.dep_ in {"relcl", "advcl"} or mark_of(verb) in {"if", "whether", "unless", "when", "until"}
    promised = verb.lemma_ in table.offering and any(c.dep_ in {"xcomp", "ccomp"} for c in verb.children)
    if not (modal or promised) or apart or is_negated(verb):
        return None
    pointed = any(c.dep_ == "dobj" and is_anaphor((c,), table) for c in verb.children)
    weighed = verb.lemma_ in table.weighing and any(c.dep_ in {"dobj", "xcomp", "prt"} for c in verb.children)
    if not contested((verb,), table) and not pointed and not (weighed and is_on_conflict(notes)):
        return None
    hanging = {m for m in table.condition_marks if m not in {"before", "after", "until", "till"}} | {"when"}
    hangs = any(c.dep_ == "advcl" and mark_of(c) in (hanging if c.i > verb.i else table.hard_marks) for c in verb.children)
    if not hangs and table.conditions.search(notes.text, verb.idx, verb.sent.end_char) is None:
        return None
    holders = subjects(verb, notes, table.bodies)
    speaker = voice_at(notes, verb.idx, table)
    if not holders and any(c.dep_ == "poss" for s in verb.children if s.dep_ == "nsubj" for c in s.children):
        holders = (speaker,) if speaker is not None else ()
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    holders = holders or _state(subject, notes, table)
    if not holders and speaker is not None and subject is not None and subject.pos_ == "NOUN":
        holders = (speaker,)  # "phase four may proceed only after"
    pronoun = next((c for c in verb.children if c.dep_ == "dobj"), None) if pointed and not contested((verb,), table) else None
    issue = (
        pronoun
        if pronoun is not None
        else next((c for c in verb.children if (c.dep_ == "xcomp" and promised) or verb.lemma_ == "agree"), verb)
    )
    own = subject is not None and subject.pos_ in {"PROPN", "PRON"}
    return Stance(verb, holders, "for", (issue,), own) if holders and _may_speak_for(speaker, holders, notes, table) else None


def wish(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Let them lift the sanctions": what a speaker wants done."""
    if (
        verb.lemma_ != "let"
        or verb.tag_ != "VB"
        or verb.dep_ in {"conj", "xcomp"}
        or any(c.dep_ in {"nsubj", "aux"} for c in verb.children)
    ):
        return None
    deed = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}), None)
    speaker = voice_at(notes, verb.idx, table)
    if deed is None or speaker is None or not contested((deed,), table):
        return None
    return Stance(verb, (speaker,), flipped("for", is_negated(verb)), (deed,))
