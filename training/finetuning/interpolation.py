"""Which weights a fine-tuning ends with: of which pass, and how far from where it began.

Weights between those that a network began with and those that it came to forget less than they
lose of what was learned (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022,
arXiv 2109.01903).
"""

import math
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from training.architectures.recipes import Tuning
from training.finetuning.batches import Material
from training.fitting.checkpoint import Weights
from training.fitting.loop import predict, wearing
from training.inputs.samples import Samples, balanced
from training.versions import calibrate

_JUDGED: Final = 400
_MOSTLY: Final = 0.75
_HALVINGS: Final = 5  # to a thirty-second of the way


@dataclass(slots=True)
class Best:
    """The best weights so far.

    Attributes:
        patience: passes in vain after which it is not worth going on.
        weights: empty before the first.
        loss: theirs.
        in_vain: passes since then.
    """

    patience: int
    weights: Weights = field(default_factory=list)
    loss: float = math.inf
    in_vain: int = 0

    def offer(self, loss: float, weights: Weights) -> None:
        """One more pass: its loss, and weights that nobody changes later."""
        self.in_vain += 1
        if loss < self.loss:
            self.loss, self.weights, self.in_vain = loss, weights, 0


def part_of_the_way(before: Weights, after: Weights, reach: float) -> Weights:
    """Weights between where they began and where they are, if they are anywhere yet.

    Args:
        before: where they began.
        after: where they are; may be empty.
        reach: 0 for the beginning, 1 for all of the way.
    """
    if not after or reach == 1:
        return after
    pairs = zip(before, after, strict=True)
    return [old + np.float32(reach) * (new - old) for old, new in pairs]


def far_enough(
    network: Any, before: Weights, after: Weights, material: Material, how: Tuning, seed: int
) -> float:
    """How far to go: as far as brings most of what the whole way would.

    That is asked of known samples, shown as the lessons look. Where nothing tells how they look, or
    the whole way is to be gone, it is as the recipe has it.

    Args:
        network: to try weights in; it has its own afterwards.
        before: the weights that it began with.
        after: those that it came to.
        material: what it learned from.
        how: the recipe's own reach.
        seed: of the samples drawn.
    """
    if material.way is None or how.reach == 1:
        return how.reach
    rng = np.random.default_rng(seed)
    labels = material.replay.labels
    drawn = material.replay.take(balanced(labels, _JUDGED // len(np.unique(labels)) + 1, rng))
    shown = Samples(material.way(drawn.images, rng), drawn.labels)

    def told(reach: float) -> float:
        with wearing(network, part_of_the_way(before, after, reach)):
            return calibrate.accuracy(predict(network, shown), shown.labels)

    nothing, everything = told(0.0), told(1.0)
    enough = nothing + _MOSTLY * (everything - nothing)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if told(middle) >= enough else (middle, high)
    return high
