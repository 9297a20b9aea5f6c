"""Queries that revert an import: conditions, and deletion of its photos."""

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hitl_app.domain.runs import RunState
from hitl_app.store.conditions import count
from hitl_app.store.schema import (
    DecisionRow,
    DraftPredictionRow,
    EmbeddingRow,
    ImportRow,
    InspectionRow,
    OutsideSuggestionRow,
    PathRow,
    PhotoRow,
    PredictionRow,
    ThumbnailRow,
)
from hitl_app.store.values import PHOTO_NUMBERS, get_value, set_value

_WITH_A_PHOTO = (
    DraftPredictionRow,
    EmbeddingRow,
    OutsideSuggestionRow,
    PredictionRow,
    ThumbnailRow,
    PathRow,
)


def decided_count(session: Session, import_id: int) -> int:
    """Count the photos of an import with decisions, undone ones included."""
    query = (
        select(func.count(DecisionRow.photo_id.distinct()))
        .join(PhotoRow, PhotoRow.id == DecisionRow.photo_id)
        .where(PhotoRow.import_id == import_id)
    )
    return session.scalar(query) or 0


def was_drawn_from(session: Session, import_id: int) -> bool:
    """Return True if checks were drawn since the import brought its first photo.

    A draw is about all numbers before it.
    """
    first = session.scalar(select(func.min(PhotoRow.id)).where(PhotoRow.import_id == import_id))
    last = session.scalar(select(func.max(InspectionRow.last_id)))
    return first is not None and last is not None and last >= first


def set_state(session: Session, import_id: int, state: RunState) -> None:
    """Set the state of an import."""
    session.get_one(ImportRow, import_id).state = state


def state_of(session: Session, import_id: int) -> RunState | None:
    """Return the state of an import; None if there is no such import."""
    row = session.get(ImportRow, import_id)
    return None if row is None else RunState(row.state)


def photo_count(session: Session, import_id: int) -> int:
    """Count the photos of an import that still exist."""
    return count(session, PhotoRow.import_id == import_id)


def forget_some(session: Session, import_id: int, limit: int) -> int:
    """Delete some photos of an import with all dependent rows; return how many.

    Their numbers are not reused: a window may still show one of them, and record a decision.
    """
    highest = session.scalar(select(func.max(PhotoRow.id))) or 0
    set_value(session, PHOTO_NUMBERS, max(highest, int(get_value(session, PHOTO_NUMBERS, 0))))
    query = select(PhotoRow.id).where(PhotoRow.import_id == import_id)
    ids = list(session.scalars(query.order_by(PhotoRow.id.desc()).limit(limit)))
    for row in _WITH_A_PHOTO:
        session.execute(delete(row).where(row.photo_id.in_(ids)))
    session.execute(delete(PhotoRow).where(PhotoRow.id.in_(ids)))
    return len(ids)
