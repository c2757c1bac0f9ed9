"""A reading kept in a dossier: linked to what is there, and stored, in one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

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


def link_all(dossier: Dossier) -> Iterator[str]:
    """Links the articles that an older version added without links, oldest first; yields the id of each once it is safe."""
    for article in dossier.unlinked():
        reading = dossier.reading(article)
        if reading is not None:
            dossier.reread(reading, link)
            yield article
