"""Writes a trained tagger as one int8 ONNX file, vocabulary and settings in its metadata.

    PYTHONPATH=src:training python training/attribution/export.py NET.pt MODEL.onnx
        [--calibration SLOPE OFFSET] [--full] [--reference FILE]

`--full` leaves the weights as they are (float32), to compare. `--reference` writes what PyTorch makes of sentences.txt, with
which a test of Parley compares what ONNX Runtime makes of them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from encoder import base_folder, mini_lm, vocabulary
from network import Tagger
from onnx_file import write_onnx
from torch import Tensor, nn

from parley.extract.windows import windows


class OneWindow(nn.Module):
    """The tagger for one window without padding: ids [1, length] -> tag logits and pairs [1, length, ...]."""

    def __init__(self, net: Tagger) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        tags, pairs = self.net(ids, None)
        return tags, pairs


def load(path: Path) -> Tagger:
    """A trained tagger, ready for use."""
    net = Tagger(mini_lm(base_folder()))
    net.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return net.eval()


def export(net: Tagger, path: Path, calibration: tuple[float, float], full: bool) -> None:
    """Writes the file."""
    axes = {name: {1: "length"} for name in ("ids", "tags", "pairs")}
    settings = {
        "link_distance": json.dumps(net.link_distance.tolist()),
        "point_distance": json.dumps(net.point_distance.tolist()),
        "calibration": json.dumps(calibration),
    }
    example = (torch.randint(1000, 2000, (1, 40)),)
    write_onnx(OneWindow(net), path, example, (("ids",), ("tags", "pairs")), axes, settings, full)


def write_reference(net: Tagger, path: Path) -> None:
    """Tag probabilities that the trained network itself gives for our own sentences."""
    pieces = vocabulary(base_folder())
    rows = []
    for line in (Path(__file__).parent / "sentences.txt").read_text(encoding="utf8").splitlines():
        (window,) = windows(line, pieces)
        with torch.no_grad():
            tags, _ = OneWindow(net)(torch.tensor([window.ids]))
        odds = tags[0, list(window.at)].softmax(-1)
        rows.append({"text": line, "tags": [[round(x, 4) for x in word] for word in odds.tolist()]})
    path.write_text("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n", encoding="utf8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("net", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--calibration", type=float, nargs=2, default=(1.0, 0.0))
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--reference", type=Path)
    options = parser.parse_args()
    net = load(options.net)
    if options.reference:
        write_reference(net, options.reference)
    export(net, options.model, tuple(options.calibration), options.full)


if __name__ == "__main__":
    main()
