"""Actors, ties, events and articles as followthemoney entities (JSON lines), for OpenAleph and its like.

Written after followthemoney's schema without depending on it: each property is checked against it in the tests. What the
schema has no word for (positions, claims, expectations) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from parley.reason.dates import days
from parley.reason.merged import MergedActor, MergedAgreement, MergedEvent, MergedRelation
from parley.show import wording
from parley.show.book import Book
from parley.show.countries import country
from parley.show.export.sentences import articles_of, sentence_of
from parley.show.safe import one_line, web_address

SCHEMA_OF = {
    "person": "Person", "government": "PublicBody", "military": "PublicBody", "company": "Company", "people": "LegalEntity",
    "other": "LegalEntity", "armed_group": "Organization", "igo": "Organization", "ngo": "Organization", "media": "Organization",
    "party": "Organization", "religious": "Organization",
}  # fmt: skip
# relations: (schema, property of the subject, property of the object); where the schema of an end does not fit: UnknownLink
TIES = {
    "leads": ("Directorship", "director", "organization"),
    "former_leader_of": ("Directorship", "director", "organization"),
    "member_of": ("Membership", "member", "organization"),
    "part_of": ("Membership", "member", "organization"),
    "spokesperson_of": ("Representation", "agent", "client"),
}
_LINK = ("UnknownLink", "subject", "object")
_ORGANIZATIONS = {"Organization", "PublicBody", "Company"}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def export_ftm(book: Book) -> Iterator[dict[str, Any]]:
    """Entities: articles and actors before what refers to them."""
    for id in book.article:
        yield _article(book, id)
    for actor in book.view.actors:
        yield _actor(book, actor)
    for relation in book.standing.relations:
        if relation.subject in book.actor and relation.object in book.actor:
            yield _relation(book, relation)
    for event in book.standing.events:
        if event.aux in {None, "historical"}:
            yield _event(book, event)
    for agreement in book.standing.agreements:
        yield _agreement(book, agreement)


def _entity(id: str, schema: str, **properties: list[str] | str | None) -> dict[str, Any]:
    """An entity; every property is a list, empty ones are left out."""
    listed = {name: [value] if isinstance(value, str) else value or [] for name, value in properties.items()}
    kept = {name: list(dict.fromkeys(filter(None, map(one_line, values)))) for name, values in listed.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _article_id(id: str) -> str:
    return f"article-{id}"


def _article(book: Book, id: str) -> dict[str, Any]:
    article = book.text_of[id]
    title = article.title or article.text.strip().partition("\n")[0]
    return _entity(
        _article_id(id), "Article", title=title, publisher=article.publisher, publishedAt=_date(article.published),
        sourceUrl=web_address(article.url), language=_language(article.language),
    )  # fmt: skip


def _language(code: str | None) -> str | None:
    """The ISO 639-3 code, which followthemoney wants."""
    return {"en": "eng", "fr": "fra", "es": "spa", "ar": "ara", "ru": "rus", "pt": "por", "de": "deu"}.get(code or "")


def _actor(book: Book, actor: MergedActor) -> dict[str, Any]:
    roles = [f"{role.role}{' of ' + book.name(role.of) if book.name(role.of) else ''}" for role in actor.roles]
    schema = SCHEMA_OF[actor.kind]
    return _entity(
        actor.id, schema, name=actor.name, alias=list(actor.aliases), country=country(actor.country).alpha2.lower(),
        proof=[_article_id(id) for id in articles_of(actor)], **({"position": roles} if schema == "Person" else {}),
    )  # fmt: skip


def _relation(book: Book, item: MergedRelation) -> dict[str, Any]:
    ends = SCHEMA_OF[book.actor[item.subject].kind], SCHEMA_OF[book.actor[item.object].kind]
    fits = item.type == "spokesperson_of" or ends[1] in _ORGANIZATIONS
    schema, subject, object = TIES.get(item.type, _LINK) if fits else _LINK
    return _entity(
        item.id, schema, role=wording.TIE.get(item.type, item.type.replace("_", " ")), startDate=_date(item.since),
        endDate=_date(item.until), description=sentence_of(book, item), **{subject: item.subject, object: item.object},
    )  # fmt: skip


def _event(book: Book, item: MergedEvent) -> dict[str, Any]:
    involved = [id for id in (*item.actor, *item.recipient, *item.mediator) if id in book.actor]
    return _entity(
        item.id, "Event", name=wording.event(book, item), involved=involved, location=item.place,
        description=sentence_of(book, item),
        proof=[_article_id(id) for id in articles_of(item)], keywords=[item.event_type, *item.contexts], **_when(item.date),
    )  # fmt: skip


def _agreement(book: Book, item: MergedAgreement) -> dict[str, Any]:
    involved = [id for id in (*item.parties, *item.mediators) if id in book.actor]
    return _entity(
        item.id, "Event", name=wording.agreement(book, item), involved=involved, location=item.place,
        summary=wording.status(item), description=sentence_of(book, item), keywords=["agreement", item.kind, item.status],
        proof=[_article_id(id) for id in articles_of(item)], **_when(item.date),
    )  # fmt: skip


def _when(value: str | None) -> dict[str, str]:
    """A day or month as `date`; any other stretch as its first and last day."""
    if date := _date(value):
        return {"date": date}
    stretch = days(value)
    return {"startDate": stretch[0].isoformat(), "endDate": stretch[1].isoformat()} if stretch else {}


def _date(value: str | None) -> str | None:
    """A date with its grain, as followthemoney writes it; None for seasons, quarters and the like."""
    return value if value and _DATE.fullmatch(value) and days(value) else None
