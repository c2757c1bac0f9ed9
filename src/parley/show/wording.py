"""Records in words: the same in the brief, in lists, on the page."""

from __future__ import annotations

import re

from parley.lexicon.links import load_links
from parley.reason.merged import (
    Evidence,
    MergedAgreement,
    MergedClaim,
    MergedEvent,
    MergedExpectation,
    MergedPosition,
    MergedRelation,
)
from parley.reason.sentences import around, sentences
from parley.reason.words import fold
from parley.records import Span
from parley.show.book import Book
from parley.show.days import in_words

KIND = {
    "ceasefire": "ceasefire",
    "local": "local agreement",
    "prisoner_exchange": "prisoner exchange",
    "humanitarian": "humanitarian agreement",
    "framework": "framework agreement",
    "comprehensive": "peace agreement",
    "implementation": "implementation agreement",
    "principle": "agreement in principle",
    "other": "agreement",
}
STATUS = {"in_force": "in force", "unknown": "status not known"}
EVENT = {
    "AGREE": "agreed", "CONSULT": "talks", "SUPPORT": "support", "CONCEDE": "concession", "COOPERATE": "cooperation", "AID": "aid",
    "RETREAT": "pull-back or release", "REQUEST": "demand", "ACCUSE": "accusation", "REJECT": "refusal", "THREATEN": "threat",
    "PROTEST": "protest", "SANCTION": "sanction", "MOBILIZE": "mobilisation", "COERCE": "coercion", "ASSAULT": "attack",
}  # fmt: skip
AUX = {"future": "announced", "hypothetical": "possible", "negation": "did not happen", "historical": "past"}
TIE = {
    "former_leader_of": "led",
    "spokesperson_of": "speaks for",
    "mediates_between": "mediates for",
    "allied_with": "is allied with",
    "affiliated_with": "is affiliated with",
    "member_of": "is a member of",
    "part_of": "is part of",
}
DIRECTION = {"for": "✓ for", "against": "✗ against", "conditional": "~ on a condition"}


def one_line(text: str) -> str:
    """Text with line breaks and runs of space made single spaces."""
    return " ".join(text.split())


