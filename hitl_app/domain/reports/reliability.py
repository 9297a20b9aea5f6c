"""Reliability: accuracy among photos of about the same confidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

BINS: Final = 10
_LEVEL: Final = 0.95


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Photos of about the same confidence."""

    confidence: float
    count: int
    right: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the share that the model had right."""
        return self.right / self.count


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> tuple[ReliabilityBin, ...]:
    """Return accuracy by tenths of confidence, without empty tenths."""
    from scipy.stats import binomtest

    sure, hit = np.asarray(confidences, float), np.asarray(right, bool)
    places = np.minimum((sure * BINS).astype(int), BINS - 1)
    bins = []
    for place in np.unique(places):
        here = places == place
        count, good = int(here.sum()), int(hit[here].sum())
        interval = binomtest(good, count).proportion_ci(_LEVEL, method="exact")
        mean = float(sure[here].mean())
        bins.append(ReliabilityBin(mean, count, good, float(interval.low), float(interval.high)))
    return tuple(bins)
