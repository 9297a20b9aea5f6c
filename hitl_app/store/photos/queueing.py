"""Photos to review as arrays, for the grid and the order of the queue, and their places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select, tuple_, update
from sqlalchemy.orm import Session

from hitl_app.domain.queueing import QueuedPhotos
from hitl_app.store.conditions import PLAIN, WAITS
from hitl_app.store.schema import CategoryRow, PhotoRow

_PAGE = 20_000
_QUEUED = (np.int64, np.float64, np.float64, np.int64, np.bool_)
# Small ones: there may be a million photos.
_SUGGESTED = (np.int64, np.int32, np.float32, np.int32)


def to_review(session: Session, hold: int) -> QueuedPhotos:
    """Return the photos to review with a hold, in queue order."""
    last = func.coalesce(CategoryRow.position, 1_000_000)
    fields = (PhotoRow.id, PhotoRow.place, PhotoRow.confidence, last, PhotoRow.blind)
    query = (
        select(*fields)
        .outerjoin(CategoryRow, CategoryRow.id == PhotoRow.suggestion_id)
        .where(WAITS, PhotoRow.hold == hold)
        .order_by(PhotoRow.place, PhotoRow.id)
        .limit(_PAGE)
    )

    def pages() -> Iterator[Sequence[Any]]:
        page = query
        while rows := session.execute(page).all():
            yield rows
            here = tuple_(rows[-1].place, rows[-1].id)
            page = query.where(tuple_(PhotoRow.place, PhotoRow.id) > here)

    ids, places, confidence, position, blind = _columns(pages(), _QUEUED)
    # Categories without suggestions leave no gap.
    _, position = np.unique(position, return_inverse=True)
    return QueuedPhotos(ids, places, confidence, position, blind)


def _columns(pages: Iterable[Sequence[Any]], types: Sequence[type]) -> list[NDArray[Any]]:
    """Return the columns of rows as arrays; rows of Python take far more memory, so in pages."""
    parts: list[tuple[NDArray[Any], ...]] = [tuple(np.zeros(0, kind) for kind in types)]
    for rows in pages:
        columns = zip(*rows, strict=True)
        parts.append(tuple(np.array(c, t) for c, t in zip(columns, types, strict=True)))
    return [np.concatenate(column) for column in zip(*parts, strict=True)]


@dataclass(frozen=True, slots=True)
class Suggested:
    """Photos to review with a visible suggestion, unordered."""

    ids: NDArray[np.int64]
    category_ids: NDArray[np.int32]
    confidence: NDArray[np.float32]
    version_ids: NDArray[np.int32]


def suggested(session: Session) -> Suggested:
    """Return all photos to review that are not on hold and not blind.

    Questions to a colleague and disputed photos are on hold here for every operator.
    """
    fields = PhotoRow.id, PhotoRow.suggestion_id, PhotoRow.confidence, PhotoRow.version_id
    query = select(*fields).where(
        *PLAIN,
        PhotoRow.suggestion_id.is_not(None),
        PhotoRow.version_id.is_not(None),
    )
    # On the connection: the session would process each row once more, which takes twice as long.
    found = session.connection().execute(query.execution_options(yield_per=_PAGE))
    return Suggested(*_columns(found.partitions(), _SUGGESTED))


def move(session: Session, moves: Sequence[tuple[int, float, float]]) -> None:
    """Move photos from one place to another, unless their place has changed."""
    for photo_id, old, new in moves:
        session.execute(
            update(PhotoRow).where(PhotoRow.id == photo_id, PhotoRow.place == old).values(place=new)
        )
