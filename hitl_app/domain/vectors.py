"""Compact feature vectors of photos, compared by cosine."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

SIZE = 128
"""Maximum length of a vector; longer features are projected on random directions."""
_ONE = 127

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]


def compact(features: Floats) -> Bytes:
    """Make vectors of features: their product, divided by `cosines`, is a cosine.

    Args:
        features: (N, F), as the layer before the last one gives them.

    Returns:
        (N, F or `SIZE`, whichever is less) of length 127, rounded.
    """
    if features.shape[1] > SIZE:
        features = features @ _directions(features.shape[1])
    lengths = np.linalg.norm(features, axis=1, keepdims=True)
    # A photo that sets off nothing at all is like no other.
    unit = features / np.where(lengths > 0, lengths, 1)
    return np.rint(unit * _ONE).astype(np.int8)


def as_unit(vectors: Bytes) -> Floats:
    """Return vectors as numbers whose products are cosines."""
    return vectors.astype(np.float32) / np.float32(_ONE)


@cache
def _directions(width: int) -> Floats:
    """Random directions at right angles to each other, the same ones everywhere."""
    drawn = np.random.default_rng(width).standard_normal((width, SIZE))
    return np.linalg.qr(drawn)[0].astype(np.float32)


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
