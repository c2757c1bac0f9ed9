"""`python -m parley.evaluate`: runs every yardstick that is present, prints one table, checks the floors.

The yardsticks (gold data and scorers) lie beside the project, in `../shared` or where $PARLEY_YARDSTICKS points;
they are not part of the repository. The sample in `tests/gold` is, and is what CI checks. Floors are in
`tests/eval/floors.json`: a figure below its floor fails the run. `--raise` lifts floors to what was measured
(less a margin for noise), `--lower NAME` is the only way down and shows up in the diff. `--write` writes docs/quality.md.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from parley import __version__
from parley.errors import ParleyError, UsageError
from parley.keep import keep
from parley.pipeline import extract_all
from parley.quality import Result, quality_page, readme_figures
from parley.read.article import make_article
from parley.read.files import read_inputs
from parley.records import Article, reading_to_json
from parley.reliability import judged
from parley.show.book import make_book
from parley.show.export.json import export_json
from parley.store.dossier import Dossier

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ROOT / "tests" / "eval" / "floors.json"
# Articles of ours: those that rules were developed on, and those that nobody who writes rules has read.
SAMPLES = {"sample": ROOT / "tests" / "gold" / "articles", "sample-unseen": ROOT / "tests" / "gold" / "unseen"}
QUALITY = ROOT / "docs" / "quality.md"
README = ROOT / "README.md"
# Which figures of a scorer's report are kept, as dotted paths; "*" takes each key at that level.
FIGURES: dict[str, tuple[str, ...]] = {
    "sample": ("mean_f1", "*.F1"),
    "sample-unseen": ("mean_f1", "*.F1"),
    "articles": ("mean_f1", "*.F1"),
    "polnear-dev": ("attribution.F1", "full_exact.F1", "content_j50.F1", "attribution_recall_by_type.direct.R"),
    "timebank": ("value.F1", "relaxed.F1", "strict.F1"),
    "aquaint": ("value.F1", "relaxed.F1", "strict.F1"),
    "geovirus": ("acc161", "precision", "recall"),
    "lgl": ("acc161", "precision", "recall"),
    "corpus-mali": ("mean", "parts.*.F1", "parts.*.accuracy", "parts.*.recall"),
}
CHUNK = 8  # articles that are parsed together
# F1 points: a floor stands this far below the measured figure. One item of the sample is worth up to two points, and arithmetic
# differs a little between processors.
MARGIN = 2.0


def tools_folder() -> Path:
    """The folder with score.py. Raises UsageError where there is none."""
    folder = Path(os.environ.get("PARLEY_YARDSTICKS", ROOT.parent / "shared")) / "tools"
    if not (folder / "score.py").is_file():
        raise UsageError(f"{folder}: no score.py there; set PARLEY_YARDSTICKS to the folder that holds tools/ and gold/")
    return folder


def run_scorer(scorer: Path, *arguments: str) -> str:
    """What a scorer prints. Raises ParleyError where it fails."""
    done = subprocess.run([sys.executable, str(scorer), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ParleyError(f"{scorer.name} {' '.join(arguments)} failed:\n{done.stderr}")
    return done.stdout


def _predict(lines: Iterable[str], name: str) -> Iterator[str]:
    """Extraction of input lines, as output lines."""
    inputs = [json.loads(line) for line in lines if line]
    articles = [make_article(item["text"], id=item["id"], published=item.get("published")) for item in inputs]
    for chunk in track(list(batched(articles, CHUNK)), description=name, console=Console(stderr=True)):
        yield from (json.dumps(reading_to_json(reading)) for reading in extract_all(chunk))


def report_of(output: str) -> dict[str, Any]:
    """The JSON object that a scorer prints before its closing line."""
    report, _ = json.JSONDecoder().raw_decode(output)
    return dict(report)


def pick(report: dict[str, Any], paths: Iterable[str]) -> dict[str, float]:
    """The figures of a report at dotted paths, `*` for every key."""
    found: dict[str, float] = {}
    for path in paths:
        first, _, rest = path.partition(".")
        for key in report if first == "*" else [first]:
            value = report.get(key)
            if isinstance(value, dict) and rest:
                found |= {f"{key}.{name}": figure for name, figure in pick(value, [rest]).items()}
            elif isinstance(value, int | float) and not rest:
                found[key] = float(value)
    return found


def measure(name: str) -> Result:
    """Runs one yardstick of score.py from its inputs to its figures."""
    scorer = tools_folder() / "score.py"
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out.jsonl"
        output.write_text("\n".join(_predict(run_scorer(scorer, "inputs", name).split("\n"), name)), encoding="utf8")
        figures = pick(report_of(run_scorer(scorer, name, str(output))), FIGURES[name])
        outcomes = tuple(_outcomes(output)) if name == "polnear-dev" else ()
    return Result(name, figures, outcomes)


def _outcomes(output: Path) -> Iterator[tuple[float, bool]]:
    """Confidence of every attribution of polnear-dev in an output, and whether it is right."""
    gold = {document["id"]: document for document in _scorer().polnear("dev")}
    for line in output.read_text(encoding="utf8").splitlines():
        found = json.loads(line)
        document = gold[found["id"]]
        yield from judged(document["text"], found["attributions"], [g for g in document["gold"] if g["content"]])


def _scorer() -> Any:
    """The module score.py, which is not ours and lies beside the project."""
    sys.path.insert(0, str(tools_folder()))
    return importlib.import_module("score")


def measure_corpus(name: str) -> Result:
    """Runs a corpus of score_corpus.py: its articles into a dossier, the dossier exported as of each day that is asked for."""
    scorer, corpus = tools_folder() / "score_corpus.py", tools_folder().parent / "gold" / name
    articles = [item for item in read_inputs([corpus]) if isinstance(item, Article)]
    since = {to: start for start, to in map(str.split, run_scorer(scorer, "windows", str(corpus)).splitlines())}
    with tempfile.TemporaryDirectory() as folder:
        with Dossier.create(Path(folder) / "corpus.parley") as dossier:
            for reading in track(extract_all(articles), description=name, console=Console(stderr=True)):
                keep(dossier, reading)
            for day in [None, *run_scorer(scorer, "days", str(corpus)).split()]:
                book = make_book(name, dossier.library(), day, since.get(day or ""))
                export = json.dumps(export_json(book, with_changes=day in since))
                Path(folder, f"as-of-{day}.json" if day else "all.json").write_text(export, encoding="utf8")
        return Result(name, pick(report_of(run_scorer(scorer, str(corpus), folder)), FIGURES[name]))


def measure_sample(name: str) -> Result:
    """Runs articles that lie in the repository, with the scorer of the yardstick `articles`."""
    score = _scorer()
    documents = list(score.articles(SAMPLES[name]))
    lines = [json.dumps({key: d[key] for key in ("id", "text", "published")}) for d in documents]
    predicted = {p["id"]: p for p in map(json.loads, _predict(lines, name))}
    report, _ = score.score_articles(documents, predicted)
    return Result(name, pick(report, FIGURES[name]))


_MEASURES = {"corpus-mali": measure_corpus, **dict.fromkeys(SAMPLES, measure_sample)}


def check(results: Iterable[Result], floors: dict[str, dict[str, float]]) -> list[str]:
    """One line for each figure that lies below its floor, or that has a floor and was not measured."""
    problems = []
    for result in results:
        for name, floor in floors.get(result.yardstick, {}).items():
            figure = result.figures.get(name)
            if figure is None or figure < floor:
                problems.append(f"{result.yardstick} {name}: {figure} is below its floor of {floor}")
    return problems


def lift(results: Iterable[Result], floors: dict[str, dict[str, float]], lower: Iterable[str] = ()) -> dict[str, dict[str, float]]:
    """Floors raised to the measured figures less MARGIN; lowered only for the yardsticks in `lower`."""
    lifted = {name: dict(values) for name, values in floors.items()}
    for result in results:
        old = lifted.setdefault(result.yardstick, {})
        for name, figure in result.figures.items():
            new = max(0.0, round(figure - MARGIN, 1))
            old[name] = new if result.yardstick in lower else max(new, old.get(name, 0.0))
    return lifted


def table(results: Iterable[Result], floors: dict[str, dict[str, float]]) -> Table:
    """The one table that people read."""
    grid = Table("yardstick", "figure", "measured", "floor", title=f"Parley {__version__}")
    for result in results:
        for name, figure in result.figures.items():
            floor = floors.get(result.yardstick, {}).get(name)
            mark = "" if floor is None else f"{floor:.1f}" + ("  BELOW" if figure < floor else "")
            grid.add_row(result.yardstick, name, f"{figure:.1f}", mark)
        grid.add_section()
    return grid


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m parley.evaluate", description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("yardsticks", nargs="*", help="which to run (default: all that are present)", metavar="YARDSTICK")
    parser.add_argument("--sample", action="store_true", help="only the sample in tests/gold, as CI does")
    parser.add_argument("--write", action="store_true", help="write docs/quality.md")
    parser.add_argument("--raise", action="store_true", dest="lift", help="raise the floors to what was measured")
    parser.add_argument(
        "--lower", action="append", default=[], metavar="YARDSTICK", help="with --raise: let this one's floors go down"
    )
    return parser.parse_args()


def main() -> int:
    """Exit status 0 where all floors hold, 1 where one does not."""
    arguments, console = _arguments(), Console()
    names = list(SAMPLES) if arguments.sample else arguments.yardsticks or list(FIGURES)
    results = [_MEASURES.get(name, measure)(name) for name in names]
    floors = json.loads(FLOORS.read_text(encoding="utf8")) if FLOORS.exists() else {}
    if arguments.lift:
        floors = lift(results, floors, arguments.lower)
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf8")
    if arguments.write:
        QUALITY.write_text(quality_page(results, datetime.date.today()), encoding="utf8")
        README.write_text(readme_figures(README.read_text(encoding="utf8"), results), encoding="utf8")
    console.print(table(results, floors))
    problems = check(results, floors)
    for problem in problems:
        console.print(problem, style="bold red")
    return 1 if problems else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ParleyError as error:
        sys.exit(f"parley.evaluate: {error}")
