"""How many outlets have a fact on their own: copies of a wire story and "as RFI reported" count for nothing more.

An article passes on another outlet's word where the evidence lies in what it attributes to a medium, or where the sentence
names another outlet of the dossier (or "a wire", "a newspaper") beside a word of reporting. Misses unnamed borrowing.
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.reason.merged import Evidence, Item, Origin
from parley.reason.sentences import around
from parley.reason.shelf import Shelf
from parley.reason.words import fold
from parley.records import Reading


def _own_names(publisher: str | None) -> set[str]:
    """A publisher's name and its last word, by which an outlet calls itself ("told the Courier")."""
    folded = fold(publisher or "")
    return {folded, folded.split()[-1]} if folded else set()


def _attributed_to_medium(reading: Reading, evidence: Evidence) -> bool:
    own = _own_names(reading.article.publisher)
    media = {a.id for a in reading.actors if a.kind == "media" and not own & {fold(n) for n in (a.name, *a.aliases)}}
    return any(
        a.source_actor in media and any(start <= evidence.start_char < end for start, end in a.content)
        for a in reading.attributions
    )


def is_hearsay(shelf: Shelf, evidence: Evidence) -> bool:
    """Whether an article has this only on the word of another outlet."""
    reading = shelf.reading[evidence.article]
    if _attributed_to_medium(reading, evidence):
        return True
    text = reading.article.text
    sentence = fold(text[slice(*around(text, (evidence.start_char, evidence.end_char)))])
    words = set(sentence.split())
    if not words & shelf.links.hearsay:
        return False
    own = _own_names(reading.article.publisher)
    others = {fold(publisher) for publisher in shelf.publishers} - own
    named = any(len(name) > 3 and f" {name} " in f" {sentence} " for name in others)
    return named or bool(words & shelf.links.media - own)


def _outlet(reading: Reading) -> str:
    return fold(reading.article.publisher or "") or reading.article.id


def independent(shelf: Shelf, evidence: Iterable[Evidence]) -> int:
    """Outlets that have a fact on their own; at least one where there is any evidence."""
    own: dict[str, bool] = {}
    for each in evidence:
        if each.article in shelf.copy_of:
            continue
        hearsay = is_hearsay(shelf, each)
        own[each.article] = own.get(each.article, False) or not hearsay
    outlets = {_outlet(shelf.reading[article]) for article, first_hand in own.items() if first_hand}
    return max(len(outlets), 1)


def origins(shelf: Shelf, facts: Iterable[Item]) -> tuple[Origin, ...]:
    """An origin for each fact that has evidence."""
    return tuple(
        Origin(item=fact.id, evidence=fact.evidence, independent=independent(shelf, fact.evidence))
        for fact in facts
        if fact.evidence
    )
