"""What speaks for and against a possible cue beyond the word itself: names of features that `lexicon/cues.py` has weights for."""

from __future__ import annotations

from parley.extract.constructions import Candidate
from parley.extract.trees import Tree

_PRONOUNS = {
    "he": "he", "she": "he", "they": "they", "it": "it", "i": "we", "we": "we", "you": "we", "who": "who",
    "which": "which", "that": "which", "this": "it", "what": "which", "there": "it",
}  # fmt: skip
_ENTITIES = {"PERSON": "person", "ORG": "body", "NORP": "body", "GPE": "body"}
_ROLES = frozenset(
    {"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "parataxis", "dobj", "pobj", "nsubj", "attr"}
)


def _source_class(tree: Tree, subject: int | None, reporters: dict[str, str]) -> str:
    if subject is None:
        return "none"
    word = tree.lower[subject]
    if word in _PRONOUNS:
        return _PRONOUNS[word]
    if tree.entity[subject] in _ENTITIES:
        return _ENTITIES[tree.entity[subject]]
    return "reporter" if tree.lemma[subject] in reporters else "noun"


def _family(construction: str) -> str:
    return construction.partition(":")[0]


def _length_class(length: int) -> str:
    return "1" if length < 3 else "3" if length < 6 else "6" if length < 11 else "11"


def cue_features(tree: Tree, candidate: Candidate, reporters: dict[str, str], quoted: bool) -> list[str]:
    """Names of the features of a candidate; `quoted` says whether its content's head stands in a quotation."""
    cue = candidate.cue
    pos = tree.pos[cue]
    family = _family(candidate.construction)
    if pos in {"NOUN", "ADJ"}:
        owner = tree.child(cue, "poss")
        subject = (
            owner if owner is not None else tree.subject(tree.head[cue]) if tree.dep[cue] in {"dobj", "attr", "acomp"} else None
        )
    else:
        subject = tree.subject(cue)
    parts = [tree.lower[c] if tree.dep[c] == "aux" else tree.dep[c] for c in tree.children[cue] if tree.dep[c] in {"aux", "neg"}]
    length = len(tree.subtree(candidate.dependent)) if family not in {"as", "para"} else 20
    found = [
        f"{pos}:{family}",
        f"source:{_source_class(tree, subject, reporters)}",
        f"tag:{tree.tag[cue]}",
        f"role:{tree.dep[cue] if tree.dep[cue] in _ROLES else 'other'}",
        f"length:{family}:{_length_class(length)}",
    ]
    if "neg" in parts:
        found.append("negated")
    if any(word in {"would", "could", "should", "may", "might", "can", "will", "must", "'d", "'ll"} for word in parts):
        found.append("modal")
    if "to" in parts:
        found.append("infinitive")
    if quoted:
        found.append(f"quoted:{family}")
    if family == "ccomp" and any(tree.dep[c] == "mark" for c in tree.children[candidate.dependent]):
        found.append("marked")
    if family == "dobj" and tree.pos[candidate.argument] == "PRON":
        found.append("pronoun content")
    return found
