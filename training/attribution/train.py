"""Trains the attribution tagger on PolNeAR.

    PYTHONPATH=src:training python training/attribution/train.py POLNEAR_FOLDER --output FOLDER [--epochs 7] [--start FILE]
        [--mpnet WEIGHTS] [--teacher FILE --more FOLDER]

Run from the root of the repository, in the virtual environment of requirements.txt. Every tenth article of the train part is
kept aside: losses on it are printed after each epoch, and everything that is chosen is chosen on it. README.md has the whole
recipe, LOG.md the runs made so far.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import torch
from augment import layouts, lost_marks, other_words
from corpus import Annotated, read_corpus
from encoder import base_folder, mini_lm, mpnet, vocabulary
from examples import IGNORED, Example, examples, unlabelled
from network import Tagger
from safetensors.torch import load_file
from torch import Tensor, nn

from parley.extract.windows import LONGEST, windows
from parley.lexicon.tagger import Pieces

LINK_WEIGHT = 0.3
ASIDE = 10  # every tenth article of the train part is not trained on
TEACHING = 0.5  # share of the teacher in the loss
Batch = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


def for_mpnet(ids: Tensor) -> Tensor:
    """The same pieces as mpnet-base numbers them: its own marks come first, then MiniLM's vocabulary in order."""
    numbers = torch.arange(30522) + 4
    numbers[[0, 100, 101, 102]] = torch.tensor([1, 3, 0, 2])  # padding, unknown, start, end
    return numbers[ids]


