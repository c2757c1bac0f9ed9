"""Reads the tables of passages with the records expected from them (tables/*.toml), and says where a reading differs.

The passages were written by somebody who saw neither the extractors nor what they put out; half of them are traps.
"""

import json
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.pipeline import extract_all
from parley.read.article import make_article
from parley.records import Reading, Spans
from parley.reliability import words

FOLDER = Path(__file__).with_name("tables")
OPEN = FOLDER / "open.json"
KINDS = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
Fields = dict[str, bool]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with the records of one kind that it holds; `why` says what makes it a trap."""

    kind: str
    number: int
    text: str
    published: str
    expected: tuple[dict[str, Any], ...]
    why: str | None

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.number}"


def load(kind: str) -> tuple[Passage, ...]:
    """The passages of a kind."""
    table = tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf8"))["passage"]
    return tuple(
        Passage(kind, n, row["text"], row["published"], tuple(row["expected"]), row.get("why")) for n, row in enumerate(table, 1)
    )


def readings(passages: Sequence[Passage]) -> list[Reading]:
    """What Parley makes of the passages."""
    return extract_all([make_article(p.text, id=p.name, published=p.published, language="en") for p in passages])


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower().removeprefix("the ")))


class Names:
    """Which actor of a reading bears a name; a country's name is its government's."""

    def __init__(self, reading: Reading) -> None:
        self.forms = {
            actor.id: {_plain(form) for form in (actor.name, actor.name.removeprefix("Government of "), *actor.aliases)}
            for actor in reading.actors
        }

    def is_named(self, actor: str | None, name: str) -> bool:
        return actor is not None and _plain(name) in self.forms.get(actor, set())

    def has(self, actors: Sequence[str], names: Sequence[str]) -> bool:
        """Whether each name is of one of the actors."""
        return all(any(self.is_named(actor, name) for actor in actors) for name in names)


def _event(names: Names, want: dict[str, Any], found: Any) -> Fields:
    parties = [*want["actor"], *want["recipient"]]
    return {
        "type": found.event_type == want["type"],
        "aux": (found.aux or "") == want["aux"],
        "parties": not parties or any(names.has((*found.actor, *found.recipient), [name]) for name in parties),
    }


def _agreement(names: Names, want: dict[str, Any], found: Any) -> Fields:
    return {
        "parties": names.has(found.parties, want["parties"]),
        "kind": found.kind == want["kind"],
        "status": found.status == want["status"],
    }


def _position(names: Names, want: dict[str, Any], found: Any) -> Fields:
    return {
        "actor": names.is_named(found.actor, want["actor"]),
        "direction": found.direction == want["direction"],
        "red_line": found.red_line == want["red_line"],
    }


def _claim(names: Names, want: dict[str, Any], found: Any) -> Fields:
    return {"denied_by": names.has(found.denied_by, want["denied_by"]), "status": found.status == want["status"]}


def _expectation(names: Names, want: dict[str, Any], found: Any) -> Fields:
    return {"when": not want.get("when") or found.due == want["when"]}


def _relation(names: Names, want: dict[str, Any], found: Any) -> Fields:
    return {
        "type": found.type == want["type"],
        "ends": names.is_named(found.subject, want["subject"]) and names.is_named(found.object, want["object"]),
    }


COMPARE: dict[str, Callable[[Names, dict[str, Any], Any], Fields]] = {
    "events": _event,
    "agreements": _agreement,
    "positions": _position,
    "claims": _claim,
    "expectations": _expectation,
    "relations": _relation,
}


def _near(text: str, quote: str, evidence: Spans) -> float:
    """The share of words that a record's evidence has in common with a quotation; 1 where one holds the other."""
    start = text.index(quote)
    wanted, mine = words(text, [(start, start + len(quote))]), words(text, evidence)
    if not mine:
        return 0.0
    return 1.0 if mine <= wanted or wanted <= mine else len(mine & wanted) / len(mine | wanted)


def problems(passage: Passage, reading: Reading) -> list[str]:
    """What is wrong with a reading of a passage: "missed", "extra", or the fields of a record that differ."""
    left, wrong, names = list(getattr(reading, passage.kind)), [], Names(reading)
    compare = COMPARE[passage.kind]
    for want in passage.expected:
        near = [r for r in left if _near(passage.text, want["quote"], r.evidence) >= 0.3]
        if not near:
            wrong.append("missed")
            continue
        best = max(near, key=lambda r: sum(compare(names, want, r).values()))
        left.remove(best)
        wrong += [name for name, right in compare(names, want, best).items() if not right]
    return sorted(wrong + ["extra"] * len(left))


def still_open() -> dict[str, list[str]]:
    """Passages that Parley does not get right yet, each with what is wrong."""
    return dict(json.loads(OPEN.read_text(encoding="utf8")))


def main() -> None:
    """`python -m tests.extract.record_tables` writes the list of open passages anew: look at the diff before you commit it."""
    wrong: dict[str, list[str]] = {}
    for kind in KINDS:
        passages = load(kind)
        found = {p.name: problems(p, r) for p, r in zip(passages, readings(passages), strict=True)}
        wrong |= {name: faults for name, faults in found.items() if faults}
        whole = [p for p in passages if not found[p.name]]
        print(f"{kind}: {len(whole)} of {len(passages)}, traps {sum(p.why is not None for p in whole)}")  # noqa: T201
    OPEN.write_text("{\n" + ",\n".join(f"{json.dumps(n)}: {json.dumps(f)}" for n, f in wrong.items()) + "\n}\n", encoding="utf8")


if __name__ == "__main__":
    main()
