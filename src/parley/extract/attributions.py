"""Notes -> Attribution records: who is said to have said, thought or wanted what.

A trained tagger where the language has one (extract/learned.py), then rules on the parse: cue words in the constructions in
which they usually are cues (lexicon/cues.py), and quotations, which a cue need not govern (extract/utterances.py). Misses:
irony, attributions by layout alone, sources named in another sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import msgspec

from parley.extract.constructions import Candidate, candidates, key
from parley.extract.cue_features import cue_features
from parley.extract.drafts import Draft, Page, draft_of
from parley.extract.inversions import inversions
from parley.extract.learned import beside, learned
from parley.extract.notes import Notes
from parley.extract.utterances import utterances
from parley.lexicon.cues import BELIEFS, Cues
from parley.lexicon.tagger import Tagger
from parley.records import Attribution, record_id
from parley.values import AttributionType

# Chosen on every fifth article of PolNeAR's train part, whose counts were left out of the table for that.
LEAST_RATE = 0.08
THRESHOLD = 0.32
BESIDE_TAGGER = 0.5  # the same for cues that the tagger left out
# PolNeAR annotates no attribution inside another, so what it teaches says nothing about nested ones: the word alone decides.
NESTED_RATE = 0.85


def attributions(notes: Notes, table: Cues, tagger: Tagger | None = None) -> tuple[Attribution, ...]:
    """The attributions of an article in text order, their offsets code points of its text; `source_actor` is left open."""
    page = Page(notes, table.remarks)
    inverted = inversions(page, table)
    drafts = beside(page, inverted, learned(page, tagger, table)) if tagger else inverted
    drafts += _from_cues(page, table, drafts, BESIDE_TAGGER if tagger else THRESHOLD)
    drafts += _apart(_according(page, drafts, table), drafts)
    drafts = utterances(page, drafts, table)
    for draft in drafts:
        if draft.kind == "refuse" and _begins_with_speech(page, draft.content, table):
            draft.kind = "say"
    records = (_record(page, draft) for draft in drafts)
    unique = {record.id: record for record in records if record is not None}
    return tuple(sorted(_nest(list(unique.values())), key=lambda a: (a.content[0], a.id)))


def _begins_with_speech(page: Page, content: set[int], table: Cues) -> bool:
    """Whether what somebody refuses is to say something: that is a statement, where refusing to do something is an intention."""
    first = [i for i in sorted(content) if page.tree.lower[i] not in {"to", "any"}][:1]
    return any(page.tree.lemma[i] in table.speech or page.tree.lemma[i] in table.remarks for i in first)


def _apart(found: list[Draft], before: list[Draft]) -> list[Draft]:
    """Those drafts that share no token with drafts found before."""
    used = {i for draft in before for i in draft.tokens()}
    return [draft for draft in found if not used & draft.tokens()]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A candidate with the rate of its word and what its surroundings make of it."""

    candidate: Candidate
    rate: float
    probability: float
    kind: str | None


def _ranked(page: Page, table: Cues) -> list[_Ranked]:
    """Candidates outside quotations that may be cues, those highest up in the parse first."""
    tree, found = page.tree, []
    for candidate in candidates(tree):
        if page.quoted[candidate.cue] >= 0 or page.notes.is_boilerplate(tree.start[candidate.cue]):
            continue
        lemma, pos, construction = key(tree, candidate)
        rate = table.probability(lemma, pos, construction)
        if rate < LEAST_RATE:
            continue
        quoted = page.quoted[candidate.argument] >= 0
        probability = table.weighed(rate, cue_features(tree, candidate, table.reporters, quoted))
        if probability >= THRESHOLD or rate >= NESTED_RATE:
            found.append(_Ranked(candidate, rate, probability, table.kind.get((lemma, pos))))
    return sorted(found, key=lambda c: (tree.depth(c.candidate.cue), -c.probability))


def _from_cues(page: Page, table: Cues, before: list[Draft], threshold: float) -> list[Draft]:
    """Drafts of cues outside what was found `before`; a cue inside another's content makes a nested one."""
    used = {i for draft in before for i in draft.tokens()}
    cues = {i for draft in before for i in draft.cue}
    drafts: list[Draft] = []
    for ranked in _ranked(page, table):
        cue = ranked.candidate.cue
        nested = cue in used
        if cue in cues or (ranked.rate < NESTED_RATE if nested else ranked.probability < threshold):
            continue
        draft = draft_of(page, ranked.candidate, ranked.probability, ranked.kind)
        if draft is None:
            continue
        draft.nested = nested
        _take_quotes(page, draft)
        if not nested:
            draft.content -= used
            draft.quotes = [n for n in draft.quotes if draft.content.intersection(page.quote_tokens[n])]
            if not page.words(draft.content):
                continue
            used |= draft.tokens()
        cues.add(cue)
        drafts.append(draft)
    return drafts


def _take_quotes(page: Page, draft: Draft) -> None:
    """Quotations that the content touches belong to it whole."""
    for number in page.quotes_in(draft.content):
        draft.take(number, page.quote_tokens[number])


