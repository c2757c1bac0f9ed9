"""Cue before speaker after what was said: "...", slips the columnist; ..., believes to know a diplomat.

The parser, which learned little of this order, takes the speaker for an object and an unusual verb for part of the quotation,
so the words are read in their order instead. Common in French press prose, and so in translations of it.
"""

from __future__ import annotations

from parley.extract.drafts import Draft, Page
from parley.lexicon.cues import BELIEFS, Cues

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_TIMES = frozenset({"DATE", "TIME"})
_FINITE = frozenset({"VBZ", "VBD", "VBP"})
_REACH = 16  # tokens between the cue and its speaker: "confides, under cover of anonymity, a notable"
_FEWEST_WORDS = 3


def inversions(page: Page, table: Cues) -> list[Draft]:
    """Drafts of all inverted attributions, those with quotations first."""
    found = [d for n in range(len(page.quotations)) if (d := _after_quotation(page, n, table)) is not None]
    heads = {draft.head for draft in found}
    found += [d for i in range(page.tree.size) if i not in heads and (d := _after_clause(page, i, table)) is not None]
    return found


def _after_quotation(page: Page, number: int, table: Cues) -> Draft | None:
    tree, tokens = page.tree, page.quote_tokens[number]
    if page.words(tokens) < _FEWEST_WORDS or page.notes.is_boilerplate(page.quotations[number].start):
        return None
    verb = tokens[-1] + 1
    while verb < tree.size and tree.text[verb] in {",", "-", "–", "—"}:
        verb += 1
    if verb >= tree.size or page.block[verb] != page.block[tokens[-1]] or page.quoted[verb] >= 0:
        return None
    lemma = tree.lemma[verb]
    verbal = tree.pos[verb] == "VERB" and tree.tag[verb] != "VBG"
    listed = lemma in table.speech or lemma.removesuffix("s") in table.speech
    if not (verbal or listed) or not tree.text[verb][0].islower():
        return None
    subject = tree.child(verb, "nsubj")
    if subject is not None and subject < verb and page.quoted[subject] < 0:
        return None
    source = _speaker(page, verb, table)
    if source is None or not (listed or _names_somebody(page, source, table)):
        return None
    return Draft(verb, 0.9, source, _cue(page, verb, source), set(tokens), [number], kind=table.kind.get((lemma, "VERB"), "say"))


def _speaker(page: Page, verb: int, table: Cues) -> set[int] | None:
    """The noun phrase after an inverted cue."""
    tree = page.tree
    for i in range(verb + 1, min(verb + _REACH, tree.size)):
        if page.quoted[i] >= 0 or page.block[i] != page.block[verb] or tree.text[i] in {".", ";", "!", "?"}:
            return None
        if tree.entity[i] in _TIMES or (tree.tag[i] in {"IN", "TO"} and tree.head[i] == i):
            continue
        outside = tree.head[i] <= verb or tree.dep[i] == "appos"
        if outside and _heads_phrase(tree.pos[i], i, page):
            tokens = {k for k in tree.subtree(i) if verb < k and page.quoted[k] < 0 and page.block[k] == page.block[verb]}
            return _with_name(page, tokens - _comments(page, tokens)) or None
    return None


def _comments(page: Page, tokens: set[int]) -> set[int]:
    """Relative clauses set off by a comma: what a "diplomat, who adds that ..." goes on to say is no part of who it is."""
    tree = page.tree
    clauses = [i for i in tokens if tree.dep[i] == "relcl"]
    found: set[int] = set()
    for clause in clauses:
        inside = tree.subtree(clause)
        if tree.text[min(inside) - 1] == ",":
            found |= inside
    return found


def _with_name(page: Page, tokens: set[int]) -> set[int]:
    """A description with the name that follows it after a comma, which the parser may have hung elsewhere."""
    if not tokens:
        return tokens
    tree = page.tree
    last = max(tokens)
    if any(tree.entity[i] == "PERSON" for i in tokens):
        return tokens
    for i in range(last + 1, min(last + 8, tree.size)):
        if page.block[i] != page.block[last] or page.quoted[i] >= 0 or tree.pos[i] in {"VERB", "AUX"} or tree.text[i] in {".", ";"}:
            break
        if tree.entity[i] == "PERSON":
            while i + 1 < tree.size and tree.entity[i + 1] == "PERSON" and page.block[i + 1] == page.block[last]:
                i += 1
            return tokens | set(range(last + 1, i + 1))
    return tokens


def _heads_phrase(pos: str, i: int, page: Page) -> bool:
    tree = page.tree
    if tree.dep[i] == "pobj":
        return False
    return pos in _NOUNS or (pos == "ADJ" and any(tree.dep[c] == "det" for c in tree.children[i]))


def _names_somebody(page: Page, source: set[int], table: Cues) -> bool:
    tree = page.tree
    return any(tree.entity[i] in {"PERSON", "ORG", "GPE", "NORP"} or tree.lemma[i] in table.reporters for i in source)


def _cue(page: Page, verb: int, source: set[int]) -> set[int]:
    particle = {c for c in page.tree.children[verb] if page.tree.dep[c] == "prt" and c == verb + 1}
    return {verb} | particle - source


def _after_clause(page: Page, verb: int, table: Cues) -> Draft | None:
    """ ", believes to know a diplomat," and ", reports Radio X" after a clause without quotation marks."""
    tree = page.tree
    lemma = tree.lemma[verb]
    if (
        tree.pos[verb] != "VERB"
        or tree.tag[verb] not in _FINITE
        or verb == 0
        or tree.text[verb - 1] != ","
        or page.quoted[verb] >= 0
    ):
        return None
    kind = table.kind.get((lemma, "VERB"))
    if kind is None or tree.dep[verb] not in {"conj", "dep", "parataxis"} or tree.child(verb, "nsubj", "cc") is not None:
        return None
    if page.notes.is_boilerplate(tree.start[verb]):
        return None
    last = verb
    inner = tree.child(verb, "xcomp")
    if inner is not None and inner <= verb + 2:  # "believes to know"
        last = inner
    source = _speaker(page, last, table)
    if source is None or min(source) > last + 1 or not _names_somebody(page, source, table):
        return None
    content = tree.subtree(tree.head[verb]) - tree.subtree(verb)
    content = {i for i in content if i < verb and page.block[i] == page.block[verb]}
    if page.words(content) < _FEWEST_WORDS:
        return None
    return Draft(verb, 0.8, source, set(range(verb, last + 1)), content, kind=kind if kind in BELIEFS else "say")
