"""Where a role phrase stands: right before a name, or beyond a comma on either side of it."""

from __future__ import annotations

from dataclasses import dataclass

from parley.extract.scenes import Scene, form_of

# A role phrase is read so many words away from a name: "the deputy head of the commission's political wing, X" has eight.
REACH = 10


@dataclass(frozen=True, slots=True)
class Title:
    """A role phrase: words first..last name it, `noun` is its role noun, and what it is of follows or stands within."""

    first: int
    noun: int
    last: int


def is_role(scene: Scene, i: int) -> bool:
    """Whether a word is a role noun, in the plural too; "heads" as a verb is none."""
    word = scene.words.folded[i]
    if scene.words.token(i).pos_ in {"VERB", "AUX"}:
        return False
    return word in scene.table.roles or (word.endswith("s") and word[:-1] in scene.table.roles)


def singular(scene: Scene, first: int, noun: int) -> str:
    """The role as one person holds it: "jihadist leaders" -> "jihadist leader"."""
    role = form_of(scene.words, first, noun)
    word = scene.words.folded[noun]
    return role[:-1] if word not in scene.table.roles and word.removesuffix("s") in scene.table.roles else role


def before_name(scene: Scene, first: int) -> list[Title]:
    """Role phrases before a name: joined to it, or before a comma ("the group's leader, X")."""
    words = scene.words
    i = first - 1
    if i < 0:
        return []
    if not words.joined[first] and words.gap(first) not in {", ", ",\n", ", “", ": "}:
        return []
    begin = i
    while begin > 0 and words.joined[begin] and i - begin < REACH and words.token(begin - 1).pos_ not in {"VERB", "AUX", "SCONJ"}:
        begin -= 1
    nouns = [j for j in range(begin, i + 1) if is_role(scene, j)]
    if not nouns:
        return []
    if words.joined[first]:
        joined = [Title(left_end(scene, i, begin), i, i)] if nouns[-1] == i else []
        # "The chair of the bloc, Norland's president X": one office after the other, beyond a comma
        return [*joined, *(before_name(scene, begin) if joined and words.gap(begin) == ", " else [])]
    noun = nouns[0]
    return [Title(left_end(scene, noun, begin), noun, i)] if _reaches(scene, noun, i) else []


def _reaches(scene: Scene, noun: int, last: int) -> bool:
    """Whether what follows a role noun up to the comma belongs to it: nothing, or of/for/at and a name."""
    return noun == last or scene.words.folded[noun + 1] in {"of", "for", "at", "in", "to", "and", "with", "on"}


def left_end(scene: Scene, noun: int, begin: int) -> int:
    """First word of the phrase that a role noun heads."""
    first = noun
    while first > begin:
        token = scene.words.token(first - 1)
        if token.pos_ in {"DET", "PRON", "ADP", "CCONJ", "PUNCT", "VERB", "AUX"} and token.lower_ not in {"then"}:
            break
        first -= 1
    return first


def after_name(scene: Scene, last: int) -> list[Title]:
    """A role phrase after a name and a comma."""
    words, i = scene.words, last + 1
    if i >= len(words.folded) or words.gap(i) not in {", ", ",\n", " (", " – ", " — "}:
        return []
    end = i
    while end + 1 < len(words.folded) and words.joined[end + 1] and end - i < REACH:
        end += 1
    noun = next((j for j in range(i, end + 1) if is_role(scene, j)), None)
    if noun is None or words.folded[i] in {"and", "or", "but"} or _names_another(scene, noun, end):
        return []
    if any(scene.words.token(j).pos_ in {"VERB", "AUX"} for j in range(i, noun)):
        return []
    while noun < end and is_role(scene, noun + 1):
        noun += 1
    return [Title(left_end(scene, noun, i), noun, end)]


def _names_another(scene: Scene, noun: int, end: int) -> bool:
    """Whether the phrase goes on to a person's name, or that name follows it, without which this person would have no role."""
    words = scene.words
    if noun < end and scene.cast.person_from(words.start[noun + 1]):
        return True
    following = end + 1
    if following >= len(words.start) or words.gap(following) != ", ":
        return False
    return scene.cast.person_from(words.start[following]) and words.token(following).dep_ != "nsubj"
