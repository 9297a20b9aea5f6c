"""What a model may label alone under a manual threshold, and what goes to a person."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.photos import Hold, PhotoState

BINS = 1000


def state_of(confidence: float, threshold: float | None, hold: Hold = Hold.NONE) -> PhotoState:
    """Return the state of a photo that no person has decided.

    Args:
        confidence: Calibrated probability of its suggestion, 0 to 1.
        threshold: The manual threshold, or None when everything is to be seen by a person.
        hold: A photo that was skipped or put to a colleague stays with people.
    """
    if threshold is not None and hold is Hold.NONE and confidence >= threshold:
        return PhotoState.AUTO_ACCEPTED
    return PhotoState.TO_REVIEW


@dataclass(frozen=True)
class ConfidenceHistogram:
    """How many undecided photos there are by confidence, so that a moving slider needs no query.

    Attributes:
        counts: Shape (BINS,), photos by confidence; bin i holds [i / BINS, (i + 1) / BINS).
        held: Photos that wait at any threshold, since they were skipped or put to a colleague.
    """

    counts: NDArray[np.int64]
    held: int

    def flagged(self, threshold: float | None) -> int:
        """Count the photos that a threshold sends to people.

        Args:
            threshold: From 0 to 1 in steps of 1 / BINS, or None for all of them.
        """
        if threshold is None:
            return int(self.counts.sum()) + self.held
        return int(self.counts[: bin_of(threshold)].sum()) + self.held

    def accepted(self, threshold: float | None) -> int:
        """Count the photos that a threshold would have the model label alone."""
        return int(self.counts.sum()) + self.held - self.flagged(threshold)


def bin_of(confidence: float) -> int:
    """Return the first bin at or above a confidence, robust to binary fractions."""
    return int(np.ceil(round(confidence * BINS, 6)))


def bin_holding(confidence: float) -> int:
    """Return the bin that holds a confidence; exactly 1, at or above every threshold, the last."""
    return min(int(confidence * BINS), BINS - 1)
