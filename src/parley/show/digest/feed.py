"""Changes of a dossier as an Atom feed (RFC 4287). A change keeps its id for good, however often the feed is made anew."""

from __future__ import annotations

import hashlib
from xml.etree import ElementTree as Tree

from parley.reason.changes import changes
from parley.reason.merged import Change, Evidence, Item, MergedAgreement, MergedClaim, MergedPosition
from parley.show.book import Book
from parley.show.brief import distinct
from parley.show.digest.contents import Entry
from parley.show.digest.entries import Entries
from parley.show.digest.sources import Sources
from parley.show.safe import one_line, web_address

_ATOM = "http://www.w3.org/2005/Atom"
_LIVED = (MergedAgreement, MergedClaim, MergedPosition)
_NEVER = "1970-01-01"


def render_feed(book: Book) -> bytes:
    """The feed, newest change first."""
    Tree.register_namespace("", _ATOM)
    feed = Tree.Element(_tag("feed"))
    name = one_line(book.title.removesuffix(".parley"))
    _add(feed, "id", f"urn:parley:dossier:{hashlib.blake2b(name.encode(), digest_size=8).hexdigest()}")
    _add(feed, "title", f"Changes in the talks: {name}")
    _add(feed, "updated", _time(book.view.as_of))
    _add(_add(feed, "author"), "name", "Parley")
    _add(feed, "generator", "Parley")
    entries = Entries(book, Sources(book), repeating=True)
    found = [(_day(book, change), change) for change in distinct(book, changes(book.before, book.view)) if change.kind != "actor"]
    for day, change in sorted(found, key=lambda pair: pair[0], reverse=True):
        _entry(feed, book, change, day, entries.of_change(change))
    Tree.indent(feed)
    return bytes(Tree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(feed: Tree.Element, book: Book, change: Change, day: str, said: Entry) -> None:
    made = _add(feed, "entry")
    title = ": ".join(part for part in (said.mark, said.lead or said.quote) if part)
    _add(made, "id", change_id(change, book.item[change.item]))
    _add(made, "title", title, type="text")
    _add(made, "updated", _time(day))
    _add(made, "category", term=change.kind)
    evidence = _newest(book, change)
    source = one_line(book.source(evidence.article)) if evidence else ""
    address = web_address(book.text_of[evidence.article].url) if evidence else None
    if address:
        _add(made, "link", rel="alternate", href=address)
    _add(made, "content", f"“{said.quote}” ({source})" if said.quote else source or title, type="text")


def change_id(change: Change, item: Item) -> str:
    """The same for the same change: what changed, what it is now, and since when it is so."""
    now = change.now if change.kind != "event" else ""  # a new event stays one, whatever type it is later given
    return f"urn:parley:change:{hashlib.blake2b(repr((change.item, now, _turn(item))).encode(), digest_size=12).hexdigest()}"


def _turn(item: Item) -> str | None:
    """The day from which an item with a life is as it is now."""
    if not isinstance(item, _LIVED) or not item.life:
        return None
    day = item.life[-1].day
    for stage in reversed(item.life):
        if stage.value != item.life[-1].value:
            break
        day = stage.day
    return day


def _newest(book: Book, change: Change) -> Evidence | None:
    return max(change.evidence, key=lambda e: book.text_of[e.article].published or "", default=None)


def _day(book: Book, change: Change) -> str:
    """The day on which the change became known."""
    evidence = _newest(book, change)
    published = book.text_of[evidence.article].published if evidence else None
    return _turn(book.item[change.item]) or published or book.view.as_of or _NEVER


def _time(day: str | None) -> str:
    return f"{(day or _NEVER)[:10]}T00:00:00Z"


def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _add(parent: Tree.Element, name: str, text: str | None = None, **attributes: str) -> Tree.Element:
    made = Tree.SubElement(parent, _tag(name), attributes)
    made.text = one_line(text) if text else None
    return made
