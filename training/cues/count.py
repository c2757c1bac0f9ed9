"""Counts how often each word in each construction is the cue of an attribution, and writes the counts as Parley's cue table,
with weights for what else speaks for and against a cue (cues.tsv, cue_weights.tsv).

    uv run python training/cues/count.py POLNEAR_FOLDER [--parses FILE] [--every N] [--output FOLDER]

POLNEAR_FOLDER is a copy of the PolNeAR corpus (https://github.com/networkdynamics/PolNeAR), with `train/text/*.txt` and
`train/attributions/*.ann`. PolNeAR states no licence: nothing of its texts goes into the table, only lemmas and numbers.
A candidate (see `parley.extract.constructions`) is a hit when the cue word and the head of its content belong to the same
annotated attribution. Rows seen fewer than `--least` times are left out. `--skip N` leaves every Nth article out, to choose
thresholds on. `--parses` reads the parses from a spaCy DocBin in the order of the files, and makes it where it is missing.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, DocBin

from parley.extract.attributions import LEAST_RATE
from parley.extract.constructions import candidates, key
from parley.extract.cue_features import cue_features
from parley.extract.quotations import quotations
from parley.extract.trees import Tree
from parley.lexicon.cues import Cues, rates
from parley.lexicon.pack import load_pack
from parley.read.parse import Parser

Spans = list[tuple[int, int]]
Gold = list[dict[str, Spans]]
Sample = tuple[Tree, Gold, set[int]]


def read_gold(path: Path) -> Gold:
    """The attributions of one .ann file: spans by role (source, cue, content)."""
    spans: dict[str, Spans] = {}
    found: Gold = []
    for line in path.read_text(encoding="utf8").splitlines():
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        if fields[0].startswith("T"):
            where = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [(int(a), int(b)) for a, b in (part.split() for part in where.split(";"))]
        elif fields[0].startswith("E"):
            event: dict[str, Spans] = defaultdict(list)
            for argument in fields[1].split():
                role, name = argument.split(":")
                event[re.sub(r"\d+$", "", role).lower()] += spans.get(name, [])
            found.append(event)
    return found


def articles(folder: Path) -> Iterator[tuple[str, Gold]]:
    """Text and attributions of each article of the train part, the first annotator's where there are several."""
    first: dict[str, Path] = {}
    for path in sorted((folder / "train" / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in sorted(first.items()):
        # newline="" keeps every character, which the annotators' offsets count
        with (folder / "train" / "text" / f"{name}.txt").open(encoding="utf8", newline="") as file:
            yield file.read(), read_gold(path)


def parses(texts: list[str], kept: Path | None) -> list[Doc]:
    """The texts' parses, from `kept` where that file is there."""
    pack = load_pack("en")
    parser = Parser(pack.model, pack.model_folder)
    if kept is not None and kept.exists():
        return list(DocBin().from_disk(kept).get_docs(parser._nlp.vocab))
    docs = list(parser.pipe(texts))
    if kept is not None:
        DocBin(docs=docs).to_disk(kept)
    return docs


def owners(tree: Tree, gold: Gold, role: str) -> dict[int, int]:
    """For each token in a span of the role, which attribution it belongs to (PolNeAR's never overlap)."""
    at = {c: i for i in range(tree.size) for c in range(tree.start[i], tree.end[i])}
    return {at[c]: number for number, event in enumerate(gold) for s, e in event[role] for c in range(s, e) if c in at}


def sample(doc: Doc, gold: Gold) -> Sample:
    """A tree, its attributions, and the tokens that stand inside quotations."""
    tree = Tree(doc)
    inside = {c for quotation in quotations(doc.text) for c in range(quotation.start, quotation.end)}
    return tree, gold, {i for i in range(tree.size) if tree.start[i] in inside}


def count(trees: list[Sample]) -> tuple[Counter[tuple[str, str, str]], Counter[tuple[str, str, str]]]:
    """Hits and sightings by (lemma, part of speech, construction); lemma "*" stands for all words of that part of speech."""
    hits: Counter[tuple[str, str, str]] = Counter()
    seen: Counter[tuple[str, str, str]] = Counter()
    for tree, gold, quoted in trees:
        cues, contents = owners(tree, gold, "cue"), owners(tree, gold, "content")
        for candidate in candidates(tree):
            if candidate.cue in quoted:
                continue  # PolNeAR annotates nothing inside what it annotates, and the extractor leaves quotations whole
            lemma, pos, construction = key(tree, candidate)
            mine = cues.get(candidate.cue)
            hit = mine is not None and contents.get(candidate.argument) == mine
            for name in (lemma, "*"):
                seen[name, pos, construction] += 1
                hits[name, pos, construction] += hit
    return hits, seen


def weigh(samples: list[Sample], table: Cues, folds: int = 5) -> dict[str, float]:
    """Weights of the features of a candidate beside its word's rate, the rates of each fifth of the articles from the others."""
    rows: list[tuple[float, list[str], bool]] = []
    for fold in range(folds):
        hits, seen = count([s for n, s in enumerate(samples) if n % folds != fold])
        rate, backoff = rates({k: (hits[k], seen[k]) for k in seen if seen[k] >= 3}, table.listed)
        for tree, gold, quoted in samples[fold::folds]:
            cues, contents = owners(tree, gold, "cue"), owners(tree, gold, "content")
            for candidate in candidates(tree):
                name = key(tree, candidate)
                p = rate.get(name, backoff.get(name[1:], 0.0))
                if candidate.cue in quoted or p < LEAST_RATE:
                    continue
                mine = cues.get(candidate.cue)
                hit = mine is not None and contents.get(candidate.argument) == mine
                features = cue_features(tree, candidate, table.reporters, candidate.argument in quoted)
                rows.append((math.log(p / (1 - p)), features, hit))
    return regression(rows)


def regression(rows: list[tuple[float, list[str], bool]], penalty: float = 1.0, rounds: int = 12) -> dict[str, float]:
    """Logistic regression by Newton's method with an L2 penalty on all weights but the bias."""
    often = Counter(feature for _, features, _ in rows for feature in features)
    names = ["bias", "rate", *sorted(f for f, n in often.items() if n >= 30)]
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for row, (odds, features, _) in enumerate(rows):
        x[row, 0], x[row, 1] = 1.0, odds
        x[row, [index[f] for f in features if f in index]] = 1.0
    y = np.array([hit for _, _, hit in rows], dtype=float)
    ridge = penalty * np.eye(len(names))
    ridge[0, 0] = 1e-6
    weight = np.zeros(len(names))
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ weight))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + ridge
        weight += np.linalg.solve(curvature, x.T @ (y - p) - ridge @ weight)
    return dict(zip(names, weight.round(3).tolist(), strict=True))


