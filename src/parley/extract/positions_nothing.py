"""Stances in a bare "no": "No dialogue!", "there is nothing to negotiate", "there is no alternative to talks"."""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.clauses import trimmed
from parley.extract.notes import Notes
from parley.extract.positions_stances import Stance, contested
from parley.extract.voices import voice_at
from parley.lexicon.stances import Stances


def nothing(token: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "No dialogue!", "there can be no talks", "there is nothing to negotiate": in somebody's own words."""
    if token.lower_ == "nothing":
        return _nothing_to(token, notes, table)
    if token.pos_ != "NOUN" or not any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return None
    if token.lemma_ in table.hopes:
        return _no_question(token, notes, table)
    if token.lemma_ in table.substitutes:
        return _no_alternative(token, notes, table)
    verb = token.head
    attribution = notes.attribution_at(token.idx)
    alone = token.dep_ == "ROOT" or (attribution is not None and not any(s <= verb.idx < e for s, e in attribution.content))
    exists = verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children) and token.dep_ in {"attr", "nsubj", "dobj"}
    ahead = exists and any(c.tag_ == "MD" and c.lower_ in {"can", "will", "could", "would", "must"} for c in verb.children)
    speaker = voice_at(notes, token.idx, table)
    ground = token.head if token.dep_ in {"appos", "conj"} and any(c.lower_ == "no" for c in token.head.lefts) else None
    if ground is not None and speaker is not None and token.doc[token.left_edge.i - 1].text == "," and contested((token,), table):
        span = trimmed(token.doc[ground.left_edge.i : token.left_edge.i])  # "No justice, no peace"
        return Stance(token, (speaker,), "conditional", (token,), hangs_on=span)
    if any(c.dep_ in {"appos", "conj"} and any(g.lower_ == "no" for g in c.lefts) for c in token.children):
        return None
    if speaker is None or not (alone or ahead) or not contested((token,), table):
        return None
    return Stance(verb if exists else token, (speaker,), "against", (token,))


def _no_question(token: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "There is no question of laying down our weapons"."""
    issue = next((o for c in token.children if c.lower_ == "of" for o in c.children if o.dep_ in {"pcomp", "pobj"}), None)
    speaker = voice_at(notes, token.idx, table)
    if issue is None or speaker is None or not contested((issue,), table):
        return None
    return Stance(token, (speaker,), "against", (issue,))


def _no_alternative(token: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "There is no alternative to dialogue", "no substitute for talks": whoever says so is for it."""
    issue = next((o for c in token.children if c.lower_ in {"to", "for"} for o in c.children if o.dep_ in {"pcomp", "pobj"}), None)
    speaker = voice_at(notes, token.idx, table)
    if issue is None or speaker is None or not contested((issue,), table):
        return None
    return Stance(token.head if token.head.pos_ in {"VERB", "AUX"} else token, (speaker,), "for", (issue,))


def _nothing_to(token: Token, notes: Notes, table: Stances) -> Stance | None:
    deed = next((c for c in token.children if c.dep_ in {"relcl", "acl", "xcomp"} and c.tag_ == "VB"), None)
    speaker = voice_at(notes, token.idx, table)
    if deed is None or speaker is None or not contested((deed,), table):
        return None
    return Stance(token.head if token.head.pos_ in {"VERB", "AUX"} else token, (speaker,), "against", (deed,))
