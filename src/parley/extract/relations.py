"""Notes -> Relation records: lasting ties between two actors.

Three kinds of evidence: the offices that people hold (`Role`s found with the actors), words in the sentence that tie one name to
another (`relations_words`), and who stands between whom in talks (`relations_mediation`). One relation per pair and type.

Misses: ties that only knowledge of the world gives, and dates between which a tie holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.extract.notes import Notes
from parley.extract.relations_mediation import mediations
from parley.extract.relations_words import Tie, word_ties
from parley.lexicon.ties import Ties
from parley.records import Actor, Relation, RelationType, Role, Spans, record_id

PEOPLE = frozenset({"person", "people"})
# These hold both ways: A is allied with B says as much as B is allied with A.
MUTUAL = frozenset({"opposes", "allied_with"})


def relations(notes: Notes, table: Ties) -> tuple[Relation, ...]:
    """The relations of an article, those that offices give first, without repetition."""
    found: dict[tuple[str, ...], Relation] = {}
    for tie in (*_role_ties(notes, table), *word_ties(notes, table), *mediations(notes, table), *_organ_ties(notes, table)):
        if tie.subject == tie.object or not tie.evidence or not _fits(tie, notes):
            continue
        ends = sorted((tie.subject, tie.object)) if tie.type in MUTUAL else (tie.subject, tie.object)
        key = (tie.type, *ends)
        if key not in found:
            found[key] = _record(tie, notes)
    return tuple(r for r in found.values() if not _is_weaker(r, found))


def _record(tie: Tie, notes: Notes) -> Relation:
    return Relation(
        id=record_id("r", notes.article.id, "relation", tie.subject, tie.type, tie.object),
        subject=tie.subject,
        type=tie.type,
        object=tie.object,
        evidence=tie.evidence,
        confidence=tie.confidence,
    )


def _is_weaker(relation: Relation, found: dict[tuple[str, ...], Relation]) -> bool:
    """Whether a membership adds nothing, since the same person leads the same group or speaks for it."""
    stronger: tuple[RelationType, ...] = ("leads", "spokesperson_of", "former_leader_of")
    return relation.type == "member_of" and any((t, relation.subject, relation.object) in found for t in stronger)


def _fits(tie: Tie, notes: Notes) -> bool:
    """Whether the kinds of the two actors allow the tie: nobody belongs to a person, only people speak for others."""
    subject, obj = notes.actor.get(tie.subject), notes.actor.get(tie.object)
    if subject is None or obj is None:
        return False
    if tie.type in {"member_of", "part_of", "leads", "former_leader_of"} and obj.kind in PEOPLE:
        return False
    if tie.type in {"spokesperson_of", "member_of", "former_leader_of"}:
        return subject.kind in PEOPLE or tie.type == "member_of"
    return not (tie.type == "part_of" and subject.kind in PEOPLE)


def _role_ties(notes: Notes, table: Ties) -> Iterator[Tie]:
    for actor in notes.reading.actors:
        for role in actor.roles:
            kind = role_type(role, table)
            if role.of is not None and kind is not None:
                yield Tie(actor.id, kind, role.of, role.evidence or _first_mention(actor, notes), 0.8)


def role_type(role: Role, table: Ties) -> RelationType | None:
    """What an office makes of its holder: "deputy head" a member, "former president" a former leader, None if nothing."""
    words = role.role.lower().replace(",", " ").replace("ex-", "ex ").split()
    past = role.current is False or any(w in table.past for w in words)
    words = [w for w in words if w not in table.past]
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            name = " ".join(words[i : i + size])
            kind = _office(name, words[:i], table)
            if kind is not None:
                return _in_time(kind, past)
    return None


def _office(name: str, before: list[str], table: Ties) -> RelationType | None:
    if name in table.speaks:
        return "spokesperson_of"
    if name in table.leads and not any(w in table.below for w in before):
        return "leads"
    return "member_of" if name in table.serves or name in table.leads or name in table.below else None


def _in_time(kind: RelationType, past: bool) -> RelationType | None:
    """A tie of the past has a name of its own for leaders only."""
    if not past:
        return kind
    return "former_leader_of" if kind == "leads" else None


def _first_mention(actor: Actor, notes: Notes) -> Spans:
    return next((((m.start_char, m.end_char),) for m in notes.reading.mentions if m.actor == actor.id), ())


def _organ_ties(notes: Notes, table: Ties) -> Iterator[Tie]:
    """Ministries and the like are part of their country's government, where the article names both."""
    states = {a.country: a for a in notes.reading.actors if a.kind == "government" and a.country and not _is_organ(a, table)}
    for actor in notes.reading.actors:
        state = states.get(actor.country) if actor.country else None
        if state is not None and actor.kind == "government" and _is_organ(actor, table):
            yield Tie(actor.id, "part_of", state.id, _first_mention(actor, notes), 0.7)


def _is_organ(actor: Actor, table: Ties) -> bool:
    return any(w in table.organs for w in actor.name.lower().split())
