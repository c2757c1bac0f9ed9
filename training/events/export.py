"""Writes a trained classifier as one int8 ONNX file, vocabulary and labels in its metadata.

    PYTHONPATH=src:training python training/events/export.py NET.pt MODEL.onnx [--full]

`--full` leaves the weights as they are (float32), to compare.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from encoder import base_folder, mini_lm
from network import Classifier
from onnxruntime.quantization import QuantType, quantize_dynamic
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
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            net, example, str(plain), input_names=list(INPUTS), output_names=["logits"],
            dynamic_axes={name: {0: "batch", 1: "length"} for name in INPUTS} | {"logits": {0: "batch"}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        if full:
            path.write_bytes(plain.read_bytes())
        else:
            quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"],
                             extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT})  # fmt: skip
    model = onnx.load(path)
    for name, value in {
        "vocabulary": (base_folder() / "vocab.txt").read_text(encoding="utf8").rstrip("\n"),
        "labels": json.dumps(LABELS),
    }.items():
        model.metadata_props.add(key=name, value=value)
    onnx.save(model, path)
    data = path.read_bytes()
    print(f"{path}: {len(data) / 1e6:.1f} MB, sha256 {hashlib.sha256(data).hexdigest()}")


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
