"""Find near-duplicates across the catalogue: photos that show the same picture.

Candidates have similar features by the active version's backbone; their thumbnails are compared
then. The groups of a finished search are stored; a cancelled or killed one starts again.
"""

from functools import lru_cache
from typing import Any

import numpy as np

from hitl_app.domain.duplicates import near_duplicates
from hitl_app.domain.vectors import SIZE
from hitl_app.imaging.same_picture import Print, is_same, print_of
from hitl_app.jobs.job import Job
from hitl_app.services.review.similar import photos_without_vector
from hitl_app.services.settings import NEAR_DUPLICATES
from hitl_app.store.models import versions
from hitl_app.store.photos import photos
from hitl_app.store.photos.duplicates import comparable_page
from hitl_app.store.values import set_value
from hitl_app.workspace import Workspace

_PAGE = 4_000
_PRINTS = 400
"""Small pictures kept in memory, 0.3 MB each."""
_STORED = 2_000
"""Photos of groups that are stored at most: every transaction reads the stored values."""


def run(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Find groups of near-duplicates, without blind and dropped photos.

    Returns:
        `groups`, row numbers, largest group first; `compared`, and `left_out`: photos that have no
        features yet.

    Raises:
        CancelledError: The job was cancelled.
    """
    ids, vectors = _read(workspace, job)

    @lru_cache(_PRINTS)
    def picture(place: int) -> Print | None:
        photo_id = int(ids[place])
        with workspace.database.read() as session:
            return print_of(photos.thumbnails(session, [photo_id]).get(photo_id, b""))

    def confirm(one: int, other: int) -> bool:
        job.check()
        first, second = picture(one), picture(other)
        return first is not None and second is not None and is_same(first, second)

    found = near_duplicates(vectors, confirm, lambda done: job.progress("compare", done, len(ids)))
    groups = [[int(ids[place]) for place in group] for group in found]
    with workspace.database.write() as session:
        set_value(session, NEAR_DUPLICATES, _first(groups))
    return {
        "groups": groups,
        "compared": len(ids),
        "left_out": photos_without_vector(workspace),
    }


def _first(groups: list[list[int]]) -> list[list[int]]:
    """Return the first groups, with as many photos as are stored at most."""
    within = np.cumsum([len(group) for group in groups]) <= _STORED
    return [group for group, fits in zip(groups, within, strict=True) if fits]


def _read(workspace: Workspace, job: Job) -> tuple[np.ndarray, np.ndarray]:
    with workspace.database.read() as session:
        backbone = versions.active_backbone(session) if versions.active_id(session) else None
    ids, vectors, after = [np.zeros(0, np.int64)], [], 0
    while backbone is not None:
        job.check()
        with workspace.database.read() as session:
            page = comparable_page(session, backbone, after, _PAGE)
        if page is None:
            break
        ids.append(page[0])
        vectors.append(page[1])
        after = int(page[0][-1])
    return np.concatenate(ids), np.concatenate(vectors or [np.zeros((0, SIZE), np.int8)])
