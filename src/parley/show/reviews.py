"""What people decided, in words: a small mark beside an item, and each decision on a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from parley.ledger import KIND_OF, Decision
from parley.reason.decisions.fields import FIELDS, Field
from parley.reason.merged import Item, Judged
from parley.show.days import in_words

_DONE = {"accepted": "accepted it", "rejected": "rejected it", "merged": "merged it", "split": "split it", "undone": "took back"}


def mark(item: Item) -> str:
    """ "✓ reviewed by Ana, 3 May 2030"; "" where nobody looked at it."""
    if item.reviewed is None:
        return ""
    own = [d for d in item.decisions if d.verdict != "undone"]
    last = max(own, key=lambda d: d.when)
    if item.reviewed == "disputed":
        return f"! disputed: {'; '.join(_sides(own))}"
    sign, word = {"accepted": ("✓", "reviewed"), "corrected": ("✓", "corrected"), "rejected": ("✗", "rejected")}[item.reviewed]
    of_kind = [d for d in own if d.verdict == item.reviewed] or [last]
    people = list(dict.fromkeys(d.who for d in of_kind))
    return f"{sign} {word} by {' and '.join(people)}, {in_words(max(d.when for d in of_kind)[:10])}"


def _sides(own: list[Judged]) -> Iterator[str]:
    """What each person says, in a few words."""
    people: dict[str, list[str]] = {}
    for judged in own:
        people.setdefault(judged.who, []).append(_briefly(judged))
    for who, said in people.items():
        yield f"{who} {', '.join(dict.fromkeys(said))}"


def _briefly(judged: Judged) -> str:
    if judged.verdict == "corrected":
        return f"has {label(judged.field or '')} {value_in_words(judged.value)}"
    return _DONE[judged.verdict]


def label(field: str) -> str:
    """A field's name as people read it."""
    return field.replace("_", " ")


def value_in_words(value: str | None) -> str:
    """A value of a decision (JSON) in words."""
    return plain(json.loads(value) if value else None)


def plain(value: Any) -> str:
    """A value in words: actors by name, words without underscores."""
    match value:
        case None | []:
            return "(nothing)"
        case bool():
            return "yes" if value else "no"
        case list():
            return " and ".join(map(plain, value))
        case dict():
            return str(value.get("name") or value.get("id"))
    return str(value).replace("_", " ")


def told(judged: Judged | Decision) -> str:
    """A decision as a sentence: "Ana, 3 May 2030: date is 2030-03"."""
    what = {
        "accepted": "accepted", "rejected": "rejected", "merged": f"merged into {judged.other}", "split": "split",
        "undone": f"took back {judged.other}", "corrected": f"{label(judged.field or '')} is {_corrected(judged)}",
    }[judged.verdict]  # fmt: skip
    return f"{judged.who}, {in_words(judged.when[:10])}: {what}"


def _corrected(judged: Judged | Decision) -> str:
    return value_in_words(judged.value) if judged.verdict == "corrected" else ""


def facts(item: Item) -> Iterator[tuple[str, str]]:
    """What to say of it where an item is shown in full."""
    if item.reviewed:
        yield "reviewed", mark(item)
        yield from (("decision", told(judged)) for judged in item.decisions)


def has_verdict(item: Item) -> bool:
    """Whether anybody has said of the item itself what it is worth."""
    return any(judged.verdict in {"accepted", "rejected", "corrected"} for judged in item.decisions)


def fields_of(item: Item) -> dict[str, Field]:
    """The fields of an item that can be corrected."""
    return FIELDS[KIND_OF[item.id[0]]]
