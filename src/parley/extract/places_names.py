"""Names in a text that may be places: Doc, Gazetteer -> `Name`s, each with what it may mean and why it was believed.

A run of capitalised words is looked up, longest first. What spaCy calls it is evidence, not proof: the medium model takes
African towns for persons and companies for towns. Offsets are token indices here.

Misses: names in lower case; names that the gazetteer lacks, unless spaCy calls them a place and a preposition of place goes before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from parley.extract.notes import Notes
from parley.lexicon.gazetteer import Gazetteer, Spot, name_key

_LONGEST = 6
_INNER = frozenset({"-", "–", "'", "’", ".", "/", "of", "the", "and", "upon", "under"}) | frozenset(
    {
        "a",
        "al",
        "am",
        "an",
        "ad",
        "as",
        "ash",
        "at",
        "ben",
        "bin",
        "d'",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "do",
    }
    | {"dos", "du", "ed", "el", "en", "es", "ez", "i", "l'", "la", "le", "les", "sous", "sur", "und", "van", "y"}
)
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_WELL_KNOWN = 50_000  # inhabitants from which a name is believed without further evidence: most are known to news readers
_NOT_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"})


@dataclass(slots=True)
class Name:
    """Tokens `start` to `end` (exclusive) of a name, its key, what it may mean, and whether it surely is a place."""

    start: int
    end: int
    key: str
    spots: tuple[Spot, ...]
    sure: bool = False


def place_names(notes: Notes, table: Gazetteer) -> list[Name]:
    """Names believed to be places, in order, without overlaps."""
    doc = notes.doc
    persons = _surnames(doc)
    kept, doubtful = [], []
    for sentence in notes.sentences():
        for name in _matches(doc, notes.text, sentence.start, sentence.end, table):
            verdict = _is_place(doc, notes.text, name, table, persons, sentence.start)
            if verdict:
                kept.append(name)
            elif verdict is None:
                doubtful.append(name)
    known = {name.key for name in kept if name.sure}
    kept += [name for name in doubtful if name.key in known]
    return sorted(kept, key=lambda name: name.start)


def _surnames(doc: Doc) -> set[str]:
    """Keys of the last words of names of two and more words that spaCy takes for persons."""
    return {name_key(e[-1].text) for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 and e[-1].text[:1].isupper()}


def _matches(doc: Doc, text: str, start: int, end: int, table: Gazetteer) -> Iterator[Name]:
    """Longest capitalised stretches that the gazetteer knows, or that spaCy calls a place."""
    i = start
    while i < end:
        token = doc[i]
        if not token.text[:1].isupper():
            i += 1
            continue
        name = _longest(doc, text, i, end, table) or _unknown(doc, text, i)
        if name is None:
            i += 1
        else:
            yield name
            i = name.end


def _longest(doc: Doc, text: str, i: int, end: int, table: Gazetteer) -> Name | None:
    last = i + 1
    while last < min(end, i + _LONGEST) and (doc[last].text[:1].isupper() or doc[last].text in _INNER):
        last += 1
    for j in range(last, i, -1):
        token = doc[j - 1]
        if j - 1 > i and not token.text[:1].isupper():
            continue
        key = name_key(text[doc[i].idx : token.idx + len(token)])
        spots = table.find(key)
        if spots and (j > i + 1 or not _is_word(token, table)):
            return Name(i, j, key, spots)
    return None


def _is_word(token: Token, table: Gazetteer) -> bool:
    """Whether a single capitalised word is most likely not a name of a place at all."""
    lower = token.lower_
    if lower not in table.words.not_places:
        return len(lower) < 3 and not token.is_upper
    if lower == "us":
        return token.text != "US"
    return not (lower in table.words.also_places and token.ent_type_ in _PLACE_LABELS)


def _unknown(doc: Doc, text: str, i: int) -> Name | None:
    """A place by spaCy's word alone: the entity that begins here, without its article."""
    token = doc[i]
    if token.ent_type_ not in _PLACE_LABELS or (token.ent_iob_ != "B" and doc[i - 1].lower_ != "the"):
        return None
    j = i + 1
    while j < len(doc) and doc[j].ent_iob_ == "I":
        j += 1
    while j > i + 1 and not doc[j - 1].text[:1].isalnum():
        j -= 1
    return Name(i, j, name_key(text[token.idx : doc[j - 1].idx + len(doc[j - 1])]), ())


