"""What people read of the measurements: docs/quality.md and the README's figures."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from parley import __version__
from parley.reliability import reliability_section

PASSAGES = Path(__file__).resolve().parents[2] / "tests" / "extract" / "attributions.toml"
OPEN = PASSAGES.with_name("attributions_open.json")
TABLES = PASSAGES.with_name("tables")
# What the README shows of it, with the words for people.
HEADLINES = {
    ("sample-unseen", "mean_f1"): "whole articles that nobody had read: mean F1 over 12 kinds of record",
    ("sample-unseen", "statements.F1"): "… who said what",
    ("sample-unseen", "actors.F1"): "… actors and their kind",
    ("sample-unseen", "events.F1"): "… events",
    ("sample-unseen", "agreements.F1"): "… agreements",
    ("sample-unseen", "positions.F1"): "… positions",
    ("sample-unseen", "claims.F1"): "… claims and denials",
    ("sample-unseen", "expectations.F1"): "… expectations",
    ("sample-unseen", "relations.F1"): "… relations",
    ("polnear-dev", "attribution.F1"): "attributions in US news (PolNeAR dev): F1; a second annotator gets 76",
    ("timebank", "value.F1"): "dates (TimeBank): F1 of the value; HeidelTime gets 77.5 on a part of it",
    ("geovirus", "acc161"): "places (GeoVirus): within 161 km, of all",
}


@dataclass(frozen=True, slots=True)
class Result:
    """Figures of one yardstick by name, in percent."""

    yardstick: str
    figures: dict[str, float]
    outcomes: tuple[tuple[float, bool], ...] = ()  # confidence of each attribution, and whether it is right


def quality_page(results: Iterable[Result], day: datetime.date) -> str:
    """docs/quality.md: what was measured, when, and how to measure it again."""
    lines = [
        "# Quality, measured",
        "",
        f"Written by `just evaluate --write` on {day.isoformat()} with Parley {__version__}. In percent.",
        "`sample` and `sample-unseen` are what CI checks: the articles in `tests/gold`, read and scored whole. Nobody who",
        "wrote rules has read those of `sample-unseen`: it says what to expect on new articles; all others are development data.",
        "What each figure means stands in the scorer's own docstrings. PLOVER's sentences (`plv-train`) are not among them, as the",
        "classifier of events has learnt from them: `training/events/assess.py` measures by cross-validation, and",
        "`training/events/LOG.md` has the figures.",
        "",
        "| yardstick | figure | measured |",
        "|---|---|---|",
    ]
    lines += [f"| {r.yardstick} | {name} | {figure:.1f} |" for r in results for name, figure in r.figures.items()]
    sections = ["\n".join(lines) + "\n", *(reliability_section(r.outcomes) for r in results if r.outcomes)]
    return "\n".join(
        [
            *sections,
            open_passages(json.loads(OPEN.read_text(encoding="utf8")), PASSAGES.read_text(encoding="utf8").count("[[row]]")),
            table_passages(TABLES),
        ]
    )


def open_passages(still_open: dict[str, list[str]], total: int) -> str:
    """The section on hand-written passages that are not read right yet."""
    cases = Counter(name.split("-", 1)[1] for name in still_open)
    problems = Counter(problem for found in still_open.values() for problem in found)
    lines = [
        "## Hand-written passages that are not read right yet",
        "",
        "`tests/extract/attributions.toml` holds passages written before anybody looked at what Parley makes of them, many of them",
        "as hard as the language allows. A passage counts as open where one field of one attribution in it is wrong:",
        f"{len(still_open)} of {total} are. They have",
        f"{', '.join(f'{word} {n}' for word, n in problems.most_common())} (missed: not found; extra: one too many).",
        "",
        "| case | open |",
        "|---|---|",
    ]
    return "\n".join([*lines, *(f"| {case} | {n} |" for case, n in sorted(cases.items()))]) + "\n"


def table_passages(folder: Path) -> str:
    """The section on the tables of passages with the records expected from them: how many are read as they should be."""
    still_open = set(json.loads((folder / "open.json").read_text(encoding="utf8")))
    lines = [
        "## Passages with the records expected from them",
        "",
        "`tests/extract/tables` holds passages written by somebody who saw neither the extractors nor what they put out, half of",
        "them traps (negated, overtaken, sport, business, law). A passage is read right where every record is found, its main",
        "fields agree and there is none too many. The rules were developed on them since: they say what is held fast, not what",
        "to expect.",
        "",
        "| kind | passages | read right | of these traps, of so many |",
        "|---|---|---|---|",
    ]
    for path in sorted(folder.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf8"))["passage"]
        right = [row for n, row in enumerate(rows, 1) if f"{path.stem}-{n}" not in still_open]
        held, traps = (sum("why" in row for row in some) for some in (right, rows))
        lines.append(f"| {path.stem} | {len(rows)} | {len(right)} | {held} of {traps} |")
    return "\n".join(lines) + "\n"


def readme_figures(readme: str, results: Iterable[Result]) -> str:
    """The README with the table between its two `figures` marks made anew."""
    figures = {(r.yardstick, name): figure for r in results for name, figure in r.figures.items()}
    rows = [f"| {words} | {figures[key]:.0f} |" for key, words in HEADLINES.items() if key in figures]
    before, _, rest = readme.partition("<!-- figures -->")
    _, _, after = rest.partition("<!-- /figures -->")
    table = "\n".join(["| measured, in percent | |", "|---|---|", *rows])
    return f"{before}<!-- figures -->\n{table}\n<!-- /figures -->{after}"
