"""A new article's records linked to what the dossier holds: actors first, since everything else is compared by them."""

from __future__ import annotations

from parley.ledger import Linked, Memory
from parley.lexicon.links import Links
from parley.reason.copies import find_copy
from parley.reason.linking.actors import link_actors
from parley.reason.linking.agreements import link_agreements
from parley.reason.linking.claims import link_claims
from parley.reason.linking.events import link_events
from parley.reason.linking.positions import link_positions
from parley.reason.linking.scene import Scene
from parley.reason.linking.settlements import settlements
from parley.reason.linking.told import link_expectations, link_relations, link_statements
from parley.records import Reading

NO_DAY = "0001-01-01"


def link_reading(reading: Reading, memory: Memory, table: Links, known: str = NO_DAY) -> Linked:
    """Links of every record of a reading, what it settles, and what it copies. Nothing that was linked before changes.

    `known` (ISO day) is from when an article without a day of publication counts as known.
    """
    copy_of, sketch = find_copy(reading.article, memory)
    scene = Scene(reading, table, memory, (reading.article.published or known)[:10], copy_of)
    for step in (
        link_actors, link_statements, link_events, link_agreements, link_positions,
        link_claims, link_expectations, link_relations,
    ):  # fmt: skip
        step(scene)
    return Linked(copy_of=copy_of, sketch=sketch, links=tuple(scene.links), settlements=settlements(scene))
