"""The user's own list of actors: rows that join it, and writing it.

A name that the knowledge base has already joins that actor, so that both lists lead to one; any other name gets a key of its own.
"""

from __future__ import annotations

import dataclasses
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.errors import DataError
from parley.lexicon.actor_rules import ARABIC, row_faults
from parley.lexicon.known_actors import COLUMNS, KnownActor, actor_of, read_actors
from parley.lexicon.words import Words, fold, words_of
from parley.records import record_id

OWN = "own:"
HEAD = "# Actors of your own, written by `parley actors`. Columns: docs/actors.md.\n"


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of a row: its name, the actor as it stands in the list, whom of ours it adds names to (None: it is new), and
    its names that others have too."""

    name: str
    actor: KnownActor
    joins: KnownActor | None
    shared: tuple[tuple[str, KnownActor], ...]


def prepared(row: Mapping[str, str], place: str, known: Mapping[Words, Sequence[KnownActor]], countries: frozenset[str]) -> Joined:
    """A row of a list as an actor. Raises DataError where the row breaks a rule; `known`: actors by the words of their names."""
    full = {column: row.get(column, "").strip() for column in COLUMNS}
    full["country"] = "|".join(code.upper() for code in full["country"].split("|") if code)
    full["source"] = full["source"] or "own list"
    if not words_of(full["name"]):
        raise DataError(f"{place}: found no name")
    joins = _meant(full, known)
    full["kind"] = full["kind"].lower().replace(" ", "_") or (joins.kind if joins else "other")
    full["key"] = _key(full, joins)
    aliases = full["aliases"].split("|")
    if joins is not None:  # it is called as we call it, and its name here is one more
        aliases.insert(0, full["name"])
        full["name"] = joins.name
    arabic = [a for a in aliases if ARABIC.search(a)]
    full["ar"] = "|".join(dict.fromkeys([*filter(None, full["ar"].split("|")), *arabic]))
    full["aliases"] = "|".join(dict.fromkeys(a for a in aliases if a and a != full["name"] and a not in arabic))
    actor = actor_of(full, place)
    # an actor may have no other name than an Arabic one
    checked = actor if not ARABIC.search(actor.name) else dataclasses.replace(actor, name="x")
    if wrong := list(row_faults(checked, countries)):
        raise DataError("; ".join(wrong))
    forms = (actor.name, *actor.aliases)
    shared = tuple((f, other) for f in forms for other in known.get(words_of(f), ()) if other.key != actor.key)
    return Joined(row["name"], actor, joins, shared)


def _key(full: Mapping[str, str], joins: KnownActor | None) -> str:
    if joins is not None:
        return joins.key
    if ":" in full["key"]:
        return full["key"].lower()
    return OWN + ("-".join(re.findall(r"[a-z0-9]+", fold(full["key"] or full["name"]))) or record_id("n", full["name"]))


def _meant(full: Mapping[str, str], known: Mapping[Words, Sequence[KnownActor]]) -> KnownActor | None:
    """The one known actor with that name, of that kind and in one of those countries, as far as the row says."""
    fitting = {
        actor.key: actor
        for actor in known.get(words_of(full["name"]), ())
        if (not full["kind"] or full["kind"] == actor.kind)
        and (not full["country"] or not actor.where or not set(full["country"].split("|")).isdisjoint(actor.where))
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def by_name(actors: Iterable[KnownActor]) -> dict[Words, list[KnownActor]]:
    """Actors by the words of each of their names, in all languages."""
    found: dict[Words, list[KnownActor]] = {}
    for actor in actors:
        forms = (actor.name, *actor.aliases, *(n for names in actor.names.values() for n in names))
        for words in {words_of(form) for form in forms} - {()}:
            found.setdefault(words, []).append(actor)
    return found


def own_actors(path: Path) -> list[KnownActor]:
    """The list as it stands, empty where there is none. Raises DataError where it breaks its rules."""
    if not path.is_file():
        return []
    try:
        return list(read_actors(path.read_text(encoding="utf8"), str(path)))
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: {error}. Correct or remove the file") from error


def write_own(path: Path, actors: Iterable[KnownActor]) -> None:
    """Writes the list, whole or not at all. Raises OSError."""
    rows = ["\t".join(COLUMNS)]
    for a in actors:
        cells = (a.key, a.name, a.kind, "|".join(a.where), "|".join(a.aliases))
        names = ("|".join(a.names.get(code, ())) for code in ("fr", "es", "ar"))
        rows.append("\t".join(" ".join(cell.split()) for cell in (*cells, *names, a.note, a.source)))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf8") as stream:
            stream.write(HEAD + "\n".join(rows) + "\n")
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
