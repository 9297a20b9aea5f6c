"""The cosine transform of vectors.

SciPy has it too, and takes longer to import than all else that a process needs to classify photos.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def cosines(vectors: Floats) -> Floats:
    """Return the orthonormal cosine transform (DCT-II) of each vector.

    By one Fourier transform of the same length: Makhoul, "A fast cosine transform in one and two
    dimensions", IEEE Transactions on Acoustics, Speech, and Signal Processing 28(1), 1980.

    Args:
        vectors: (N, F).

    Returns:
        (N, F).
    """
    width = vectors.shape[1]
    half = np.fft.rfft(vectors[:, _order(width)], axis=1) * _turns(width)
    found = np.empty(vectors.shape, np.float32)
    found[:, : width // 2 + 1] = half.real
    # Number F - k of the transform is the imaginary part of number k, with the other sign.
    found[:, width // 2 + 1 :] = -half.imag[:, (width - 1) // 2 : 0 : -1]
    return found


def cosines_back(transformed: Floats) -> Floats:
    """Return the vectors of which these are the `cosines`.

    Args:
        transformed: (N, F).

    Returns:
        (N, F).
    """
    count, width = transformed.shape
    half = np.zeros((count, width // 2 + 1), np.complex64)
    half.real = transformed[:, : width // 2 + 1]
    half.imag[:, 1:] = -transformed[:, : (width - 1) // 2 : -1]
    found = np.empty((count, width), np.float32)
    found[:, _order(width)] = np.fft.irfft(half / _turns(width), width, axis=1)
    return found


@cache
def _order(width: int) -> NDArray[np.int64]:
    """Return the even places upwards, then the odd ones downwards."""
    places = np.arange(width)
    return np.concatenate([places[::2], places[1::2][::-1]])


@cache
def _turns(width: int) -> NDArray[np.complex64]:
    """Return what turns the first half of a Fourier transform into cosines of length 1."""
    turns = np.exp(-0.5j * np.pi * np.arange(width // 2 + 1) / width) * math.sqrt(2 / width)
    turns[0] /= math.sqrt(2)
    return np.asarray(turns, np.complex64)
