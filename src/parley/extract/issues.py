"""The wording of contested issues: a short label from the words of a clause, and one label for one issue within an article.

A label reads as a noun phrase ("withdrawal of the French troops") or an infinitive ("negotiate with the rebels", "the rebels to
lay down their arms"), in the spacing of the text. Two wordings are the same issue where, words of one family (issues.tsv) counted
as one, they share at least half of the words of the shorter one; the label is the first wording that was met. The end of a thing is
the same issue as the thing, seen from the other side ("lifting of the sanctions").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Token

from parley.extract.clauses import VERBAL
from parley.lexicon.stances import Stances

LONGEST = 9  # words with articles; gold labels have 1 to 8
LEFT_OUT = frozenset({"poss", "predet", "punct", "aux", "auxpass", "mark", "neg", "expl", "preconj", "intj", "agent"})
CUT_AT = frozenset({"relcl", "advcl", "parataxis", "npadvmod", "advmod", "cc_", "ccomp", "appos"})
HYPHENS = frozenset({"-", "‑", "–", "/"})
LOOSE_ENDS = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "PART", "PUNCT", "SPACE", "AUX"})
PARTICLES = frozenset({"back", "up", "out", "down", "off", "away", "ahead"})
DATES = frozenset({"DATE", "TIME"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SAME, SAME_END = 0.5, 0.66  # shares of common words; a thing and its end need more, since a wrong pair turns a side round
ARMED, TALKS = "armed-group", "negotiation"  # what keys call any armed group; the family of talks
OF_SOMEBODY = frozenset({TALKS, "foreign forces", "agreement"})  # families of which each may be another party's
WORD = re.compile(r"[\w’'-]+")


def label_of(heads: Iterable[Token], start: int, end: int, table: Stances, own: bool = False) -> str:
    """A label from tokens and what hangs on them between two characters: no auxiliaries, relative clauses, dates; no subject where
    the deed is the holder's `own`."""
    kept: dict[int, Token] = {}
    first: Token | None = None
    for head in map(_deed, heads):
        first = first if first is not None else head
        for token in _kept(head, top=True):
            kept[token.i] = token
    tokens = [kept[i] for i in sorted(kept) if start <= kept[i].idx < end]
    if first is None or first not in tokens:
        return _worded(tokens)
    if first.pos_ in VERBAL and first.tag_ != "VBG":
        return _deed_label(first, tokens, table, own)
    return _worded(tokens)


def _deed(head: Token) -> Token:
    """What "be able to negotiate" is about: the last verb of such a chain."""
    while head.lemma_ == "be":
        able = next((c for c in head.children if c.dep_ == "acomp" and c.lower_ in {"able", "allowed", "free"}), None)
        verb = next((c for c in able.children if c.dep_ == "xcomp"), None) if able is not None else None
        if verb is None:
            break
        head = verb
    return head


