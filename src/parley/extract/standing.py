"""Where the name of a country or its capital stands for its government: one decision, for actors and for places alike.

It does where its sentence makes it act or undergo what is done to parties: subject of a verb of saying, deciding or dealing,
object of one, in talks "between" and "with", owner of an offer. The words are those of acting.tsv. Misses: capitals as
subjects of verbs that it does not have; countries in enumerations that the parser takes apart wrongly.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

HAVING = frozenset({"have", "keep", "stake", "throw", "put", "lend", "see", "lose", "harbour", "harbor", "cast"})
Acting = Mapping[str, frozenset[str]]


def first_conjunct(token: Token) -> Token:
    """The head of the enumeration or apposition in which a token stands."""
    while token.dep_ in {"conj", "appos"} and token.head != token and token.head.pos_ in {"PROPN", "NOUN"}:
        if token.dep_ == "appos" and token.head.ent_type_ == "GPE":  # "Gao, Mali"
            return token
        token = token.head
    return token


def acts(token: Token, strict: bool, acting: Acting) -> bool:
    """Whether the name of a country (or, `strict`, of a capital) stands for a party at this token."""
    top, words = first_conjunct(token), acting
    if _is_asserted(token) or _is_hyphened(token, words):
        return True
    if top.dep_ == "nsubj":
        return _acts_as_subject(top, strict, acting)
    if top.dep_ == "nsubjpass":
        return top.head.lemma_ in words["object"]
    if top.dep_ in {"dobj", "dative"}:
        return top.head.lemma_ in words["object"] and top.head.pos_ == "VERB"
    if top.dep_ == "poss":
        return top.head.lemma_.lower() in words["owned"] and not is_divided(top.head, words)
    if top.dep_ == "pobj":
        return _acts_in_phrase(top, strict, acting)
    return False


def _acts_as_subject(token: Token, strict: bool, acting: Acting) -> bool:
    verb, words = token.head, acting
    if verb.lemma_ in words["subject"] and not _is_place_verb(verb):
        return True
    objects = [c for c in verb.children if c.dep_ in {"dobj", "xcomp"}]
    if verb.lemma_ in HAVING and any(c.lemma_.lower() in words["attitude"] for c in objects):
        return True  # "has no intention of leaving"
    if verb.lemma_ == "be" or verb.lemma_ in words["still"]:
        return any(
            c.lemma_.lower() in words["stance"] or any(g.lemma_.lower() in words["stance"] for g in c.children)
            for c in verb.children
            if c.dep_ in {"acomp", "attr", "prep"}
        )
    if verb.pos_ != "VERB" or verb.lemma_ in words["scene"]:
        return False
    # "Caracas could free the men" and "Caracas left the talks" act, "Caracas could burn" does not.
    able = any(c.tag_ == "MD" for c in verb.children)
    if verb.lemma_ == "come" and any(c.lower_ == "out" for c in verb.children):
        return any(c.lower_ in {"against", "for", "in"} for c in verb.children)  # "came out against it"
    objects += [g for c in verb.children if c.dep_ == "prep" and c.lower_ in {"to", "on", "into"} for g in c.children]
    return not strict or (able and bool(objects)) or any(c.lemma_.lower() in words["dealing"] for c in objects)


def _is_hyphened(token: Token, acting: Acting) -> bool:
    """Whether a name does what a participle says that is joined to it: "a China-brokered truce"."""
    doc, i = token.doc, token.i
    return i + 2 < len(doc) and doc[i + 1].text in {"-", "‑"} and doc[i + 2].lemma_.lower() in acting["joined"]


def is_divided(noun: Token, acting: Acting) -> bool:
    """Whether a noun is of several parties in a country, not of its government: "Sudan's rival forces"."""
    return any(child.lower_ in acting["divided"] for child in noun.children)


def _is_asserted(token: Token) -> bool:
    """Whether a name is who did something: "it was Aden that asked for more time"."""
    verb = token.head
    if token.dep_ != "attr" or verb.lemma_ != "be" or not any(c.lower_ == "it" for c in verb.children if c.dep_ == "nsubj"):
        return False
    after = verb.doc[token.i + 1 : verb.sent.end]
    return any(t.lower_ in {"that", "who", "which"} and t.dep_ == "nsubj" and t.head.pos_ == "VERB" for t in after)


def _is_place_verb(verb: Token) -> bool:
    """ "Kyiv saw explosions": seeing as the scene of something."""
    return verb.lemma_ == "see" and any(c.dep_ == "dobj" and c.tag_ in {"NNS"} for c in verb.children)


def _acts_in_phrase(token: Token, strict: bool, acting: Acting) -> bool:
    prep = token.head
    above, word, words = prep.head, prep.lower_, acting
    if word == "by":
        return prep.dep_ == "agent" or above.lemma_.lower() in words["owned"]
    if word == "between" and not strict:
        return above.lemma_.lower() not in words["span"]
    if word in {"through", "via"}:
        return any(t.lemma_.lower() in words["through"] for t in (above, *above.children) if t.i < prep.i)
    if word == "with" and prep.i and prep.nbor(-1).lower_ in {"along", "together"}:
        return above.lemma_.lower() in words["dealing"]
    if word == "with" and above.lemma_.lower() in words["span"]:
        return False  # "the border with Egypt"
    if word in {"between", "with", "against"}:
        return above.lemma_.lower() in words["dealing"] or not strict
    if word == "from" and above.lemma_.lower() in words["sent"]:
        return True
    if word in {"to", "on", "from", "for", "toward", "towards"}:
        return above.lemma_.lower() in words["towards"]
    if word == "of" and above.tag_ == "NNS" and above.lemma_.lower() in words["pairs"]:
        return any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in token.children)  # "the ministers of X and Y"
    if word == "of":
        return above.lemma_.lower() in words["owned"] and above.lower_ not in {"war", "operations"}
    return False
