"""Group photos to review of one suggested category by similarity.

Pure functions of photos that are not blind: a group, its order and its size must not reveal
suggestions of blind photos.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.vectors import Bytes, Floats, as_unit

NEAR = (0.95, 0.9, 0.8)
"""Least cosine to the photo that a group is gathered around: the closest groups are found first."""
LEAST = 3
"""Smallest size of a group."""
_CANDIDATES = 256
_ROUNDS = 8
_STEP = 4_096

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """Photos that are shown together.

    Attributes:
        ids: Row numbers; of similar photos those nearest to the centre first, else the most
            confident first.
        alike: Whether they are similar; False for the remaining photos.
    """

    ids: Ids
    alike: bool


def grouped(
    ids: Ids,
    confidence: NDArray[np.float64],
    vectors: Bytes | None,
    check: Callable[[], None] = lambda: None,
) -> tuple[Group, ...]:
    """Split photos into groups of similar photos, largest first, and the remaining ones.

    Greedy: the photo with the most neighbours forms a group with them, repeatedly; the groups do
    not depend on the order of the photos.

    Args:
        ids: Row numbers of photos of one suggested category.
        confidence: Of the suggestions.
        vectors: (N, F), all zero for a photo without one; None if there are none at all.
        check: Called now and then; may raise to cancel.
    """
    sure = np.lexsort((ids, -confidence))
    left = sure if vectors is None else sure[vectors[sure].any(axis=1)]
    found: list[NDArray[np.int64]] = []
    for near in NEAR if vectors is not None else ():
        for _ in range(_ROUNDS):
            check()
            some, left = _gathered(left, vectors, near)  # type: ignore[arg-type]
            found += some
            if not some:
                break
    found.sort(key=len, reverse=True)
    groups = [Group(ids[members], alike=True) for members in found]
    taken = np.isin(sure, np.concatenate([np.zeros(0, np.int64), *found]))
    if not taken.all():
        groups.append(Group(ids[sure[~taken]], alike=False))
    return tuple(groups)


def _gathered(
    left: NDArray[np.int64], vectors: Bytes, near: float
) -> tuple[list[NDArray[np.int64]], NDArray[np.int64]]:
    """Form groups around some of the photos, spread evenly over the confidence."""
    count = min(_CANDIDATES, len(left))
    middles = as_unit(vectors[left[np.linspace(0, len(left) - 1, count).astype(np.int64)]])
    cosines = _cosines(middles, left, vectors)
    close = cosines >= near
    free = np.ones(len(left), bool)
    sizes = close.sum(axis=1)
    found = []
    while count and sizes.max() >= LEAST:
        middle = int(sizes.argmax())
        members = np.flatnonzero(close[middle] & free)
        free[members] = False
        sizes -= close[:, members].sum(axis=1)
        nearest_first = np.argsort(-cosines[middle, members], kind="stable")
        found.append(left[members[nearest_first]])
    return found, left[free]


def _cosines(middles: Floats, left: NDArray[np.int64], vectors: Bytes) -> Floats:
    result = np.empty((len(middles), len(left)), np.float32)
    for start in range(0, len(left), _STEP):
        part = slice(start, start + _STEP)
        result[:, part] = middles @ as_unit(vectors[left[part]]).T
    return result
