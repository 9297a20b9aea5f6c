"""Queries on lots: which photos they hold, which are decided blind, and in which order.

Only this package identifies checks among blind photos: its results count checks, never name them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, and_, insert, or_, select, update
from sqlalchemy.orm import Session

from hitl_app.domain.photos import PhotoState
from hitl_app.store.conditions import PLAIN, WAITS
from hitl_app.store.schema import BlindRow, InspectionRow, PhotoRow


def mark_lot(session: Session, inspection_id: int, first: int, last: int) -> int:
    """Mark the photos of the lot with numbers first to last; count them."""
    row = session.get_one(InspectionRow, inspection_id)
    marked = session.execute(
        update(PhotoRow)
        .where(
            PhotoRow.id.between(max(first, row.after_id + 1), min(last, row.last_id)),
            *PLAIN,
            PhotoRow.version_id == row.version_id,
            PhotoRow.draft_id.is_(None),
            PhotoRow.suggestion_id.is_not(None),
            PhotoRow.confidence >= row.threshold,
        )
        .values(lot_id=inspection_id)
    )
    return int(marked.rowcount)  # type: ignore[attr-defined]


def drop_from_lot(session: Session, inspection_id: int) -> None:
    """Remove photos from a lot that were decided or skipped since they were marked.

    Their suggestions were shown, so they would not be blind as checks. Photos that were scored
    again have left the lot already.
    """
    settled = PhotoRow.state.in_([state for state in PhotoState if state != PhotoState.TO_REVIEW])
    # In the order of the index: the many other photos to review need not be read.
    for moved in (settled, and_(WAITS, PhotoRow.hold > 0)):
        session.execute(
            update(PhotoRow).where(PhotoRow.lot_id == inspection_id, moved).values(lot_id=None)
        )


def lot_ids(session: Session, inspection_id: int) -> NDArray[np.int64]:
    """Return the row numbers of a lot's photos, ascending."""
    query = select(PhotoRow.id).where(PhotoRow.lot_id == inspection_id).order_by(PhotoRow.id)
    return np.fromiter(session.scalars(query), np.int64)


def checks_of(session: Session, inspection_id: int, stage: int) -> list[int]:
    """Return the checks that a stage adds, if they are still to review.

    With 0 for the stage, the decoys of the lot.
    """
    query = (
        select(BlindRow.photo_id)
        .join(PhotoRow, PhotoRow.id == BlindRow.photo_id)
        .where(
            BlindRow.inspection_id == inspection_id,
            BlindRow.stage == stage,
            PhotoRow.lot_id == inspection_id,
            WAITS,
            PhotoRow.hold == 0,
        )
        .order_by(BlindRow.photo_id)
    )
    return list(session.scalars(query))


def queue_places(session: Session, inspection_id: int, limit: int) -> list[float]:
    """Return the places of the first photos of the queue outside of the lot."""
    query = select(PhotoRow.place).where(*PLAIN, _outside(inspection_id))
    return list(session.scalars(query.order_by(PhotoRow.place, PhotoRow.id).limit(limit)))


def decoys(session: Session, inspection_id: int, checks: int) -> NDArray[np.int64]:
    """Return candidate decoys for a number of checks, more than needed.

    They are the least confident photos, which need a decision anyway; where too few are left
    outside of the lot, the least confident ones of the lot: without decoys, operators could
    recognise checks. Those from outside differ from the lot by confidence alone; any other
    difference, such as age or scoring version, would reveal the checks.
    """
    row = session.get_one(InspectionRow, inspection_id)
    # By confidence, in every order of the queue: ordered by age or category, decoys would share
    # what checks do not.
    query = select(PhotoRow.id).where(*PLAIN).order_by(PhotoRow.confidence, PhotoRow.id)
    outside = query.where(
        _outside(inspection_id),
        PhotoRow.id.between(row.after_id + 1, row.last_id),
        PhotoRow.version_id == row.version_id,
        PhotoRow.draft_id.is_(None),
    )
    found = list(session.scalars(outside.limit(4 * checks)))
    if len(found) < checks:
        mine = query.where(PhotoRow.lot_id == inspection_id)
        found += session.scalars(mine.limit(checks - len(found)))
    return np.array(found, np.int64)


def least_confident(session: Session, limit: int) -> list[int]:
    """Return the least confident photos to review, whatever the order of the queue."""
    query = select(PhotoRow.id).where(*PLAIN).order_by(PhotoRow.confidence, PhotoRow.id)
    return list(session.scalars(query.limit(limit)))


def _outside(inspection_id: int) -> ColumnElement[bool]:
    return or_(PhotoRow.lot_id.is_(None), PhotoRow.lot_id != inspection_id)


def add_blind(session: Session, inspection_id: int, stage: int, photo_ids: Sequence[int]) -> None:
    """Add blind photos; `stage` is 0 for decoys."""
    rows = [{"inspection_id": inspection_id, "photo_id": i, "stage": stage} for i in photo_ids]
    if rows:
        session.execute(insert(BlindRow), rows)


def silence(session: Session, photo_ids: Sequence[int]) -> None:
    """Make photos blind from now on."""
    rows = [{"id": photo_id, "blind": True} for photo_id in photo_ids]
    if rows:
        session.execute(update(PhotoRow), rows)


def set_places(session: Session, places: Sequence[tuple[int, float]]) -> None:
    """Move photos to places in the queue."""
    rows = [{"id": photo_id, "place": place} for photo_id, place in places]
    if rows:
        session.execute(update(PhotoRow), rows)
