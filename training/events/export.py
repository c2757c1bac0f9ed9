"""Writes a trained classifier as one int8 ONNX file, vocabulary and labels in its metadata.

    PYTHONPATH=src:training python training/events/export.py NET.pt MODEL.onnx [--full]

`--full` leaves the weights as they are (float32), to compare.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from encoder import base_folder, mini_lm
from network import Classifier
from onnx_file import write_onnx
from train import LABELS

INPUTS = ("ids", "mask", "actor", "recipient")


def load(path: Path) -> Classifier:
    """A trained classifier, ready for use."""
    net = Classifier(mini_lm(base_folder()), len(LABELS))
    net.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return net.eval()


def export(net: Classifier, path: Path, full: bool) -> None:
    """Writes the file."""
    example = (torch.randint(1000, 2000, (2, 40)), torch.ones(2, 40), torch.zeros(2, 40), torch.zeros(2, 40))
    axes = {name: {0: "batch", 1: "length"} for name in INPUTS} | {"logits": {0: "batch"}}
    write_onnx(net, path, example, (INPUTS, ("logits",)), axes, {"labels": json.dumps(LABELS)}, full)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("net", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    export(load(options.net), options.model, options.full)


if __name__ == "__main__":
    main()
