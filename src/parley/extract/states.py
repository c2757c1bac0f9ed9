"""Countries and capitals that stand for their government, and the nationality words and nouns beside them.

Where a country acts is decided in standing.py; elsewhere it is a place.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.casts import Draft
from parley.extract.mentions import Hit
from parley.extract.places_evidence import is_dateline
from parley.extract.scenes import Scene, form_of, mention
from parley.extract.standing import acts, first_conjunct
from parley.lexicon.actors import Actors, Entry


def find_acting_countries(scene: Scene) -> None:
    """Adds the government of every country that acts somewhere, with those mentions where it does."""
    for hit in scene.lands:
        entry = hit.entries[0]
        head = scene.words.head(hit.first, hit.last)
        if is_dateline(scene.notes.doc, scene.words.token(hit.first).i, head.i + 1):
            continue
        if any(i in scene.taken for i in range(hit.first, hit.last + 1)):
            continue
        if (entry.sense in {"people", "adjective"} and _is_the_people(head, entry, scene)) or (
            (entry.sense in {"country", "seat"} and acts(head, entry.sense == "seat", scene.table.acting))
            or (entry.sense == "adjective" and _sends(head, scene))
        ):
            mention(scene, draft_of(scene, hit), hit.first, hit.last, alias=True)


def _sends(head: Token, scene: Scene) -> bool:
    """Whether a nationality stands before what only a state has, and that acts: "American and British jets struck"."""
    first = first_conjunct(head) if head.dep_ == "conj" else head
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    noun = first.head
    if first.dep_ not in {"amod", "compound", "nmod"} or noun.lemma_.lower() not in scene.table.acting["national"]:
        return False
    return noun.dep_ in {"nsubj", "poss"} or (noun.dep_ == "pobj" and noun.head.lower_ in {"by", "from", "between", "with"})


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
    top = first_conjunct(head)
    if top.dep_ == "nsubj":
        return top.head.lemma_ in scene.table.acting["subject"]
    return top.dep_ in {"pobj", "agent"} and top.head.lower_ in {"by", "with", "between"} and acts(head, False, scene.table.acting)


def land_in(scene: Scene, first: int, last: int) -> Hit | None:
    """The name of a country or nationality within words first..last."""
    return next((h for h in scene.lands if first <= h.first and h.last <= last), None)


def alias_of(scene: Scene, draft: Draft, first: int, last: int) -> None:
    """A further way in which a draft is written, without a mention of its own."""
    draft.forms.setdefault(form_of(scene.words, first, last))
