"""Weights between those that a fine-tuning begins with and those that it ends with.

They forget less than they lose of what was learned (Wortsman et al., "Robust fine-tuning of
zero-shot models", CVPR 2022, arXiv 2109.01903).
"""

from typing import Any, Final

import numpy as np

from training.architectures.recipes import Tuning
from training.finetuning.batches import Material
from training.fitting.checkpoint import Weights
from training.fitting.loop import predict, temporary_weights
from training.inputs.samples import Samples, balanced
from training.versions import calibrate

_SAMPLES: Final = 400
_ENOUGH: Final = 0.75
_HALVINGS: Final = 5  # to a thirty-second


def interpolate(before: Weights, after: Weights, share: float) -> Weights:
    """Return weights between two others: the first for a share of 0, the second for 1."""
    if share == 1:
        return after
    pairs = zip(before, after, strict=True)
    return [old + np.float32(share) * (new - old) for old, new in pairs]


def choose_interpolation(
    model: Any, before: Weights, after: Weights, material: Material, how: Tuning, seed: int
) -> float:
    """Return the smallest share of the way that brings most of the gain in accuracy.

    Accuracy is measured on replayed samples in the appearance of the training photos. Without a
    known appearance, or if the recipe asks for the whole way, the recipe decides.

    Args:
        model: to try weights in; its own are restored.
        before: the weights that it began with.
        after: those that it learned.
        material: what it learned from.
        how: the recipe's own interpolation.
        seed: of the samples drawn.
    """
    if material.appearance is None or how.interpolation == 1:
        return how.interpolation
    rng = np.random.default_rng(seed)
    labels = material.replay.labels
    drawn = material.replay.take(balanced(labels, _SAMPLES // len(np.unique(labels)) + 1, rng))
    shown = Samples(material.appearance(drawn.images, rng), drawn.labels)

    def accuracy(share: float) -> float:
        with temporary_weights(model, interpolate(before, after, share)):
            return calibrate.accuracy(predict(model, shown), shown.labels)

    worst, best = accuracy(0.0), accuracy(1.0)
    enough = worst + _ENOUGH * (best - worst)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if accuracy(middle) >= enough else (middle, high)
    return high
