"""Who holds which office: "X, the former president of the council", "the group's leader, X", "Kremlin aide X".

A role noun is looked for before a name, in apposition on either side of it, and as what somebody is, becomes or was elected.
Misses: roles two clauses away from the name; offices whose noun roles.tsv does not have.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from parley.extract.casts import Draft, DraftRole
from parley.extract.known_persons import is_of_country
from parley.extract.mentions import Run
from parley.extract.role_phrases import REACH, Title, after_name, before_name, is_role, left_end, singular
from parley.extract.scenes import Scene, form_of
from parley.extract.states import draft_of, government
from parley.records import Span

# What may stand between two persons who share a role: "former presidents A of Nigeria and B of Kenya".
AND = re.compile(r"(?: of \w+(?: \w+)?)?(?:,| and|, and) ")
# The share of all that an article says of countries from which an office of state is of that country.
MOST = 0.5
# A president may be a company's or a club's; of these more is not known, and of ministers only states have any.
MINISTERS = frozenset({"minister", "premier", "chancellor"})
HEADS_OF_STATE = frozenset({"president", "interim president", "transitional president", "acting president"})
POSSESSIVE = frozenset({"'s", "’s"})
BECOMING = frozenset(
    {"be", "become", "remain", "elect", "re", "reelect", "appoint", "name", "nominate", "designate", "confirm", "choose"}
)
SUCCEEDING = frozenset({"succeed", "replace"})
LEADING = {"lead": "leader", "head": "head", "command": "commander", "chair": "chairman", "run": "head", "direct": "director"}


def find_roles(scene: Scene) -> None:
    """Adds roles to the drafts of persons."""
    for draft, run in scene.titles:
        _add_title(scene, draft, run)
    end_before, shared = 0, None
    for (start, end), draft in scene.cast.mentions():
        first = scene.words.word_at.get(start)
        if draft.kind != "person" or draft.spans[start, end] == "pronoun" or first is None or start < end_before:
            continue
        last = first
        while last + 1 < len(scene.words.end) and scene.words.end[last] < end:
            last += 1
        before = before_name(scene, first)
        if not before and shared is not None and AND.fullmatch(scene.notes.text[end_before:start]):
            _remember(draft, shared.role, shared.of if shared.of is not draft else None, shared.current, shared.evidence)
        for title in (*before, *after_name(scene, last)):
            _add(scene, draft, title)
        if before:
            plural = scene.words.folded[before[0].noun] not in scene.table.roles
            shared = replace(draft.roles[-1]) if plural and draft.roles else None
        _add_origin(scene, draft, last)
        if not before:
            _add_belonging(scene, draft, first)
        _add_by_verb(scene, draft, scene.words.head(first, last))
        end_before = end


def _add_title(scene: Scene, draft: Draft, run: Run) -> None:
    """The role that titles right before a name tell, courtesies left out."""
    words, table = scene.words, scene.table
    held = [i for i in range(run.first, run.last + 1) if table.titles.get((words.folded[i],)) != "courtesy"]
    nouns = [i for i in held if words.folded[i] in table.roles or (words.folded[i],) in table.titles]
    if nouns:
        last = nouns[-1]
        _add(scene, draft, Title(held[0], last, held[-1]))


def _add(scene: Scene, draft: Draft, title: Title) -> None:
    words = scene.words
    of, of_end = _whose(scene, title)
    current = not _is_past(scene, title)
    first = title.first
    while first < title.noun and (after := _past_owner(scene, first, title.noun)) > first:
        first = min(after, title.noun)
    role = singular(scene, first, title.noun)
    if of is None and words.folded[title.noun] in {"minister", "secretary"} and _next_is_of(scene, title.noun):
        role = _portfolio(scene, title, first)
    if of is None and words.folded[title.noun] in scene.table.name_words["state_office"]:
        of = _state_of(scene, draft, role.lower())
    end = max(words.end[title.noun], of_end)
    _remember(draft, role, of, current, (words.start[title.first], end))


def _is_past(scene: Scene, title: Title) -> bool:
    """Whether words in a role phrase ("former") or right before it ("until then a spokesman") say that it is over."""
    words, begin = scene.words, title.first
    while begin > 0 and title.first - begin < 3 and words.joined[begin]:
        begin -= 1
    inside, before = words.folded[title.first : title.noun], words.folded[begin : title.first]
    return bool(scene.table.name_words["past"].intersection(inside) or scene.table.name_words["once"].intersection(before))


def _past_owner(scene: Scene, i: int, noun: int) -> int:
    """The word after what a role phrase begins with that is not the role: "former", whose it is ("United Nations", "Mali's")."""
    if scene.words.folded[i] in scene.table.name_words["past"] or scene.words.folded[i] == "s":
        return i + 1
    hit = scene.country_at.get(i)
    if hit is not None:
        return hit.last + 1
    for (_, end), draft in scene.cast.mentions_from(scene.words.start[i]):
        if end <= scene.words.start[noun] and (draft.kind != "person" or scene.notes.text[end : end + 2] in POSSESSIVE):
            while scene.words.end[i] < end:
                i += 1
            return i + 1
    return i


def _remember(draft: Draft, role: str, of: Draft | None, current: bool | None, evidence: Span) -> None:
    if of is draft:
        return
    for known in draft.roles:
        if known.role == role and known.of is of:
            return
    draft.roles.append(DraftRole(role, of, current, evidence))


def _next_is_of(scene: Scene, noun: int) -> bool:
    return noun + 1 < len(scene.words.folded) and scene.words.folded[noun + 1] in {"of", "for"}


def _portfolio(scene: Scene, title: Title, first: int) -> str:
    """ "Minister of National Reconciliation": the department belongs to the role, which is of a government."""
    last = title.noun + 1
    while last < title.last and last - title.noun < REACH:
        last += 1
    return form_of(scene.words, first, last)


def _state_of(scene: Scene, draft: Draft, role: str) -> Draft | None:
    """The government in which somebody holds an office of state that the phrase leaves without a country.

    The country whose leader is called so, among those the article speaks of; else that which the article speaks of most, by far.
    """
    words, weight = draft.words, scene.weight
    leads = next((found for i in range(len(words)) if (found := scene.table.leaders.get(words[i:]))), frozenset())
    likely = [code for code, _ in weight.most_common() if code in leads]
    if not likely and len(leads) == 1:
        likely = list(leads)
    if not likely and (role.split()[-1] in MINISTERS or role in HEADS_OF_STATE):
        likely = [code for code, count in weight.most_common(1) if count >= MOST * sum(weight.values())]
    return government(scene, likely[0]) if likely and likely[0] in scene.table.countries else None


def _whose(scene: Scene, title: Title) -> tuple[Draft | None, int]:
    """What a role is of: a name or noun after of/for/at, or a nationality, name or possessive within the phrase."""
    words = scene.words
    if title.noun + 1 <= title.last and words.folded[title.noun + 1] in {"of", "for", "at", "with", "in", "to", "from"}:
        there = words.folded[title.noun + 1] in {"in", "to", "from"}
        if (there or (words.folded[title.noun + 1] == "for" and _sender(scene, title)[0] is not None)) and words.folded[
            title.noun
        ] in scene.table.name_words["sent"]:
            return _sender(scene, title)
        owner: tuple[Draft, int] | None = None
        for i in range(title.noun + 2, min(title.noun + 6, len(words.folded))):
            found = _actor_from(scene, i)
            if found is not None and there and found[0].kind == "government" and not found[0].spans:
                break  # "a refugee in Geneva" is not Switzerland's
            if found is not None and scene.notes.text[found[1] : found[1] + 2] in POSSESSIVE:
                owner = found  # "chairman of Kabul's High Council"
            elif found is not None:
                return found
            if not words.joined[i] or words.token(i).pos_ in {"VERB", "AUX"}:
                break
        if owner is not None:
            return owner
    return _sender(scene, title)


def _sender(scene: Scene, title: Title) -> tuple[Draft | None, int]:
    """Whose a role is by what stands before its noun."""
    words = scene.words
    for i in range(max(0, title.first - 4), title.noun):
        if i >= title.first or _belongs(scene, i, title.first):
            found = _actor_from(scene, i)
            if found is not None and found[1] <= words.start[title.noun]:
                return found[0], 0
    return None, 0


def _belongs(scene: Scene, i: int, first: int) -> bool:
    """Whether word i and those up to a role phrase are one phrase: joined, with a possessive between."""
    return all(scene.words.joined[j] for j in range(i + 1, first + 1)) and (
        "s" in scene.words.folded[i + 1 : first] or scene.words.token(i).tag_ == "PRP$" or i + 1 == first
    )


def _actor_from(scene: Scene, i: int) -> tuple[Draft, int] | None:
    """The actor whose mention starts at a word, or the government of the country that is named there."""
    start = scene.words.start[i]
    for (s, e), draft in scene.cast.mentions_from(start):
        if draft.kind != "person" or draft.spans[s, e] == "pronoun" or scene.notes.text[e : e + 2] in POSSESSIVE:
            return draft, e
    hit = scene.country_at.get(i)
    return (draft_of(scene, hit), scene.words.end[hit.last]) if hit is not None else None


def _add_belonging(scene: Scene, draft: Draft, first: int) -> None:
    """What "BRN's Anas Hassan" says: a member of what owns the name."""
    words = scene.words
    if first < 2 or words.folded[first - 1] != "s" or not words.joined[first]:
        return
    for i in range(max(0, first - 6), first - 1):
        for (_, end), owner in scene.cast.mentions_from(words.start[i]):
            if end == words.end[first - 2] and owner.kind not in {"person", "government"}:
                _remember(draft, "member", owner, True, (words.start[i], words.end[first]))
                return
        hit = scene.country_at.get(i)
        if hit is not None and hit.last == first - 2 and is_of_country(scene, draft, hit):
            _remember(draft, "member", draft_of(scene, hit), True, (words.start[i], words.end[first]))
            return


def _add_origin(scene: Scene, draft: Draft, last: int) -> None:
    """What "X of Nigeria", "X, of the Horn Institute" say: what the last role is of, or else that X is a member."""
    words, i = scene.words, last + 1
    if i + 1 >= len(words.folded) or words.folded[i] not in {"of", "from"} or words.gap(i) not in {" ", ", "}:
        return
    found = next((f for j in range(i + 1, min(i + 3, len(words.folded))) if (f := _actor_from(scene, j))), None)
    if found is None:
        return
    open_roles = [r for r in draft.roles if r.of is None]
    if open_roles:
        open_roles[-1].of = found[0]
    elif found[0].kind != "government" and words.folded[i] == "of":
        _remember(draft, "member", found[0], True, (words.start[last], found[1]))


def _add_by_verb(scene: Scene, draft: Draft, head: Token) -> None:
    """ "X, who heads the army", "X became head of an interim administration", "elected X as chairman"."""
    for verb in (c for c in head.children if c.dep_ == "relcl" and c.lemma_ in LEADING):
        for thing in (c for c in verb.children if c.dep_ == "dobj"):
            _add_led(scene, draft, verb, thing)
    verb = head.head
    if head.dep_ == "dobj" and verb.lemma_ in SUCCEEDING:
        _add_succeeded(scene, draft, verb)
    if head.dep_ == "nsubj" and verb.lemma_ in LEADING and verb.pos_ == "VERB":
        for thing in (c for c in verb.children if c.dep_ == "dobj"):
            _add_led(scene, draft, verb, thing)
    if verb.lemma_ not in BECOMING:
        return
    if head.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return
    for noun in _complements(verb):
        i = scene.words.word_at.get(noun.idx)
        if i is not None and is_role(scene, i):
            _add(scene, draft, _title_at(scene, i))


def _title_at(scene: Scene, noun: int) -> Title:
    """The role phrase around a role noun."""
    end = noun
    while end + 1 < len(scene.words.folded) and scene.words.joined[end + 1] and end - noun < REACH:
        end += 1
    return Title(left_end(scene, noun, max(0, noun - 4)), noun, end)


def _add_succeeded(scene: Scene, draft: Draft, verb: Token) -> None:
    """ "A succeeded B as chair of the bloc", "chose A to succeed B as chair": B (`draft`) held the office, A holds it."""
    chosen_by = verb.head if verb.dep_ in {"xcomp", "advcl"} else None
    children = [c for v in (verb, chosen_by) if v is not None for c in v.children]
    who = next((c for c in children if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and c.head == (chosen_by or verb)), None)
    objects = [c for c in children if c.dep_ == "dobj" and c.head == chosen_by]
    heir = objects[0] if objects else who
    to_come = any(c.dep_ == "aux" and c.tag_ == "MD" for c in children) or any(c.dep_ == "neg" for c in children)
    for noun in [g for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for g in c.children if g.dep_ == "pobj"]:
        i = scene.words.word_at.get(noun.idx)
        if to_come or heir is None or i is None or not is_role(scene, i):
            continue
        title = _title_at(scene, i)
        of, of_end = _whose(scene, title)
        evidence = (scene.words.start[title.first], max(scene.words.end[i], of_end))
        role = singular(scene, title.first, i)
        _remember(draft, role, of, False, evidence)
        for (s, e), held in scene.cast.mentions_between(0, heir.idx + 1):
            if s <= heir.idx < e and held.kind == "person" and held is not draft:
                _remember(held, role, of, True, evidence)


def _complements(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in {"attr", "oprd", "acomp"}]
    found += [g for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for g in c.children if g.dep_ == "pobj"]
    return found


def _add_led(scene: Scene, draft: Draft, verb: Token, thing: Token) -> None:
    for (s, e), led in scene.cast.mentions_between(0, thing.idx + 1):
        if s <= thing.idx < e and led.kind != "person":
            still = any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children)  # "has led it since 2018"
            past = verb.tag_ in {"VBD", "VBN"} and not still
            _remember(draft, LEADING[verb.lemma_], led, not past, (verb.idx, e))
            return
