"""The ways in which English ties what is said to the word that says so: a cue, its construction, the head of the content.

`training/cues` counts how often each of them is an attribution; `attributions.py` uses the counts. Constructions:
`ccomp`, `xcomp`, `dobj`, `pass` (passive subject), `prep:WORD`, `as` ("as he said"), `para` (", he said," inside
the sentence) of verbs; `acl`, `of`, `prep:WORD`, `be` ("his hope is that") of nouns; `ccomp`, `xcomp`, `prep:WORD` of adjectives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.extract.trees import Tree

CUE_WORDS = frozenset({"VERB", "NOUN", "ADJ", "AUX"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Token indexes of a possible cue and of the dependent that begins its content; `argument` is the content's head word."""

    cue: int
    construction: str
    dependent: int
    argument: int


def _after_preposition(tree: Tree, preposition: int) -> int | None:
    return tree.child(preposition, "pobj", "pcomp")


def _of_verb(tree: Tree, verb: int) -> Iterator[Candidate]:
    for child in tree.children[verb]:
        dep = tree.dep[child]
        if dep in {"ccomp", "xcomp"}:
            yield Candidate(verb, dep, child, child)
        elif tree.pos[verb] == "AUX":
            continue
        elif dep in {"dobj", "attr", "oprd"}:
            yield Candidate(verb, "dobj", child, child)
        elif dep == "nsubjpass":
            yield Candidate(verb, "pass", child, child)
        elif dep == "prep":
            inner = _after_preposition(tree, child)
            # "was quoted as saying": the cue is "saying", below
            if inner is not None and not (tree.lower[child] == "as" and tree.tag[inner] == "VBG" and tree.dep[inner] == "pcomp"):
                yield Candidate(verb, "prep:" + tree.lower[child], child, inner)


def _of_noun(tree: Tree, noun: int) -> Iterator[Candidate]:
    for child in tree.children[noun]:
        dep = tree.dep[child]
        if dep == "acl":
            yield Candidate(noun, "acl", child, child)
        elif dep == "prep":
            inner = _after_preposition(tree, child)
            if inner is not None:
                word = tree.lower[child]
                yield Candidate(noun, "of" if word == "of" else "prep:" + word, child, inner)
    head = tree.head[noun]
    if tree.dep[noun] == "nsubj" and tree.lemma[head] == "be":
        for child in tree.children[head]:
            if tree.dep[child] in {"ccomp", "xcomp"}:
                yield Candidate(noun, "be", child, child)


def _of_adjective(tree: Tree, adjective: int) -> Iterator[Candidate]:
    for child in tree.children[adjective]:
        dep = tree.dep[child]
        if dep in {"ccomp", "xcomp"}:
            yield Candidate(adjective, dep, child, child)
        elif dep == "prep":
            inner = _after_preposition(tree, child)
            if inner is not None:
                yield Candidate(adjective, "prep:" + tree.lower[child], child, inner)


def candidates(tree: Tree) -> Iterator[Candidate]:
    """All possible cues of an article with what they would govern, in order of the cue."""
    for i in range(tree.size):
        pos = tree.pos[i]
        if pos not in CUE_WORDS:
            continue
        if pos == "NOUN":
            yield from _of_noun(tree, i)
            continue
        if pos == "ADJ":
            yield from _of_adjective(tree, i)
            continue
        yield from _of_verb(tree, i)
        head = tree.head[i]
        if tree.dep[i] == "advcl" and any(tree.lower[c] == "as" and tree.dep[c] in {"mark", "advmod"} for c in tree.children[i]):
            yield Candidate(i, "as", head, head)
        elif tree.dep[i] == "parataxis" and head != i:
            yield Candidate(i, "para", head, head)


def key(tree: Tree, candidate: Candidate) -> tuple[str, str, str]:
    """Lemma, part of speech and construction of a candidate, under which its counts are kept."""
    pos = "VERB" if tree.pos[candidate.cue] == "AUX" else tree.pos[candidate.cue]
    return lexeme(tree, candidate.cue), pos, candidate.construction


def lexeme(tree: Tree, cue: int) -> str:
    """The lemma of a cue, with its particle where it has one ("point_out")."""
    particle = tree.child(cue, "prt") if tree.pos[cue] == "VERB" else None
    return tree.lemma[cue] if particle is None else f"{tree.lemma[cue]}_{tree.lower[particle]}"
