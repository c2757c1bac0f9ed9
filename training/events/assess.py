"""How well events are typed end to end: Parley with the net of each fold, on PLOVER's sentences of that fold.

    uv run python training/events/assess.py PLV_train.tsv FOLDER [--rules]

FOLDER holds net0.onnx to net4.onnx, made by train.py --folds and export.py. Nobody is told the parties: they are found by the
parse. `--rules` leaves the nets out. Folds are those of train.py, by the file folds.json in FOLDER (written by train.py).
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

from parley.extract.events import events
from parley.extract.notes import Notes
from parley.lexicon.classifier import Classifier
from parley.lexicon.pack import load_pack
from parley.lexicon.tagger import open_session
from parley.pipeline import STEPS
from parley.read.article import make_article
from parley.read.parse import Parser

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def macro_f1(gold: list[str], mine: list[str]) -> float:
    """Mean F1 over the gold types, in percent."""
    right = Counter(a for a, b in zip(gold, mine, strict=True) if a == b)
    held, said = Counter(gold), Counter(mine)
    return 100 * sum(2 * right[t] / (held[t] + said[t]) for t in held) / len(held)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args()
    pack = load_pack("en")
    with options.sentences.open(encoding="utf8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    fold_of: list[int] = json.loads((options.folder / "folds.json").read_text(encoding="utf8"))
    nets = {n: Classifier(open_session((options.folder / f"net{n}.onnx").read_bytes())) for n in sorted(set(fold_of))}
    before = STEPS[: next(n for n, step in enumerate(STEPS) if step.needs == "event_types")]
    gold, mine, found = [], [], 0
    articles = [make_article(row["sentence"], id=str(n), published="2020-01-01", language="en") for n, row in enumerate(rows)]
    docs = Parser(pack.model, pack.model_folder, pack.lemmas).pipe(a.text for a in articles)
    for row, fold, article, doc in zip(rows, fold_of, articles, docs, strict=True):
        notes = Notes.begin(article, doc)
        for step in before:
            notes = step(notes, pack)
        told = events(notes, pack.event_types, None if options.rules else nets[fold])
        found += len(told)
        gold.append(row["gold_root"].strip())
        mine.append(YIELD.get(told[0].event_type, told[0].event_type) if told else "NONE")
    accuracy = 100 * sum(a == b for a, b in zip(gold, mine, strict=True)) / len(gold)
    print(f"macro F1 {macro_f1(gold, mine):.1f}, accuracy {accuracy:.1f}, {found / len(gold):.2f} events a sentence")


if __name__ == "__main__":
    main()
