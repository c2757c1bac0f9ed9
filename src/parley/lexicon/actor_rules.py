"""What must hold of the knowledge base of actors as a whole. Used by the tests and by `parley actors import`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from parley.lexicon.known_actors import KnownActor, Tie
from parley.lexicon.words import words_of

# Codes of ISO 3166-1 that are no party in countries.tsv but where actors are at home.
OTHER_CODES = frozenset({"HKG", "VAT"})
ARABIC = re.compile(r"[\u0600-\u06ff]")


def faults(actors: Sequence[KnownActor], ties: Sequence[Tie], countries: Collection[str], generated: Collection[str]) -> list[str]:
    """What is wrong, a line each with the file and line; `generated`: keys that come from the table of countries."""
    known = {actor.key: actor for actor in actors}
    return [
        *_twice(actors),
        *(fault for actor in actors for fault in row_faults(actor, countries)),
        *_shared_names(actors),
        *(fault for tie in ties for fault in _tie_faults(tie, known, generated)),
        *_ties_twice(ties),
        *_circles([tie for tie in ties if tie.relation == "part_of"]),
    ]


def _twice(actors: Iterable[KnownActor]) -> Iterator[str]:
    for key, count in Counter(actor.key for actor in actors).items():
        if count > 1:
            yield f"{key}: {count} rows, expected one"


def row_faults(actor: KnownActor, countries: Collection[str]) -> Iterator[str]:
    """What is wrong with one row."""
    for code in actor.where:
        if code not in countries and code not in OTHER_CODES:
            yield _of(actor, f"found the country {code!r}, expected a code of ISO 3166-1 alpha-3 that countries.tsv has")
    if not actor.source:
        yield _of(actor, "no source, expected where its facts can be looked up")
    latin = [actor.name, *actor.aliases]
    for form, count in Counter(latin).items():
        if count > 1:
            yield _of(actor, f"{form!r} is there {count} times")
    arabic = actor.names.get("ar", ())
    for form in (*latin, *actor.names.get("fr", ()), *actor.names.get("es", ()), *arabic):
        yield from (_of(actor, text) for text in _form_faults(form, form in arabic))


def _of(actor: KnownActor, text: str) -> str:
    return f"{actor.place}: {actor.key}: {text}"


def _form_faults(form: str, arabic: bool) -> Iterator[str]:
    if not words_of(form):
        yield f"the name {form!r} has no word"
    if arabic != bool(ARABIC.search(form)):
        yield f"the Arabic name {form!r} has no Arabic letter" if arabic else f"{form!r} belongs in the column of Arabic names"
    if form != unicodedata.normalize("NFC", form) or "\u00a0" in form:
        yield f"{form!r} is not in Unicode's composed form, or has a space that does not break"


def _shared_names(actors: Iterable[KnownActor]) -> Iterator[str]:
    """Two actors of one name must act in different countries, or the article could not tell which is meant."""
    holders: dict[tuple[str, ...], dict[str, KnownActor]] = {}
    for actor in actors:
        for form in (actor.name, *actor.aliases, *actor.names.get("fr", ()), *actor.names.get("es", ())):
            holders.setdefault(words_of(form), {})[actor.key] = actor
    for words, held in holders.items():
        for sort in (True, False):
            alike = [a for a in held.values() if (a.kind == "person") == sort]
            if len({a.where for a in alike}) < len(alike):
                keys = " and of ".join(sorted(a.key for a in alike))
                yield f"{' '.join(words)!r} is a name of {keys}, which act in the same countries"


def _tie_faults(tie: Tie, known: Mapping[str, KnownActor], generated: Collection[str]) -> Iterator[str]:
    for key in (tie.subject, tie.object):
        if key not in known and key not in generated:
            yield f"{tie.place}: {key} is no actor of the knowledge base"
    if tie.subject == tie.object:
        yield f"{tie.place}: {tie.subject} is tied to itself"
    if tie.since and tie.until and tie.since[: len(tie.until)] > tie.until[: len(tie.since)]:
        yield f"{tie.place}: since {tie.since} is after until {tie.until}"
    subject = known.get(tie.subject)
    if tie.relation in {"leads", "office"}:
        if subject is not None and subject.kind != "person":
            yield f"{tie.place}: {tie.relation} is of a person, {tie.subject} is none"
        if not tie.role:
            yield f"{tie.place}: {tie.relation} has no role"
    if not tie.source:
        yield f"{tie.place}: no source"


def _ties_twice(ties: Iterable[Tie]) -> Iterator[str]:
    """A tie that began on another day is another one: an office held twice."""
    seen: set[tuple[str, ...]] = set()
    for tie in ties:
        key = (tie.subject, tie.relation, tie.role, tie.object, tie.since or "")
        if key in seen:
            yield f"{tie.place}: {tie.subject} {tie.relation} {tie.object} is there twice"
        seen.add(key)


def _circles(ties: Iterable[Tie]) -> Iterator[str]:
    above: dict[str, set[str]] = {}
    for tie in ties:
        above.setdefault(tie.subject, set()).add(tie.object)
    for key in above:
        seen, level = set[str](), {key}
        while level:
            level = {up for one in level for up in above.get(one, ())} - seen
            if key in level:
                yield f"{key} is part of itself"
                break
            seen |= level
