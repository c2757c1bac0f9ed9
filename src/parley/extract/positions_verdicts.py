"""Stances in what somebody calls a thing: "Paris sees it as a red line", "annexation is unacceptable, said ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.notes import Notes, is_negated
from parley.extract.positions_held import is_judged_by_party, is_on_conflict
from parley.extract.positions_stances import Stance, contested, flipped, is_anaphor, says_no
from parley.extract.voices import named, state_among, subjects, voice_at
from parley.lexicon.stances import Stances
from parley.values import Direction

BESIDE = frozenset({"appos", "amod"})  # what parsers make of "call it a mistake", "call it illegal"


def verdict(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "Paris sees it as a red line", "annexation is unacceptable, said ..."."""
    if verb.lemma_ in table.verdict_verbs:
        verdict = _said_of(verb, table)
        objects = _judged(verb, table)
        holders = subjects(verb, notes, table.bodies)
        if (
            verdict is None
            or not objects
            or not (
                is_anaphor(objects, table) or contested(objects, table) or is_judged_by_party(objects[0], holders, notes, table)
            )
        ):
            return None
        return Stance(verb, holders, flipped(verdict, says_no(verb)), objects)
    if verb.lemma_ not in {"be", "remain", "become"}:
        return None
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "csubj"}), None)
    if subject is None and verb.dep_ == "conj":
        subject = next((c for c in verb.head.children if c.dep_ in {"nsubj", "csubj"}), None)
    if subject is None or not (
        is_anaphor((subject,), table) or contested((subject,), table) or _is_withheld(verb, subject, notes, table)
    ):
        return None
    stance = _condition_of(verb, notes, table)
    if stance is not None:
        return stance
    verdict = next((d for c in verb.children if c.dep_ in {"attr", "acomp", "prep"} for d in _verdicts_of(c, table)), None)
    aside = is_negated(verb) and _is_set_aside(verb, table)
    verdict = "for" if aside else verdict
    speaker = voice_at(notes, verb.idx, table)
    if speaker is None:
        clear = next((t for t in verb.ancestors if t.lower_ in {"clear", "plain"} and t.head.lemma_ in {"make", "be"}), None)
        speaker = next(iter(subjects(clear.head, notes, table.bodies)), None) if clear is not None else None
    holders = _in_whose_eyes(verb, notes, table) or ((speaker,) if speaker is not None else ())
    if verdict is None or not holders or (verdict == "for" and is_anaphor((subject,), table) and _is_insisting_on(verb, table)):
        return None
    return Stance(verb, holders, flipped(verdict, aside or (is_negated(verb) and not _is_insisting(verb, table))), (subject,))


def _judged(verb: Token, table: Stances) -> tuple[Token, ...]:
    """What a verdict is given of: "calls disarmament a sin", "finds any pause unacceptable", "an option that Rome deems fair"."""
    kinds = {"oprd", "dobj"}
    objects = [c for c in verb.children if c.dep_ in kinds and c.i > verb.i and c.tag_ not in {"WP", "WDT"}]
    small = (
        g
        for c in verb.children
        if c.i > verb.i and c.dep_ in {"ccomp", "xcomp"}
        for g in c.children
        if g.dep_ in {"nsubj", "nsubjpass"}
    )
    found = next(iter(objects), None) or next(small, None)
    if found is not None and found.dep_ == "oprd" and len(objects) < 2:
        found = None
    if found is None and verb.dep_ == "relcl" and any(c.dep_ in {"nsubj"} and c.tag_ not in {"WP", "WDT"} for c in verb.children):
        pointer = next((c for c in verb.children if c.tag_ in {"WP", "WDT"}), None)
        found = pointer if pointer is not None and verb.head.lemma_ in table.vague else verb.head
    placed = found is not None and (
        found.ent_type_ in {"GPE", "LOC", "FAC"} or found.pos_ == "PROPN"
    )  # to call a town a red line is to be against an advance
    return (found,) if found is not None and not placed else ()