def _according(page: Page, drafts: list[Draft], table: Cues) -> list[Draft]:
    """ "According to X" and its like, and "For X," at the head of a sentence: the rest of the sentence is X's."""
    tree, found = page.tree, []
    taken = {i for draft in drafts for i in draft.cue}
    firsts = {phrase[0] for phrase in table.phrases}
    for i in range(tree.size - 1):
        if page.quoted[i] >= 0 or i in taken or not (tree.lower[i] in firsts or tree.lower[i] == "for"):
            continue
        phrase = next((p for p in table.phrases if tuple(tree.lower[i : i + len(p)]) == p and _may_stand(page, i, p)), None)
        cue = set(range(i, i + len(phrase))) if phrase else {i}
        inner = next((c for p in sorted(cue, reverse=True) for c in tree.children[p] if tree.dep[c] in {"pobj", "pcomp"}), None)
        if inner is None or inner in cue or not (phrase or _speaks_for_itself(page, i, inner, table)):
            continue
        kind, sure = table.phrases[phrase] if phrase else ("believe", 0.5)
        source = tree.subtree(inner)
        draft = Draft(i, sure, source, cue, _clause(page, i) - source - cue, kind=kind)
        _take_quotes(page, draft)
        found += [draft] if page.words(draft.content) else []
    for draft, other in permutations(found, 2):  # "according to one ..., according to another ..."
        draft.content -= other.cue | other.source
    return found


def _may_stand(page: Page, i: int, phrase: tuple[str, ...]) -> bool:
    """Whether a phrase can name a source there: "according to" anywhere, others where they open a clause."""
    before = next((k for k in range(i - 1, -1, -1) if not page.tree.is_space(k)), None)
    if before is None or phrase == ("according", "to"):
        return True
    return page.tree.sentence[before] != page.tree.sentence[i] or page.tree.text[before] in {",", ";", "(", "–", "—"}


def _clause(page: Page, i: int) -> set[int]:
    """The tokens of a token's sentence as far as its semicolons, without the full stop."""
    tokens = _sentence(page, i)
    before = max((k for k in tokens if k < i and page.tree.text[k] == ";"), default=tokens[0] - 1)
    after = min((k for k in tokens if k > i and page.tree.text[k] == ";"), default=tokens[-1] + 1)
    return {k for k in tokens if before < k < after and not (k == tokens[-1] and page.tree.text[k] == ".")}


def _sentence(page: Page, i: int) -> list[int]:
    """The tokens of a token's sentence within its paragraph."""
    sentence, block = page.tree.sentence, page.block
    first = last = i
    while first > 0 and sentence[first - 1] == sentence[i] and block[first - 1] == block[i]:
        first -= 1
    while last + 1 < page.tree.size and sentence[last + 1] == sentence[i] and block[last + 1] == block[i]:
        last += 1
    return list(range(first, last + 1))


def _speaks_for_itself(page: Page, preposition: int, noun: int, table: Cues) -> bool:
    """Whether "for X," at the head of a sentence means "in X's view": a person, or people, before a clause that judges."""
    tree = page.tree
    tokens = _sentence(page, preposition)
    words = [i for i in tokens if tree.text[i].strip()]
    if not words or words[0] != preposition:
        return False
    end = max(tree.subtree(noun))
    if end + 1 >= tree.size or "," not in (tree.text[end], tree.text[end + 1]):
        return False
    if tree.entity[noun] == "PERSON" or table.reporters.get(tree.lemma[noun]) == "person":
        return True
    root = tree.head[preposition]
    return table.reporters.get(tree.lemma[noun]) == "other" and tree.lemma[root] in {"be", "mean", "remain", "seem"}


def _record(page: Page, draft: Draft) -> Attribution | None:
    """The record of a draft, None where its content has no word."""
    source, cue, content = (page.tree.spans(tokens) for tokens in (draft.source, draft.cue, draft.content))
    if not content:
        return None
    return Attribution(
        id=record_id("t", page.notes.article.id, source, cue, content),
        source=source,
        cue=cue,
        content=content,
        type=_type(page, draft),
        date=_date(page, draft),
        origin=draft.origin,
        confidence=round(draft.probability, 2),
    )


def _type(page: Page, draft: Draft) -> AttributionType:
    if draft.quotes and not page.words({i for i in draft.content if page.quoted[i] < 0}):
        return "direct"
    if draft.kind in BELIEFS:
        return "belief"
    return "mixed" if draft.quotes else "indirect"


def _date(page: Page, draft: Draft) -> str | None:
    """When it was said: the one time expression that stands in the cue's clause outside content and source."""
    if draft.head is None:
        return None
    tree, notes = page.tree, page.notes
    head = draft.head
    values: set[str | None] = set()
    spoken = draft.content | draft.source
    for timex in notes.reading.timexes:
        if timex.type not in {"DATE", "TIME"} or abs(timex.start_char - tree.start[head]) > 150:
            continue
        tokens = notes.tokens((timex.start_char, timex.end_char))
        if not tokens or any(t.i in spoken or tree.sentence[t.i] != tree.sentence[head] for t in tokens):
            continue
        root = next((t.i for t in tokens if tree.head[t.i] not in {o.i for o in tokens}), tokens[0].i)
        clause = next((a for a in tree.ancestors(root) if tree.pos[a] in {"VERB", "AUX"}), None)
        if clause == head:
            values.add(timex.value)
    return values.pop() if len(values) == 1 else None


def _nest(records: list[Attribution]) -> Iterator[Attribution]:
    """`within`: the smallest larger attribution whose content holds this one's cue, so that no two hold each other."""
    contents = sorted((s, e, sum(e - s for s, e in a.content), n) for n, a in enumerate(records) for s, e in a.content)
    starts = [start for start, _, _, _ in contents]
    longest = max((end - start for start, end, _, _ in contents), default=0)
    for number, record in enumerate(records):
        first, last = record.cue[0] if record.cue else (-1, -1)
        near = contents[bisect_left(starts, first - longest) : bisect_right(starts, first)]
        own = sum(e - s for s, e in record.content), number
        inside = [(size, other) for _, end, size, other in near if last <= end and (size, other) > own]
        yield msgspec.structs.replace(record, within=records[min(inside)[1]].id) if inside else record
