"""A reading kept in a dossier: linked to what is there, and stored, in one transaction."""

from __future__ import annotations

import datetime

from parley.ledger import Linked, Memory
from parley.lexicon.links import load_links
from parley.reason.linking.link import link_reading
from parley.records import Reading
from parley.store.dossier import Dossier


def link(reading: Reading, memory: Memory) -> Linked:
    """What a reading tells of the items of a dossier; an article without a day is known from today on."""
    return link_reading(reading, memory, load_links("en"), datetime.datetime.now(datetime.UTC).date().isoformat())


def keep(dossier: Dossier, reading: Reading) -> bool:
    """Adds a reading and its links; False where its article is there already. Raises InputError where another has its id."""
    return dossier.add(reading, link)
