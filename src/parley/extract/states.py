"""Countries and capitals that stand for their government, and the nationality words and nouns beside them.

A country is an actor only where its sentence makes it act or undergo what is done to parties: subject of a verb of saying, deciding
or dealing, object of one, in talks "between" and "with", owner of an offer. Elsewhere it is a place. Misses: capitals as
subjects of verbs that acting.tsv does not have; countries in enumerations that the parser takes apart wrongly.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.casts import Draft
from parley.extract.mentions import Hit
from parley.extract.scenes import Scene, form_of, mention
from parley.lexicon.actors import Actors, Entry

SPATIAL = frozenset(
    {"in", "at", "near", "inside", "outside", "across", "throughout", "into", "through", "around", "via", "within", "off"}
)


def find_acting_countries(scene: Scene) -> None:
    """Adds the government of every country that acts somewhere, with those mentions where it does."""
    for hit in scene.lands:
        entry = hit.entries[0]
        head = scene.words.head(hit.first, hit.last)
        if any(i in scene.taken for i in range(hit.first, hit.last + 1)):
            continue
        if (entry.sense in {"people", "adjective"} and _is_the_people(head, entry, scene)) or (
            entry.sense in {"country", "seat"} and acts(head, entry.sense == "seat", scene.table)
        ):
            mention(scene, draft_of(scene, hit), hit.first, hit.last, alias=True)


def government(scene: Scene, code: str) -> Draft:
    """The draft of a country's government."""
    land = scene.table.countries[code]
    key = f"parley:{land.slug}-government"
    entry = scene.table.known.get(key)
    name = entry.name if entry is not None else f"Government of {land.name}"
    return scene.cast.get(key, name, "government", key, (code,))


def draft_of(scene: Scene, hit: Hit) -> Draft:
    """The government, or the body with a seat ("Brussels"), that the name of a country or city stands for."""
    entry = scene.table.known[hit.entries[0].key]
    return scene.cast.get(entry.key, entry.name, entry.kind, entry.key, entry.where)


def land_of(hit: Hit, table: Actors) -> str | None:
    """Country code of a hit; None where it names a part of a country or a body of several."""
    code = hit.entries[0].where[0] if len(hit.entries[0].where) == 1 else None
    land = table.countries.get(code) if code is not None else None
    return code if land is not None and hit.entries[0].key == f"parley:{land.slug}-government" else None


def _is_the_people(head: Token, entry: Entry, scene: Scene) -> bool:
    """Whether "the Malians" is said of the state: with "the", and dealing, deciding or leaving."""
    if head.tag_ not in {"NNPS", "NNP", "JJ", "NNS", "NN"} or head.dep_ in {"amod", "compound"}:
        return False
    children = list(head.children)
    if not any(c.lower_ == "the" for c in children) or any(c.dep_ in {"nummod", "amod", "compound"} for c in children):
        return False
    top = _first_conjunct(head)
    if top.dep_ == "nsubj":
        return top.head.lemma_ in scene.table.acting["subject"]
    return top.dep_ in {"pobj", "agent"} and top.head.lower_ in {"by", "with", "between"} and acts(head, False, scene.table)


def _first_conjunct(token: Token) -> Token:
    while token.dep_ in {"conj", "appos"} and token.head != token and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    return token


def acts(token: Token, strict: bool, table: Actors) -> bool:
    """Whether the name of a country (or, `strict`, of a capital) stands for a party at this token."""
    top = _first_conjunct(token)
    words = table.acting
    if top.dep_ == "nsubj":
        return _acts_as_subject(top, strict, table)
    if top.dep_ == "nsubjpass":
        return top.head.lemma_ in words["object"]
    if top.dep_ in {"dobj", "dative"}:
        return top.head.lemma_ in words["object"] and top.head.pos_ == "VERB"
    if top.dep_ == "poss":
        return top.head.lemma_.lower() in words["owned"]
    if top.dep_ == "pobj":
        return _acts_in_phrase(top, strict, table)
    return False


def _acts_as_subject(token: Token, strict: bool, table: Actors) -> bool:
    verb = token.head
    words = table.acting
    if verb.lemma_ in words["subject"] and not _is_place_verb(verb):
        return True
    if verb.lemma_ == "be" or verb.lemma_ in words["still"]:
        return any(
            c.lemma_.lower() in words["stance"] or any(g.lemma_.lower() in words["stance"] for g in c.children)
            for c in verb.children
            if c.dep_ in {"acomp", "attr", "prep"}
        )
    return not strict and verb.pos_ == "VERB"


def _is_place_verb(verb: Token) -> bool:
    """ "Kyiv saw explosions": seeing as the scene of something."""
    return verb.lemma_ == "see" and any(c.dep_ == "dobj" and c.tag_ in {"NNS"} for c in verb.children)


def _acts_in_phrase(token: Token, strict: bool, table: Actors) -> bool:
    prep = token.head
    above, word, words = prep.head, prep.lower_, table.acting
    if word == "by":
        return prep.dep_ == "agent" or above.lemma_.lower() in words["owned"]
    if word == "between" and not strict:
        return above.lemma_.lower() not in words["span"]
    if word in {"between", "with", "against"}:
        return above.lemma_.lower() in words["dealing"] or not strict
    if word in {"to", "on", "from", "for", "toward", "towards"}:
        return above.lemma_.lower() in words["towards"]
    if word == "of":
        return above.lemma_.lower() in words["owned"] and above.lower_ not in {"war", "operations"}
    return False


def land_in(scene: Scene, first: int, last: int) -> Hit | None:
    """The name of a country or nationality within words first..last."""
    return next((h for h in scene.lands if first <= h.first and h.last <= last), None)


def alias_of(scene: Scene, draft: Draft, first: int, last: int) -> None:
    """A further way in which a draft is written, without a mention of its own."""
    draft.forms.setdefault(form_of(scene.words, first, last))
