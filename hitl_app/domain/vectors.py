"""Features of photos, packed a byte a number, and short sketches of them, compared by cosine.

Packed features are in a basis of random directions, in which a number is about as large as any
other: eight bits are enough for each, and the first `SIZE` numbers are a random projection, whose
cosines are near those of the whole. A linear head in that basis gives the same results.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.transform import cosines, cosines_back

SIZE = 128
"""Numbers of a sketch at most."""
_ONE = 127
_MOST = 5.0
"""Largest number kept of unit features, in standard deviations."""
_LENGTH = np.dtype("<f4")

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
Packed = NDArray[np.uint8]


def pack(features: Floats) -> Packed:
    """Pack features for storage.

    Args:
        features: (N, F), as the layer before the last one gives them.

    Returns:
        (N, 4 + F): the length as a float32, and the direction, a signed byte a number.
    """
    lengths = np.linalg.norm(features, axis=1, keepdims=True).astype(_LENGTH)
    # A photo that sets off nothing at all is like no other.
    units = np.asarray(features / np.where(lengths > 0, lengths, 1), np.float32)
    numbers = np.rint(turned(units) / _step(features.shape[1])).clip(-_ONE, _ONE).astype(np.int8)
    return np.concatenate([lengths.view(np.uint8), numbers.view(np.uint8)], axis=1)


def unpack(packed: Packed) -> Floats:
    """Return the features of packed ones, `turned` as they are stored.

    Args:
        packed: (N, 4 + F).

    Returns:
        (N, F).
    """
    lengths = np.ascontiguousarray(packed[:, :4]).view(_LENGTH)
    numbers = packed[:, 4:].view(np.int8).astype(np.float32)
    numbers *= lengths * np.float32(_step(numbers.shape[1]))
    return numbers


def turned(features: Floats) -> Floats:
    """Return vectors in the basis of packed features; lengths and products stay.

    Each number gets a random sign, and a cosine transform mixes them.

    Args:
        features: (N, F), of photos or of the weights of a head.
    """
    return cosines(features * _signs(features.shape[1]))


def rounding(width: int) -> tuple[Floats, float, int]:
    """Return how `pack` rounds unit features of a width.

    Returns:
        The basis, (F, F), that features are multiplied by; the step between two numbers; how many
        steps from 0 a number is at most.
    """
    return turned(np.eye(width, dtype=np.float32)), _step(width), _ONE


def turned_back(numbers: Floats) -> Floats:
    """Return vectors in the basis of the model's features; the inverse of `turned`."""
    return cosines_back(numbers) * _signs(numbers.shape[1])


@cache
def _signs(width: int) -> Floats:
    drawn = np.random.default_rng(width).integers(0, 2, width)
    return (2 * drawn - 1).astype(np.float32)


def _step(width: int) -> float:
    return _MOST / _ONE / math.sqrt(width)


def sketches(packed: Packed) -> Bytes:
    """Return the sketches of packed features, of which the first 4 + `SIZE` bytes are enough."""
    return compact(packed[:, 4 : 4 + SIZE].view(np.int8).astype(np.float32))


def compact(numbers: Floats) -> Bytes:
    """Return vectors at a length of 127, rounded: their product, divided by 127², is a cosine."""
    lengths = np.linalg.norm(numbers, axis=1, keepdims=True)
    unit = numbers / np.where(lengths > 0, lengths, 1)
    return np.rint(unit * _ONE).astype(np.int8)


def as_unit(vectors: Bytes) -> Floats:
    """Return vectors as numbers whose products are cosines."""
    return vectors.astype(np.float32) / np.float32(_ONE)


class VectorIndex:
    """Vectors of many photos, and which of them are nearest to another one.

    They stay in blocks as stored, a byte a number, and are converted to floats a few thousand at a
    time: that fits its cache, and takes less time than to read four bytes a number from memory.
    """

    _BLOCK = 65_536
    _STEP = 2_048

    def __init__(self) -> None:
        self._size = 0
        self._vectors: list[Bytes] = []
        self._ids: list[NDArray[np.int32]] = []
        self._used = 0
        self._free: list[int] = []

    def __len__(self) -> int:
        return self._used - len(self._free)

    def put(self, photo_ids: NDArray[np.int64], vectors: Bytes) -> None:
        """Add photos that are not there yet."""
        self._size = vectors.shape[1]
        done = 0
        while done < len(photo_ids):
            block, first = divmod(self._used, self._BLOCK)
            if block == len(self._vectors):
                self._vectors.append(np.zeros((self._BLOCK, self._size), np.int8))
                self._ids.append(np.zeros(self._BLOCK, np.int32))
            count = min(self._BLOCK - first, len(photo_ids) - done)
            part = slice(done, done + count)
            self._vectors[block][first : first + count] = vectors[part]
            self._ids[block][first : first + count] = photo_ids[part]
            self._used += count
            done += count

    def set(self, photo_id: int, vector: Bytes | None) -> None:
        """Add one photo, replace its vector, or take it out."""
        at = self._find(photo_id)
        if vector is None:
            if at is not None:
                block, place = divmod(at, self._BLOCK)
                self._ids[block][place] = 0
                self._vectors[block][place] = 0
                self._free.append(at)
        elif at is not None or self._free:
            block, place = divmod(self._free.pop() if at is None else at, self._BLOCK)
            self._ids[block][place] = photo_id
            self._vectors[block][place] = vector
        else:
            self.put(np.array([photo_id]), vector[None])

    def spread(self, count: int) -> tuple[NDArray[np.int32], Bytes]:
        """Return about so many photos and their vectors, spread evenly over all."""
        some = np.linspace(0, self._used - 1, min(count, self._used)).astype(np.int64)
        places = [divmod(int(at), self._BLOCK) for at in some]
        taken = [(block, place) for block, place in places if self._ids[block][place]]
        ids = np.array([self._ids[block][place] for block, place in taken], np.int32)
        vectors = [self._vectors[block][place] for block, place in taken]
        return ids, np.array(vectors, np.int8).reshape(len(taken), self._size)

    def nearest(self, vector: Bytes, count: int) -> list[tuple[int, float]]:
        """Return the photos nearest to a vector, by their numbers, with cosines; the nearest first.

        Exact: compares every vector.
        """
        wanted = as_unit(vector) / np.float32(_ONE)
        numbers = np.empty((self._STEP, self._size), np.float32)
        products = np.empty(self._STEP, np.float32)
        best: list[tuple[float, int]] = []
        for start in range(0, self._used, self._STEP):
            block, first = divmod(start, self._BLOCK)
            some = min(self._STEP, self._used - start)
            np.copyto(numbers[:some], self._vectors[block][first : first + some])
            np.dot(numbers[:some], wanted, out=products[:some])
            best = self._better(best, products[:some], self._ids[block][first:], count)
        return [(photo_id, cosine) for cosine, photo_id in best]

    @staticmethod
    def _better(
        best: list[tuple[float, int]], products: Floats, ids: NDArray[np.int32], count: int
    ) -> list[tuple[float, int]]:
        least = best[-1][0] if len(best) == count else -np.inf
        if products.max() <= least:
            return best
        near = np.flatnonzero(products > least)
        if len(near) > count:
            near = near[np.argpartition(products[near], -count)[-count:]]
        found = [(float(products[i]), int(ids[i])) for i in near if ids[i]]
        return sorted([*best, *found], key=lambda one: (-one[0], one[1]))[:count]

    def _find(self, photo_id: int) -> int | None:
        for block, ids in enumerate(self._ids):
            at = np.flatnonzero(ids == photo_id)
            if len(at):
                return block * self._BLOCK + int(at[0])
        return None
