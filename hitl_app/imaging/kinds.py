"""Detect the kind of photos of a catalogue from a sample."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from hitl_app.domain.imports import FoundFile
from hitl_app.imaging.archives import Archives
from hitl_app.imaging.files import read
from safeio.decoding.budget import Conditions
from safeio.decoding.decode import thumbnail
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
        if (found.width, found.height) != (_EDGE, _EDGE):
            return False
        pixels = np.asarray(found.image)
        if pixels.ndim == 3 and np.ptp(pixels, axis=2).any():
            return False
        any_read = True
    return any_read
