"""Who said what: Parley beside a peer on the same texts in one run. Quality, speed on one core, memory, size.

    uv run --with textacy python benchmarks/attribution_peers.py [--limit N]

Each system runs in a process of its own, on one core, after a warm-up; articles a second are of processor time and include
whatever parse the system needs. Texts and scores are those of the yardstick polnear-dev (see parley/evaluate.py). GenderGapTracker
is not on PyPI and cannot be run here.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Found = list[dict[str, Any]]
SYSTEMS = ("textacy", "tagger", "parley")


def textacy() -> Callable[[str], Found]:
    """textacy's direct quotations on Parley's own spaCy model."""
    import textacy.extract  # type: ignore[import-not-found]  # comes with --with textacy alone

    from parley.lexicon.pack import load_pack
    from parley.read.parse import load_model

    pack = load_pack("en")
    nlp = load_model(pack.model, pack.model_folder)

    def span(tokens: Any) -> list[list[int]]:
        return [[tokens[0].idx, tokens[-1].idx + len(tokens[-1])]] if len(tokens) else []

    def run(text: str) -> Found:
        try:
            quotes = list(textacy.extract.triples.direct_quotations(nlp(text)))
        except ValueError:  # textacy gives up on a text with an odd number of quotation marks
            return []
        return [
            {"source": span(q.speaker), "cue": span(q.cue), "content": [[q.content.start_char, q.content.end_char]]} for q in quotes
        ]

    return run


def tagger() -> Callable[[str], Found]:
    """The network alone."""
    from parley.extract.tagger import tagged
    from parley.lexicon.pack import load_pack

    network = load_pack("en").tagger
    if network is None:
        raise SystemExit("the English pack has no tagger")

    def run(text: str) -> Found:
        found = tagged(text, network)
        return [{"source": [a.source] if a.source else [], "cue": [a.cue], "content": list(a.content)} for a in found]

    return run


def parley() -> Callable[[str], Found]:
    """Everything that `parley extract` does."""
    from parley.pipeline import extract
    from parley.read.article import make_article
    from parley.records import reading_to_json

    return lambda text: list(reading_to_json(extract(make_article(text, id="x")))["attributions"])


def worker(system: str, inputs: Path, output: Path) -> None:
    """Runs one system over the inputs and prints what it took as JSON."""
    begun = time.process_time()
    run = {"textacy": textacy, "tagger": tagger, "parley": parley}[system]()
    articles = [json.loads(line) for line in inputs.read_text(encoding="utf8").split("\n") if line]
    run(articles[0]["text"])
    loaded = time.process_time()
    found = [{"id": a["id"], "attributions": run(a["text"])} for a in articles]
    spent = time.process_time() - loaded
    output.write_text("\n".join(map(json.dumps, found)), encoding="utf8")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"load": loaded - begun, "rate": len(articles) / spent, "megabytes": megabytes}))


def measured(inputs: Path, folder: Path) -> Iterator[str]:
    """A line of the table for each system."""
    from parley.evaluate import report_of, run_scorer, tools_folder

    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    for system in SYSTEMS:
        output = folder / f"{system}.jsonl"
        command = [sys.executable, __file__, "--worker", system, str(inputs), str(output)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            yield f"| {system} | did not run: {done.stderr.strip().splitlines()[-1]} |"
            continue
        took = json.loads(done.stdout.splitlines()[-1])
        report = report_of(run_scorer(tools_folder() / "score.py", "polnear-dev", str(output)))
        figures = (report[name]["F1"] for name in ("attribution", "full_exact"))
        direct = report["attribution_recall_by_type"]["direct"]["R"]
        values = (
            *(f"{f:.1f}" for f in figures),
            f"{direct:.0f}",
            f"{took['rate']:.1f}",
            f"{took['load']:.2f}",
            f"{took['megabytes']:.0f}",
        )
        yield f"| {system} | " + " | ".join(values) + " |"


def main() -> None:
    """Prints the table."""
    if sys.argv[1:2] == ["--worker"]:
        worker(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, help="only so many articles (F1 then counts the others as missed)")
    options = parser.parse_args()
    from parley.evaluate import run_scorer, tools_folder

    lines = run_scorer(tools_folder() / "score.py", "inputs", "polnear-dev").split("\n")[: options.limit]
    print(
        "| system | attribution F1 | all exact F1 | direct recall | articles/s | load s | peak MB |\n|---|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder) / "in.jsonl"
        inputs.write_text("\n".join(lines), encoding="utf8")
        for row in measured(inputs, Path(folder)):
            print(row, flush=True)


if __name__ == "__main__":
    main()
