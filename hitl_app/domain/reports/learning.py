"""Expected gain and duration of the next retraining, from the earlier ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

# An error falls as a power of the number of training photos; more than its square root would be
# luck.
_STEEPEST: Final = 0.5
_LEAST_ERROR: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Point:
    """Result of one retraining."""

    training_photos: int
    accuracy: float
    count: int
    seconds: float = 0.0


def expected_gain(points: Sequence[Point], training_photos: int, *, least: int) -> float | None:
    """Return how much more of the validation photos another retraining is expected to get right.

    The error is taken to fall as a power of the number of training photos, which is what learning
    curves mostly do, fitted to the retrainings so far.

    Args:
        points: One a retraining.
        training_photos: Photos that the next one would learn from.
        least: Points with fewer validation photos are ignored.

    Returns:
        A share from 0 to 1, or None without two retrainings with different numbers of training
        photos.
    """
    usable = [p for p in points if p.count >= least and p.training_photos > 0]
    if len({p.training_photos for p in usable}) < 2:
        return None
    size = np.log([p.training_photos for p in usable])
    error = np.log(np.maximum(_LEAST_ERROR, [1 - p.accuracy for p in usable]))
    weight = np.sqrt([p.count for p in usable])
    slope, start = np.polyfit(size, error, 1, w=weight)
    power = float(np.clip(-slope, 0.0, _STEEPEST))
    last = max(usable, key=lambda p: p.training_photos)
    # From the fitted line, not from the last point alone, which may be lucky.
    now = min(1.0, float(np.exp(start + slope * np.log(last.training_photos))))
    growth = max(1.0, training_photos / last.training_photos)
    return float(now * (1 - growth**-power))


def gain_over_draft(compared: Sequence[Mapping[str, Any]], *, least: int) -> float | None:
    """Return how much more than the draft the next retraining is expected to get right.

    That is how much more earlier ones got right than the drafts of their time.

    Args:
        compared: Of each retraining, `candidate` and `accuracy` (the draft's), shares of the
            validation photos that are right, and `count`, their number; empty without a draft.
        least: Retrainings with fewer validation photos are ignored.

    Returns:
        A share from 0 to 1, or None without an earlier comparison.
    """
    usable = [one for one in compared if int(one.get("count", 0)) >= least]
    if not usable:
        return None
    more = [float(one["candidate"]) - float(one["accuracy"]) for one in usable]
    return max(0.0, float(np.average(more, weights=[int(one["count"]) for one in usable])))


def expected_seconds(points: Sequence[Point], training_photos: int) -> float | None:
    """Return about how long the next retraining takes, in seconds; None without an earlier one."""
    timed = [p for p in points if p.seconds > 0 and p.training_photos > 0]
    if not timed:
        return None
    nearest = min(
        reversed(timed), key=lambda p: abs(np.log(max(1, training_photos) / p.training_photos))
    )
    # Whatever does not grow with the training photos makes this a little too much.
    return nearest.seconds * float(np.clip(training_photos / nearest.training_photos, 0.5, 4.0))
