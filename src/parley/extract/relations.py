"""Notes -> Relation records: lasting ties between two actors.

Three kinds of evidence: the offices that people hold (`relations_offices`), words in the sentence that tie one name to another
(`relations_words`), and who stands between whom in talks (`relations_mediation`). One relation per pair and type.

Misses: ties that only knowledge of the world gives.
"""

from __future__ import annotations

from dataclasses import replace

from parley.extract.notes import Notes
from parley.extract.relations_areas import area_ties
from parley.extract.relations_dates import held, is_over
from parley.extract.relations_mediation import mediations
from parley.extract.relations_names import name_ties
from parley.extract.relations_offices import office_ties, party_ties
from parley.extract.relations_sides import foes
from parley.extract.relations_who import Tie
from parley.extract.relations_words import word_ties
from parley.lexicon.ties import Ties
from parley.records import Relation, Spans, record_id
from parley.values import RelationType

PEOPLE = frozenset({"person", "people"})
RULES = (office_ties, word_ties, mediations, party_ties, name_ties, foes, area_ties)
# These hold both ways: A is allied with B says as much as B is allied with A.
MUTUAL = frozenset({"opposes", "allied_with"})


def relations(notes: Notes, table: Ties) -> tuple[Relation, ...]:
    """The relations of an article, those that offices give first, without repetition."""
    found: dict[tuple[str, ...], Relation] = {}
    ties = [tie for rule in RULES for tie in rule(notes, table)]
    led = {tie.subject: tie.object for tie in ties if tie.type == "leads"}
    for tie in (_as_it_is(_of_leaders_body(tie, led), notes) for tie in ties):
        if tie.subject == tie.object or not tie.evidence or not _fits(tie, notes):
            continue
        ends = sorted((tie.subject, tie.object)) if tie.type in MUTUAL else (tie.subject, tie.object)
        key = (tie.type, *ends, (tie.area or "").lower())
        if key not in found:
            found[key] = _record(tie, notes)
    return tuple(r for r in found.values() if not _is_weaker(r, found))


def _of_leaders_body(tie: Tie, led: dict[str, str]) -> Tie:
    """Whoever is a president's adviser or negotiator is a member of what the president leads."""
    return replace(tie, object=led[tie.object]) if tie.type == "member_of" and tie.object in led else tie


def _as_it_is(tie: Tie, notes: Notes) -> Tie:
    """Whoever led until a day that has passed is a former leader."""
    over = tie.type == "leads" and is_over(held(tie.evidence, notes)[1], notes)
    return replace(tie, type="former_leader_of") if over else tie


def _record(tie: Tie, notes: Notes) -> Relation:
    since, until = held(tie.evidence, notes)
    return Relation(
        id=record_id("r", notes.article.id, "relation", tie.subject, tie.type, tie.object, *((tie.area,) if tie.area else ())),
        subject=tie.subject,
        type=tie.type,
        object=tie.object,
        evidence=tie.evidence,
        area=tie.area,
        share=tie.share,
        since=since,
        until=until,
        confidence=tie.confidence,
    )


def _is_weaker(relation: Relation, found: dict[tuple[str, ...], Relation]) -> bool:
    """Whether a tie adds nothing: who leads or speaks for a group is its member, and the same words do not make a leader of a
    former one."""
    if relation.type == "leads":
        former = found.get(("former_leader_of", relation.subject, relation.object, ""))
        return former is not None and _touch(former.evidence, relation.evidence)
    if relation.type != "member_of":
        return False
    types: tuple[RelationType, ...] = ("leads", "spokesperson_of", "former_leader_of")
    stronger = [found[key] for t in types if (key := (t, relation.subject, relation.object, "")) in found]
    # A minister who is also his government's spokesman is both.
    return any(r.type != "spokesperson_of" or _touch(r.evidence, relation.evidence) for r in stronger)


def _touch(one: Spans, other: Spans) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


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
