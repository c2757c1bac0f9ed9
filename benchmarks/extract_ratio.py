"""How long `parley extract` takes beside the bare spaCy pipeline (tokenise, tag, parse, entities) on the same texts, in one run.

    uv run python benchmarks/extract_ratio.py INPUT.jsonl [--rounds N]

Both run in this process, on one core, by turns, after a warm-up; the best round of each counts, in seconds of CPU time,
so that other programs on the machine disturb little. "extract" is all of it but starting up: reading the file, language,
boilerplate, parse, all steps, JSON. Exit status 1 where the ratio is above the limit that the project sets itself.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

LIMIT = 2.2  # 1.5 before the attribution tagger, which costs nearly as much as the parse


def bare(paths: list[Path]) -> int:
    """The model's own pipeline without its lemmatizer, in spaCy's own batches. Returns the number of texts."""
    from parley.lexicon.tables import read_toml
    from parley.read.files import read_inputs
    from parley.read.parse import load_model
    from parley.records import Article

    settings = read_toml("lang", "en", "pack.toml")
    nlp = load_model(settings["model"], settings["model_folder"])
    texts = [item.text for item in read_inputs(paths) if isinstance(item, Article)]
    return sum(1 for _ in nlp.pipe(texts, disable=["lemmatizer"]))


def whole(paths: list[Path]) -> int:
    """What `parley extract` does. Returns the number of readings."""
    import msgspec

    from parley.read.files import read_inputs
    from parley.records import Reading, reading_to_json
    from parley.workers import read_in_order

    readings = (result for result in read_in_order(read_inputs(paths)) if isinstance(result, Reading))
    return sum(1 for reading in readings if msgspec.json.encode(reading_to_json(reading)))


def seconds(work: Callable[[list[Path]], int], paths: list[Path]) -> float:
    """CPU seconds of one go."""
    begun = time.process_time()
    work(paths)
    return time.process_time() - begun


def main() -> int:
    """Prints both times and the ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT.jsonl")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    count = whole(arguments.inputs)  # the warm-up: loads the model and the tables
    rounds = [(seconds(bare, arguments.inputs), seconds(whole, arguments.inputs)) for _ in range(arguments.rounds)]
    spacy, parley = (min(times) for times in zip(*rounds, strict=True))
    print(f"{count} articles, CPU: spaCy {spacy:.2f} s, parley extract {parley:.2f} s, ratio {parley / spacy:.2f} (limit {LIMIT})")
    return 1 if parley / spacy > LIMIT else 0


if __name__ == "__main__":
    os.environ["OMP_NUM_THREADS"] = "1"  # before the numeric libraries load
    sys.exit(main())
