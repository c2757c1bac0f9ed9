"""Stances in set phrases: a verb with its noun ("threw its weight behind", "gave its blessing to", "said no to")."""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.notes import Notes, is_negated
from parley.extract.positions_held import holders_of, is_on_conflict
from parley.extract.positions_stances import Stance, contested, flipped, is_anaphor, is_hypothetical, says_no
from parley.extract.voices import named
from parley.lexicon.stances import Stances


def idiom(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "threw its weight behind the plan", "gave the talks its blessing", "would have none of it"."""
    if verb.lemma_ not in table.idiom_verbs or is_hypothetical(verb):
        return None
    for noun in (
        c for c in verb.children if c.dep_ in {"dobj", "intj", "attr", "oprd", "npadvmod", "dative", "prt", "advmod", "dep"}
    ):
        for prep in (c for head in (noun, verb) for c in head.children if c.dep_ in {"prep", "dative"}):
            direction = table.idioms.get(f"{verb.lemma_}.{noun.lemma_.lower()}.{prep.lower_}")
            inner = tuple(c for c in prep.children if c.dep_ in {"pobj", "pcomp"})[:1]
            if direction is None or not inner or not (contested(inner, table) or is_anaphor(inner, table)):
                continue
            negative = says_no(verb) or any(c.lower_ == "no" for c in noun.children)
            if negative and direction == "against":
                return None
            return Stance(verb, holders_of(verb, notes, table), flipped(direction, negative), inner)
        bare = table.idioms.get(f"{verb.lemma_}.{noun.lower_}")
        if bare is not None:
            return Stance(verb, holders_of(verb, notes, table), bare, (noun,))
    return None


def left_on_table(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Keeps the military option on the table", "took partition off the agenda"."""
    if verb.lemma_ not in table.idiom_verbs or is_hypothetical(verb):
        return None
    issue = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    for prep in (c for c in verb.children if c.dep_ == "prep" and issue is not None and c.i > issue.i):
        direction = next(
            (d for c in prep.children if (d := table.idioms.get(f"{verb.lemma_}.{prep.lower_}.{c.lemma_.lower()}"))), None
        )
        if direction is not None and issue is not None and is_on_conflict(notes) and notes.mention_of(issue) is None:
            return Stance(verb, holders_of(verb, notes, table), flipped(direction, says_no(verb)), (issue,))
    return None


def only_satisfied(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Nothing short of a referendum would satisfy the Front": whom only one thing contents is for it."""
    if verb.lemma_ not in table.contenting or is_negated(verb):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    whom = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if subject is None or whom is None:
        return None
    if subject.lower_ in {"nothing", "little"}:
        of = next((t for t in subject.subtree if t.lower_ in {"of", "than", "but"} and t.i - subject.i <= 2), None)
        issue = next((t for t in subject.subtree if of is not None and t.i > of.i and t.pos_ in {"NOUN", "PROPN"}), None)
    else:
        only = any(c.lower_ == "only" for c in subject.children) or subject.nbor(-1).lower_ == "only" if subject.i else False
        issue = subject if only else None
    if issue is None:
        return None
    while issue.dep_ == "compound":
        issue = issue.head
    return Stance(verb, named(whom, notes, table.bodies), "for", (issue,)) if contested((issue,), table) else None
