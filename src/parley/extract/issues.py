"""The wording of contested issues: a short label from the words of a clause, and one label for one issue within an article.

Two wordings are the same issue where, words of one family (issues.tsv) counted as one, they share at least half of the words of
the shorter one. The label is the first wording that was met.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from parley.extract.clauses import VERBAL
from parley.lexicon.stances import Stances

LONGEST = 9  # words; gold labels have 1 to 8
LEFT_OUT = frozenset({"det", "poss", "predet", "punct", "aux", "auxpass", "mark", "neg", "expl", "preconj", "intj"})
CUT_AT = frozenset({"relcl", "advcl", "parataxis", "npadvmod", "advmod", "cc_", "ccomp", "appos"})


def label_of(heads: Iterable[Token], start: int, end: int) -> str:
    """A label from tokens and what hangs on them between two characters: no articles, auxiliaries, relative clauses."""
    kept: dict[int, Token] = {}
    for head in heads:
        for token in _kept(head, top=True):
            kept[token.i] = token
    tokens = [kept[i] for i in sorted(kept) if start <= kept[i].idx < end][:LONGEST]
    while tokens and (
        tokens[-1].pos_ in {"ADP", "CCONJ", "DET", "PART", "PUNCT", "SPACE"} or tokens[-1].dep_ in {"prep", "cc", "aux"}
    ):
        tokens.pop()
    words = (t.text if _touches(t, after) else t.text + " " for t, after in zip(tokens, [*tokens[1:], None], strict=True))
    return "".join(words).strip()


def _touches(token: Token, following: Token | None) -> bool:
    """Whether two tokens of a label stand together without a space in the text ("Trump" and "'s")."""
    return following is not None and following.i == token.i + 1 and not token.whitespace_


def _kept(token: Token, top: bool = False) -> Iterable[Token]:
    yield token
    for child in token.children:
        if child.is_space or child.dep_ in CUT_AT or (child.dep_ in LEFT_OUT and not _is_name(child)):
            continue
        if child.dep_ in {"conj", "cc"} and token.pos_ in VERBAL:
            continue
        if child.dep_ in {"nsubj"} and child.pos_ == "PRON" and top:
            continue
        yield from _kept(child)


def _is_name(token: Token) -> bool:
    """Possessives that are names stay ("Ukraine's neutrality"), pronouns go."""
    return token.dep_ == "poss" and token.pos_ == "PROPN"


class Labels:
    """The issues of one article so far. Not shared between articles."""

    def __init__(self, table: Stances) -> None:
        self._table = table
        self._known: list[tuple[str, frozenset[str]]] = []

    def key(self, label: str) -> frozenset[str]:
        """The words of a wording that carry meaning, words of a family replaced by the family's name."""
        words = label.lower().replace("’s", "").replace("'s", "").split()
        return frozenset(
            self._table.family.get(_stem(w, self._table), _stem(w, self._table)) for w in words if w not in self._table.idle
        )

    def same(self, label: str) -> str:
        """The label under which the article already knows the issue, or `label` itself, which is then known."""
        key = self.key(label)
        for known, other in self._known:
            if key and other and _overlap(key, other, self._table) >= 0.5:
                return known
        self._known.append((label, key))
        return label


def _overlap(a: frozenset[str], b: frozenset[str], table: Stances) -> float:
    families = frozenset(table.family.values())
    if (a & families) != (b & families) and not (a & b & families):
        return 0.0
    return len(a & b) / min(len(a), len(b)) if min(len(a), len(b)) > 1 or len(a | b) <= 3 else len(a & b) / len(a | b)


def _stem(word: str, table: Stances) -> str:
    """A lemma good enough to compare: the word itself where a family knows it, else without a plural or participle ending."""
    if word in table.family:
        return word
    for ending, instead in (("ies", "y"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)] + instead
            if stem in table.family:
                return stem
    return word.rstrip("s") if len(word) > 3 else word
