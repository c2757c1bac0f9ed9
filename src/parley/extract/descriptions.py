"""Common nouns that stand for actors: "the junta", "Malian soldiers", "the foreign ministry", "the rebels", "the group".

Whose army or government it is: the nationality or country in the noun phrase; else the country that the article has given the same
noun elsewhere; else the country that the article speaks of most. Misses: nouns that group_nouns.tsv does not have; a second
government of one country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from parley.extract.casts import Draft
from parley.extract.mentions import Hit
from parley.extract.names import regional_key
from parley.extract.scenes import Scene, form_of, span_of
from parley.extract.states import draft_of, government, land_of
from parley.lexicon.actors import GroupNoun

OPEN = frozenset({"a", "an", "any", "every", "no", "each", "another", "other", "some", "neither", "either"})
# Words that may stand before a noun within its phrase; a phrase is read at most so far to the left.
REACH = 5
# Nouns that need no article; nouns that without a country in their phrase are somebody's whom the phrase does not tell.
BARE = frozenset({"parliament", "authorities", "police"})
VAGUE = frozenset(
    {"leadership", "officials", "forces", "soldiers", "troops", "embassy", "police", "peacekeepers", "special forces", "warplanes"}
) | frozenset(
    {"mediators", "negotiators", "delegation", "negotiating team", "negotiating delegation", "consulate", "marines", "fleet"}
)
# What a party sends: its delegation stands for it.
SENT = frozenset({"delegation", "negotiating team", "negotiating delegation"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: words first..head, of which start..head are its noun; the country and another name in it; is it definite?"""

    first: int
    start: int
    head: int
    last: int
    noun: GroupNoun
    token: Token
    land: Hit | None
    owner: Draft | None
    definite: bool
    bare: bool


def find_descriptions(scene: Scene) -> list[Phrase]:
    """Adds the actors that common nouns stand for; gives all phrases, those that point back among them."""
    phrases = list(_phrases(scene))
    given: dict[str, str] = {}
    for phrase in phrases:
        if phrase.land is not None and phrase.noun.sense in {"state", "forces", "organ"}:
            given.setdefault(phrase.noun.noun, land_of(phrase.land, scene.table) or "")
    for phrase in phrases:
        draft = _draft(scene, phrase, given)
        if draft is not None:
            span = span_of(scene.words, phrase.first, phrase.last)
            scene.cast.mention(draft, span, "description", form_of(scene.words, phrase.first, phrase.last))
            if phrase.last != phrase.head:
                draft.forms.setdefault(form_of(scene.words, phrase.first, phrase.head))
            scene.taken.update(range(phrase.first, phrase.last + 1))
    return phrases


def _phrases(scene: Scene) -> Iterator[Phrase]:
    words, nouns = scene.words, scene.table.group_nouns
    firsts = {noun[0] for noun in nouns}
    i, total = 0, len(words.folded)
    while i < total:
        length = 0
        if words.folded[i] in firsts:
            length = next((n for n in (4, 3, 2, 1) if i + n <= total and words.folded[i : i + n] in nouns), 0)
        if not length or any(j in scene.taken for j in range(i, i + length)):
            i += 1
            continue
        noun = nouns[words.folded[i : i + length]]
        last = i + length - 1
        token = words.head(i, last)
        if token.pos_ in {"NOUN", "PROPN", "ADJ"} and (token.dep_ not in {"compound", "amod"} or _owns(scene, token, noun)):
            yield _phrase(scene, i, last, noun, token)
        i = last + 1


def _owns(scene: Scene, token: Token, noun: GroupNoun) -> bool:
    """Whether a noun before another says whose that is: "army spokesman", "the government delegation"."""
    lemma = token.head.lemma_.lower()
    return noun.sense in {"state", "forces", "organ"} and (lemma in scene.table.roles or lemma in scene.table.acting["owned"])


def _phrase(scene: Scene, start: int, last: int, noun: GroupNoun, token: Token) -> Phrase:
    words, first = scene.words, start
    left = (token.head if token.dep_ == "compound" else token).left_edge.i
    definite = False
    opened = False
    while first > 0 and start - first < REACH and words.joined[first] and words.token(first - 1).i >= left:
        before = words.token(first - 1)
        if before.pos_ == "DET" or before.dep_ in {"det", "neg"} or before.lower_ in {"its", "his", "her", "their", "this", "that"}:
            definite = before.lower_ not in OPEN
            opened = not definite
            break
        if before.pos_ not in {"ADJ", "NOUN", "PROPN", "PART", "VERB"} and before.dep_ not in {"amod", "compound", "poss", "case"}:
            break
        first -= 1
    end = _of_land(scene, last)
    land = next((h for h in scene.lands if first <= h.first and h.last < start), None)
    if land is not None:
        end = None
    elif end is not None:
        land = end
    owner = _owner(scene, first, start)
    return Phrase(
        first, start, last, end.last if end else last, noun, token, land, owner, definite or _possessed(token), not opened
    )


