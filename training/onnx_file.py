"""Writes a trained network as one ONNX file, int8 by dynamic quantisation, with its settings in the metadata."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from encoder import base_folder
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


def write_onnx(
    net: nn.Module,
    path: Path,
    example: tuple[Tensor, ...],
    names: tuple[Sequence[str], Sequence[str]],
    axes: Mapping[str, dict[int, str]],
    settings: Mapping[str, str],
    full: bool,
) -> None:
    """Writes `net`: `names` of its inputs and outputs, `axes` that vary, `settings` beside the vocabulary; `full` keeps float32."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        inputs, outputs = (list(some) for some in names)
        torch.onnx.export(
            net, example, str(plain), input_names=inputs, output_names=outputs, dynamic_axes=dict(axes),
            opset_version=17, dynamo=False,
        )  # fmt: skip
        if full:
            path.write_bytes(plain.read_bytes())
        else:
            quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"],
                             extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT})  # fmt: skip
    model = onnx.load(path)
    vocabulary = (base_folder() / "vocab.txt").read_text(encoding="utf8").rstrip("\n")
    for name, value in {"vocabulary": vocabulary, **settings}.items():
        model.metadata_props.add(key=name, value=value)
    onnx.save(model, path)
    data = path.read_bytes()
    print(f"{path}: {len(data) / 1e6:.1f} MB, sha256 {hashlib.sha256(data).hexdigest()}")
