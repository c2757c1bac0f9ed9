"""Notes -> actors and their mentions.

Order: proper names (names.py), countries that act (states.py), common nouns (descriptions.py, affiliates.py, offices.py), what
points back (coreference.py), then who holds which office (roles.py), and who is called by it again (persons_again.py).
"""

from __future__ import annotations

from parley.extract.affiliates import find_affiliates
from parley.extract.coreference import link_anaphors, link_pronouns, merge_latter
from parley.extract.descriptions import find_descriptions
from parley.extract.names import find_names
from parley.extract.notes import Notes
from parley.extract.offices import find_offices
from parley.extract.persons_again import link_persons
from parley.extract.roles import find_roles
from parley.extract.states import find_acting_countries
from parley.extract.wording import wording
from parley.lexicon.actors import Actors
from parley.records import Actor, Mention


def actors(notes: Notes, table: Actors) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """Actors of the article in the order in which they first appear, and their mentions in the order of the text."""
    scene = find_names(notes, table, wording(notes, table.name_words["abbreviation"]))
    find_acting_countries(scene)
    phrases = find_descriptions(scene)
    find_affiliates(scene)
    find_offices(scene)
    link_anaphors(scene, phrases)
    merge_latter(scene)
    link_pronouns(scene)
    find_roles(scene)
    link_persons(scene)
    return scene.cast.records(notes.article)