def varied(articles: list[Annotated], pieces: Pieces, rng: Random) -> list[Example]:
    """Examples for one epoch: half of the articles with other words, lost marks and other layouts, all cut at random lengths."""
    found = []
    for article in articles:
        blocks = None
        if rng.random() < 0.5:
            article = lost_marks(other_words(article, rng), rng) if rng.random() < 0.7 else article
            blocks = layouts(article, rng)
        found += examples(article, windows(article.text, pieces, blocks, lambda: rng.randint(LONGEST // 3, LONGEST)))
    return found


def batches(found: list[Example], size: int, rng: Random) -> Iterator[Batch]:
    """Batches of about `size` pieces, of windows of like length, in random order."""
    order = sorted(range(len(found)), key=lambda i: len(found[i].ids) + rng.random() * 16)
    groups: list[list[Example]] = [[]]
    for example in (found[i] for i in order):
        if groups[-1] and (len(groups[-1]) + 1) * len(example.ids) > size:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    for group in groups:
        longest = max(len(e.ids) for e in group)
        ids = torch.zeros(len(group), longest, dtype=torch.long)
        mask = torch.zeros(len(group), longest)
        words = torch.zeros(len(group), longest, dtype=torch.bool)
        labels = [torch.full((len(group), longest), IGNORED) for _ in range(3)]
        for row, example in enumerate(group):
            ids[row, : len(example.ids)] = torch.from_numpy(example.ids)
            mask[row, : len(example.ids)] = 1
            words[row, : len(example.ids)] = torch.from_numpy(example.words)
            for tensor, values in zip(labels, (example.tags, example.links, example.pointers), strict=True):
                tensor[row, : len(values)] = torch.from_numpy(values)
        yield ids, mask, words, labels[0], labels[1], labels[2]


Scores = tuple[Tensor, Tensor]


def read(net: Tagger, batch: Batch) -> Scores:
    """What the network makes of a batch: tag logits, queries and keys."""
    ids, mask = batch[:2]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, pairs = net(ids if net.encoder.relative is None else for_mpnet(ids), mask)
    return logits.float(), pairs


def losses(net: Tagger, batch: Batch, scores: Scores) -> tuple[Tensor, Tensor, Tensor]:
    """Tag, link and pointer loss against the annotation."""
    _, mask, _, tags, links, pointers = batch
    logits, pairs = scores
    if not (tags != IGNORED).any():
        nothing = logits.sum() * 0
        return nothing, nothing, nothing
    tag = nn.functional.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    found = [tag]
    for which, labels in enumerate((links, pointers)):
        rows = torch.nonzero(labels != IGNORED, as_tuple=True)
        if len(rows[0]) == 0:
            found.append(tag * 0)
            continue
        row_scores = net.scores(pairs, rows, which).masked_fill(mask[rows[0]] == 0, -1e4)
        found.append(nn.functional.cross_entropy(row_scores, labels[rows]))
    return found[0], found[1], found[2]


def teaching(net: Tagger, teacher: Tagger, batch: Batch, scores: Scores) -> Tensor:
    """Cross entropy against what the teacher thinks, for tags of all words, links of words with a role and pointers of cues."""
    _, mask, words, *_ = batch
    with torch.no_grad():
        logits, pairs = read(teacher, batch)
        odds = logits.softmax(-1)
        chosen = (words & (odds[..., 0] < 0.5), words & (odds[..., 3] > 0.5))
    loss = -(odds * scores[0].log_softmax(-1)).sum(-1)[words].mean()
    for which, picked in enumerate(chosen):
        rows = torch.nonzero(picked, as_tuple=True)
        if len(rows[0]):
            hidden = mask[rows[0]] == 0
            with torch.no_grad():
                goal = teacher.scores(pairs, rows, which).masked_fill(hidden, -1e4).softmax(-1)
            mine = net.scores(scores[1], rows, which).masked_fill(hidden, -1e4).log_softmax(-1)
            loss = loss - LINK_WEIGHT * (goal * mine).sum(-1).mean()
    return loss


@torch.no_grad()
def aside_losses(net: Tagger, found: list[Example], size: int) -> list[float]:
    """Mean losses on the articles kept aside."""
    net.eval()
    every = [[x.item() for x in losses(net, batch, read(net, batch))] for batch in batches(found, size, Random(0))]
    net.train()
    return [round(sum(column) / len(every), 4) for column in zip(*every, strict=True)]


def groups(net: Tagger, rate: float, head_rate: float) -> list[dict[str, object]]:
    """Parameters of the body, and those of the heads, which start from nothing and learn faster."""
    body = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    head = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    return [{"params": body, "lr": rate, "peak": rate}, {"params": head, "lr": head_rate, "peak": head_rate}]


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("polnear", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=3072, help="pieces in a batch")
    parser.add_argument(
        "--mpnet",
        type=Path,
        help="weights of mpnet-base (model.safetensors): trains a teacher, or with --teacher says what it is made of",
    )
    parser.add_argument("--teacher", type=Path, help="a network trained with --mpnet, to learn from as well")
    parser.add_argument("--more", type=Path, help="a folder of plain texts (*.txt) to learn from the teacher on")
    parser.add_argument("--start", type=Path, help="go on from a network trained before")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=600, help="stop after the epoch in which this is reached")
    return parser.parse_args()


def make_net(weights: Path | None, trained: Path | None) -> Tagger:
    """A tagger on MiniLM, or on MPNet from its weights; with `trained`, as it was left."""
    net = Tagger(mini_lm(base_folder()) if weights is None else mpnet(load_file(weights)))
    if trained:
        net.load_state_dict(torch.load(trained, map_location="cpu", weights_only=True))
    return net


def unlabelled_texts(folder: Path | None, pieces: Pieces) -> list[Example]:
    """Windows of plain texts."""
    paths = sorted(folder.glob("*.txt")) if folder else []
    return [unlabelled(w) for path in paths for w in windows(path.read_text(encoding="utf8"), pieces, None, lambda: LONGEST)]


def main() -> None:
    """Trains and writes `net.pt` after each epoch."""
    options = read_options()
    torch.manual_seed(options.seed)
    rng = Random(options.seed)
    pieces = vocabulary(base_folder())
    articles = read_corpus(options.polnear, "train")
    aside = [e for a in articles[::ASIDE] for e in examples(a, windows(a.text, pieces))]
    articles = [a for i, a in enumerate(articles) if i % ASIDE]
    more = unlabelled_texts(options.more, pieces)
    net = make_net(None if options.teacher else options.mpnet, options.start)
    teacher = make_net(options.mpnet, options.teacher).eval() if options.teacher else None
    optimizer = torch.optim.AdamW(groups(net, options.rate, options.head_rate), weight_decay=0.01, fused=True)
    options.output.mkdir(parents=True, exist_ok=True)
    steps, began = 0, time.time()
    total = options.epochs * sum(1 for _ in batches(varied(articles, pieces, Random(0)) + more, options.batch, Random(0)))
    net.train()
    for epoch in range(options.epochs):
        sums = torch.zeros(3)
        for number, batch in enumerate(batches(varied(articles, pieces, rng) + more, options.batch, rng), 1):
            part = min(1.0, (steps + 1) / (0.04 * total)) * max(0.01, 1 - steps / total)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * part
            scores = read(net, batch)
            found = losses(net, batch, scores)
            loss = found[0] + LINK_WEIGHT * (found[1] + found[2])
            if teacher is not None:
                loss = (1 - TEACHING) * loss + TEACHING * teaching(net, teacher, batch, scores)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            steps += 1
            sums += torch.tensor([x.item() for x in found])
            if number % 20 == 0:
                means = " ".join(f"{x:.3f}" for x in sums / number)
                print(f"epoch {epoch} step {steps}/{total} {means} {time.time() - began:.0f}s", flush=True)
        torch.save(net.state_dict(), options.output / "net.pt")
        print(f"EPOCH {epoch} aside {aside_losses(net, aside, options.batch)} {(time.time() - began) / 60:.1f} min", flush=True)
        if (time.time() - began) / 60 > options.minutes:
            break


if __name__ == "__main__":
    main()
