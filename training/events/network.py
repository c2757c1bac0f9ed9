"""The classifier: an encoder, the mean of a sentence beside those of the marks of its two parties, one linear layer."""

from __future__ import annotations

import torch
from encoder import Encoder
from torch import Tensor, nn

# Types of PLOVER in the order of data/ontology/plover.toml, and that nothing happens between actors.
NONE = "NONE"


class Classifier(nn.Module):
    """ids, mask, actor, recipient [batch, length] -> logits [batch, labels]; `actor` and `recipient` are 1 at marks."""

    def __init__(self, encoder: Encoder, labels: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(3 * encoder.width, labels)
        nn.init.normal_(self.out.weight, std=0.02)

    def forward(self, ids: Tensor, mask: Tensor, actor: Tensor, recipient: Tensor) -> Tensor:
        x = self.encoder(ids, mask).float()
        mean = _mean(x, mask)
        parties = [torch.where(at.sum(1, keepdim=True) > 0, _mean(x, at), mean) for at in (actor, recipient)]
        return self.out(self.drop(torch.cat([mean, *parties], 1)))


def _mean(x: Tensor, weights: Tensor) -> Tensor:
    return torch.einsum("bl,bld->bd", weights, x) / weights.sum(1, keepdim=True).clamp(min=1)


def loss_of(logits: Tensor, targets: Tensor, weights: Tensor, smoothing: float = 0.1) -> Tensor:
    """Cross entropy where a target is a set of labels (a row of zeros and ones): PLOVER's sentences know YIELD alone, which is
    CONCEDE or RETREAT. `weights` by label; smoothed as by nn.CrossEntropyLoss."""
    odds = logits.log_softmax(-1)
    right = torch.logsumexp(odds.masked_fill(targets == 0, float("-inf")), -1)
    share = targets / targets.sum(1, keepdim=True)
    weight = (share * weights).sum(1)
    smooth = (odds * weights).sum(1) / odds.shape[1]
    return -((1 - smoothing) * weight * right + smoothing * smooth).sum() / weight.sum()
