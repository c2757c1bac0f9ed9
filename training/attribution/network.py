"""The tagger: an encoder with a tag head, a head that links words to cues, and one that points from cues to sources."""

from __future__ import annotations

import math

import torch
from encoder import Dropout, Encoder
from torch import Tensor, nn

from parley.lexicon.tagger import TAGS

REACH = 64  # relative distances beyond this many pieces count alike
HEAD = 128


class Tagger(nn.Module):
    """ids, mask [batch, length] -> tag logits, and queries and keys of links and pointers, each [batch, length, size]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder, width = encoder, encoder.width
        self.drop = Dropout(0.1)
        self.tag = nn.Linear(width, len(TAGS))
        self.pairs = nn.Linear(width, 4 * HEAD)
        self.link_distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.point_distance = nn.Parameter(torch.zeros(2 * REACH + 1))

    def forward(self, ids: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        x = self.drop(self.encoder(ids, mask))
        return self.tag(x), self.pairs(x)

    def scores(self, pairs: Tensor, rows: tuple[Tensor, Tensor], which: int) -> Tensor:
        """Scores of all pieces as the cue (which=0) or the source (which=1) of the pieces `rows` (batch numbers, positions)."""
        q, k = pairs[..., 2 * which * HEAD : (2 * which + 1) * HEAD], pairs[..., (2 * which + 1) * HEAD : (2 * which + 2) * HEAD]
        batch, places = rows
        apart = (torch.arange(pairs.shape[1])[None] - places[:, None]).clamp(-REACH, REACH) + REACH
        bias = nn.functional.embedding(apart, (self.point_distance if which else self.link_distance)[:, None]).squeeze(-1)
        full = q @ k.transpose(1, 2) / math.sqrt(HEAD)
        return full[batch, places].float() + bias