def _possessed(token: Token) -> bool:
    return any(c.dep_ == "poss" for c in token.children)


def _of_land(scene: Scene, last: int) -> Hit | None:
    """The country or capital in "of Bamako", "in Bamako" right after a noun."""
    i = last + 1
    if i + 2 >= len(scene.words.folded) or scene.words.folded[i] not in {"of", "in"}:
        return None
    j = i + 2 if scene.words.folded[i + 1] == "the" else i + 1
    if not all(scene.words.joined[i : j + 1]):
        return None
    return next((h for h in scene.lands if h.first == j and h.entries[0].sense in {"country", "seat"}), None)


def _owner(scene: Scene, first: int, start: int) -> Draft | None:
    """A named actor within the phrase ("Hamas fighters")."""
    if first == start:
        return None
    begin, end = scene.words.start[first], scene.words.end[start - 1]
    return next((d for (_, e), d in scene.cast.mentions_between(begin, end) if e <= end), None)


def _draft(scene: Scene, phrase: Phrase, given: dict[str, str]) -> Draft | None:
    sense = phrase.noun.sense
    if sense == "anaphor" or not phrase.bare:
        return None
    pointing = phrase.definite or phrase.first < phrase.head
    if sense == "band" and phrase.owner is None and phrase.land is None and pointing and _named_band(scene, phrase):
        return None
    if sense == "people":
        return _people(scene, phrase)
    if sense in {"armed", "band"}:
        return _armed(scene, phrase)
    if phrase.owner is not None and phrase.owner.kind != "government":
        if phrase.noun.noun in SENT and phrase.owner.kind != "person":
            return phrase.owner
        return phrase.owner if sense == "forces" and phrase.owner.kind in {"armed_group", "military"} else None
    if _region(scene, phrase) and phrase.land is None:
        return _regional(scene, phrase) if phrase.noun.noun != "state" else None
    code = land_of(phrase.land, scene.table) if phrase.land else None
    if phrase.land is not None and code is None:
        return draft_of(scene, phrase.land) if sense == "state" else _regional(scene, phrase)
    if code is None:
        if not phrase.definite and phrase.noun.noun not in BARE and not _stands_alone(scene, phrase):
            return None
        if phrase.noun.noun in VAGUE or _is_lower(scene, phrase):
            return None
        code = (
            given.get(phrase.noun.noun)
            or (named_before(scene, phrase) if _is_relative(scene, phrase) else None)
            or (conflict_country(scene) if _is_interim(scene, phrase) else None)
            or (near_country(scene, phrase) if phrase.noun.sense == "organ" else None)
            or own_country(scene)
        )
    return _of_state(scene, phrase, code) if code is not None and code in scene.table.countries else None


def _stands_alone(scene: Scene, phrase: Phrase) -> bool:
    """Whether a noun without an article names its actor: "Foreign Ministry said", "army spokesman"."""
    return (scene.words.text[phrase.head].istitle() and phrase.head > phrase.first) or phrase.token.dep_ == "compound"


def _is_lower(scene: Scene, phrase: Phrase) -> bool:
    """Whether a government or court is one below or beside the state's: "state government", "regional authorities"."""
    return not scene.table.name_words["lower"].isdisjoint(scene.words.folded[phrase.first : phrase.head])


def _of_state(scene: Scene, phrase: Phrase, code: str) -> Draft | None:
    if phrase.noun.sense == "state":
        return government(scene, code)
    land = scene.table.countries[code]
    if phrase.noun.sense == "forces":
        key = f"parley:{land.slug}-armed-forces"
        entry = scene.table.known.get(key)
        return scene.cast.get(key, entry.name if entry else f"Armed forces of {land.name}", "military", key, (code,))
    organ = phrase.noun.noun
    key = f"parley:{land.slug}-{organ.replace(' ', '-')}"
    return scene.cast.get(key, f"{land.adjective} {organ}".strip(), phrase.noun.kinds[0], key, (code,))


