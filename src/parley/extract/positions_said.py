"""Stances without a cue of support or rejection: refusals, conditional offers, verdicts, "no talks"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.extract.clauses import mark_of
from parley.extract.notes import Notes, is_negated
from parley.extract.positions_held import is_judged_by_party, is_on_conflict
from parley.extract.positions_stances import Stance, contested, flipped, is_anaphor, is_hypothetical, says_no
from parley.extract.voices import is_unnamed, named, state_among, state_of, subjects, voice_at
from parley.lexicon.stances import Stances
from parley.values import Direction

HEDGES = frozenset({"probably", "likely", "perhaps", "apparently", "reportedly", "possibly", "necessarily", "yet"})
BESIDE = frozenset({"appos", "amod"})  # what parsers make of "call it a mistake", "call it illegal"
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
    if not aux or idle or (notes.attribution_at(verb.idx) is None and not (ruled_out or hangs or _is_final(verb, deed, table))):
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
    speaker = voice_at(notes, finite.idx, table)
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
    if not contested((verb,), table) and not pointed:
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
    small = (g for c in verb.children if c.dep_ in {"ccomp", "xcomp"} for g in c.children if g.dep_ in {"nsubj", "nsubjpass"})
    found = next(iter(objects), None) or next(small, None)
    if found is not None and found.dep_ == "oprd" and len(objects) < 2:
        found = None
    if found is None and verb.dep_ == "relcl" and any(c.dep_ in {"nsubj"} and c.tag_ not in {"WP", "WDT"} for c in verb.children):
        pointer = next((c for c in verb.children if c.tag_ in {"WP", "WDT"}), None)
        found = pointer if pointer is not None and verb.head.lemma_ in table.vague else verb.head
    placed = found is not None and found.ent_type_ in {"GPE", "LOC", "FAC"}  # to call a town a red line is to be against an advance
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