def write_weights(path: Path, weights: dict[str, float]) -> None:
    """Writes the weights as a table."""
    lines = [
        "# Made by training/cues/count.py from the train part of PolNeAR: logistic regression over extract/cue_features.py.",
        "feature\tweight",
        *(f"{name}\t{value}" for name, value in weights.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


def write(path: Path, hits: Counter[tuple[str, str, str]], seen: Counter[tuple[str, str, str]], least: int) -> int:
    """Writes the table and returns its number of rows."""
    rows = [
        k
        for k in seen
        if seen[k] >= least and (k[0] == "*" or hits[k] or seen[k] >= 4 * least) and re.fullmatch(r"[a-z*'_-]+", k[0])
    ]
    lines = [
        "# Made by training/cues/count.py from the train part of PolNeAR: of how many sightings (seen) of a word in a construction",
        "# (extract/constructions.py) it was the cue of an attribution (hits). Lemma * is every word of that part of speech.",
        "lemma\tpos\tconstruction\thits\tseen",
        *("\t".join((*k, str(hits[k]), str(seen[k]))) for k in sorted(rows)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return len(rows)


def main() -> None:
    """Reads the arguments, counts, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("polnear", type=Path)
    parser.add_argument("--parses", type=Path)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--least", type=int, default=3)
    parser.add_argument("--output", type=Path, default=Path("src/parley/data/lang/en"))
    arguments = parser.parse_args()
    read = list(articles(arguments.polnear))
    docs = parses([text for text, _ in read], arguments.parses)
    kept = [n for n in range(len(read)) if not arguments.skip or n % arguments.skip]
    samples = [sample(docs[n], read[n][1]) for n in kept]
    hits, seen = count(samples)
    write_weights(arguments.output / "cue_weights.tsv", weigh(samples, load_pack("en").cues))
    rows = write(arguments.output / "cues.tsv", hits, seen, arguments.least)
    sys.stdout.write(f"{len(kept)} articles, {sum(n for k, n in seen.items() if k[0] == '*')} candidates, {rows} rows\n")


if __name__ == "__main__":
    main()
