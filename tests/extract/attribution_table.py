"""Reads the table of attributions (attributions.toml), turns its strings into offsets, and says where a reading differs."""

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parley.pipeline import extract_all
from parley.read.article import make_article
from parley.records import Attribution, Reading
from parley.reliability import words

type Span = tuple[int, int]

TABLE = Path(__file__).with_name("attributions.toml")

CASES = (
    "quotation-after-source",
    "quotation-before-source",
    "several-paragraphs",
    "several-lines",
    "broken-quotation",
    "continued-without-cue",
    "inverted-order",
    "according-to",
    "passive",
    "nominal-cue",
    "nested",
    "belief-and-intention",
    "headline",
    "unbalanced-marks",
    "quotes-in-quotes",
    "guillemets-and-dialects",
    "pronoun-sources",
    "former-latter",
    "first-second",
    "description-sources",
    "surname-and-title",
    "unnamed-sources",
    "shared-source",
    "denial-and-refusal",
    "question-and-demand",
    "documents",
    "social-media",
    "trap",
)
TYPES = ("direct", "indirect", "mixed", "belief")

_ROW_KEYS = {"case", "text", "published", "expect"}
_EXPECT_KEYS = {"source", "cue", "content", "actor", "type", "within", "date", "nth"}


@dataclass(frozen=True, slots=True)
class Expected:
    """One attribution that the passage has; spans are half-open code point offsets into the text of the row."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    actor: str
    type: str
    within: int | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One passage with its attributions; `number` counts the rows of the table from 1."""

    number: int
    case: str
    text: str
    published: str | None
    expect: tuple[Expected, ...]

    @property
    def name(self) -> str:
        return f"{self.number}-{self.case}"


def load(path: Path = TABLE) -> tuple[Row, ...]:
    """All rows of the table; ValueError names the row that is wrong."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    return tuple(_row(number, entry) for number, entry in enumerate(table["row"], start=1))


def occurrences(text: str, piece: str) -> list[Span]:
    """Where `piece` stands in `text` as whole words: "he" is not found in "the"."""
    before = r"(?<!\w)" if re.match(r"\w", piece) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", piece) else ""
    return [found.span() for found in re.finditer(before + re.escape(piece) + after, text)]


def _row(number: int, entry: dict[str, Any]) -> Row:
    where = f"row {number} ({entry.get('case')}: {entry.get('text', '')[:60]!r})"
    if unknown := entry.keys() - _ROW_KEYS:
        raise ValueError(f"{where}: unknown keys {sorted(unknown)}")
    case, text = entry.get("case"), entry.get("text")
    if case not in CASES or not isinstance(text, str) or not text.strip():
        raise ValueError(f"{where}: unknown case or no text")
    given = enumerate(entry.get("expect", []), start=1)
    expect = tuple(_expected(f"{where}, attribution {n}", text, one) for n, one in given)
    for n, expected in enumerate(expect, start=1):
        if expected.within is not None and (expected.within == n or not 1 <= expected.within <= len(expect)):
            raise ValueError(f"{where}, attribution {n}: within = {expected.within} is no other attribution of the row")
    return Row(number, case, text, entry.get("published"), expect)


def _expected(where: str, text: str, given: dict[str, Any]) -> Expected:
    if wrong := (given.keys() - _EXPECT_KEYS) | ({"source", "cue", "content", "actor", "type"} - given.keys()):
        raise ValueError(f"{where}: unknown or missing keys {sorted(wrong)}")
    if given["type"] not in TYPES:
        raise ValueError(f"{where}: unknown type {given['type']!r}")
    nth = given.get("nth", {})
    pieces = given["content"]
    which = nth.get("content")
    if isinstance(which, int):
        which = [which]
    if which is None:
        which = [None] * len(pieces)
    if len(which) != len(pieces):
        raise ValueError(f"{where}: nth.content does not have one number for each stretch")
    return Expected(
        source=_find(where, text, given["source"], nth.get("source")) if given["source"] else None,
        cue=_find(where, text, given["cue"], nth.get("cue")) if given["cue"] else None,
        content=tuple(_find(where, text, piece, n) for piece, n in zip(pieces, which, strict=True)),
        actor=given["actor"],
        type=given["type"],
        within=given.get("within"),
        date=given.get("date"),
    )


def _find(where: str, text: str, piece: str, nth: int | None) -> Span:
    found = occurrences(text, piece) if piece else []
    if not found:
        raise ValueError(f"{where}: {piece!r} is not found")
    if nth is None:
        if len(found) > 1:
            raise ValueError(f"{where}: {piece!r} stands {len(found)} times and nth does not say which")
        return found[0]
    if not 1 <= nth <= len(found):
        raise ValueError(f"{where}: {piece!r} stands {len(found)} times, nth says {nth}")
    return found[nth - 1]


def joined(row: Row) -> tuple[Expected, ...]:
    """What Parley is to make of a row: stretches of one utterance that share a paragraph are one record, as in PolNeAR."""
    found: list[Expected] = []
    for one in row.expect:
        last = found[-1] if found else None
        between = row.text[last.content[-1][1] : one.content[0][0]] if last else ""
        if last is not None and one.cue is None and one.actor == last.actor and "\n" not in between:
            found[-1] = replace(last, content=last.content + one.content)
        else:
            found.append(one)
    return tuple(found)


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of their words that two sets have in common; 1 where both are empty."""
    return len(one & other) / len(one | other) if one | other else 1.0


