"""What the tagger found, as drafts on the parse, quotations taken whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from parley.extract.antecedents import FORMER, LATTER
from parley.extract.drafts import Draft, Page, quoted_as, without_remarks
from parley.extract.tagger import Tagged, tagged
from parley.lexicon.cues import Cues
from parley.lexicon.tagger import Tagger
from parley.records import Span

# Chosen on every tenth article of PolNeAR's train part. What the tagger is less sure of is left to the rules.
_LEAST = 0.5
_BARE_NOUNS = FORMER | LATTER | {"other", "third", "last"}
_OBJECTS = frozenset({"him", "them", "me", "us"})
_NEARLY_ALL = 0.9
_MOST = 0.5  # a quotation of which the content holds this share of the words belongs to it whole


def learned(page: Page, tagger: Tagger, table: Cues) -> list[Draft]:
    """Drafts of the tagger's attributions outside boilerplate, in order of the text."""
    found = (_draft(page, one, table) for one in tagged(page.notes.text, tagger))
    return [draft for draft in found if draft is not None]


def beside(page: Page, inverted: list[Draft], tagged_drafts: list[Draft]) -> list[Draft]:
    """Inverted attributions whose cue the tagger did not see, then the tagger's drafts without the words that those take.

    Where it saw the cue of one and no speaker, the speaker is that of the inversion.
    """
    by_cue = {i: draft for draft in tagged_drafts for i in draft.cue}
    unseen = []
    for draft in inverted:
        seen = None if draft.head is None else by_cue.get(draft.head)
        if seen is None:
            unseen.append(draft)
        elif draft.quotes and all(page.tree.lower[i] in _OBJECTS for i in seen.source):  # none, or whom it is said to
            seen.source = draft.source - seen.cue
            seen.content = (seen.content | draft.content) - seen.source - seen.cue
            seen.quotes = sorted({*seen.quotes, *draft.quotes})
    taken = {i for draft in unseen for i in draft.tokens()}
    for draft in tagged_drafts:
        draft.source -= taken
        draft.cue -= taken
        draft.content -= taken
        draft.quotes = [n for n in draft.quotes if draft.content.intersection(page.quote_tokens[n])]
        draft.head = _head(page, draft.cue) if draft.cue else None
    return unseen + [draft for draft in tagged_drafts if draft.cue and page.words(draft.content)]


def _tokens(page: Page, span: Span) -> set[int]:
    """Token indexes that a span touches; white space within it keeps it in one piece where lines are wrapped."""
    tree = page.tree
    first = max(bisect_right(tree.start, span[0]) - 1, 0)
    inside = range(first, bisect_left(tree.start, span[1]))
    return {i for i in inside if tree.end[i] > span[0]}


def _whole_phrase(page: Page, article: int, cue: set[int]) -> set[int]:
    """The noun phrase that a lone article begins, "the first" among them."""
    tree = page.tree
    if any(word in _BARE_NOUNS for word in tree.lower[article + 1 : article + 2]):  # the parser takes it for an adverb
        return {article + 1}
    noun = tree.head[article]
    if noun <= article or noun in cue or page.quoted[noun] >= 0:
        return set()
    return {i for i in tree.subtree(noun) if i > article and page.quoted[i] < 0 and page.block[i] == page.block[article]} - cue


def _without_stop(page: Page, tokens: set[int]) -> set[int]:
    """Tokens without the full stop of an unquoted sentence."""
    last = max(tokens, default=-1)
    return tokens - {last} if last >= 0 and page.tree.text[last] == "." and page.quoted[last] < 0 else tokens


def _fragments(page: Page, one: Tagged, head: int) -> list[set[int]]:
    """The stretches of the content without datelines, stray single words, and what stands in another paragraph than the cue.

    A quotation in another paragraph is another utterance, unless it is all that the cue has.
    """
    found = [_without_stop(page, _tokens(page, span) - page.datelines) for span in one.content]
    found = [tokens for tokens in found if tokens and not _finished_before(page, tokens, head)] or found[-1:]
    longest = max(page.words(tokens) for tokens in found)
    near = [tokens for tokens in found if any(page.block[i] == page.block[head] for i in tokens)]
    if not near:
        quoted = [tokens for tokens in found if any(page.quoted[i] >= 0 for i in tokens)]
        return [tokens for tokens in quoted if page.block[min(tokens)] == page.block[min(quoted[0])]]
    return [t for t in near if page.words(t) > 1 or longest < 2 or any(page.quoted[i] >= 0 for i in t)]


def _finished_before(page: Page, tokens: set[int], head: int) -> bool:
    """Whether the stretch is a quotation that ends with its sentence, before a sentence that begins with more than its cue."""
    last = max(tokens)
    number = page.quoted[last]
    if last > head or number < 0:
        return False
    quotation, after = page.quotations[number], page.quote_tokens[number][-1] + 1
    if not quotation.closed or page.notes.text[quotation.inner[1] - 1] != "." or after >= page.tree.size:
        return False
    return page.tree.sentence[after] == page.tree.sentence[head] and page.tree.text[after][0].isupper() and after < head


def _draft(page: Page, one: Tagged, table: Cues) -> Draft | None:
    """A draft of one attribution, None where the tagger is too unsure of it or nothing is left of its content."""
    tree = page.tree
    cue = _tokens(page, one.cue)
    if one.probability < _LEAST or not cue or page.notes.is_boilerplate(one.cue[0]):
        return None
    head = _head(page, cue)
    source = _tokens(page, one.source) - cue - page.datelines if one.source else set()
    if source and all(tree.pos[i] == "DET" for i in source):
        source |= _whole_phrase(page, max(source), cue)
        cue -= source
    quoted = next((who for i in sorted(cue) if not source and (who := quoted_as(tree, i)) is not None), None)
    if quoted is not None:  # "was quoted as saying"
        source = tree.subtree(quoted) - cue
    content = set().union(*_fragments(page, one, head)) - cue - source
    after = range(head + 1, max(content, default=0) + 1)
    content = without_remarks(page, [i for i in after if page.quoted[i] < 0], content)
    draft = Draft(head, one.probability, source, cue, content, kind=_kind(page, head, cue, table), origin="model")
    for number in page.quotes_in(content):
        tokens = set(page.quote_tokens[number])
        share = _MOST if page.quotations[number].closed else _NEARLY_ALL  # what was never closed may hold the cue, and more
        if page.words(content & tokens) >= share * page.words(tokens):
            draft.take(number, tokens)
    return draft if draft.cue and page.words(draft.content) else None


def _kind(page: Page, head: int, cue: set[int], table: Cues) -> str | None:
    """The kind of the cue's words, whatever part of speech the parser takes them for."""
    lemmas = [page.tree.lemma[i] for i in (head, *sorted(cue))]
    own = table.kind.get((page.tree.lemma[head], page.tree.pos[head]))
    return own or next((k for word in lemmas for pos in ("VERB", "NOUN", "ADJ") if (k := table.kind.get((word, pos)))), None)


def _head(page: Page, cue: set[int]) -> int:
    """The word of the cue on which the others hang, a verb or a noun where there is one."""
    tree = page.tree
    tops = [i for i in sorted(cue) if tree.head[i] not in cue or tree.head[i] == i]
    full = [i for i in tops if tree.pos[i] in {"VERB", "NOUN"}]
    return (full or tops or sorted(cue))[0]
