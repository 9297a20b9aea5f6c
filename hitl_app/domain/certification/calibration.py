"""Model how far calibration may be off, given the decisions so far.

This serves proposals alone: no certificate depends on a model's confidence.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

# How far calibration may be off: the odds of being wrong are cooled by a temperature, then
# multiplied; each with its chance beforehand. Models are overconfident more often than not.
_TEMPERATURES: Final = ((0.85, 0.15), (1.0, 0.45), (1.2, 0.25), (1.5, 0.1), (2.0, 0.05))
_ODDS: Final = ((0.5, 0.1), (0.75, 0.2), (1.0, 0.4), (1.5, 0.2), (2.5, 0.1))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Decisions on photos that the active version had scored.

    Attributes:
        decided: (BINS,) decided photos by confidence.
        wrong: (BINS,) how many of these the version had wrong.
    """

    decided: Counts
    wrong: Counts


@dataclass(frozen=True, slots=True)
class Doubts:
    """Ways in which the calibration may be off.

    Attributes:
        wrong: (D, BINS) chance that a photo of each bin is wrong.
        weights: (D,) how likely each way is; together 1.
    """

    wrong: Floats
    weights: Floats


def weighed(bins: int, evidence: Evidence | None) -> Doubts:
    """Return the prior over calibration errors, updated with the decisions (Bayes).

    Args:
        bins: Of confidence, over 0 to 1.
        evidence: Decisions so far; None without any.
    """
    wrong = 1 - (np.arange(bins) + 0.5) / bins
    cooled = np.array([t for t, _ in _TEMPERATURES for _ in _ODDS])
    factor = np.array([odds for _ in _TEMPERATURES for odds, _ in _ODDS])
    prior = np.array([a * b for _, a in _TEMPERATURES for _, b in _ODDS])
    logit = np.log(wrong / (1 - wrong)) / cooled[:, None] + np.log(factor)[:, None]
    chances = 1 / (1 + np.exp(-logit))
    if evidence is None:
        return Doubts(chances, prior)
    bad, good = evidence.wrong, evidence.decided - evidence.wrong
    likely = np.log(chances) @ bad + np.log1p(-chances) @ good
    weights = prior * np.exp(likely - likely.max())
    return Doubts(chances, weights / weights.sum())
