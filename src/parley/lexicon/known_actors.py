"""The knowledge base of actors as rows: `data/actors/<region>/` and the user's own list, in one form.

`docs/actors.md` tells what stands in which column. Rows are read strictly: a wrong header, kind, key or date raises DataError
with the file and the line. What needs the whole to be judged (keys that are there twice, ties to nobody) is in `actor_rules`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from platformdirs import user_data_path

from parley.errors import DataError
from parley.lexicon.tables import DATA, tsv_rows
from parley.values import ActorKind

COLUMNS = ("key", "name", "kind", "country", "aliases", "fr", "es", "ar", "note", "source")
TIE_COLUMNS = ("subject", "relation", "role", "object", "since", "until", "source")
# Languages whose names have a column of their own; English ones and what is used everywhere stand in `name` and `aliases`.
OTHER_LANGUAGES = ("fr", "es", "ar")
TieKind = Literal[
    "part_of", "member_of", "affiliated_with", "allied_with", "allegiance_to", "succeeds", "split_from", "leads", "office"
]
BRANCHES = frozenset({"part_of", "affiliated_with", "allegiance_to"})
KINDS = frozenset(get_args(ActorKind))
TIE_KINDS = frozenset(get_args(TieKind))
KEY = re.compile(r"[a-z]+:[a-z0-9]+(-[a-z0-9]+)*\Z")
DAY = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A row of the knowledge base. `where`: ISO alpha-3 codes of the countries it acts in, home first, none where anywhere.

    `aliases` may carry the marks of docs/actors.md (@ and =); `names`: those of other languages by code. `place`: file and line.
    """

    key: str
    name: str
    kind: ActorKind
    where: tuple[str, ...]
    aliases: tuple[str, ...]
    names: dict[str, tuple[str, ...]] = field(hash=False)
    note: str
    source: str
    place: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two actors by their keys; `since` and `until` are ISO days, months or years, None where not known or open."""

    subject: str
    relation: TieKind
    role: str
    object: str
    since: str | None
    until: str | None
    source: str
    place: str = field(compare=False, default="")


def own_list() -> Path:
    """Where the user's own actors are kept: $PARLEY_ACTORS, else actors.tsv in the user's data folder."""
    named = os.environ.get("PARLEY_ACTORS")
    return Path(named) if named else user_data_path("parley") / "actors.tsv"


def parts(cell: str) -> tuple[str, ...]:
    """What a cell lists, separated by |."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def unmarked(form: str) -> str:
    """A name without the marks of docs/actors.md (@ and =)."""
    return form.lstrip("@=")


def kind_of(cell: str, place: str) -> ActorKind:
    """A kind of actor. Raises DataError where it is none; `place` is what the error calls the row."""
    if cell not in KINDS:
        raise DataError(f"{place}: found the kind {cell!r}, expected one of {', '.join(sorted(KINDS))}")
    return cast(ActorKind, cell)


def read_actors(text: str, name: str) -> Iterator[KnownActor]:
    """The actors of a TSV text that errors call `name`. Raises DataError."""
    for number, row in tsv_rows(text, COLUMNS, name):
        yield actor_of(row, f"{name}, line {number}")


def actor_of(row: dict[str, str], place: str) -> KnownActor:
    """A row by its columns. Raises DataError."""
    if not KEY.match(row["key"]):
        raise DataError(f"{place}: found the key {row['key']!r}, expected a prefix such as parley: and words with hyphens")
    if not row["name"]:
        raise DataError(f"{place}: {row['key']} has no name")
    return KnownActor(
        key=row["key"],
        name=row["name"],
        kind=kind_of(row["kind"], place),
        where=parts(row["country"]),
        aliases=parts(row["aliases"]),
        names={code: parts(row[code]) for code in OTHER_LANGUAGES if row[code]},
        note=row["note"],
        source=row["source"],
        place=place,
    )


def read_ties(text: str, name: str) -> Iterator[Tie]:
    """The ties of a TSV text that errors call `name`. Raises DataError."""
    for number, row in tsv_rows(text, TIE_COLUMNS, name):
        place = f"{name}, line {number}"
        if row["relation"] not in TIE_KINDS:
            raise DataError(f"{place}: found the relation {row['relation']!r}, expected one of {', '.join(sorted(TIE_KINDS))}")
        for day in (row["since"], row["until"]):
            if day and not DAY.match(day):
                raise DataError(f"{place}: found the date {day!r}, expected YYYY, YYYY-MM or YYYY-MM-DD")
        yield Tie(
            row["subject"],
            cast(TieKind, row["relation"]),
            row["role"],
            row["object"],
            row["since"] or None,
            row["until"] or None,
            row["source"],
            place,
        )


