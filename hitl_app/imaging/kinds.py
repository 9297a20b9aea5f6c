"""Detect the kind of photos of a catalogue from a sample."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from hitl_app.domain.imports import FoundFile
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import read
from safeio.decoding.budget import Conditions
from safeio.decoding.decode import Thumbnail, thumbnail
from safeio.reasons import PhotoError

_SAMPLED: Final = 60
_EDGE: Final = 28
_MOST_BYTES: Final = 2**20


def are_small_and_grey(
    files: Sequence[FoundFile], archives: Archives, stopped: Callable[[], bool] | None = None
) -> bool:
    """Return True if the photos are 28x28 and grey, as Fashion-MNIST's are.

    Up to 60 of the files, spread evenly, are read.

    Returns:
        False as soon as one is not, and if none can be read.
    """
    step = max(1, -(-len(files) // _SAMPLED))
    any_read = False
    for file in files[::step]:
        if file.size > _MOST_BYTES:
            return False
        try:
            found = thumbnail(read(file, archives=archives), Conditions(stopped))
        except PhotoError:
            continue
        if not is_small_and_grey(found):
            return False
        any_read = True
    return any_read


def is_small_and_grey(found: Thumbnail) -> bool:
    """Return True if a photo is 28x28 and grey."""
    if (found.width, found.height) != (_EDGE, _EDGE):
        return False
    pixels = np.asarray(found.image)
    return pixels.ndim == 2 or not np.ptp(pixels, axis=2).any()
