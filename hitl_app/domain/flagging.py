"""Apply a manual threshold: auto-accepted or to review."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hitl_app.domain.photos import Hold, PhotoState

if TYPE_CHECKING:
    # The window takes more than a tenth of its start to import it: only after the first photo.
    import numpy as np
    from numpy.typing import NDArray

BINS = 1000


def state_of(confidence: float, threshold: float | None, hold: Hold = Hold.NONE) -> PhotoState:
    """Return the state of an undecided photo.

    Args:
        confidence: Calibrated probability of its suggestion, 0 to 1.
        threshold: The manual threshold, or None when all photos need review.
        hold: A skipped or asked photo stays to review.
    """
    if threshold is not None and hold is Hold.NONE and confidence >= threshold:
        return PhotoState.AUTO_ACCEPTED
    return PhotoState.TO_REVIEW


@dataclass(frozen=True)
class ConfidenceHistogram:
    """Undecided photos by confidence, so that a moving slider needs no query.

    Attributes:
        counts: Shape (BINS,), photos by confidence; bin i holds [i / BINS, (i + 1) / BINS).
        held: Photos to review at any threshold, since they were skipped or asked.
    """

    counts: "NDArray[np.int64]"
    held: int

    def flagged(self, threshold: float | None) -> int:
        """Count the photos to review under a threshold.

        Args:
            threshold: From 0 to 1 in steps of 1 / BINS, or None for all of them.
        """
        if threshold is None:
            return int(self.counts.sum()) + self.held
        return int(self.counts[: bin_of(threshold)].sum()) + self.held

    def accepted(self, threshold: float | None) -> int:
        """Count the auto-accepted photos under a threshold."""
        return int(self.counts.sum()) + self.held - self.flagged(threshold)


def bin_of(confidence: float) -> int:
    """Return the first bin at or above a confidence, robust to binary fractions."""
    return math.ceil(round(confidence * BINS, 6))


def bin_holding(confidence: float) -> int:
    """Return the bin that holds a confidence; exactly 1, at or above every threshold, the last."""
    return min(int(confidence * BINS), BINS - 1)
