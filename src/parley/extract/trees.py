"""A parse as plain lists: reading spaCy's token attributes one by one is what costs time in rules that walk trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Doc

from parley.extract.notes import Notes
from parley.records import Span, Spans

EDGE_MARKS = frozenset(',;:-—–"“”«»„‘’``')


class Tree:
    """The parse of one article by token index: `head`, `dep`, `pos`, `tag`, `lemma`, `lower`, `entity` (type or ""), `children`.

    `start[i]` and `end[i]` are the token's first and one-past-last character; `sentence[i]` numbers the sentences.
    """

    def __init__(self, doc: Doc) -> None:
        self.head: list[int]
        strings = doc.vocab.strings
        table = doc.to_array(["HEAD", "SENT_START", "IDX", "ORTH", "DEP", "POS", "TAG", "LEMMA", "LOWER", "ENT_TYPE"])
        columns: list[list[int]] = [column.tolist() for column in table.T[3:]]
        words: dict[int, str] = {code: strings[code] for code in set().union(*columns)}
        decoded = ([words[code] for code in column] for column in columns)
        self.text, self.dep, self.pos, self.tag, self.lemma, self.lower, self.entity = decoded
        self.lemma = [lemma.lower() for lemma in self.lemma]
        self.size = len(doc)
        self.head = (table[:, 0].astype(np.int64) + np.arange(self.size)).tolist()
        self.start: list[int] = table[:, 2].tolist()
        self.end = [start + len(text) for start, text in zip(self.start, self.text, strict=True)]
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        begun = table[:, 1].astype(np.int64) == 1
        self.sentence: list[int] = (np.cumsum(begun) - 1).clip(0).tolist()

    def is_space(self, i: int) -> bool:
        """Whether a token is white space alone."""
        return self.pos[i] == "SPACE"

    def subtree(self, i: int) -> set[int]:
        """The tokens that hang on `i`, itself included."""
        found, waiting = {i}, [i]
        while waiting:
            for child in self.children[waiting.pop()]:
                found.add(child)
                waiting.append(child)
        return found

    def ancestors(self, i: int) -> Iterator[int]:
        """The tokens that `i` hangs on, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def depth(self, i: int) -> int:
        """How many tokens `i` hangs on."""
        return sum(1 for _ in self.ancestors(i))

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` with one of these dependency labels."""
        return next((c for c in self.children[i] if self.dep[c] in deps), None)

    def spans(self, tokens: Iterable[int]) -> Spans:
        """Character spans of tokens: neighbours joined, white space, quotation marks and loose punctuation trimmed off."""
        runs: list[list[int]] = []
        for i in sorted(tokens):
            if runs and i == runs[-1][1] + 1:
                runs[-1][1] = i
            else:
                runs.append([i, i])
        found: list[Span] = []
        for first, last in runs:
            while first <= last and (self.is_space(first) or self.text[first] in EDGE_MARKS or self.text[first] == "."):
                first += 1
            while first <= last and (self.is_space(last) or self.text[last] in EDGE_MARKS):
                last -= 1
            if first <= last and any(c.isalnum() for i in range(first, last + 1) for c in self.text[i]):
                found.append((self.start[first], self.end[last]))
        return tuple(found)

    def subject(self, verb: int, depth: int = 3) -> int | None:
        """The logical subject of a verb: its own, its agent in the passive, or the one shared with the verb that it hangs on."""
        for child in self.children[verb]:
            if self.dep[child] == "nsubj":
                return child
        agent = self.child(verb, "agent")
        if agent is not None:
            return self.child(agent, "pobj")
        if self.child(verb, "auxpass", "nsubjpass") is not None:
            return None
        if self.dep[verb] in {"relcl", "acl"}:
            return self.head[verb]
        head = self.head[verb]
        if self.dep[verb] == "pcomp":
            head = self.head[head]
        if depth and self.dep[verb] in {"conj", "xcomp", "advcl", "pcomp"} and self.pos[head] in {"VERB", "AUX"} and head != verb:
            return self.subject(head, depth - 1)
        return None


def tree_of(notes: Notes) -> Tree:
    """The tree of an article, made once per parse (it is kept in the Doc's own scratch space and dies with it)."""
    kept = notes.doc.user_data.get("parley.tree")
    if not isinstance(kept, Tree):
        kept = notes.doc.user_data["parley.tree"] = Tree(notes.doc)
    return kept
