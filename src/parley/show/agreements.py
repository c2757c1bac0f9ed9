"""What is told of an agreement beyond parties, terms and state, in words: stage, effect, duration, mandates, exchanges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.reason.merged import MergedAgreement
from parley.show import wording
from parley.show.book import Book
from parley.show.days import in_words
from parley.values import AgreementStage

# PA-X's names of its stages
STAGE: dict[AgreementStage, str] = {
    "Pre": "pre-negotiation or process",
    "SubPar": "framework or substance, partial",
    "SubComp": "framework or substance, comprehensive",
    "Imp": "implementation or renegotiation",
    "Ren": "renewal",
    "Cea": "ceasefire or related",
    "Oth": "other",
}
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_HOURS = {"H": "hour", "M": "minute", "S": "second"}
_LENGTH = re.compile(r"P(?P<date>(?:\d+[YMWD])*)(?:T(?P<time>(?:\d+[HMS])+))?")


def length(value: str) -> str:
    """A TIMEX3 duration in words: "3 months", "72 hours"; other values as they are."""
    found = _LENGTH.fullmatch(value)
    if found is None or value == "P":
        return value
    parts = [
        f"{number} {units[unit]}{'s' * (number != '1')}"
        for text, units in ((found["date"], _UNITS), (found["time"], _HOURS))
        for number, unit in re.findall(r"(\d+)(\w)", text or "")
    ]
    return ", ".join(parts)


def holds(item: MergedAgreement) -> str:
    """From when and for how long it is to hold: "from 28 May 2023, for 3 months, renewable"; "" where neither is known."""
    parts = [f"from {in_words(item.effective)}{_hour(item.effective)}"] if item.effective else []
    if item.duration:
        again = {True: ", renewable", False: ", not renewable", None: ""}[item.duration.renewable]
        parts.append(f"for {length(item.duration.value)}{again}")
    return ", ".join(parts)


def _hour(value: str) -> str:
    found = re.search(r"T(\d\d(?::\d\d)?)", value)
    return f", {found[1] if ':' in found[1] else found[1] + ':00'}" if found else ""


def exchanges(book: Book, item: MergedAgreement, most: int | None = None) -> list[str]:
    """What was given for what, `most` at most: "Katiba Macina: free their captives, for the reopening of the market"."""
    return [
        ": ".join(part for part in (book.name(e.by), f"{wording.cut(e.given, 90)}, for {wording.cut(e.received, 90)}") if part)
        for e in item.exchange[:most]
    ]


def facts(book: Book, item: MergedAgreement) -> Iterator[tuple[str, str]]:
    """What `parley show` tells of an agreement beyond its first lines, as label and value."""
    for term in item.terms:
        who = " to ".join(name for name in (book.name(term.by), book.name(term.to)) if name)
        yield "term", (f"{who}: " if book.name(term.by) else f"to {who}: " if who else "") + wording.one_line(term.text)
    yield from (("exchange", said) for said in exchanges(book, item))
    if names := book.names(item.mediators):
        yield "through", names
    for mandate in item.mandate:
        yield "mandate", f"{book.name(mandate.mediator)}, sent by {book.name(mandate.by)}"
    if when := holds(item):
        yield "to hold", when
    if item.stage:
        yield "stage", f"{STAGE[item.stage]} (PA-X: {item.stage})"
