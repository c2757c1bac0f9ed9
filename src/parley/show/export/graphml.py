"""Actors and what is between them as GraphML: ties, talks and other events, agreements and mediation as edges of a multigraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as Tree

from parley.reason.merged import Item, MergedAgreement, MergedEvent, MergedRelation
from parley.show import wording
from parley.show.book import Book
from parley.show.export.sentences import articles_of, sentence_of
from parley.show.safe import one_line

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
NODE_FIELDS = {
    "label": ("string", "the actor's name"),
    "kind": ("string", "government, armed_group, person, igo, ..."),
    "country": ("string", "ISO 3166-1 alpha-3"),
    "canonical": ("string", "key in Parley's list of actors"),
    "aliases": ("string", "other names, with | between"),
    "articles": ("int", "how many articles mention it"),
}
EDGE_FIELDS = {
    "what": ("string", "relation, event, agreement, or mediation (from mediator to party)"),
    "type": ("string", "type of the relation, PLOVER type of the event, kind of the agreement"),
    "label": ("string", "the same in words"),
    "directed_by_nature": ("boolean", "false where it holds both ways (talks, agreements, alliances)"),
    "date": ("string", "day of the event or agreement, with its grain; beginning of the relation"),
    "status": ("string", "of the agreement; of an event that did not (yet) happen: future, hypothetical, negation, historical"),
    "weight": ("int", "how many articles tell it"),
    "text": ("string", "the newest sentence that tells it"),
    "item": ("string", "the record's id in the dossier"),
}
_MUTUAL = {"AGREE", "CONSULT", "COOPERATE", "allied_with", "opposes"}


@dataclass(frozen=True)
class _Edge:
    source: str
    target: str
    what: str
    type: str
    label: str
    date: str | None
    status: str | None
    item: Item


def render_graphml(book: Book) -> bytes:
    """The graph: actors that take part in something, and every edge between two of them."""
    edges = [edge for edge in _edges(book) if edge.source in book.actor and edge.target in book.actor]
    Tree.register_namespace("", _GRAPHML)
    root = Tree.Element(_tag("graphml"))
    for kind, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, (type, _) in fields.items():
            Tree.SubElement(root, _tag("key"), {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": type})
    graph = Tree.SubElement(root, _tag("graph"), {"id": "dossier", "edgedefault": "directed"})
    named = {id for edge in edges for id in (edge.source, edge.target)}
    for actor in book.view.actors:
        if actor.id in named:
            values = (actor.name, actor.kind, actor.country, actor.canonical, " | ".join(actor.aliases), actor.articles)
            _add(graph, "node", {"id": actor.id}, dict(zip(NODE_FIELDS, values, strict=True)))
    for number, edge in enumerate(edges):
        where = {"id": f"edge-{number}", "source": edge.source, "target": edge.target}
        _add(graph, "edge", where, _values(book, edge))
    Tree.indent(root)
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _values(book: Book, edge: _Edge) -> dict[str, object]:
    mutual = edge.what == "agreement" or edge.type in _MUTUAL
    values = (
        edge.what, edge.type, edge.label, str(not mutual).lower(), edge.date, edge.status,
        len(articles_of(edge.item)), sentence_of(book, edge.item), edge.item.id,
    )  # fmt: skip
    return dict(zip(EDGE_FIELDS, values, strict=True))


def _add(graph: Tree.Element, name: str, attributes: dict[str, str], values: dict[str, object]) -> None:
    made = Tree.SubElement(graph, _tag(name), attributes)
    for field, value in values.items():
        if value is not None and value != "":
            Tree.SubElement(made, _tag("data"), {"key": f"{name}-{field}"}).text = one_line(str(value))


def _tag(name: str) -> str:
    return f"{{{_GRAPHML}}}{name}"


def _edges(book: Book) -> Iterator[_Edge]:
    for relation in book.standing.relations:
        yield _relation(relation)
    for event in book.standing.events:
        yield from _event(event)
    for agreement in book.standing.agreements:
        yield from _agreement(agreement)


def _relation(item: MergedRelation) -> _Edge:
    label = wording.TIE.get(item.type, item.type.replace("_", " "))
    return _Edge(item.subject, item.object, "relation", item.type, label, item.since, None, item)


def _event(item: MergedEvent) -> Iterator[_Edge]:
    label = wording.EVENT[item.event_type]
    pairs = [(actor, recipient) for actor in item.actor for recipient in item.recipient if actor != recipient]
    if item.event_type in _MUTUAL:  # who met whom: one edge, whichever is named first
        pairs = list({frozenset(pair): pair for pair in (*pairs, *combinations(item.actor, 2))}.values())
    for actor, recipient in pairs:
        yield _Edge(actor, recipient, "event", item.event_type, label, item.date, item.aux, item)
    for mediator in item.mediator:
        for party in dict.fromkeys((*item.actor, *item.recipient)):
            yield _Edge(mediator, party, "mediation", item.event_type, "mediates", item.date, item.aux, item)


def _agreement(item: MergedAgreement) -> Iterator[_Edge]:
    label = wording.KIND[item.kind]
    for one, other in combinations(item.parties, 2):
        yield _Edge(one, other, "agreement", item.kind, label, item.date, item.status, item)
    for mediator in item.mediators:
        for party in item.parties:
            yield _Edge(mediator, party, "mediation", item.kind, "mediates", item.date, item.status, item)
