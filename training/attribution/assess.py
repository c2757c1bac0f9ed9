"""How well a tagger does by itself on articles kept aside, and how its confidence is to be calibrated.

    PYTHONPATH=src:training python training/attribution/assess.py MODEL.onnx POLNEAR_FOLDER [--part aside|dev]

An attribution is right where content and source share half of their words with those of an annotated one, or neither has a source.
Choose on `aside` alone.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
from corpus import Annotated, read_corpus
from train import ASIDE

from parley.extract.tagger import Tagged, tagged
from parley.lexicon.tagger import open_tagger
from parley.reliability import alike, words


def right(article: Annotated, found: list[Tagged]) -> tuple[list[bool], list[bool]]:
    """For each attribution found whether it is right, and whether it is so in every word; none counts twice."""
    text = article.text
    gold = [tuple(words(text, a[role]) for role in ("source", "cue", "content")) for a in article.attributions]
    free, good, exact = set(range(len(gold))), [], []
    for one in found:
        mine = words(text, (one.source,) if one.source else ()), words(text, (one.cue,)), words(text, one.content)
        same = [g for g in free if mine == gold[g]]
        near = [g for g in free if alike(mine[0], gold[g][0]) and alike(mine[2], gold[g][2]) and gold[g][2]]
        best = (same or near or [None])[0]
        good.append(best is not None)
        exact.append(bool(same))
        if best is not None:
            free.discard(best)
    return good, exact


def calibration(log_odds: np.ndarray, good: np.ndarray) -> tuple[float, float]:
    """Slope and offset of the logistic regression of being right on the network's log odds (Newton's method)."""
    x = np.stack([log_odds, np.ones_like(log_odds)], 1)
    w = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2), x.T @ (good - p))
    return float(w[0]), float(w[1])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("polnear", type=Path)
    parser.add_argument("--part", choices=("aside", "dev"), default="aside")
    options = parser.parse_args()
    tagger = open_tagger(options.model.read_bytes())
    tagger.calibration = (1.0, 0.0)
    articles = read_corpus(options.polnear, "train")[::ASIDE] if options.part == "aside" else read_corpus(options.polnear, "dev")
    began, rows, exact, gold = time.process_time(), [], 0, 0
    for article in articles:
        found = tagged(article.text, tagger)
        good, whole = right(article, found)
        rows += [(f.probability, g) for f, g in zip(found, good, strict=True)]
        exact, gold = exact + sum(whole), gold + len(article.attributions)
    spent = time.process_time() - began
    p, good = np.array([r[0] for r in rows]), np.array([float(r[1]) for r in rows])
    print(f"{len(articles)} articles, {len(articles) / spent:.1f} a second of processor time; {len(rows)} found, {gold} annotated")
    print(f"attribution F1 {200 * good.sum() / (len(rows) + gold):.1f}  exact F1 {200 * exact / (len(rows) + gold):.1f}")
    slope, offset = calibration(np.log(p / (1 - p)), good)
    print(f"calibration {slope:.3f} {offset:.3f}")


if __name__ == "__main__":
    main()