def _deed_label(verb: Token, tokens: list[Token], table: Stances, own: bool) -> str:
    """The label of a verb with or without its subject; a noun in place of a passive ("the truce be extended")."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c in tokens), None)
    wanted = verb.tag_ == "VBD" and verb.dep_ == "ccomp" and verb.head.lemma_ in {"want", "like", "need"}  # "wants it extended"
    passive = wanted or (verb.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children))
    inside = set(subject.subtree) if subject is not None else set[Token]()
    if subject is None or (own and not passive):
        rest = [t for t in tokens if t.i > verb.i and t not in inside]
        known = table.nouns_of.get(verb.lemma_.lower()) if passive else None
        deed = verb.lower_ if passive and known is None else known.noun if known is not None else verb.lemma_.lower()
        return _joined([deed, _worded(rest, LONGEST - 1, inside=True)])
    who = [t for t in tokens if t in inside]
    rest = [t for t in tokens if t.i > verb.i and t not in inside]
    noun = table.nouns_of.get(verb.lemma_.lower()) if passive else None
    if noun is not None:
        return _joined([noun.noun, noun.prep, _worded([*who, *rest], LONGEST - 2, inside=True)])
    named = _worded(who, LONGEST - 3)
    deed = f"to be {verb.lower_}" if passive else f"to {verb.lemma_.lower()}"
    return _joined([named, deed, _worded(rest, max(1, LONGEST - 2 - len(named.split())), inside=True)])


def _joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)


def _worded(tokens: list[Token], longest: int = LONGEST, inside: bool = False) -> str:
    """Tokens in the spacing of the text, cut after so many words where a phrase ends; an article in front only `inside` a label."""
    while tokens and (tokens[0].is_space or tokens[0].is_punct or (tokens[0].dep_ == "det" and not inside)):
        tokens = tokens[1:]
    counted, cut = 0, list[Token]()
    for token in tokens:
        counted += not (token.is_punct or (cut and not cut[-1].whitespace_ and cut[-1].i == token.i - 1))
        if counted > longest:
            break
        cut.append(token)
    while cut and _hangs_loose(cut[-1], len(cut) < len(tokens)):
        cut.pop()
    if not cut:
        return ""
    text = "".join(t.text if _touches(t, after) else t.text + " " for t, after in zip(cut, [*cut[1:], None], strict=True)).strip()
    return text if _keeps_case(cut[0]) else text[:1].lower() + text[1:]


def _hangs_loose(token: Token, was_cut: bool) -> bool:
    """Whether a label cannot end with a word: a preposition, or (where it was cut) what stands before its noun."""
    if token.pos_ in LOOSE_ENDS or token.dep_ in {"prep", "cc", "aux", "case"}:
        return token.dep_ not in {"prt"} and token.tag_ != "POS"
    return was_cut and token.dep_ in {"amod", "compound", "nummod", "nmod", "poss"} and token.head.i > token.i


def _keeps_case(token: Token) -> bool:
    return token.pos_ == "PROPN" or bool(token.ent_type_) or token.text.isupper() or not token.text[:1].isalpha()


def _touches(token: Token, following: Token | None) -> bool:
    """Whether two tokens of a label stand together without a space in the text ("Trump" and "'s")."""
    return following is not None and following.i == token.i + 1 and not token.whitespace_


def _kept(token: Token, top: bool = False) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.text in HYPHENS and child.i and not child.whitespace_ and not child.nbor(-1).whitespace_:
            yield child
        if child.dep_ == "advmod" and child.i == token.i + 1 and child.lower_ in PARTICLES:
            yield child
        if child.tag_ == "TO" and child.dep_ == "aux" and not top:
            yield child  # "revenues to pay for it"; in front of a label it goes
        if child.is_space or child.dep_ in CUT_AT or (child.dep_ in LEFT_OUT and not _is_name(child)):
            continue
        if child.dep_ in {"conj", "cc"} and token.pos_ in VERBAL:
            continue
        if child.dep_ in SUBJECTS and child.pos_ == "PRON" and top:
            continue
        if (child.dep_ == "acl" and child.tag_ == "VBN") or (
            child.dep_ == "amod" and child.i > token.i and all(c.dep_ in {"cc", "conj"} for c in child.children)
        ):
            continue
        if child.dep_ == "prep" and any(c.ent_type_ in DATES for c in child.children):
            continue
        yield from _kept(child)


def _is_name(token: Token) -> bool:
    """Possessives that are names stay ("Ukraine's neutrality"), pronouns go."""
    return token.dep_ == "poss" and token.pos_ != "PRON"


class Labels:
    """The issues of one article so far. Not shared between articles. `armed`: ids of armed groups by their names in lower case."""

    def __init__(self, table: Stances, armed: Mapping[str, str] | None = None) -> None:
        self._table = table
        self._known: list[tuple[str, frozenset[str], bool]] = []
        names = sorted(armed or {}, key=len, reverse=True)
        self._names = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b") if names else None
        self._number = {name: f"{ARMED}{sorted(set((armed or {}).values())).index(key)}" for name, key in (armed or {}).items()}

    def key(self, label: str) -> tuple[frozenset[str], bool]:
        """The words of a wording that carry meaning, those of a family replaced by the family's name, armed groups by ARMED (with a
        number where they are named); whether it is about the end of what they name."""
        found, ends = set[str](), False
        folded = label.lower().replace("’s", "").replace("'s", "")
        if self._names is not None:
            folded = self._names.sub(lambda m: self._number[m.group()], folded)
        for word in WORD.findall(folded):
            lemma = _stem(word, self._table)
            if lemma in self._table.endings:
                ends = True
                if self._table.family.get(lemma) == "withdrawal":
                    found.add("foreign forces")
            elif word in self._table.militants or lemma in self._table.militants:
                found.add(ARMED)
            elif word not in self._table.idle:
                family = self._table.family.get(lemma, lemma)
                found.add(family if family in self._table.tight else lemma)
        return frozenset(found), ends

    def same(self, label: str) -> tuple[str, bool]:
        """The label under which the article already knows the issue, or `label` itself, which is then known; whether that looks at
        the issue from the other side."""
        key, ends = self.key(label)
        for known, other, other_ends in self._known:
            wanted = SAME if ends == other_ends else SAME_END
            if key and other and _overlap(*_alike(key, other), self._table) >= wanted:
                return known, ends != other_ends
        only = [known for known, other, _ in self._known if TALKS in other and any(w.startswith(ARMED) for w in other)]
        if key == {TALKS} and len(only) == 1:
            return only[0], False  # "no dialogue": with whom was said before
        self._known.append((label, key, ends))
        return label, False


def _alike(a: frozenset[str], b: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Two keys in which a group that only one of them names is the unnamed one of the other ("the jihadists", "GSIM")."""
    if not {w for w in a if w.startswith(ARMED)} or not {w for w in b if w.startswith(ARMED)}:
        return a, b
    if ARMED in a or ARMED in b:
        return tuple(frozenset(ARMED if w.startswith(ARMED) else w for w in words) for words in (a, b))  # type: ignore[return-value]
    return a, b


def _overlap(a: frozenset[str], b: frozenset[str], table: Stances) -> float:
    families = frozenset(table.family.values())
    if (a & families) != (b & families) and not (a & b & families):
        return 0.0
    apart = sorted((len((a - b) & families), len((b - a) & families)))
    if len(a & b) == 1 and (apart[0] > 0 or apart[1] > 1):
        return 0.0  # "leave the coalition" and "leave the corridor" are two issues
    if len(a & b) == 1 and a & b <= OF_SOMEBODY and a - b and b - a:
        return 0.0  # so are talks with one and talks with another
    return len(a & b) / min(len(a), len(b)) if min(len(a), len(b)) > 1 or len(a | b) <= 2 else len(a & b) / len(a | b)


def _stem(word: str, table: Stances) -> str:
    """A lemma good enough to compare: the word itself where a family knows it, else without a plural or participle ending."""
    if word in table.family or word in table.endings:
        return word
    for ending, instead in (("ies", "y"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)] + instead
            if stem in table.family or stem in table.endings:
                return stem
    return word.rstrip("s") if len(word) > 3 else word