def capital(text: str) -> str:
    """Text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def cut(text: str, width: int) -> str:
    """A text of at most `width` characters, cut between words with an ellipsis."""
    text = one_line(text)
    if len(text) <= width:
        return text
    kept = text[: width - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept[width // 2 :] else kept).rstrip(",;:–— ") + "…"


def quoted(text: str, width: int = 400) -> str:
    """A stretch of an article in quotation marks; a pair of its own around all of it is dropped, marks inside become single."""
    text = cut(text, width)
    marks = _QUOTES.findall(text)
    if len(marks) == 1 or (len(marks) == 2 and _QUOTES.match(text) and _QUOTES.match(text[-1])):
        text, marks = _QUOTES.sub("", text).strip(), []
    for number, mark in enumerate(marks):
        opens = mark in "“«" or (mark == '"' and number % 2 == 0)
        text = text.replace(mark, "‘" if opens else "’", 1)
    return f"“{text}”"


_QUOTES = re.compile(r'["“”«»]')
_CURT = 8  # words up to which a sentence says little without the one before
_BEFORE = 90  # characters of that
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,30}(?:,[^—–-]{1,40}| ?\([^)]{1,30}\)){0,2}\s*[-–—]+\s+(?=\S)")


def sentence(book: Book, evidence: Evidence) -> str:
    """The sentence (or sentences) around evidence, without a dateline. Of evidence over several lines, the longest part counts."""
    text = book.text_of[evidence.article].text
    start, end = evidence.start_char, evidence.end_char
    if "\n" in text[start:end]:
        part = max(text[start:end].split("\n"), key=len)
        start = text.index(part, start)
        end = start + len(part)
    return _plain(text, around(text, (start, end)))


def _plain(text: str, span: Span) -> str:
    found = text[slice(*span)]
    return one_line(_DATELINE.sub("", found, count=1) if _DATELINE.match(found) else found)


def telling(book: Book, evidence: Evidence) -> str:
    """The sentence around evidence; a curt one ("This is a red line.") after the one before it in the paragraph."""
    said = sentence(book, evidence)
    if len(said.split()) > _CURT:
        return said
    text = book.text_of[evidence.article].text
    start = around(text, (evidence.start_char, evidence.end_char))[0]
    before = [span for span in sentences(text) if span[1] <= start]
    if not before or "\n" in text[before[-1][0] : start]:
        before = [span for span in before[-1:] if text[span[1] - 1] in ".!?" and "\n\n\n" not in text[span[1] : start]]
    return f"{cut(_plain(text, before[-1]), _BEFORE)} {said}" if before else said


def position(book: Book, item: MergedPosition) -> str:
    """ "✗ against: France", with the condition and where it stood before."""
    said = f"{DIRECTION[item.direction]}: {book.name(item.actor)}"
    if item.direction == "conditional" and item.condition:
        said += f", {cut(item.condition, 80)}"
    if item.moved:
        was = item.life[-2] if item.life[-1].value == item.direction else item.life[-1]
        since = item.life[-1].day
        said += f" (was {was.value}{' until ' + in_words(since) if since else ''})"
    return said


def agreement(book: Book, item: MergedAgreement) -> str:
    """ "Local agreement, Niono, March 2021: hunters and Katiba Macina"."""
    head = ", ".join(part for part in (capital(KIND[item.kind]), item.place, in_words(item.date)) if part)
    parties = book.names(item.parties)
    by = f", through {book.names(item.mediators)}" if book.names(item.mediators) else ""
    return f"{head}: {parties}{by}" if parties else head + by


def status(item: MergedAgreement, *, loud: bool = False) -> str:
    """Where an agreement stands, in capitals where `loud`, and since when."""
    when = in_words(item.status_date) or (in_words(item.life[-1].day) if item.life else "")
    words = STATUS.get(item.status, item.status)
    words = words.upper() if loud else words
    reported = "" if item.status_date or not when else "reported "
    return f"{words} ({reported}{when})" if when and item.status != "unknown" else words


def terms(book: Book, item: MergedAgreement, most: int = 4) -> list[str]:
    """What each party owes: "Katiba Macina: free their captives"."""
    said = [": ".join(part for part in (book.name(term.by), cut(term.text, 90)) if part) for term in item.terms[:most]]
    return said + ([f"and {len(item.terms) - most} more"] if len(item.terms) > most else [])


def claim(book: Book, item: MergedClaim, width: int = 140) -> str:
    """ "…": asserted by X; denied by Y."""
    who = [
        f"{verb} by {names}"
        for verb, actors in (("asserted", item.asserted_by), ("denied", item.denied_by), ("confirmed", item.confirmed_by))
        if (names := book.names(actors))
    ]
    return f"{quoted(item.text, width)}{': ' + '; '.join(who) if who else ''}"


def expectation(book: Book, item: MergedExpectation, width: int = 140, *, first: bool = True) -> str:
    """What is said to come and by whom: "The vote will be held in May (Government of Mali)"; `first`: "Denmark: it would leave"."""
    by, said = book.name(item.made_by), cut(item.text, width)
    if by and first and set(fold(item.text).split()[:1]) & load_links(book.language).leaning:
        return f"{by}: {said}"
    return f"{capital(said)} ({by})" if by else capital(said)


def event(book: Book, item: MergedEvent, *, bare: bool = False) -> str:
    """ "Talks: A → B, Doha, 3 Mar 2021"; `bare` without who and where, to stand before the sentence itself."""
    head = EVENT[item.event_type] + (f" ({AUX[item.aux]})" if item.aux else "")
    if bare:
        return ", ".join(part for part in (capital(head), in_words(item.date)) if part)
    actor, recipient = book.names(item.actor), book.names(item.recipient)
    people = f"{actor} → {recipient}" if actor and recipient else actor or (f"→ {recipient}" if recipient else "")
    return ", ".join(
        part for part in (f"{capital(head)}: {people}" if people else capital(head), item.place, in_words(item.date)) if part
    )


def relation(book: Book, item: MergedRelation) -> str:
    """ "Amadou Koufa leads Katiba Macina", "RSF controls most of Darfur (Government of Sudan)"."""
    tie = f"{book.name(item.subject)} {TIE.get(item.type, item.type)}"
    if item.area:
        return f"{tie} {f'{item.share} of ' if item.share else ''}{item.area} ({book.name(item.object)})"
    return f"{tie} {book.name(item.object)}"
