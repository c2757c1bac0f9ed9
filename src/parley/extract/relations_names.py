"""Ties that names make by standing beside or within one another: "the UPC of Ali Darassa", "the MILF peace panel".

The parties of a ceasefire, who are at war with each other, are here too.

Misses: groups that are named after somebody who no longer leads them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.notes import Notes, spans_of
from parley.extract.relations_who import Tie, who
from parley.lexicon.ties import Ties
from parley.records import Mention
from parley.values import RelationType

GROUPS = frozenset({"armed_group", "party"})
PARTS = frozenset({"armed_group", "military", "igo"})
ARMED = frozenset({"armed_group", "government", "military"})


def name_ties(notes: Notes, table: Ties) -> Iterator[Tie]:
    """Ties of names in the sentences, then those of parties to a ceasefire, who are at war with each other."""
    persons = {a.id for a in notes.reading.actors if a.kind == "person"}
    groups = {a.id for a in notes.reading.actors if a.kind in GROUPS | {"military"}}
    if persons and groups:
        for mention in notes.reading.mentions:
            if mention.actor in groups and mention.how in {"name", "alias"}:
                yield from _of_leader(mention, persons, notes, table)
    if persons:
        for sentence in notes.paragraphs_apart:
            for token in sentence:
                if token.lower_ in table.own:
                    yield from _own_party(token, persons, notes, table)
                elif token.lower_ in table.rule:
                    yield from _own_government(token, persons, notes)
    yield from _owned(notes)
    yield from _parts(notes)
    yield from _enemies(notes)


def _of_leader(mention: Mention, persons: set[str], notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "Haftar's Libyan National Army", "the UPC of General Ali Darassa", "X, whose Umma Party", "his Umma Party"."""
    name = notes.tokens((mention.start_char, mention.end_char))
    for token in name:
        for child in token.children:
            owner = child if child.dep_ == "poss" else None
            if child.dep_ == "prep" and child.lower_ == "of":
                owner = next((c for c in child.children if c.dep_ == "pobj"), None)
            found = notes.mention_of(owner) if owner is not None and owner not in name else None
            whose = who(owner, notes, table) if owner is not None and owner.tag_ in {"WP$", "PRP$"} else ()
            if found is not None and owner is not None and owner.pos_ == "PROPN":
                whose = (found.actor,)
            past = owner is not None and any(c.lower_ in table.past for c in owner.children)
            for holder in whose if owner is not None else ():
                if holder in persons:
                    kind: RelationType = "former_leader_of" if past else "leads"
                    yield Tie(holder, kind, mention.actor, _evidence(token, owner or token), 0.5)


def _own_party(noun: Token, persons: set[str], notes: Notes, table: Ties) -> Iterator[Tie]:
    """ "His party, Religious Zionism": the party of a person, named beside it."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    beside = next((c for c in noun.children if c.dep_ == "appos"), None)
    members = [a for a in who(owner, notes, table) if a in persons] if owner is not None and beside is not None else []
    for member in members[:1]:
        for body in who(beside, notes, table):
            if body not in persons:
                yield Tie(member, "member_of", body, _evidence(noun, beside or noun), 0.6)


def _own_government(noun: Token, persons: set[str], notes: Notes) -> Iterator[Tie]:
    """ "Salva Kiir's government": whoever it is called after leads it."""
    owner = next((c for c in noun.children if c.dep_ == "poss" and c.pos_ == "PROPN"), None)
    person = notes.mention_of(owner) if owner is not None else None
    if owner is None or person is None or person.actor not in persons:
        return
    meant = notes.mention_of(noun)
    state = meant.actor if meant is not None else notes.state.get(notes.actor[person.actor].country or "")
    if state is not None and notes.actor[state].kind == "government":
        yield Tie(person.actor, "leads", state, _evidence(noun, owner), 0.5)


def _owned(notes: Notes) -> Iterator[Tie]:
    """ "NATO's KFOR", "Hamas's Qassam Brigades": a body with a name whose owner is a group or an organisation of states."""
    for mention in notes.reading.mentions:
        if mention.how in {"name", "alias"} and notes.actor[mention.actor].kind in PARTS:
            name = notes.tokens((mention.start_char, mention.end_char))
            for owner in (c for t in name for c in t.children if c.dep_ == "poss" and c not in name):
                whole = notes.mention_of(owner)
                if whole is not None and notes.actor[whole.actor].kind in GROUPS | {"igo"} and owner.pos_ == "PROPN":
                    yield Tie(mention.actor, "part_of", whole.actor, _evidence(name[-1], owner), 0.5)


def _evidence(one: Token, other: Token) -> tuple[tuple[int, int], ...]:
    return spans_of(one.doc[min(one.i, other.i) : max(one.i, other.i) + 1])


def _parts(notes: Notes) -> Iterator[Tie]:
    """ "the MILF peace implementing panel": a name that begins with the name of a group or an organisation."""
    wholes = {
        form.lower(): a.id
        for a in notes.reading.actors
        if a.kind in GROUPS | {"igo", "ngo"}
        for form in (a.name, *a.aliases)
        if form[:1].isupper()
    }
    for actor in notes.reading.actors:
        whole = next((w for form in (actor.name, *actor.aliases) if (w := _whole_in(form, wholes)) not in {None, actor.id}), None)
        if actor.canonical is None and whole is not None and actor.kind not in {"person", "people", "government"}:
            evidence = next((((m.start_char, m.end_char),) for m in notes.reading.mentions if m.actor == actor.id), ())
            yield Tie(actor.id, "part_of", whole, evidence, 0.5)


def _whole_in(name: str, wholes: dict[str, str]) -> str | None:
    """The group whose name a longer name begins with."""
    words = name.removeprefix("the ").lower().split()
    return next((wholes[w] for n in range(len(words) - 1, 0, -1) if (w := " ".join(words[:n])) in wholes), None)


def _enemies(notes: Notes) -> Iterator[Tie]:
    """The two parties of a ceasefire oppose each other, where both bear arms."""
    for deal in notes.reading.agreements:
        sides = [p for p in deal.parties if p in notes.actor and notes.actor[p].kind in ARMED]
        if deal.kind == "ceasefire" and len(sides) == len(deal.parties) == 2:
            first, second = sorted(sides, key=lambda p: notes.actor[p].kind != "armed_group")
            yield Tie(first, "opposes", second, deal.evidence, 0.5)
