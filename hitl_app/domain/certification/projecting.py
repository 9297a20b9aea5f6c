"""Project when an inspection will pay, from what further decisions bring.

This serves one sentence of the window: no certificate depends on it.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from hitl_app.domain.certification.calibration import Counts, Evidence, weighed

_STEPS: Final = (10, 20, 30, 40, 60, 80, 100, 150, 200, 250, 300, 400, 500, 700, 1_000, 1_500)
_FURTHER: Final = 1.5
_FALL: Final = 0.35
"""The odds of a wrong suggestion fall by this power of the number of training photos: measured on
drafts of `photo-base`, 20.4 % wrong after 392 photos and 13.8 % after 1,188."""
_LEAST_TRAINING: Final = 50
"""As if a model had learned from no fewer photos: the first few teach less than their share."""
_TRAINING_SHARE: Final = 0.8


def decisions_until(
    pays: Callable[[Counts, Evidence, int], bool],
    counts: Counts,
    evidence: Evidence,
    to_review: int,
    training_photos: int,
) -> int | None:
    """Return after about how many more decisions an inspection pays.

    Args:
        pays: Takes photos by confidence, the decisions by then, and how many more these are;
            returns whether an inspection pays.
        counts: (BINS,) photos to review by confidence.
        evidence: Decisions so far.
        to_review: Photos to review, also those without a suggestion.
        training_photos: Photos that the model has learned from here.

    Returns:
        The decisions; None if an inspection does not pay before all are decided.
    """
    step, steps = float(_STEPS[-1]), list(_STEPS)
    while step * _FURTHER < to_review:
        step *= _FURTHER
        steps.append(int(float(f"{step:.1e}")))
    for count in steps:
        if count >= to_review:
            return None
        if pays(*_after(counts, evidence, count, training_photos), count):
            return count
    return None


def _after(
    counts: Counts, evidence: Evidence, count: int, training_photos: int
) -> tuple[Counts, Evidence]:
    """Return photos by confidence and evidence after so many decisions, least confident first."""
    before = np.minimum(counts.cumsum(), count)
    decided = np.diff(before, prepend=0)
    doubts = weighed(len(counts), evidence)
    wrong = np.rint(decided * (doubts.weights @ doubts.wrong)).astype(np.int64)
    known = Evidence(evidence.decided + decided, evidence.wrong + wrong)
    learned = max(_LEAST_TRAINING, training_photos)
    factor = ((learned + _TRAINING_SHARE * count) / learned) ** -_FALL
    return _surer(counts - decided, factor), known


def _surer(counts: Counts, factor: float) -> Counts:
    """Return photos by confidence once the odds of being wrong are multiplied by a factor."""
    bins = len(counts)
    wrong = 1 - (np.arange(bins) + 0.5) / bins
    odds = wrong / (1 - wrong) * factor
    places = ((1 - odds / (1 + odds)) * bins).astype(np.int64).clip(0, bins - 1)
    return np.bincount(places, counts, minlength=bins).astype(np.int64)
