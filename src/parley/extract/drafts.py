"""Attributions in the making: sets of token indexes for source, cue and content, cut out of the parse."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from parley.extract.constructions import Candidate
from parley.extract.notes import Notes
from parley.extract.quotations import Quotation, paragraphs, quotations
from parley.extract.trees import Tree, tree_of

# "KYIV, May 5 (Agency) - ", "Geneva (Agency) – ": the place in capitals, or a place and an agency in brackets, before a dash
_LONGEST_DATELINE = 80
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Ý][A-ZÀ-Ý'’./ -]{2,40}\b[^\n.;:\"“]{0,45}?|[A-Z][\w' -]{2,30}(?:, [\w .]{2,20})? ?\([^)\n]{2,30}\)) ?[-–—]+ "
)
_CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
_SWEPT = frozenset({"prep", "xcomp", "oprd", "acomp", "advcl", "ccomp", "dative"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_AFTERTHOUGHTS = frozenset({"after", "before", "while", "amid", "when", "hours", "days", "weeks", "months", "as"})
_FEWEST_BEFORE = 4
_LONGEST_ADJUNCT = 8  # tokens: "told a news conference in Geneva on Monday" is cue, a longer stretch is not


@dataclass(slots=True)
class Draft:
    """Token indexes. `quotes` are numbers of the quotations in the content; `probability` that the cue is one."""

    head: int | None
    probability: float
    source: set[int] = field(default_factory=set)
    cue: set[int] = field(default_factory=set)
    content: set[int] = field(default_factory=set)
    quotes: list[int] = field(default_factory=list)
    kind: str | None = None
    nested: bool = False
    origin: str = "rules"

    def tokens(self) -> set[int]:
        """All tokens of the three parts."""
        return self.source | self.cue | self.content

    def take(self, number: int, tokens: Iterable[int]) -> None:
        """Makes a quotation, whole, part of the content."""
        self.quotes.append(number)
        self.content |= set(tokens) - self.cue - self.source


class Page:
    """An article as the rules see it: its tree, quotations, and for each token the paragraph and the quotation (-1: none).

    `remarks`: nouns for things said, by which the article comments on what somebody said. `datelines`: tokens of datelines.
    """

    def __init__(self, notes: Notes, remarks: frozenset[str] = frozenset()) -> None:
        self.notes, self.remarks = notes, remarks
        self.tree: Tree = tree_of(notes)
        self.quotations: tuple[Quotation, ...] = quotations(notes.text)
        self.blocks = paragraphs(notes.text)
        self._dateline_ends: dict[int, int] = {}
        self.block = self._number([start for start, _ in self.blocks])
        self.quoted = [-1] * self.tree.size
        self.quote_tokens: list[range] = []
        for number, quotation in enumerate(self.quotations):
            first = bisect.bisect_left(self.tree.start, quotation.start)
            last = bisect.bisect_left(self.tree.start, quotation.end)
            self.quote_tokens.append(range(first, last))
            for i in range(first, last):
                self.quoted[i] = number

        self.datelines = {i for i in range(self.tree.size) if self._in_dateline(i)}

    def _in_dateline(self, i: int) -> bool:
        start, end = self.blocks[self.block[i]] if self.block[i] >= 0 else (0, 0)
        if self.tree.start[i] - start > _LONGEST_DATELINE:
            return False
        if start not in self._dateline_ends:
            found = _DATELINE.match(self.notes.text, start, end)
            self._dateline_ends[start] = found.end() if found else start
        return self.tree.start[i] < self._dateline_ends[start]

    def _number(self, starts: list[int]) -> list[int]:
        return [bisect.bisect_right(starts, start) - 1 for start in self.tree.start]

    def quotes_in(self, tokens: Iterable[int]) -> list[int]:
        """Numbers of the quotations that tokens touch, in order."""
        return sorted({self.quoted[i] for i in tokens} - {-1})

    def words(self, tokens: set[int] | range) -> int:
        """How many of the tokens are words."""
        return sum(1 for i in tokens if self.tree.pos[i] not in {"PUNCT", "SPACE", "SYM"})


def source_tokens(tree: Tree, candidate: Candidate) -> set[int]:
    """The noun phrase of whoever says it, empty where the sentence names nobody."""
    cue = candidate.cue
    if tree.pos[cue] in {"NOUN", "ADJ"}:
        return _source_of_nominal(tree, candidate)
    quoted = quoted_as(tree, cue)
    subject = tree.subject(cue) if quoted is None else quoted
    if subject is None or subject == candidate.argument:
        return set()
    tokens = tree.subtree(subject)
    return tokens - tree.subtree(cue) if cue in tokens else tokens


def quoted_as(tree: Tree, cue: int) -> int | None:
    """Who is quoted "as saying": what the quoting verb has for an object, or for a subject in the passive."""
    if tree.dep[cue] != "pcomp" or tree.lower[tree.head[cue]] != "as":
        return None
    return tree.child(tree.head[tree.head[cue]], "dobj", "nsubjpass")


def _source_of_nominal(tree: Tree, candidate: Candidate) -> set[int]:
    cue = candidate.cue
    owner = tree.child(cue, "poss")
    if owner is not None:
        return tree.subtree(owner) - {c for c in tree.children[owner] if tree.dep[c] == "case"}
    for child in tree.children[cue]:
        if tree.dep[child] == "prep" and child != candidate.dependent and tree.lower[child] in {"by", "from", "of"}:
            inner = tree.child(child, "pobj")
            if inner is not None and tree.entity[inner]:
                return tree.subtree(inner)
    if tree.pos[cue] == "ADJ" or tree.dep[cue] in {"dobj", "attr", "acomp"}:
        subject = tree.subject(tree.head[cue]) if tree.head[cue] != cue else None
        if subject is not None and subject != cue:
            return tree.subtree(subject) - tree.subtree(cue)
    return set()


def content_tokens(tree: Tree, candidate: Candidate) -> set[int]:
    """What is said: the dependent with all that hangs on it, and what the parser hung on the cue to the right of it."""
    cue, construction = candidate.cue, candidate.construction
    if construction in {"as", "para"}:
        return tree.subtree(candidate.argument) - tree.subtree(cue)
    tokens = tree.subtree(candidate.dependent)
    if construction == "ccomp":
        tokens |= _stray_subject(tree, candidate)
    if construction in {"dobj", "xcomp"} and tree.pos[cue] == "VERB":
        for child in tree.children[cue]:
            right = child > candidate.dependent and tree.dep[child] in _SWEPT
            between = construction == "xcomp" and cue < child < candidate.dependent and tree.dep[child] == "dobj"
            if right or between:
                tokens |= tree.subtree(child)
    if construction.startswith("prep:") or construction == "of":
        tokens.discard(candidate.dependent)
    return tokens - {cue} - _parts(tree, cue)


def _stray_subject(tree: Tree, candidate: Candidate) -> set[int]:
    """The subject of a content clause that the parser took for an object of the cue ("says its men will be flown home")."""
    if tree.child(candidate.dependent, "nsubj", "nsubjpass", "expl", "mark") is not None:
        return set()
    for child in tree.children[candidate.cue]:
        if tree.dep[child] == "dobj" and candidate.cue < child < candidate.dependent and tree.entity[child] != "PERSON":
            return tree.subtree(child)
    return set()


def _parts(tree: Tree, cue: int) -> set[int]:
    return {c for c in tree.children[cue] if tree.dep[c] in _CUE_PARTS}


def cue_tokens(tree: Tree, candidate: Candidate, taken: set[int]) -> set[int]:
    """The cue with auxiliaries, negation, particle, near adverbs, the verb it hangs on and short adjuncts; nothing `taken`."""
    cue = candidate.cue
    tokens = {cue} | _parts(tree, cue)
    head = tree.head[cue]
    if tree.dep[cue] == "xcomp" and tree.pos[head] in {"VERB", "ADJ"} and cue - 5 < head < cue:
        tokens |= set(range(head, cue))
    for child in tree.children[cue]:
        if tree.dep[child] == "advmod" and abs(child - cue) < 4:
            tokens.add(child)
        elif (
            candidate.construction in {"ccomp", "para", "as"}
            and child > cue
            and tree.dep[child] in {"prep", "npadvmod", "dative", "dobj"}
        ):
            adjunct = tree.subtree(child)
            if len(adjunct) <= _LONGEST_ADJUNCT and not adjunct & taken:
                tokens |= adjunct
    if candidate.construction.startswith("prep:") and candidate.dependent == cue + 1:
        tokens.add(candidate.dependent)
    return tokens - taken


def _to_the_point(page: Page, cue: int, content: set[int]) -> set[int]:
    """The content without what the article adds to it after the cue.

    That is: a clause after a semicolon; ", an allegation that ..."; and, where the cue stands in the middle, ", hours after ...".
    """
    tree = page.tree
    right = [i for i in sorted(content) if i > cue and page.quoted[i] < 0]
    end = next((i for i in right if tree.text[i] == ";"), tree.size)
    opening = [tree.lower[i] for i in right if tree.pos[i] not in {"PUNCT", "SPACE"}][:3]
    if right and _AFTERTHOUGHTS.intersection(opening) and page.words({i for i in content if i < cue}) >= _FEWEST_BEFORE:
        return {i for i in content if i < cue}
    content = without_remarks(page, right, content)
    return {i for i in content if i < end}


def without_remarks(page: Page, right: list[int], content: set[int]) -> set[int]:
    """The content without what the article remarks on it among the tokens `right` of the cue: ", an allegation that ..."."""
    tree = page.tree
    for i in right:
        if (
            tree.lemma[i] in page.remarks
            and i >= 2
            and tree.lower[i - 1] in {"a", "an"}
            and tree.text[i - 2] in {",", "-", "–", "—"}
        ):
            content = content - tree.subtree(i)
    return content


def draft_of(page: Page, candidate: Candidate, probability: float, kind: str | None) -> Draft | None:
    """A draft of a candidate within its own paragraph, None where it would have no content."""
    tree, block = page.tree, page.block
    here = block[candidate.cue]
    content = {i for i in content_tokens(tree, candidate) if block[i] == here and i not in page.datelines}
    content = _to_the_point(page, candidate.cue, content)
    source = {i for i in source_tokens(tree, candidate) if block[i] == here}
    if source <= content:
        content -= source
    else:
        source -= content
    content.discard(candidate.cue)
    if not page.words(content):
        return None
    cue = cue_tokens(tree, candidate, content | source)
    return Draft(candidate.cue, probability, source, cue, content, kind=kind)
