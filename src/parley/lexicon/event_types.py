"""Tables behind `extract` of events: the PLOVER ontology, and the words and constructions that carry its types.

Files: data/ontology/plover.toml, data/lang/<code>/event_triggers.tsv (frames, syntax explained there) and
event_triggers.toml (classes of words that frames name as @class; words of the contexts).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from parley.errors import DataError
from parley.lexicon.actors import load_actors
from parley.lexicon.parties import Parties, load_parties
from parley.lexicon.tables import read_toml, read_tsv
from parley.values import EventType

Path = tuple[tuple[str, ...], ...]
COLUMNS = ("heads", "pos", "frame", "type", "mode", "actor", "recipient")
KINDS = frozenset({"ACTOR", "PERSON", "PLACE"})
SLOTS = frozenset(
    {"subj", "obj", "dative", "to", "that", "sc", "oprd", "adj", "prt", "mod", "poss", "aux", "by", "det", "thataux", "none"}
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a frame: a filler in any of `slots`, with a lemma in `words` or of a kind in `kinds` (both empty: any)."""

    slots: tuple[str, ...]
    words: frozenset[str]
    kinds: frozenset[str]
    wanted: bool

    @property
    def weight(self) -> int:
        """How much it narrows: a condition on the word counts for two."""
        return 2 if self.words or self.kinds else 1


@dataclass(frozen=True, slots=True)
class Frame:
    """A construction and the event that it carries. `actor`, `recipient`: paths of slots, () where the usual ones serve."""

    event_type: EventType
    mode: str | None
    conditions: tuple[Condition, ...]
    actor: tuple[Path, ...]
    recipient: tuple[Path, ...]

    @property
    def weight(self) -> int:
        """Specificity: frames of a word are tried from the heaviest down."""
        return sum(condition.weight for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class EventTypes:
    """Everything that event extraction looks up. `frames`: by (part of speech V, N or A, lemma), the most specific first."""

    frames: Mapping[tuple[str, str], tuple[Frame, ...]]
    classes: Mapping[str, frozenset[str]]
    contexts: Mapping[str, str]
    rank: Mapping[EventType, int]
    mutual: frozenset[EventType]
    friendly: frozenset[EventType]
    verbal: frozenset[EventType]
    hostile: frozenset[EventType]
    future: frozenset[str]
    hypothetical: frozenset[str]
    future_heads: frozenset[str]
    hypothetical_heads: frozenset[str]
    hypothetical_marks: frozenset[str]
    future_words: frozenset[str]
    hypothetical_words: frozenset[str]
    negative_heads: frozenset[str]
    negative_words: frozenset[str]
    nobody: frozenset[str]
    inverted: frozenset[str]
    negative_phrases: frozenset[str]
    hypothetical_objects: frozenset[str]
    brought_about: frozenset[str]
    said: frozenset[str]
    denied: frozenset[str]
    claims: frozenset[str]
    barter: frozenset[str]
    present: frozenset[str]
    first_person: frozenset[str]
    first_plural: frozenset[str]
    definite: frozenset[str]
    locative: frozenset[str]
    struck: frozenset[str]
    striking: frozenset[str]
    towards: frozenset[str]
    targets: frozenset[str]
    leading: frozenset[str]
    restraint: frozenset[str]
    elsewhere: frozenset[str]
    officials: frozenset[str]
    nationalities: Mapping[str, str]
    parties: Parties


def _slots(text: str, where: str) -> tuple[str, ...]:
    """`subj|poss|p:by|of` -> ("subj", "poss", "p:by", "p:of"): after "p:" all names are prepositions."""
    found: list[str] = []
    prefix = ""
    for name in text.split("|"):
        if name.startswith("p:"):
            prefix, name = "p:", name[2:]
        if not prefix and name not in SLOTS:
            raise DataError(f"{where}: unknown slot {name!r}; slots are {', '.join(sorted(SLOTS))} and p:PREPOSITION")
        found.append(prefix + name)
    return tuple(found)


def _condition(text: str, classes: Mapping[str, frozenset[str]], where: str) -> Condition:
    wanted = not text.startswith("!")
    slots, _, fillers = text.removeprefix("!").partition("=")
    words: set[str] = set()
    kinds: set[str] = set()
    for filler in fillers.split("|") if fillers not in {"", "*"} else []:
        if filler.startswith("@"):
            if filler[1:] not in classes:
                raise DataError(f"{where}: no class {filler!r}; there are {', '.join(sorted(classes))}")
            words |= classes[filler[1:]]
        elif filler in KINDS:
            kinds.add(filler)
        else:
            words.add(filler.lower())
    return Condition(_slots(slots, where), frozenset(words), frozenset(kinds), wanted)


def _paths(text: str, where: str) -> tuple[Path, ...]:
    return tuple(tuple(_slots(step, where) for step in path.split(".")) for path in text.split(",") if path)


def _frames(
    language: str, modes: Mapping[str, list[str]], classes: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], list[Frame]]:
    found: dict[tuple[str, str], list[Frame]] = {}
    for row in read_tsv(COLUMNS, "lang", language, "event_triggers.tsv"):
        where = f"data/lang/{language}/event_triggers.tsv, {row['heads']!r}"
        event_type: Any = row["type"]
        if event_type not in modes or (row["mode"] and row["mode"] not in modes[event_type]) or row["pos"] not in {"V", "N", "A"}:
            raise DataError(
                f"{where}: found {row['pos']}, {row['type']} {row['mode']}; types and modes are in ontology/plover.toml"
            )
        frame = Frame(
            event_type=event_type,
            mode=row["mode"] or None,
            conditions=tuple(_condition(text, classes, where) for text in row["frame"].split()),
            actor=_paths(row["actor"], where),
            recipient=_paths(row["recipient"], where),
        )
        for head in row["heads"].split():
            found.setdefault((row["pos"], head), []).append(frame)
    return found


def _nationalities(language: str) -> dict[str, str]:
    """Country codes by nationality word in lower case ("israeli")."""
    return {
        words[0]: entries[0].where[0]
        for words, entries in load_actors(language).names.items()
        if len(words) == 1 and entries[0].sense in {"adjective", "people"} and len(entries[0].where) == 1
    }


def load_event_types(language: str) -> EventTypes:
    """The tables for a language code. Raises DataError where a file is missing or malformed."""
    ontology = read_toml("ontology", "plover.toml")
    words = read_toml("lang", language, "event_triggers.toml")
    if set(ontology["types"]) != set(get_args(EventType)):
        raise DataError("data/ontology/plover.toml: [types] must name each of the event types of parley.records once")
    classes = {name: frozenset(text.split()) for name, text in words["classes"].items()}
    frames = _frames(language, ontology["types"], classes)
    return EventTypes(
        frames={key: tuple(sorted(found, key=lambda f: -f.weight)) for key, found in frames.items()},
        classes=classes,
        contexts={word: context for context, text in words["contexts"].items() for word in text.split()},
        rank={name: place for place, name in enumerate(ontology["types"])},
        mutual=frozenset(ontology["mutual"]["types"]),
        friendly=frozenset(ontology["future"]["friendly"]),
        verbal=frozenset(ontology["verbal"]["types"]),
        hostile=frozenset(ontology["future"]["hostile"]),
        elsewhere=frozenset(word for text in words["elsewhere"].values() for word in text.split()),
        officials=frozenset(words["acting"]["officials"].split()) | classes["envoy"] | classes["army"],
        nationalities=_nationalities(language),
        parties=load_parties(language),
        **{name: frozenset(text.split()) for name, text in words["aux"].items()},
    )
