"""Whose voice a clause is: the actors that its subject stands for, "we" and "I" being the speaker of the statement around it."""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.clauses import SUBJECTS
from parley.extract.notes import Notes, subject_of

RELATIVE = frozenset({"WP", "WDT"})
FIRST_PERSON = frozenset({"we", "i", "us", "our", "my", "me"})


def speaker_at(notes: Notes, char: int) -> str | None:
    """The actor whose statement covers a character, None where none does or its source is unknown."""
    attribution = notes.attribution_at(char)
    return attribution.source_actor if attribution is not None else None


def party_of(notes: Notes, actor_id: str, delegates: frozenset[str]) -> str:
    """For whom an actor takes a position: the party for spokespersons and the like, the actor itself for everybody else."""
    actor = notes.actor.get(actor_id)
    if actor is None:
        return actor_id
    for role in actor.roles:
        if role.of is not None and role.current is not False and any(w in delegates for w in role.role.lower().split()):
            return role.of
    return actor_id


def named(token: Token | None, notes: Notes, bodies: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Ids of the actors of a noun phrase; a relative pronoun stands for the noun that its clause describes. `bodies` are nouns
    that stand for their owner where they name nobody themselves ("Haftar's army")."""
    if token is None:
        return ()
    if token.tag_ in RELATIVE:
        verb = token.head
        while verb.dep_ in {"conj", "aux", "auxpass"} and verb.head is not verb:
            verb = verb.head
        if verb.dep_ != "relcl" or verb.head is token:
            return ()
        return named(_whole(verb.head, verb), notes, bodies)
    if token.lower_ in FIRST_PERSON:
        speaker = speaker_at(notes, token.idx)
        return (speaker,) if speaker is not None else ()
    owner = next((c for c in token.children if c.dep_ == "poss" and c.lower_ in FIRST_PERSON), None)
    found = notes.actors_of(token)
    if not found and owner is not None:
        return named(owner, notes, bodies)
    return found or _as_source(token, notes) or _owner_of_body(token, notes, bodies)


def _as_source(token: Token, notes: Notes) -> tuple[str, ...]:
    """An unnamed source ("Amhara officials") is an actor that only its attribution knows."""
    for attribution in notes.reading.attributions:
        if attribution.source_actor is not None and any(s <= token.idx < e for s, e in attribution.source):
            return (attribution.source_actor,)
    return ()


def _owner_of_body(token: Token, notes: Notes, bodies: frozenset[str]) -> tuple[str, ...]:
    if token.lower_ not in bodies:
        return ()
    owners = (c for c in token.children if c.dep_ in {"poss", "compound", "amod", "nmod"})
    return next((found for c in owners if (found := notes.actors_of(c))), ())


def _whole(noun: Token, verb: Token) -> Token:
    """The first member of an enumeration where a relative clause speaks of all its members ("A, B and C, who all want")."""
    plural = verb.tag_ == "VBP" or any(c.tag_ == "VBP" for c in verb.children if c.dep_ in {"aux", "auxpass"})
    together = any(c.lower_ in {"all", "both"} for c in verb.lefts)
    while noun.dep_ == "conj" and (plural or together) and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun


def subjects(verb: Token, notes: Notes, bodies: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Ids of the actors who do what a verb says; the agent in the passive. `bodies`: see `named`."""
    subject = subject_of(verb)
    if subject is None and verb.dep_ in {"conj", "advcl", "xcomp", "acomp", "attr", "oprd"}:
        subject = next((c for c in verb.head.children if c.dep_ in SUBJECTS), None) or subject_of(verb.head)
    return named(subject, notes, bodies)
