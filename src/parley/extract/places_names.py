"""Names in a text that may be places: Doc, Gazetteer -> `Name`s, each with what it may mean.

A run of capitalised words is looked up, longest first. What spaCy calls it is evidence, not proof: the medium model takes
African towns for persons and companies for towns. Offsets are token indices here.

Misses: names in lower case; names that the gazetteer lacks, unless spaCy calls them a place and a preposition of place goes before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from parley.extract.notes import Notes
from parley.extract.places_evidence import PLACE_LABELS, is_dateline, is_located, is_part
from parley.lexicon.gazetteer import Gazetteer, Spot, name_key

_LONGEST = 6
_ELIDED = frozenset({"d'", "d’", "l'", "l’"})
NEAR = frozenset({"in", "near"})
_LISTED = frozenset({",", "and", "or", "&", ";"})
_WELL_KNOWN = 50_000  # inhabitants from which a name is believed without further evidence: most are known to news readers
_TOWN = 20_000  # the same where a preposition or a list speaks for it against spaCy, which takes African towns for persons
_LARGE = 300_000  # the same for a division: small ones share their names with half of the world's families
_SMALL = 1_000  # a hamlet is believed only where spaCy or a container says that it is a place
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
    doubtful = [name for name in doubtful if name.key not in known]
    return sorted(kept + _listed(doc, kept, doubtful), key=lambda name: name.start)


def _weight(name: Name) -> int:
    """Inhabitants of the largest place of that name, a fiftieth of them where it is not its main name."""
    return max((s.weight // (50 if s.alternate else 1) for s in name.spots), default=0)


def _listed(doc: Doc, kept: list[Name], doubtful: list[Name]) -> list[Name]:
    """Doubtful names that stand in one list with sure ones: "in Mopti, Konna and Sofara"."""
    starts = {name.start for name in kept if name.sure}
    ends = {name.end for name in kept if name.sure}
    found: list[Name] = []
    for name in (*doubtful, *reversed(doubtful)):  # both ways, so that belief runs along the list
        label = doc[name.end - 1].ent_type_
        if name in found or not (label in {"GPE", "LOC", "FAC", ""} or (label == "PERSON" and _weight(name) >= _TOWN)):
            continue
        before = _skip(doc, name.start - 1, -1)
        after = _skip(doc, name.end, 1)
        if (before is not None and before + 1 in ends) or (after is not None and after in starts):
            found.append(name)
            starts.add(name.start)
            ends.add(name.end)
    return found


def _skip(doc: Doc, i: int, step: int) -> int | None:
    """The first index from `i` on that holds no comma or "and"; None where none of these stands there."""
    first = i
    while 0 <= i < len(doc) and doc[i].text in _LISTED:
        i += step
    return i if i != first and 0 <= i < len(doc) else None


def _surnames(doc: Doc) -> set[str]:
    """Keys of the last words of names of two and more words that spaCy takes for persons."""
    return {name_key(e[-1].text) for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 and e[-1].text[:1].isupper()}


def _matches(doc: Doc, text: str, start: int, end: int, table: Gazetteer) -> Iterator[Name]:
    """Longest capitalised stretches that the gazetteer knows, or that spaCy calls a place."""
    i = start
    while i < end:
        token = doc[i]
        name = None
        if token.text[:1].isupper():
            name = (
                _abbreviation(doc, i, table)
                or _capital(doc, i, end, table)
                or _longest(doc, text, i, end, table)
                or _unknown(doc, text, i, table)
                or _unlisted(doc, text, i, table)
            )
        if name is None:
            i += 1
        else:
            yield name
            i = name.end


def _longest(doc: Doc, text: str, i: int, end: int, table: Gazetteer) -> Name | None:
    last = i + 1
    while last < min(end, i + _LONGEST) and (
        doc[last].text[:1].isupper() or doc[last].text in table.words.inner or doc[last].text[:2] in _ELIDED
    ):
        last += 1
    for j in range(last, i, -1):
        token = doc[j - 1]
        if j - 1 > i and not (token.text[:1].isupper() or token.text[:2] in _ELIDED):
            continue
        key = name_key(text[doc[i].idx : token.idx + len(token)])
        spots = table.find(key)
        if spots and (j > i + 1 or not (_is_word(token, table) or (_is_acronym(token, spots) and not is_dateline(doc, i, j)))):
            return Name(i, j, key, spots)
    return None


def _is_word(token: Token, table: Gazetteer) -> bool:
    """Whether a single capitalised word is most likely not a name of a place at all."""
    lower = token.lower_
    if lower in table.words.built and token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN":
        return True  # "Camp Waskali" is not Camp
    if lower not in table.words.not_places:
        return len(lower) < 3 and not token.is_upper
    if lower == "us":
        return token.text != "US"
    return not (lower in table.words.also_places and token.ent_type_ in PLACE_LABELS)


def _is_acronym(token: Token, spots: tuple[Spot, ...]) -> bool:
    """Whether a word in capitals is an abbreviation of something else (FAO, HIV): no country, division or area is called so."""
    return len(token) < 5 and token.is_upper and all(s.kind in {"city", "district"} for s in spots)


def _abbreviation(doc: Doc, i: int, table: Gazetteer) -> Name | None:
    """A state as news style shortens it: with points ("W.Va."), or after a town and a comma ("Gary, IN")."""
    rows = table.abbreviations.get(doc[i].text) or table.abbreviations.get(f"{doc[i].text}.")  # "W.Va" with its point apart
    if rows is None:
        return None
    after_town = i > 1 and doc[i - 1].text == "," and doc[i - 2].text[:1].isupper()
    pointed = "." in doc[i].text and (doc[i].text.count(".") > 1 or doc[i].ent_type_ == "GPE")
    if not (after_town or pointed) or (i + 1 < len(doc) and doc[i + 1].is_upper):  # "CRISIS, IN PICTURES"
        return None
    return Name(i, i + 1, doc[i].text, tuple(table.spot(row) for row in rows), sure=True)


def _capital(doc: Doc, i: int, end: int, table: Gazetteer) -> Name | None:
    """ "the Sudanese capital", where its name does not follow."""
    if i + 1 >= end or doc[i + 1].lower_ not in table.words.capital:
        return None
    country = table.adjectives.get(name_key(doc[i].text))
    after = doc[i + 2 : i + 4].text
    if country not in table.capital_of or any(c.isupper() for c in after.lstrip(", ")[:1]):
        return None
    key = table.capital_of[country]
    spots = tuple(s for s in table.find(key) if s.country == country and s.kind == "city")
    return Name(i, i + 2, key, spots[:1], sure=True) if spots else None


def _unknown(doc: Doc, text: str, i: int, table: Gazetteer) -> Name | None:
    """A place by the text's word ("the village of X") or spaCy's alone: the entity that begins here, without its article."""
    token = doc[i]
    called = i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].text in table.words.place_nouns and token.pos_ == "PROPN"
    first = token.ent_type_ in PLACE_LABELS and (token.ent_iob_ == "B" or doc[i - 1].lower_ == "the")
    if not (called or first) or (len(token) == 1 and not first):
        return None
    j = i + 1
    while j < len(doc) and (doc[j].ent_iob_ == "I" if first else doc[j].pos_ == "PROPN"):
        j += 1
    while j > i + 1 and not doc[j - 1].text[:1].isalnum():
        j -= 1
    return Name(i, j, name_key(text[token.idx : doc[j - 1].idx + len(doc[j - 1])]), ())


def _unlisted(doc: Doc, text: str, i: int, table: Gazetteer) -> Name | None:
    """A name that nothing but a preposition of place or a noun of place in lower case speaks for ("near X", "X highway")."""
    token, before = doc[i], doc[i - 1].lower_ if i else ""
    if token.pos_ != "PROPN" or token.ent_type_ not in {"PERSON", "ORG", "NORP", ""} or token.is_upper:
        return None
    j = i + 1
    while j < len(doc) and doc[j].pos_ == "PROPN" and doc[j].text[:1].isupper():
        j += 1
    after = doc[j].lower_ if j < len(doc) else ""
    there = before in NEAR and doc[i - 1].dep_ == "prep" and doc[j - 1].dep_ == "pobj" and after in {",", ".", ";", "on", "and", ""}
    built = before == "the" and after in table.words.built and doc[j].pos_ == "NOUN"  # "the Waluko highway"
    called = j > i + 1 and token.lower_ in table.words.built and before in table.words.locative  # "in Camp Waskali"
    if not (there or built or called) or j - i > 2:
        return None
    j += built
    return Name(i, j, name_key(text[token.idx : doc[j - 1].idx + len(doc[j - 1])]), (), sure=True)


def _is_place(doc: Doc, text: str, name: Name, table: Gazetteer, persons: set[str], sentence_start: int) -> bool | None:
    """True or False; None where other mentions of the name in the article decide."""
    if name.sure:
        return True
    head = doc[name.end - 1]
    label = head.ent_type_
    before = doc[name.start - 1] if name.start > sentence_start else None
    weight = _weight(name)
    if weight >= (_WELL_KNOWN if name.end < len(doc) and doc[name.end].text == ":" else _SMALL):
        if is_dateline(doc, name.start, name.end):  # "FALLIN:" is a speaker, "KHARTOUM:" is not
            name.sure = True
            return True
    if label in _NOT_LABELS or _is_nationality(doc, name, table) or is_part(doc, name.start, name.end, table.words, before):
        return False
    located = is_located(doc, name.start, name.end, table.words)
    if not name.spots:
        if name.key in persons or (head.is_upper and name.end == name.start + 1):  # "ECOWAS"
            return False
        called = doc[name.start].lower_ in table.words.built and name.end > name.start + 1  # "Camp Waskali"
        name.sure = located and (label in {"GPE", "LOC"} or called or doc[name.start - 1].lower_ == "of")
        return name.sure or (None if label == "GPE" else False)
    if name.key in table.words.seats and not located:
        return False
    followed = _container_follows(doc, text, name, table)
    if label == "PERSON" or name.key in persons:
        return _is_no_person(doc, name, located, followed, name.key in persons)
    if label in PLACE_LABELS:
        name.sure = True
        return True
    named = head.pos_ == "PROPN" or (head.pos_ in {"ADJ", "NOUN"} and name.start > sentence_start)
    name.sure = followed or (located and named and (_is_large(name) or weight >= _SMALL))
    if name.sure or _is_large(name):
        return True
    if label in {"ORG", "NORP"}:
        return None
    return True if weight >= _WELL_KNOWN and head.pos_ == "PROPN" and name.start > sentence_start else None


def _is_known(name: Name) -> bool:
    return any(s.kind in {"country", "area"} for s in name.spots)


def _is_large(name: Name) -> bool:
    """Whether it is the name of a country, an area, or a division of some size."""
    return _is_known(name) or any(s.kind == "region" and not s.alternate and s.weight >= _LARGE for s in name.spots)


def _is_no_person(doc: Doc, name: Name, located: bool, followed: bool, surname: bool) -> bool | None:
    """Whether what spaCy takes for a person, or what ends the name of a person elsewhere (`surname`), is a place all the same."""
    label = doc[name.end - 1].ent_type_
    inside = doc[name.start].ent_iob_ == "I" or (name.end < len(doc) and doc[name.end].ent_iob_ == "I")
    if label == "PERSON" and inside and not _is_known(name):
        return False
    doubted = surname and not _is_known(name)
    weight = _weight(name)
    name.sure = followed or (located and (label != "PERSON" or weight >= _TOWN) and not doubted)
    return True if name.sure or (not doubted and (_is_large(name) or (located and weight >= _SMALL))) else None


def _is_nationality(doc: Doc, name: Name, table: Gazetteer) -> bool:
    """Whether a word is one for people ("Somali refugees") although a division is called so too ("Somali region")."""
    if name.key not in table.adjectives and name.key not in table.people:
        return False
    if any(s.kind == "country" for s in name.spots):
        return False
    return name.end >= len(doc) or doc[name.end].lower_ not in table.words.place_nouns


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