def own_country(scene: Scene) -> str | None:
    """The country that the article speaks of most."""
    return scene.weight.most_common(1)[0][0] if scene.weight else None


def _is_relative(scene: Scene, phrase: Phrase) -> bool:
    """Whether "whose" goes before the phrase."""
    return any(scene.words.folded[i] == "whose" for i in range(max(0, phrase.first - 1), phrase.start))


def named_before(scene: Scene, phrase: Phrase) -> str | None:
    """The country right before "whose"."""
    before = [h for h in scene.lands if h.last < phrase.start and phrase.start - h.last <= REACH]
    return land_of(before[-1], scene.table) if before else None


def near_country(scene: Scene, phrase: Phrase) -> str | None:
    """The country that acts or owns something, named last before a phrase in its paragraph."""
    start = scene.words.start[phrase.first]
    paragraph = scene.notes.text.rfind("\n\n", 0, start)
    for hit in reversed(scene.lands):
        if scene.words.start[hit.first] < max(paragraph, 0):
            return None
        acts = scene.cast.at(span_of(scene.words, hit.first, hit.last)) is not None
        if acts and hit.last < phrase.first and (code := land_of(hit, scene.table)) is not None:
            return code
    return None


def conflict_country(scene: Scene) -> str | None:
    """The country of most of the places and armed groups in the article, whose junta it is where other states' actors abound."""
    weight = Counter(p.country for p in scene.notes.reading.places if p.country and p.precision != "country")
    for draft in scene.cast:
        if draft.kind in {"armed_group", "party"}:
            weight.update(draft.where)
    return weight.most_common(1)[0][0] if weight else None


def _is_interim(scene: Scene, phrase: Phrase) -> bool:
    words = scene.words.folded[phrase.first : phrase.last + 1]
    return not scene.table.name_words["interim"].isdisjoint(words)


def _region(scene: Scene, phrase: Phrase) -> bool:
    return any(scene.words.token(i).pos_ == "PROPN" for i in range(phrase.first, phrase.start) if scene.words.text[i] != "s")


def _regional(scene: Scene, phrase: Phrase) -> Draft | None:
    """The forces or authorities of a part of a country, named by their phrase."""
    name = form_of(scene.words, phrase.first, phrase.head)
    if phrase.noun.sense == "forces":
        region = tuple(w for w in scene.words.folded[phrase.first : phrase.start] if w != "s")
        return scene.cast.get(regional_key(region), name, "armed_group")
    return scene.cast.get(scene.words.folded[phrase.first : phrase.head + 1], name, "government")


def _armed(scene: Scene, phrase: Phrase) -> Draft | None:
    """An armed group: the one whose name stands in the phrase, or all whom the noun means, where they do something."""
    if phrase.owner is not None and phrase.owner.kind == "armed_group":
        return phrase.owner
    base = phrase.noun.noun if phrase.noun.noun.startswith("armed") else phrase.noun.noun.split()[0].rstrip("s")
    existing = scene.cast.by_key(("armed", base))
    if existing is not None:
        return existing
    if phrase.noun.sense == "band" and not phrase.definite and phrase.first == phrase.head:
        return None
    top = phrase.token
    party = top.dep_ in {"nsubj", "nsubjpass", "agent", "conj"} or (
        top.dep_ == "pobj" and top.head.lower_ in {"with", "by", "between"}
    )
    return scene.cast.get(("armed", base), phrase.noun.noun, "armed_group") if party else None


def _people(scene: Scene, phrase: Phrase) -> Draft | None:
    """People who are a party: those who sign, promise, broker, accept; not those who only suffer or are asked."""
    top = phrase.token
    while top.dep_ == "conj" and top.head is not top:
        top = top.head
    verb = top.head.head if top.head.dep_ == "agent" else top.head
    party = top.dep_ in {"nsubj", "pobj"} and (top.dep_ == "nsubj" or top.head.dep_ == "agent" or top.head.lower_ == "by")
    key = ("people", phrase.noun.noun)
    if scene.cast.by_key(key) is None and not (party and verb.lemma_ in scene.table.acting["deal"]):
        return None
    return scene.cast.get(key, form_of(scene.words, phrase.first, phrase.head), "people")


def _named_band(scene: Scene, phrase: Phrase) -> bool:
    """Whether an armed group was named before, for which "the rebels" may stand."""
    here = scene.words.start[phrase.first]
    return any(d.kind == "armed_group" for _, d in scene.cast.mentions_between(0, here))
