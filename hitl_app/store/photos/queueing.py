"""Queries on places in the queue."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import func, select, tuple_, update
from sqlalchemy.orm import Session

from hitl_app.domain.queueing import QueuedPhotos
from hitl_app.store.conditions import WAITS
from hitl_app.store.schema import CategoryRow, PhotoRow

_PAGE = 20_000
_TYPES = (np.int64, np.float64, np.float64, np.int64, np.bool_)


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
    pages = [tuple(np.zeros(0, kind) for kind in _TYPES)]
    page = query
    # In pages: a million rows as numbers are small, as rows of Python they are not.
    while rows := session.execute(page).all():
        columns = zip(*rows, strict=True)
        pages.append(tuple(np.array(c, t) for c, t in zip(columns, _TYPES, strict=True)))
        here = tuple_(rows[-1].place, rows[-1].id)
        page = query.where(tuple_(PhotoRow.place, PhotoRow.id) > here)
    ids, places, confidence, position, blind = map(np.concatenate, zip(*pages, strict=True))
    # Categories without suggestions leave no gap.
    _, position = np.unique(position, return_inverse=True)
    return QueuedPhotos(ids, places, confidence, position, blind)


def move(session: Session, moves: Sequence[tuple[int, float, float]]) -> None:
    """Move photos from one place to another, unless their place has changed."""
    for photo_id, old, new in moves:
        session.execute(
            update(PhotoRow).where(PhotoRow.id == photo_id, PhotoRow.place == old).values(place=new)
        )
