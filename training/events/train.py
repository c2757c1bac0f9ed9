"""Trains the classifier of events, on all of its sentences or on all but a fold.

    export PYTHONPATH=src:training OMP_WAIT_POLICY=PASSIVE
    python training/events/train.py PLV.jsonl OWN.jsonl --output FOLDER                     # FOLDER/net.pt, of all
    python training/events/train.py PLV.jsonl OWN.jsonl --output FOLDER --folds 0 1 2 3 4   # FOLDER/net0.pt ...

PLV.jsonl and OWN.jsonl are made by candidates.py. Folds are of PLOVER's sentences alone, grouped by sentence; our own sentences are
in every fold's training and in none of its tests. In each epoch a sentence is seen with its parties as annotated or as found, and
now and then without a mark. Run from the root of the repository, on Python 3.11.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from encoder import base_folder, mini_lm, vocabulary
from network import NONE, Classifier, loss_of
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedGroupKFold
from torch import Tensor, nn

from parley.extract.event_marks import Marked, marked, padded
from parley.lexicon.tagger import Pieces

TYPES = tuple(tomllib.loads(Path("src/parley/data/ontology/plover.toml").read_text(encoding="utf8"))["types"])
LABELS = (*TYPES, NONE)
YIELD = {"CONCEDE", "RETREAT"}
BATCH, RATE, HEAD_RATE, WARM = 16, 1.5e-4, 1e-3, 0.1
UNMARKED = 0.1  # share of the marks that an epoch leaves out
Batch = tuple[Tensor, Tensor, Tensor, Tensor]


@dataclass(frozen=True)
class Row:
    """A sentence with its label and its parties as annotated and as found."""

    text: str
    label: str
    gold: tuple[list[int] | None, list[int] | None]
    found: tuple[list[int] | None, list[int] | None]

    def seen(self, pieces: Pieces, parties: tuple[list[int] | None, list[int] | None]) -> Marked:
        """What the network sees of it."""
        actor, recipient = (tuple(p) if p else None for p in parties)
        return marked(self.text, (0, len(self.text)), actor, recipient, pieces)

    @property
    def target(self) -> list[float]:
        """1 for each label that is right."""
        right = YIELD if self.label == "YIELD" else {self.label}
        return [float(label in right) for label in LABELS]


def rows(path: Path) -> list[Row]:
    """The rows of a file of candidates.py."""
    read = (json.loads(line) for line in path.read_text(encoding="utf8").splitlines())
    return [Row(r["text"], r["label"], tuple(r["gold"]), tuple(r["found"])) for r in read]


def tensors(batch: list[Marked]) -> Batch:
    """A batch as the network takes it."""
    ids, mask, actor, recipient = padded(batch)
    return torch.tensor(ids), torch.tensor(mask), torch.tensor(actor), torch.tensor(recipient)


def batches(examples: list[tuple[Marked, list[float]]], rng: Random) -> Iterator[tuple[Batch, Tensor]]:
    """Batches of sentences of like length, in random order."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i][0].ids) + rng.random() * 20)
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(groups)
    for group in groups:
        yield tensors([examples[i][0] for i in group]), torch.tensor([examples[i][1] for i in group])


def varied(chosen: list[Row], pieces: Pieces, rng: Random) -> list[tuple[Marked, list[float]]]:
    """What an epoch sees: of each sentence one of its views, with a mark left out now and then."""
    found = []
    for row in chosen:
        parties = row.gold if rng.random() < 0.5 else row.found
        actor, recipient = (None if rng.random() < UNMARKED else party for party in parties)
        found.append((row.seen(pieces, (actor, recipient)), row.target))
    return found


def train(chosen: list[Row], pieces: Pieces, epochs: int, seed: int) -> Classifier:
    """A network trained on rows."""
    torch.manual_seed(seed)
    rng = Random(seed)
    net = Classifier(mini_lm(base_folder()), len(LABELS))
    body = [p for p in net.encoder.parameters() if p.requires_grad]
    groups = [{"params": body, "lr": RATE}, {"params": net.out.parameters(), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    counts = np.clip(np.array([row.target for row in chosen]).sum(0), 1, None)
    weights = torch.tensor((counts.mean() / counts) ** 0.5, dtype=torch.float32)
    steps, step = epochs * -(-len(chosen) // BATCH), 0
    for _ in range(epochs):
        net.train()
        for inputs, targets in batches(varied(chosen, pieces, rng), rng):
            share = min(step / (WARM * steps), (steps - step) / ((1 - WARM) * steps))
            for group, rate in zip(optimizer.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * share
            with torch.autocast("cpu", torch.bfloat16):
                logits = net(*inputs)
            loss = loss_of(logits.float(), targets, weights)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
    return net.eval()


def odds(net: Classifier, seen: list[Marked]) -> np.ndarray:
    """Probabilities of the labels for each sentence."""
    found = []
    with torch.no_grad():
        for i in range(0, len(seen), 32):
            found.append(net(*tensors(seen[i : i + 32])).softmax(-1))
    return torch.cat(found).numpy()


def answers(probabilities: np.ndarray) -> list[str]:
    """PLOVER's 15 types, the likeliest of each row; that nothing happens is none of them."""
    joined = {label: probabilities[:, i] for i, label in enumerate(LABELS) if label not in {*YIELD, NONE}}
    joined["YIELD"] = sum(probabilities[:, LABELS.index(label)] for label in YIELD)
    names = list(joined)
    return [names[i] for i in np.stack([joined[name] for name in names], 1).argmax(1)]


def folds(plv: list[Row]) -> np.ndarray:
    """The fold of each row: five, by type, a sentence in one alone."""
    texts = [row.text for row in plv]
    found = np.zeros(len(plv), int)
    splitter = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    for fold, (_, tested) in enumerate(splitter.split(texts, [r.label for r in plv], [texts.index(t) for t in texts])):
        found[tested] = fold
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plv", type=Path)
    parser.add_argument("own", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--folds", type=int, nargs="*", default=[])
    options = parser.parse_args()
    torch.set_num_threads(1)  # sentences are short: two processes of one thread beat one of two
    options.output.mkdir(parents=True, exist_ok=True)
    pieces, plv, own = vocabulary(base_folder()), rows(options.plv), rows(options.own)

    if not options.folds:
        torch.save(train(plv + own, pieces, options.epochs, 0).state_dict(), options.output / "net.pt")
        return
    fold_of, begun = folds(plv), time.time()
    (options.output / "folds.json").write_text(json.dumps(fold_of.tolist()), encoding="utf8")
    said: dict[int, str] = {}
    for fold in options.folds:
        kept = [row for row, f in zip(plv, fold_of, strict=True) if f != fold]
        net = train(kept + own, pieces, options.epochs, fold)
        torch.save(net.state_dict(), options.output / f"net{fold}.pt")
        tested = [i for i in range(len(plv)) if fold_of[i] == fold]
        said.update(zip(tested, answers(odds(net, [plv[i].seen(pieces, plv[i].found) for i in tested])), strict=True))
        gold, mine = [plv[i].label for i in said], list(said.values())
        figures = f"macro F1 {100 * f1_score(gold, mine, average='macro'):.1f}, accuracy {100 * accuracy_score(gold, mine):.1f}"
        print(f"folds up to {fold}: {figures}, {time.time() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
