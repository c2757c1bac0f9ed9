"""What the words around a name say about it: is it where something is, or part of the name of something else?

Pure functions of a Doc and token indices; a name is tokens `start` to `end` (exclusive). The word lists are the language pack's.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from parley.lexicon.gazetteer import PlaceWords

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_SKIPPED = frozenset({"the", "of", "-", "town", "city", "village", "region", "a"})


def is_located(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    """Whether a preposition of place or "the province of" goes before, or a noun of place in lower case follows ("X district")."""
    if end < len(doc) and doc[end].text in words.place_nouns:
        return True
    if end + 1 < len(doc) and doc[end + 1].text in words.place_nouns and doc[end].is_alpha and doc[end].text.islower():
        return True  # "X refugee camp"
    if start and doc[start - 1].text in words.place_nouns and doc[start].pos_ == "PROPN":
        return True  # "the island X"
    for i in range(start - 1, max(start - 6, -1), -1):
        lower = doc[i].lower_
        if lower in words.locative:
            return True
        if i + 1 < start and doc[i + 1].lower_ == "of" and (lower in words.place_nouns or lower in words.directions):
            return True  # "the village of X", "north of X"
        if lower not in words.directions and lower not in _SKIPPED:
            return False
    return False


def is_dateline(doc: Doc, start: int, end: int) -> bool:
    """Whether a name in capitals opens a line as the place of writing ("KHARTOUM/JEDDAH, May 25 -")."""
    if not doc[start].is_upper or end >= len(doc) or doc[end].text not in {",", "/", "(", "—", "–", "-", "--", ":"}:
        return False
    i = start - 1
    while i >= 0 and (doc[i].is_upper or doc[i].text in {"/", "-"}):
        i -= 1
    return i < 0 or "\n" in doc[i].text


def is_part(doc: Doc, start: int, end: int, words: PlaceWords, before: Token | None) -> bool:
    """Whether a name is only a part of the name of a person, an organisation, an outlet, a street."""
    head = doc[end - 1]
    if before is not None and (_belongs_to_previous(doc, before, head, words) or _names_a_group(doc, start, words)):
        return True
    if end < len(doc) and doc[end].text in words.named_things:
        return True
    after = doc[end] if end < len(doc) else None
    if after is not None and after.text in {"-", "–"} and end + 1 < len(doc) and doc[end + 1].text[:1].isupper():
        after = doc[end + 1]
    if after is None or not (after.text[:1].isupper() or after.text.isdigit()) or after.lower_ in words.office:
        return head.ent_type_ == "ORG" and _in_longer_name(doc, start, end) and not _is_body(doc, end, words)
    if after.lower_ in words.streets:
        return True
    if _is_body(doc, end, words):
        return False
    if after.lower_ in words.place_nouns:
        return head.ent_type_ == "ORG" and _in_longer_name(doc, start, end)
    if after.text.isdigit():  # "France 24"
        return after.ent_iob_ == "I" and head.ent_type_ in {"ORG", "PRODUCT"}
    return after.ent_iob_ == "I" or (head.dep_ == "compound" and after.pos_ == "PROPN" and after.ent_type_ not in PLACE_LABELS)


def _belongs_to_previous(doc: Doc, before: Token, head: Token, words: PlaceWords) -> bool:
    """Mr. Paris, Bank of Ireland, and the last word of a longer person or organisation."""
    lower = before.lower_
    if lower in words.titles and head.ent_type_ not in PLACE_LABELS and before.text[:1].isupper():
        return True
    if lower == "of" and before.i > 0 and doc[before.i - 1].lower_ in words.named_after and doc[before.i - 1].text[:1].isupper():
        return True
    if before.pos_ != "PROPN" or not before.text[:1].isupper() or not before.is_alpha or head.ent_iob_ != "I":
        return False
    if lower in words.directions or lower in words.place_nouns or lower in words.office:
        return False
    return before.ent_type_ == head.ent_type_ and head.ent_type_ in {"PERSON", "ORG"}


def _names_a_group(doc: Doc, start: int, words: PlaceWords) -> bool:
    """Islamic State in the Greater Sahara, Al-Qaeda in the Arabian Peninsula, Front for the Liberation of X."""
    for i in range(start - 1, max(start - 8, -1), -1):
        token = doc[i]
        if token.text[:1].isupper() and token.lower_ in words.groups:
            return i < start - 1
        if token.lower_ not in {"the", "of", "in", "for", "and"} and not token.text[:1].isupper():
            return False
    return False


def _is_body(doc: Doc, end: int, words: PlaceWords) -> bool:
    """Whether what follows names an office or a public body ("Agriculture Secretary", "Department of Health")."""
    for i in range(end, min(end + 5, len(doc))):
        token = doc[i]
        if token.text[:1].isupper():
            if token.lower_ in words.bodies or token.lower_ in words.office:
                return True
        elif token.lower_ not in {"'s", "’s", "of", "for", "and", "the", "&"}:
            return False
    return False


def _in_longer_name(doc: Doc, start: int, end: int) -> bool:
    """Whether spaCy sees an entity of which the name is only a part, other than an article before it."""
    first = start
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    last = end
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    return any(doc[i].text[:1].isupper() or doc[i].is_digit for i in (*range(first, start), *range(end, last)))
