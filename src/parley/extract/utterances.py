"""Quotations that no cue governs in the parse: finds their speaker by what stands next to them, or by who spoke last."""

from __future__ import annotations

from parley.extract.antecedents import HE, SHE
from parley.extract.drafts import Draft, Page
from parley.lexicon.cues import Cues

_FEWEST_WORDS = 4  # shorter quotations without a cue of their own are as often titles or scare quotes
_FEWEST_ALONE = 2  # but not where they fill a paragraph
_APART = 2  # paragraphs between a quotation alone in its paragraph and the last one of its speaker
_REACH = 14  # tokens between a quotation and its cue


def utterances(page: Page, drafts: list[Draft], table: Cues) -> list[Draft]:
    """The drafts with the remaining quotations added, each to a speaker where the text gives one."""
    by_quote = {number: draft for draft in drafts for number in draft.quotes}
    by_head = {draft.head: draft for draft in drafts if draft.head is not None}
    found = list(drafts)
    for number in _open_quotations(page, by_quote):
        draft = None
        if page.words(page.quote_tokens[number]) >= _FEWEST_WORDS:
            draft = _by_neighbour(page, number, table, by_head)
        draft = draft or _continued(page, number, by_quote) or _after_words(page, number, found) or _shown(page, number, table)
        if draft is not None:
            _take(page, draft, number, by_quote, found)
    for number in reversed(_open_quotations(page, by_quote)):  # left open, and its speaker named where the next one closes
        after = by_quote.get(number + 1)
        if after is not None and not page.quotations[number].closed and page.quotations[number + 1].continues:
            _take(page, _again(after), number, by_quote, found)
    return found


def _open_quotations(page: Page, by_quote: dict[int, Draft]) -> list[int]:
    """Numbers of the quotations that nobody has said yet and that are long enough to be said by somebody."""
    return [
        number
        for number, tokens in enumerate(page.quote_tokens)
        if number not in by_quote
        and tokens
        and page.words(tokens) >= (_FEWEST_ALONE if _is_alone(page, number) else _FEWEST_WORDS)
        and not page.notes.is_boilerplate(page.quotations[number].start)
    ]


def _take(page: Page, draft: Draft, number: int, by_quote: dict[int, Draft], found: list[Draft]) -> None:
    """Gives a quotation to a draft, and the draft to what was found."""
    draft.source -= set(page.quote_tokens[number])
    draft.take(number, page.quote_tokens[number])
    by_quote[number] = draft
    if draft not in found:
        found.append(draft)


def _is_alone(page: Page, number: int) -> bool:
    """Whether a quotation has its paragraph to itself."""
    quotation = page.quotations[number]
    start, end = page.blocks[page.block[page.quote_tokens[number][0]]]
    return not any(c.isalnum() for c in page.notes.text[start : quotation.start] + page.notes.text[quotation.end : end])


def _after_words(page: Page, number: int, found: list[Draft]) -> Draft | None:
    """Whoever the paragraph before reports last, where a quotation follows alone ("He says it is open." / "Come and see.")."""
    here = page.block[page.quote_tokens[number][0]]
    if not _is_alone(page, number):
        return None
    before = [d for d in found if d.head is not None and not d.nested and d.source and page.block[d.head] == here - 1]
    return _again(max(before, key=lambda d: d.head or 0)) if before else None


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
    tokens = page.quote_tokens[number]
    last = next((by_quote[k] for k in range(number - 1, -1, -1) if k in by_quote), None)
    if last is None:
        return None
    gap = page.block[tokens[0]] - max(page.block[page.quote_tokens[q][-1]] for q in last.quotes if q < number)
    if gap == 0 or page.quotations[number].continues or (_is_alone(page, number) and gap <= _APART):
        return _again(last)
    return None


def _shown(page: Page, number: int, table: Cues) -> Draft | None:
    """The person whom the sentence before shows ("The old man looks away."), where a whole sentence stands quoted after it."""
    tree, quotation = page.tree, page.quotations[number]
    first = page.quote_tokens[number][0]
    words = page.notes.text[slice(*quotation.inner)].strip()
    if not words or not words[0].isupper() or words[-1] not in ".?!…" or page.words(page.quote_tokens[number]) < _FEWEST_WORDS:
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