def named(reading: Reading, found: Attribution) -> set[str]:
    """All that the actor behind an attribution is called; the words of the source where it is an unnamed one."""
    actor = next((a for a in reading.actors if a.id == found.source_actor), None)
    if actor is not None:
        return {_plain(name) for name in (actor.name, *actor.aliases)}
    return {_plain(reading.article.text[slice(*found.source[0])]) if found.source else ""}


def _plain(name: str) -> str:
    return " ".join(name.lower().removeprefix("the ").split())


def same_source(text: str, wanted: Span | None, found: Sequence[Span]) -> bool:
    """Whether two sources are the same: none, or half of their words shared, or one with more said of it than the other."""
    if wanted is None or not found:
        return wanted is None and not found
    mine = words(text, found)
    return share(words(text, [wanted]), mine) >= 0.5 or min(words(text, [wanted])) == min(mine)


def verdict(row: Row, expected: Expected, found: Attribution, reading: Reading) -> list[str]:
    """In which fields an attribution is not what was expected."""
    text = row.text
    cue = words(text, [expected.cue] if expected.cue else [])  # a colon or a dash alone is no word, and no cue in a record
    wanted, unnamed = _plain(expected.actor), found.source_actor is None and bool(expected.actor)
    fields = {
        # where a quotation goes on without a cue, a record gives the words for its speaker from where they stand
        "source": expected.source == expected.cue or same_source(text, expected.source, found.source),
        "cue": bool(cue & words(text, found.cue)) if cue else not found.cue,
        "content": share(words(text, expected.content), words(text, found.content)) >= 0.75,
        "actor": any(name == wanted or (unnamed and name.startswith(wanted)) for name in named(reading, found)),
        "type": found.type == expected.type,
        "date": expected.date is None or found.date == expected.date,
    }
    return [name for name, right in fields.items() if not right]


def problems(row: Row, reading: Reading) -> list[str]:
    """What is wrong with a reading of a row: "missed", "extra", or the fields of an attribution that differ."""
    left, found = list(reading.attributions), []
    for expected in joined(row):
        wanted = words(row.text, expected.content)
        best = max(left, key=lambda a: share(words(row.text, a.content), wanted), default=None)
        if best is None or share(words(row.text, best.content), wanted) < 0.3:
            found.append("missed")
            continue
        left.remove(best)
        found += verdict(row, expected, best, reading)
    return found + ["extra"] * len(left)


OPEN = Path(__file__).with_name("attributions_open.json")


def readings(rows: Sequence[Row]) -> list[Reading]:
    """What Parley makes of the passages."""
    return extract_all(
        [make_article(row.text, id=row.name, published=row.published or "2024-05-05", language="en") for row in rows]
    )


def still_open() -> dict[str, list[str]]:
    """Rows that Parley does not get right yet, each with what is wrong."""
    return dict(json.loads(OPEN.read_text(encoding="utf8")))


def main() -> None:
    """`python -m tests.extract.attribution_table` writes the list of open rows anew: look at the diff before you commit it."""
    rows = load()
    wrong = {row.name: sorted(found) for row, r in zip(rows, readings(rows), strict=True) if (found := problems(row, r))}
    lines = [f"{json.dumps(name)}: {json.dumps(found)}" for name, found in wrong.items()]
    OPEN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf8")


if __name__ == "__main__":
    main()
