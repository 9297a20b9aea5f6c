"""Compare two thumbnails: are they one picture, resized, recompressed, brighter or cropped?

Each is reduced to a few pixels, once whole and once for each of some crops. Two are compared by the
correlation of their colours, and by that of the differences between neighbouring pixels. Colours
tell two items on one patterned ground apart, and differences two of one shape on a plain one; both
are the same whatever the brightness. Mirrored pictures are not the same.
"""

from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from safeio.decoding.decode import decode_thumbnail
from safeio.reasons import PhotoError

EDGES, COLOURS = 0.88, 0.95
"""Least correlations of the same picture; `benchmarks.duplicates` measures them."""
_SIDE: Final = 24
_SHARES: Final = (0.025, 0.05)
"""Parts of a side that one picture may lack."""
_PLACES: Final = (0.0, 0.5, 1.0)
"""What of it is missing at the left, or at the top."""

Floats = NDArray[np.float32]


class Print:
    """A picture reduced to a few pixels, whole and cropped, 19 in all."""

    def __init__(self, parts: NDArray[np.uint8]) -> None:
        self._parts = parts

    @cached_property
    def edges(self) -> Floats:
        """Return the differences of neighbouring pixels as vectors of length 1; kept: 250 kB."""
        numbers = self._parts.astype(np.float32)
        parts = np.diff(numbers, axis=2), np.diff(numbers, axis=1)
        found = [part.reshape(len(numbers), -1) for part in parts]
        return _as_unit(np.concatenate(found, axis=1))

    def colours(self) -> Floats:
        """Return the colours as vectors of length 1, without the mean."""
        colours = self._parts.astype(np.float32).reshape(len(self._parts), -1)
        return _as_unit(colours - colours.mean(axis=1, keepdims=True))


def _boxes() -> list[tuple[float, float, float, float]]:
    cut = [
        (share * left, share * top, 1 - share * (1 - left), 1 - share * (1 - top))
        for share in _SHARES
        for left in _PLACES
        for top in _PLACES
    ]
    return [(0.0, 0.0, 1.0, 1.0), *cut]


_BOXES: Final = _boxes()


def print_of(thumbnail: bytes) -> Print | None:
    """Return the small pictures of a thumbnail; None if it is damaged."""
    try:
        image = decode_thumbnail(thumbnail).convert("RGB")
    except PhotoError:
        return None
    width, height = image.size
    parts = [
        image.resize(
            (_SIDE, _SIDE),
            Image.Resampling.BOX,
            box=(left * width, top * height, right * width, bottom * height),
        )
        for left, top, right, bottom in _BOXES
    ]
    return Print(np.stack([np.asarray(part) for part in parts]))


def is_same(one: Print, other: Print) -> bool:
    """Return True if two pictures are the same, either whole and the other cropped as fits best."""
    near = _correlations(one.edges, other.edges) >= EDGES
    # Few get here.
    return bool(near.any() and _correlations(one.colours(), other.colours())[near].max() >= COLOURS)


def _correlations(one: Floats, other: Floats) -> Floats:
    """Return the correlations of either whole picture with all parts of the other."""
    return np.concatenate([one @ other[0], other @ one[0]])


def _as_unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    # A picture of one colour is like no other.
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)
