"""Quotations that no cue governs in the parse: finds their speaker by what stands next to them, or by who spoke last."""

from __future__ import annotations

from parley.extract.antecedents import HE, SHE
from parley.extract.drafts import Draft, Page
from parley.lexicon.cues import Cues

_FEWEST_WORDS = 4  # shorter quotations without a cue of their own are as often titles or scare quotes
_APART = 2  # paragraphs between a quotation alone in its paragraph and the last one of its speaker
_REACH = 14  # tokens between a quotation and its cue


def utterances(page: Page, drafts: list[Draft], table: Cues) -> list[Draft]:
    """The drafts with the remaining quotations added, each to a speaker where the text gives one."""
    taken = {number for draft in drafts for number in draft.quotes}
    by_quote = {number: draft for draft in drafts for number in draft.quotes}
    by_head = {draft.head: draft for draft in drafts if draft.head is not None}
    found = list(drafts)
    for number, tokens in enumerate(page.quote_tokens):
        if number in taken or page.words(tokens) < _FEWEST_WORDS or page.notes.is_boilerplate(page.quotations[number].start):
            continue
        draft = _by_neighbour(page, number, table, by_head) or _continued(page, number, by_quote) or _shown(page, number, table)
        if draft is not None:
            draft.quotes.append(number)
            draft.source -= set(tokens)
            draft.content |= set(tokens) - draft.cue
            by_quote[number] = draft
            if draft not in found:
                found.append(draft)
    return found


def _nearby(page: Page, number: int) -> list[int]:
    """Tokens outside quotations around a quotation, in the order in which a cue is to be looked for: after it, then before."""
    tokens, tree = page.quote_tokens[number], page.tree
    here, around = page.block[tokens[0]], []
    for i in range(tokens[-1] + 1, min(tokens[-1] + _REACH, tree.size)):
        if page.quoted[i] >= 0 or page.block[i] != page.block[tokens[-1]] or tree.text[i] in ".!?":
            break
        around.append(i)
    for i in range(tokens[0] - 1, max(tokens[0] - _REACH, -1), -1):
        if page.quoted[i] >= 0 or page.block[i] != here or tree.text[i] in ".!?":
            break
        around.append(i)
    return around


def _by_neighbour(page: Page, number: int, table: Cues, by_head: dict[int, Draft]) -> Draft | None:
    """The quotation's own cue in the same stretch of the paragraph."""
    tree = page.tree
    for i in _nearby(page, number):
        if tree.pos[i] not in {"VERB", "AUX"} or table.probability(tree.lemma[i], "VERB", "ccomp") < 0.4:
            continue
        if i in by_head:
            return _again(by_head[i])
        subject = tree.subject(i)
        source = tree.subtree(subject) - {i} if subject is not None else set()
        source = {k for k in source if page.quoted[k] < 0 and page.block[k] == page.block[i]}
        if source:
            draft = Draft(i, table.probability(tree.lemma[i], "VERB", "ccomp"), source, {i}, kind="say")
            by_head[i] = draft
            return draft
    return None


def _continued(page: Page, number: int, by_quote: dict[int, Draft]) -> Draft | None:
    """The last speaker, where the quotation follows theirs in the same paragraph, reopens it, or fills a paragraph alone."""
    tokens, quotation = page.quote_tokens[number], page.quotations[number]
    last = next((by_quote[k] for k in range(number - 1, -1, -1) if k in by_quote), None)
    if last is None:
        return None
    gap = page.block[tokens[0]] - max(page.block[page.quote_tokens[q][-1]] for q in last.quotes if q < number)
    start, end = page.blocks[page.block[tokens[0]]]
    rest = page.notes.text[start : quotation.start] + page.notes.text[quotation.end : end]
    alone = sum(c.isalnum() for c in rest) == 0
    if gap == 0 or quotation.continues or (alone and gap <= _APART):
        return _again(last)
    return None


def _shown(page: Page, number: int, table: Cues) -> Draft | None:
    """The person whom the sentence before shows ("The old man looks away."), where a whole sentence stands quoted after it."""
    tree, quotation = page.tree, page.quotations[number]
    first = page.quote_tokens[number][0]
    words = page.notes.text[slice(*quotation.inner)].strip()
    if not words or not words[0].isupper() or words[-1] not in ".?!…":
        return None
    before = first - 1
    while before > 0 and tree.is_space(before):
        before -= 1
    if before <= 0 or page.block[before] != page.block[first] or tree.text[before] not in ".!?" or page.quoted[before] >= 0:
        return None
    here = [i for i in range(before, -1, -1) if tree.sentence[i] == tree.sentence[before] and page.block[i] == page.block[first]]
    for i in reversed(here):
        person = tree.entity[i] == "PERSON" or tree.lower[i] in HE | SHE or table.reporters.get(tree.lemma[i]) == "person"
        if tree.dep[i] == "nsubj" and person and tree.dep[tree.head[i]] in {"ROOT", "conj"} and page.quoted[i] < 0:
            return Draft(None, 0.5, tree.subtree(i) & set(here), set(), kind="say")
    return None


def _again(draft: Draft) -> Draft:
    """A draft by the same speaker without a cue."""
    return Draft(None, draft.probability * 0.9, set(draft.source), set(), kind="say")
