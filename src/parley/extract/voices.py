"""Whose voice a clause is: the actors that its subject stands for, "we" and "I" being the speaker of the statement around it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from spacy.tokens import Token

from parley.extract.clauses import SUBJECTS
from parley.extract.notes import Notes, subject_of
from parley.lexicon.stances import Stances
from parley.records import Actor

RELATIVE = frozenset({"WP", "WDT"})
DETERMINERS = frozenset({"a", "an", "the", "one", "two", "three", "four", "some", "several", "many", "another", "both", "other"})
PARTIES = frozenset({"government", "armed_group", "party", "military"})
FIRST_PERSON = frozenset({"we", "i", "us", "our", "my", "me"})


def speaker_at(notes: Notes, char: int) -> str | None:
    """The actor whose statement covers a character, None where none does or its source is unknown."""
    attribution = notes.attribution_at(char)
    return attribution.source_actor if attribution is not None else None


def voice_at(notes: Notes, char: int, table: Stances) -> str | None:
    """As `speaker_at`; where the source is an organ without a name ("in Paris, the foreign ministry") the government of the
    country that its phrase or the head of its sentence names."""
    attribution = notes.attribution_at(char)
    if attribution is None or attribution.source_actor is not None or not attribution.source:
        return attribution.source_actor if attribution is not None else None
    tokens = notes.tokens(attribution.source[0])
    if not any(t.lower_ in table.organs for t in tokens):
        return None
    sentence = tokens[0].sent
    ahead = [t for t in sentence if t.i < tokens[0].i and t.dep_ == "pobj" and t.head.lower_ == "in"]
    return state_among([*tokens, *ahead], notes, table)


def state_among(tokens: Iterable[Token], notes: Notes, table: Stances) -> str | None:
    """The government (an actor of the article) of the country that one of the words names, or whose capital or adjective it is."""
    codes = (table.countries.get(t.lower_) for t in tokens)
    return next((notes.state[code] for code in codes if code is not None and code in notes.state), None)


def state_of(subject: Token, notes: Notes, table: Stances) -> str | None:
    """The government for which a subject that is no actor stands: a capital ("Paris excludes"), or an organ with its country."""
    if subject.pos_ == "PROPN":
        name = " ".join(t.lower_ for t in (*(c for c in subject.lefts if c.dep_ == "compound"), subject))
        return notes.state.get(table.countries.get(name, ""))
    if subject.lower_ in table.organs:
        return state_among(subject.subtree, notes, table)
    return None


def party_of(notes: Notes, actor_id: str, table: Stances, together: bool = False) -> str:
    """For whom an actor takes a position: the party for spokespersons and the like, and for whoever says "we" (`together`) but does
    not lead it; the actor itself for everybody else. Who speaks for the head of a government speaks for the government."""
    actor = notes.actor.get(actor_id)
    if actor is None:
        return actor_id
    for role in actor.roles:
        words = role.role.lower().split()
        if role.of is None or role.current is False or role.of not in notes.actor:
            continue
        if any(w in table.delegates for w in words):
            return _government_of(role.of, notes) or role.of
        if together and actor.kind == "person" and notes.actor[role.of].kind in PARTIES and not table.leaders & set(words):
            return role.of
    if _is_organ(actor, table):
        codes = (actor.country, *(table.countries.get(w) for w in actor.name.lower().split()))
        state = next((notes.state[c] for c in codes if c is not None and c in notes.state), None)
        if state is not None:
            return state
    code = table.countries.get(actor.name.lower()) if actor.kind in {"other", "person"} else None
    return notes.state.get(code or "") or _employer(actor, notes, table) or actor_id


def _is_organ(actor: Actor, table: Stances) -> bool:
    """Whether an actor is an office that speaks for its government ("Egypt's foreign ministry"); parliaments and courts do not."""
    words = actor.name.lower().split()
    if actor.kind == "person":
        return False
    return any(w in table.offices for w in words) or any(f"{a} {b}" in table.offices for a, b in pairwise(words))


def _government_of(actor_id: str, notes: Notes) -> str | None:
    """The government that a person holds office in, None for anybody else."""
    actor = notes.actor[actor_id]
    if actor.kind != "person":
        return None
    offices = (role.of for role in actor.roles if role.of is not None and role.current is not False)
    return next((of for of in offices if of in notes.actor and notes.actor[of].kind == "government"), None)


def is_unnamed(actor: Actor) -> bool:
    """Whether an actor is a source without a name ("a senior official of the Front", "Israeli officials")."""
    words = actor.name.split()
    described = words[0].islower() or words[0].lower() in DETERMINERS or words[-1].islower()
    return actor.kind == "person" and actor.canonical is None and described


def _employer(actor: Actor, notes: Notes, table: Stances) -> str | None:
    """Whose officials an unnamed source are ("Israeli officials", "an M23 official"), None where the words do not say."""
    words = actor.name.lower().replace(",", " ").split()
    if not is_unnamed(actor):
        return None
    at = next((i for i, w in enumerate(words) if w in table.delegates or w.removesuffix("s") in table.delegates), None)
    if at is None:
        return None
    if words[at + 1 : at + 2] in (["for"], ["of"]):
        return notes.named.get(" ".join(words[at + 2 :]).removeprefix("the "))  # "a spokesman for the Front"
    for size in (3, 2, 1):
        for first in range(at - size, -1, -1):
            name = " ".join(words[first : first + size]).removesuffix("'s").removesuffix("’s")
            known = notes.named.get(name)
            theirs = words[first + size - 1].endswith(
                ("'s", "’s")
            )  # "the president's envoys" are his, "President Ali officials" nobody's
            barred = {"media"} if theirs else {"person", "media"}
            if known is not None and known != actor.id and notes.actor[known].kind not in barred:
                return known
            if name in table.countries:
                return notes.state.get(table.countries[name])
    return None


def named(token: Token | None, notes: Notes, bodies: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Ids of the actors of a noun phrase; a relative pronoun stands for the noun that its clause describes. `bodies` are nouns
    that stand for their owner where they name nobody themselves ("Haftar's army")."""
    if token is None:
        return ()
    if token.tag_ in RELATIVE:
        verb = token.head
        while verb.dep_ in {"conj", "aux", "auxpass"} and verb.head != verb:
            verb = verb.head
        if verb.dep_ != "relcl" or verb.head == token:
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