def regions() -> tuple[str, ...]:
    """Names of the folders of the knowledge base."""
    return tuple(sorted(f.name for f in DATA.joinpath("actors").iterdir() if f.is_dir()))


@cache
def known_actors() -> tuple[KnownActor, ...]:
    """All rows: ours by region, then the user's own. Raises DataError."""
    found: list[KnownActor] = []
    for region in regions():
        for file in ("actors.tsv", "persons.tsv"):
            text = DATA.joinpath("actors", region, file).read_text(encoding="utf8")
            found += read_actors(text, f"data/actors/{region}/{file}")
    own = own_list()
    if own.is_file():
        found = with_rows(found, read_actors(_text(own), str(own)))
    return tuple(found)


def with_rows(old: Sequence[KnownActor], more: Iterable[KnownActor]) -> list[KnownActor]:
    """Actors with more of them; one that is there already keeps its place and its name, and gets the new names."""
    found = {actor.key: actor for actor in old}
    for actor in more:
        found[actor.key] = _merged(found[actor.key], actor) if actor.key in found else actor
    return list(found.values())


def _merged(old: KnownActor, new: KnownActor) -> KnownActor:
    aliases = (*old.aliases, new.name, *new.aliases)
    codes = old.names.keys() | new.names.keys()
    return KnownActor(
        key=old.key,
        name=old.name,
        kind=old.kind,
        where=tuple(dict.fromkeys((*old.where, *new.where))),
        aliases=tuple(a for a in dict.fromkeys(aliases) if a != old.name),
        names={code: tuple(dict.fromkeys((*old.names.get(code, ()), *new.names.get(code, ())))) for code in sorted(codes)},
        note=new.note or old.note,
        source=new.source if new.source != "own list" else old.source,
    )


@cache
def known_ties() -> tuple[Tie, ...]:
    """All ties of the knowledge base. Raises DataError."""
    files = ((r, DATA.joinpath("actors", r, "ties.tsv")) for r in regions())
    return tuple(t for r, f in files for t in read_ties(f.read_text(encoding="utf8"), f"data/actors/{r}/ties.tsv"))


@cache
def offices() -> Mapping[str, tuple[str, ...]]:
    """Keys of the bodies in which a person holds or held an office, by the person's key."""
    return {key: tuple(dict.fromkeys(tie.object for tie in ties)) for key, ties in _held().items()}


@cache
def left_office() -> Mapping[str, str]:
    """Day, month or year in which the last office of a person ended, for those who have none any more."""
    over = {key: [t.until for t in ties if t.until] for key, ties in _held().items() if all(t.until for t in ties)}
    return {key: max(days) for key, days in over.items()}


def _held() -> dict[str, list[Tie]]:
    held: dict[str, list[Tie]] = {}
    for tie in known_ties():
        if tie.relation in {"leads", "office", "member_of"}:
            held.setdefault(tie.subject, []).append(tie)
    return held


def is_mission(actor: KnownActor) -> bool:
    """Whether it is a mission that an organisation has sent to a country, by its name."""
    forms = (actor.name, *actor.aliases)
    return actor.kind in {"igo", "military"} and len(actor.where) > 0 and any("Mission" in form.split() for form in forms)


@cache
def branches() -> Mapping[str, tuple[Tie, ...]]:
    """Ties of armed groups that are or were part of another one, or had pledged allegiance to it, and of missions that are part of
    an organisation, by the other's key."""
    known = {actor.key: actor for actor in known_actors()}
    found: dict[str, list[Tie]] = {}
    for tie in known_ties():
        subject = known.get(tie.subject)
        armed = subject is not None and subject.kind == "armed_group"
        if tie.relation in BRANCHES and (armed or (subject is not None and is_mission(subject))):
            found.setdefault(tie.object, []).append(tie)
    return {key: tuple(ties) for key, ties in found.items()}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {error}. Correct or remove the file") from error
