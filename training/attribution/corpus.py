"""Reads PolNeAR: texts with who is said to have said what.

PolNeAR (https://github.com/networkdynamics/PolNeAR) states no licence: nothing of its texts may be passed on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Annotated:
    """A text with its attributions, each a dictionary from role to spans (code points, half open)."""

    name: str
    text: str
    attributions: tuple[dict[str, tuple[Span, ...]], ...]


def read_annotations(path: Path) -> tuple[dict[str, tuple[Span, ...]], ...]:
    """The attributions of one brat file."""
    spans: dict[str, tuple[Span, ...]] = {}
    found = []
    for line in path.read_text(encoding="utf8").splitlines():
        parts = line.split("\t")
        if len(parts) < 2:  # some files have lines broken by hand
            continue
        if line.startswith("T"):
            stretches = parts[1].split(" ", 1)[1].split(";")
            spans[parts[0]] = tuple((int(a), int(b)) for a, b in (s.split() for s in stretches))
        elif line.startswith("E"):
            roles: dict[str, tuple[Span, ...]] = dict.fromkeys(ROLES, ())
            for argument in parts[1].split():
                role, number = argument.split(":")
                name = re.sub(r"\d+$", "", role).lower()
                if name in roles and number in spans:
                    roles[name] = tuple(sorted((*roles[name], *spans[number])))
            if roles["content"]:
                found.append(roles)
    return tuple(found)


def read_corpus(folder: Path, part: str) -> list[Annotated]:
    """All articles of a part ("train", "dev"), by name; where several people annotated one, the first."""
    first: dict[str, Path] = {}
    for path in sorted((folder / part / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    return [
        Annotated(name, (folder / part / "text" / f"{name}.txt").read_bytes().decode("utf8"), read_annotations(path))
        for name, path in sorted(first.items())
    ]