def _condition_of(verb: Token, notes: Notes, table: Stances) -> Stance | None:
    """ "The release of prisoners is a condition for talks": a conditional stance of the speaker on the talks."""
    noun = next((c for c in verb.children if c.dep_ == "attr" and c.lemma_ in table.preconditions), None)
    speaker = next(iter(_in_whose_eyes(verb, notes, table)), None) or voice_at(notes, verb.idx, table)
    if noun is None or speaker is None or is_negated(verb):
        return None
    issue = next((o for c in noun.children if c.dep_ == "prep" and c.lower_ in {"for", "of", "to"} for o in c.children), None)
    return Stance(verb, (speaker,), "conditional", (issue,)) if issue is not None and contested((issue,), table) else None


def _in_whose_eyes(verb: Token, notes: Notes, table: Stances) -> tuple[str, ...]:
    """ "For Beijing, ... is a red line", "In Paris this is ...", "... is a red line for the government"."""
    ahead = [c for c in verb.children if c.dep_ == "prep" and c.i < verb.i and c.lower_ in {"for", "to", "in"}]
    after = [g for c in verb.children if c.dep_ == "attr" for g in c.children if g.dep_ == "prep" and g.lower_ == "for"]
    after += [g for c in verb.children if c.dep_ == "acomp" for g in c.children if g.dep_ == "prep" and g.lower_ in {"for", "to"}]
    after += [c for c in verb.children if c.dep_ == "prep" and c.i > verb.i and c.lower_ == "to"]
    for prep in (*ahead, *after):
        for noun in (c for c in prep.children if c.dep_ == "pobj"):
            state = state_among([noun], notes, table)
            found = (state,) if state is not None else () if prep.lower_ == "in" else named(noun, notes, table.bodies)
            if found:
                return found
    return ()


def _is_set_aside(verb: Token, table: Stances) -> bool:
    """ "cannot be part of any deal", "is not a bargaining chip": what the predicate says is refused."""
    after = " ".join(t.lower_ for t in verb.subtree if t.i > verb.i)
    return any(phrase in after for phrase in table.set_aside)


def _is_withheld(verb: Token, subject: Token, notes: Notes, table: Stances) -> bool:
    """ "The dam is not on the table": in an article about a conflict that makes anything an issue."""
    return subject.pos_ in {"NOUN", "PROPN"} and is_negated(verb) and _is_set_aside(verb, table) and is_on_conflict(notes)


def _is_insisting(verb: Token, table: Stances) -> bool:
    text = verb.sent.text.lower()
    return any(phrase in text for phrase in table.refusals if phrase.startswith("not "))


def _is_insisting_on(verb: Token, table: Stances) -> bool:
    """ "That is not negotiable": says how firm a stance is, not which."""
    text = " ".join(t.lower_ for t in verb.subtree)
    return any(phrase.removeprefix("not ") in text for phrase, side in table.refusals.items() if side == "for")


def _said_of(verb: Token, table: Stances) -> Direction | None:
    for child in verb.children:
        if child.dep_ in {"oprd", "prep", "advcl", "ccomp", "xcomp", "acomp", "dobj"}:
            second = child.dep_ == "dobj" and any(c.dep_ in {"dobj", "oprd"} and verb.i < c.i < child.i for c in verb.children)
            beside = child.children if child.dep_ != "dobj" else (c for c in child.children if c.i > child.i and c.dep_ in BESIDE)
            for token in (*beside, *(() if child.dep_ == "dobj" and not second else (child,))):
                token = next(
                    (t for t in token.subtree if t.lemma_ == "line" and token.lower_ == "one"), token
                )  # "one of its red lines"
                if token.i > verb.i and token.lemma_.lower() in table.verdicts:
                    if token.lemma_ == "line" and not any(c.lower_ == "red" for c in token.children):
                        continue
                    return table.verdicts[token.lemma_.lower()]
                if token.i > verb.i and token.lemma_.lower() in table.remedies:
                    if any(c.lower_ in {"only", "best", "sole"} for c in token.children):
                        return "for"
    return None


def _verdicts_of(token: Token, table: Stances) -> Iterator[Direction]:
    """What a predicate says of its subject: phrases such as "out of the question" before single words."""
    text = " ".join(t.lower_ for t in token.subtree).replace(" - ", "-")
    for phrase, direction in table.refusals.items():
        if phrase.removeprefix("not ").removeprefix("a ") in text:
            yield direction
    word = token.lemma_.lower()
    if word in table.verdicts and word not in {"line", "possible"}:
        yield table.verdicts[word]
    if word in table.remedies and any(c.lower_ in {"only", "best", "sole"} for c in token.children):
        yield "for"
