"""Groups of near-duplicates: candidates by their sketches, confirmed by a look at the pictures.

Sketches are compared in blocks, so that memory stays bounded. Of the candidates of a photo only the
nearest one of each group is looked at: thousands of copies of one picture need few looks.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from hitl_app.domain.vectors import Bytes, as_unit

LEAST = 0.93
"""Least cosine of candidates; `benchmarks.duplicates` measures it."""
_LOOKS = 16
"""Pictures that one photo is compared with at most: of small grey items, hundreds are near."""
_ROWS = 512
_COLUMNS = 4_096


def near_duplicates(
    vectors: Bytes,
    is_same: Callable[[int, int], bool],
    report: Callable[[int], None] = lambda _done: None,
) -> list[list[int]]:
    """Return groups of photos that show the same picture, the largest first.

    Args:
        vectors: (N, F), all zero for a photo without one.
        is_same: Returns whether the pictures of two photos, by their places, are the same.
        report: Called with the photos compared; may raise to cancel.
    """
    group = np.arange(len(vectors))
    for start in range(0, len(vectors), _ROWS):
        report(start)
        for row, others, cosines in _candidates(vectors, start):
            for other in _nearest_of_each(group, others, cosines):
                if group[row] != group[other] and is_same(other, row):
                    group[group == group[row]] = group[other]
    report(len(vectors))
    members: dict[int, list[int]] = {}
    for place in np.flatnonzero(np.bincount(group, minlength=1)[group] > 1):
        members.setdefault(int(group[place]), []).append(int(place))
    return sorted(members.values(), key=lambda places: (-len(places), places))


def _candidates(
    vectors: Bytes, start: int
) -> list[tuple[int, NDArray[np.int64], NDArray[np.float32]]]:
    """Return each photo of a block with the earlier photos that are near it, and the cosines."""
    block = as_unit(vectors[start : start + _ROWS])
    found = []
    for left in range(0, start + len(block), _COLUMNS):
        cosines = block @ as_unit(vectors[left : min(left + _COLUMNS, start + len(block))]).T
        rows, columns = np.nonzero(cosines >= LEAST)
        earlier = left + columns < start + rows
        rows, columns = rows[earlier], columns[earlier]
        found.append((rows, left + columns, cosines[rows, columns]))
    rows, others, near = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.argsort(rows, kind="stable")
    rows, others, near = rows[order], others[order], near[order]
    firsts = np.flatnonzero(np.diff(rows, prepend=-1))
    return [
        (start + int(rows[first]), some, cosines)
        for first, some, cosines in zip(
            firsts, np.split(others, firsts[1:]), np.split(near, firsts[1:]), strict=False
        )
    ]


def _nearest_of_each(
    group: NDArray[np.int64], others: NDArray[np.int64], cosines: NDArray[np.float32]
) -> list[int]:
    nearest_first = others[np.argsort(-cosines, kind="stable")]
    _, firsts = np.unique(group[nearest_first], return_index=True)
    return [int(nearest_first[place]) for place in sorted(firsts)[:_LOOKS]]