def _is_place(doc: Doc, text: str, name: Name, table: Gazetteer, persons: set[str], sentence_start: int) -> bool | None:
    """True or False; None where other mentions of the name in the article decide."""
    head = doc[name.end - 1]
    label = head.ent_type_
    before = doc[name.start - 1] if name.start > sentence_start else None
    if label in _NOT_LABELS or _is_part(doc, name, table, before):
        return False
    located = before is not None and _is_locative(doc, before, table)
    if not name.spots:
        return label in {"GPE", "LOC"} and located
    weight = max(s.weight // (50 if s.alternate else 1) for s in name.spots)
    big = any(s.kind in {"country", "area"} or (s.kind == "region" and not s.alternate) for s in name.spots)
    followed = _container_follows(doc, text, name, table)
    if label == "PERSON" or name.key in persons:
        inside = doc[name.start].ent_iob_ == "I" or (name.end < len(doc) and doc[name.end].ent_iob_ == "I")
        if label == "PERSON" and inside and not big:
            return False
        name.sure = followed or (located and label != "PERSON" and name.key not in persons)
        return True if name.sure or big or (located and weight >= 1000) else None
    if label in _PLACE_LABELS:
        name.sure = True
        return True
    name.sure = followed or (located and head.pos_ == "PROPN" and (big or weight >= 1000))
    if name.sure or big:
        return True
    if label == "ORG" or label == "NORP":
        return None
    return True if weight >= _WELL_KNOWN and head.pos_ == "PROPN" and name.start > sentence_start else None


def _is_locative(doc: Doc, before: Token, table: Gazetteer) -> bool:
    """Whether a preposition of place goes before, over an article and words of direction."""
    words = table.words
    for _ in range(4):
        if before.lower_ in words.locative:
            return True
        if before.lower_ not in words.directions and before.lower_ not in {"the", "of", "-", "town", "city", "village", "region"}:
            return False
        if before.i == 0:
            return False
        before = doc[before.i - 1]
    return False


def _container_follows(doc: Doc, text: str, name: Name, table: Gazetteer) -> bool:
    """Whether a comma and a state, a country or an abbreviation of one follow ("Alexandria, La.")."""
    if name.end + 1 >= len(doc) or doc[name.end].text not in {",", "("}:
        return False
    after = doc[name.end + 1]
    if after.text in table.abbreviations:
        return True
    if not after.text[:1].isupper():
        return False
    following = _longest(doc, text, name.end + 1, len(doc), table)
    if following is None:
        return False
    inside = {s.country for s in name.spots}
    return any(s.kind in {"country", "region"} and s.country in inside for s in following.spots)


def _is_part(doc: Doc, name: Name, table: Gazetteer, before: Token | None) -> bool:
    """Whether the name is only a part of the name of a person, an organisation, an outlet, a treaty."""
    words, head = table.words, doc[name.end - 1]
    after = doc[name.end] if name.end < len(doc) else None
    if after is not None and after.text in {"-", "–"} and name.end + 1 < len(doc) and doc[name.end + 1].text[:1].isupper():
        after = doc[name.end + 1]
    if before is not None:
        if before.lower_ in words.titles and head.ent_type_ not in _PLACE_LABELS and before.text[:1].isupper():
            return True
        if (
            before.lower_ == "of"
            and before.i > 0
            and doc[before.i - 1].lower_ in words.named_after
            and doc[before.i - 1].text[:1].isupper()
        ):
            return True
        if (
            before.pos_ == "PROPN"
            and before.text[:1].isupper()
            and before.is_alpha
            and before.lower_ not in words.directions
            and before.lower_ not in words.place_nouns
            and before.lower_ not in words.office
            and before.ent_type_ == head.ent_type_
            and before.ent_type_ in {"PERSON", "ORG"}
            and head.ent_iob_ == "I"
        ):
            return True
    if after is None or not after.text[:1].isupper() or not after.is_alpha or after.lower_ in words.office:
        return head.ent_type_ == "ORG" and _in_longer_org(doc, name)
    if after.lower_ in words.place_nouns:
        return head.ent_type_ == "ORG" and _in_longer_org(doc, name)
    return after.ent_iob_ == "I" or (head.dep_ == "compound" and after.pos_ == "PROPN" and after.ent_type_ not in _PLACE_LABELS)


def _in_longer_org(doc: Doc, name: Name) -> bool:
    """Whether spaCy sees an organisation of which the name is only a part, other than an article before it."""
    first = name.start
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    last = name.end
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    outside = [*range(first, name.start), *range(name.end, last)]
    return any(doc[i].text[:1].isupper() for i in outside)
