"""Stances without a cue of support or rejection: refusals, conditional offers, verdicts, "no talks"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.clauses import mark_of
from parley.extract.notes import Notes, is_negated
from parley.extract.positions_stances import Stance, contested, flipped, is_anaphor, is_hypothetical, says_no
from parley.extract.voices import speaker_at, subjects
from parley.lexicon.stances import Stances
from parley.records import Direction

REFUSING = frozenset({"will", "wo", "can", "ca", "would", "do", "does", "could", "shall"})


def refusal(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "We will not bargain over it", "the State does not negotiate": a deed negated in somebody's own words."""
    if not is_negated(verb) or is_hypothetical(verb):
        return None
    deed = next((c for c in verb.children if c.dep_ == "xcomp"), verb) if verb.lower_ == "going" else verb
    aux = any(c.dep_ == "aux" and (c.lower_ in REFUSING or deed != verb) for c in verb.children)
    if not aux or deed.lemma_ in table.speech or notes.attribution_at(verb.idx) is None or not contested((deed,), table):
        return None
    speaker = speaker_at(notes, verb.idx)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return None
    holders = subjects(verb, notes, table.bodies)
    spoken_for = subject.tag_ == "PRP" or _may_speak_for(speaker, holders, notes)  # "it cannot": whoever reports it takes its side
    return Stance(verb, holders, "against", (deed,)) if holders and spoken_for else None


def _may_speak_for(speaker: str | None, holders: tuple[str, ...], notes: Notes) -> bool:
    """Whether somebody tells a party's refusal as its own: its government, member or spokesperson, not a stranger."""
    actor = notes.actor.get(speaker) if speaker is not None else None
    if actor is None or speaker in holders:
        return True
    owners = {role.of for role in actor.roles}
    countries = {notes.actor[h].country for h in holders if h in notes.actor}
    return bool(owners & set(holders)) or (actor.country is not None and actor.country in countries)


def offer(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "would extend it only if ...": what somebody is going to do on a condition; its side is for, the condition is read later."""
    modal = any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "’ll", "would", "can", "could", "wo", "ca"} for c in verb.children)
    if not modal or mark_of(verb) in {"if", "whether", "unless"} or not contested((verb,), table):
        return None
    if table.conditions.search(notes.text, verb.idx, verb.sent.end_char) is None:
        return None
    holders = subjects(verb, notes, table.bodies)
    speaker = speaker_at(notes, verb.idx)
    if not holders and any(c.dep_ == "poss" for s in verb.children if s.dep_ == "nsubj" for c in s.children):
        holders = (speaker,) if speaker is not None else ()
    issue = next((c for c in verb.children if c.dep_ == "xcomp" and verb.lemma_ == "agree"), verb)
    return Stance(verb, holders, "for", (issue,)) if holders and _may_speak_for(speaker, holders, notes) else None


def verdict(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Paris sees it as a red line", "annexation is unacceptable, said ..."."""
    if verb.lemma_ in table.verdict_verbs:
        verdict = _said_of(verb, table)
        objects = tuple(c for c in verb.children if c.dep_ == "dobj") or tuple(
            g for c in verb.children if c.dep_ == "ccomp" for g in c.children if g.dep_ == "nsubj"
        )
        if verdict is None or not objects or not (is_anaphor(objects) or contested(objects, table)):
            return None
        return Stance(verb, subjects(verb, notes, table.bodies), flipped(verdict, says_no(verb)), objects[:1])
    if verb.lemma_ != "be":
        return None
    verdict = next((d for c in verb.children if c.dep_ in {"attr", "acomp", "prep"} for d in _verdicts_of(c, table)), None)
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "csubj"}), None)
    speaker = speaker_at(notes, verb.idx)
    holders = (speaker,) if speaker is not None else _in_whose_eyes(verb, notes)
    if verdict is None or subject is None or not holders or not (is_anaphor((subject,)) or contested((subject,), table)):
        return None
    return Stance(verb, holders, flipped(verdict, is_negated(verb) and not _is_insisting(verb, table)), (subject,))


def _in_whose_eyes(verb: Token, notes: Notes) -> tuple[str, ...]:
    """ "For Beijing, ... is a red line"."""
    preps = (c for c in verb.children if c.dep_ == "prep" and c.i < verb.i and c.lower_ in {"for", "to", "in"})
    return next((found for p in preps for o in p.children if (found := notes.actors_of(o))), ())


def _is_insisting(verb: Token, table: Stances) -> bool:
    text = verb.sent.text.lower()
    return any(phrase in text for phrase in table.refusals if phrase.startswith("not "))


def _said_of(verb: Token, table: Stances) -> Direction | None:
    for child in verb.children:
        if child.dep_ in {"oprd", "prep", "advcl", "ccomp", "xcomp", "acomp"}:
            for token in (child, *child.children):
                if token.i > verb.i and token.lemma_.lower() in table.verdicts:
                    if token.lemma_ == "line" and not any(c.lower_ == "red" for c in token.children):
                        continue
                    return table.verdicts[token.lemma_.lower()]
    return None


def _verdicts_of(token: Token, table: Stances) -> Iterator[Direction]:
    """What a predicate says of its subject: phrases such as "out of the question" before single words."""
    text = " ".join(t.lower_ for t in token.subtree).replace(" - ", "-")
    for phrase, direction in table.refusals.items():
        if phrase.removeprefix("not ").removeprefix("a ") in text:
            yield direction
    word = token.lemma_.lower()
    if word in table.verdicts and word != "line":
        yield table.verdicts[word]


def nothing(token: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "No dialogue!", "there can be no talks": in somebody's own words."""
    if token.pos_ != "NOUN" or not any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return None
    verb = token.head
    attribution = notes.attribution_at(token.idx)
    alone = token.dep_ == "ROOT" or (attribution is not None and not any(s <= verb.idx < e for s, e in attribution.content))
    exists = verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children) and token.dep_ in {"attr", "nsubj", "dobj"}
    ahead = exists and any(c.tag_ == "MD" and c.lower_ in {"can", "will", "could", "would", "must"} for c in verb.children)
    speaker = attribution.source_actor if attribution is not None else None
    if speaker is None or not (alone or ahead) or not contested((token,), table):
        return None
    return Stance(verb if exists else token, (speaker,), "against", (token,))
