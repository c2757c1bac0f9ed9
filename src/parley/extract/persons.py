"""Which runs of capitalised words name a person, and whom.

Evidence counts, not the model alone: titles, particles, a role noun or "who" beside the name, a verb of saying. The model takes
many African and Arab names for places and organisations. Misses: single names that no title, role or verb speaks for.
"""

from __future__ import annotations

from spacy.tokens import Token

from parley.extract.casts import Draft
from parley.extract.known_persons import named_person, surname_of
from parley.extract.mentions import Run
from parley.extract.role_phrases import after_name, before_name
from parley.extract.scenes import Parsed, Scene, form_of, mention, span_of
from parley.lexicon.actors import Actors
from parley.lexicon.words import Words

# A person's name has at most so many words ("Mohammed bin Salman bin Abdulaziz Al Saud" has eight).
LONGEST_PERSON = 8
# A name that only its verb speaks for is a person's up to so many words.
USUAL_PERSON = 4
SPATIAL = frozenset({"in", "at", "near", "into", "inside", "outside", "across", "around", "throughout"})


def is_person(scene: Scene, item: Parsed) -> bool:
    """Whether a run names a person: titles, the model, a role noun beside it, or that it speaks."""
    name, table = item.name, scene.table
    length, span = name.last - name.first + 1, span_of(scene.words, name.first, name.last)
    if length > LONGEST_PERSON or any(c.isdigit() for c in "".join(scene.words.text[name.first : name.last + 1])):
        return False
    if all((w,) in table.titles or w in table.roles for w in scene.words.folded[name.first : name.last + 1]):
        return False
    if item.role is not None:
        return True
    is_place = any(p.start_char == span[0] for p in scene.notes.places_in(span))
    head = scene.words.head(name.first, name.last)
    if length < 2:
        return _is_surname(scene, item, head) and not is_place
    if _has_particle(scene, name):
        return True
    if item.label not in {"ORG"} and not is_place and (before_name(scene, name.first) or after_name(scene, name.last)):
        return True
    if scene.words.folded[name.first] in table.given and item.label in {"", "OTHER"} and not is_place:
        return True
    if item.label == "PERSON":
        spatial = head.dep_ == "pobj" and head.head.lower_ in SPATIAL
        return not spatial and (not is_place or head.dep_ in {"nsubj", "appos"})
    if _beside_role(head, table) or any(c.dep_ == "relcl" and _has_who(c) for c in head.children):
        return True
    if length > USUAL_PERSON or any(scene.words.text[i].isupper() for i in range(name.first, name.last + 1)):
        return False
    if head.dep_ == "conj" and head.head.ent_type_ == "PERSON" and item.label != "GPE":
        return True
    return not is_place and head.dep_ == "nsubj" and head.head.lemma_ in table.acting["speech"] and item.label != ""


def _is_surname(scene: Scene, item: Parsed, head: Token) -> bool:
    """Whether a single word names a person: it has a role beside it, or is the surname of one whom readers know."""
    if item.label in {"PERSON", ""} and _beside_role(head, scene.table):
        return True
    return item.label in {"PERSON", "ORG", ""} and surname_of(scene, scene.words.folded[item.name.first]) is not None


def _has_particle(scene: Scene, name: Run) -> bool:
    """Whether a lower-case or Arabic particle stands within a name ("Iyad Ag Ghali", "Ould Cheikh Ahmed", "Salman al-Ali")."""
    inside = scene.words.folded[name.first + 1 : name.last]
    return any(word in scene.table.name_words["patronymic"] for word in inside)


def _has_who(clause: Token) -> bool:
    return any(t.lower_ in {"who", "whose", "whom"} for t in clause.children)


def _beside_role(head: Token, table: Actors) -> bool:
    if head.dep_ == "appos" and head.head.lemma_.lower() in table.roles:
        return True
    if any(c.dep_ == "appos" and c.lemma_.lower() in table.roles for c in head.children):
        return True
    return any(c.dep_ in {"compound", "amod"} and c.text.islower() and c.lemma_ in table.roles for c in head.children)


def add_person(scene: Scene, name: Run, role: Run | None) -> Draft:
    """A mention of a person, without and with the titles before the name."""
    words = scene.words
    folded = words.folded[name.first : name.last + 1]
    draft = person_named(scene, folded) or named_person(scene, folded, form_of(words, name.first, name.last))
    if role is not None:
        _add_employer(scene, role)
        scene.cast.mention(draft, span_of(words, role.first, name.last), "name", form_of(words, role.first, name.last))
        scene.taken.update(range(role.first, role.last + 1))
        scene.titles.append((draft, role))
    mention(scene, draft, name.first, name.last)
    return draft


def _add_employer(scene: Scene, role: Run) -> None:
    """A company that only its chief's title tells ("Acme Widgets CEO Jane Roe")."""
    if role.last > role.first and scene.words.folded[role.last] in scene.table.name_words["company"]:
        folded = scene.words.folded[role.first : role.last]
        if not any(w in scene.table.roles or (w,) in scene.table.titles for w in folded) and folded not in scene.table.names:
            draft = scene.cast.get(folded, form_of(scene.words, role.first, role.last - 1), "company")
            mention(scene, draft, role.first, role.last - 1)


def person_named(scene: Scene, folded: Words) -> Draft | None:
    """The person of the cast whom a shorter name means: all its words are in the full name, in order."""
    exact = scene.cast.by_key(folded)
    if exact is not None:
        return exact
    fitting = [d for d in scene.cast if d.kind == "person" and _is_part(folded, d.words)]
    # "Rodríguez" is Jorge Rodríguez rather than José Luis Rodríguez Zapatero
    fitting = [d for d in fitting if d.words[-1] == folded[-1]] or fitting
    return max(fitting, key=lambda d: max(d.spans, default=(0, 0)), default=None)


def _is_part(short: Words, full: Words) -> bool:
    if len(short) >= len(full) or short[0] not in full:
        return False
    rest = iter(full)
    return all(word in rest for word in short)
