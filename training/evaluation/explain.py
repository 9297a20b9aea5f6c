"""Heat maps of the evidence for a category in a photo.

Parts of the photo are covered one after the other, and the category's score is asked for again
(Zeiler, Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014). It needs the
model's answers alone, so that it works for every backbone and every head, without TensorFlow where
the model is computed without it.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

SIDE: Final = 6
"""Places of a map a side."""
_REACH: Final = 0.9
"""How far a cover reaches beyond the middle of its place, in places: covers overlap."""

Heat = npt.NDArray[np.float32]
Photos = npt.NDArray[np.uint8]


def covered(photo: Photos) -> Photos:
    """Return copies of a prepared photo, each with another part covered, row by row.

    The cover is a mean of the photo, which is the least that it can add.

    Args:
        photo: (height, width, channels).

    Returns:
        (36, height, width, channels).
    """
    height, width, _ = photo.shape
    mean = photo.mean(axis=(0, 1)).round().astype(np.uint8)
    copies = np.repeat(photo[np.newaxis], SIDE * SIDE, axis=0)
    for place, copy in enumerate(copies):
        row, column = divmod(place, SIDE)
        copy[_span(row, height), _span(column, width)] = mean
    return copies


def _span(place: int, length: int) -> slice:
    middle, reach = (place + 0.5) * length / SIDE, _REACH * length / SIDE
    return slice(max(0, round(middle - reach)), round(middle + reach))


def heat_of(photo: Photos, score: Callable[[Photos], npt.NDArray[np.floating]]) -> Heat:
    """Return how much each part of a photo speaks for a category.

    Args:
        photo: (height, width, channels), as the model's preparation makes it.
        score: returns the category's scores, (N,), of photos; log-odds are best.

    Returns:
        (6, 6) from 0 to 1; all 0 if no part raises the score.
    """
    scores = score(np.concatenate([photo[np.newaxis], covered(photo)]))
    heat = np.maximum(scores[0] - scores[1:], 0).reshape(SIDE, SIDE).astype(np.float32)
    most = float(heat.max())
    return np.asarray(heat / most if most > 0 else heat, np.float32)
